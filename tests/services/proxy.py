"""A way to a server that can go silent, as a firewall that lost its state or a machine that is half dead does."""

import contextlib
import socket
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

import psycopg


def to_database(url: str) -> socket.socket:
    """A connection to the server of the PostgreSQL URL `url`, nothing of its protocol spoken yet."""
    with psycopg.connect(url) as connection:
        place, port = connection.info.host, connection.info.port
    if not place.startswith("/"):
        return socket.create_connection((place, port))
    found = socket.socket(socket.AF_UNIX)
    found.connect(f"{place}/.s.PGSQL.{port}")
    return found


class Proxy:
    """Forwards connections at `port` to a server; `connect` makes one to it.

    After `go_silent` the connections there are take every byte and forward none, and no end of one is passed on, so
    that neither side is told anything. New connections are forwarded as ever.
    """

    def __init__(self, connect: Callable[[], socket.socket]) -> None:
        self._connect = connect
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._links: list[_Link] = []

    def go_silent(self) -> int:
        """Silences the connections there are; returns how many did not hang up before."""
        silenced = [link for link in self._links if link.open]
        for link in silenced:
            link.silent.set()
        return len(silenced)

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listener.close()
        for link in self._links:
            link.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:  # closed
                return
            try:
                server = self._connect()
            except OSError:
                client.close()
                continue
            self._links.append(_Link(client, server))


class _Link:
    """One connection through the proxy, with a thread for each direction."""

    def __init__(self, client: socket.socket, server: socket.socket) -> None:
        self._ends = (client, server)
        self.silent, self.open = threading.Event(), True
        for source, target in ((client, server), (server, client)):
            threading.Thread(target=self._pump, args=(source, target), daemon=True).start()

    def close(self) -> None:
        self.open = False
        for end in self._ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _pump(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                if not self.silent.is_set():
                    target.sendall(data)
        self.open = False
        if not self.silent.is_set():
            self.close()
