"""One server of each kind for all the processes that run tests, started when the first test asks for it.

A server belongs to the process that pytest was started in: so it does not end while another worker still uses it, and
ends with the tests, also when these are killed. Workers of pytest-xdist ask that process over a Unix socket.
"""

import tempfile
import threading
from collections.abc import Callable, Mapping
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path
from shutil import rmtree
from typing import Protocol

from tests.services.processes import ServiceUnavailable


class Server(Protocol):
    """A server, running."""

    @property
    def address(self) -> str:
        """Where it is reached."""

    def stop(self) -> None:
        """Ends it for good."""

    def log_tail(self) -> str:
        """The last lines of its own log."""


class Servers:
    """Starts each server once and stops them all."""

    def __init__(self, start: Mapping[str, Callable[[], Server]]) -> None:
        self._start = start
        self._running: dict[str, Server | ServiceUnavailable] = {}
        self._locks = {name: threading.Lock() for name in start}

    def address(self, name: str) -> str:
        """Where the server is; raises ServiceUnavailable, to whoever asks, where it could not be started."""
        with self._locks[name]:
            if name not in self._running:
                self._running[name] = self._started(name)
            found = self._running[name]
        if isinstance(found, ServiceUnavailable):
            raise found
        return found.address

    def log_tails(self) -> Mapping[str, str]:
        """The last lines of the log of each that runs."""
        return {name: server.log_tail() for name, server in self._servers().items()}

    def stop(self) -> None:
        """Ends those that run."""
        for server in self._servers().values():
            server.stop()
        self._running.clear()

    def _servers(self) -> Mapping[str, Server]:
        return {name: found for name, found in self._running.items() if not isinstance(found, ServiceUnavailable)}

    def _started(self, name: str) -> Server | ServiceUnavailable:
        try:
            return self._start[name]()
        except ServiceUnavailable as error:
            return error


class Desk:
    """Answers the workers: a thread for each, since starting a server takes a while."""

    def __init__(self, servers: Servers) -> None:
        self._servers = servers
        self._home = Path(tempfile.mkdtemp(prefix="wirewatch-tests-"))
        self.socket = str(self._home / "desk")
        self._listener = Listener(self.socket)
        threading.Thread(target=self._listen, name="desk", daemon=True).start()

    def close(self) -> None:
        """Takes no more questions."""
        self._listener.close()
        rmtree(self._home, ignore_errors=True)

    def _listen(self) -> None:
        while True:
            try:
                connection = self._listener.accept()
            except OSError:  # closed
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: "Connection[tuple[bool, str], str]") -> None:
        with connection:
            try:
                connection.send((True, self._servers.address(connection.recv())))
            except ServiceUnavailable as error:
                connection.send((False, str(error)))


def ask(socket: str, name: str) -> str:
    """The address of a server, from the desk at `socket`; raises ServiceUnavailable as Servers does."""
    with Client(socket) as connection:
        connection.send(name)
        had, answer = connection.recv()
    if not had:
        raise ServiceUnavailable(answer)
    return str(answer)
