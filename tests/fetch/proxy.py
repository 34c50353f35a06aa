"""A small HTTP proxy on loopback: forwards requests, tunnels with CONNECT, asks for a login, and keeps what it saw."""

import asyncio
import base64
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import NamedTuple
from urllib.parse import urlsplit


class Seen(NamedTuple):
    """A request as the proxy got it."""

    method: str
    target: str
    headers: Mapping[str, str]  # names in small letters


class Proxy:
    """Every name leads to the port that `ports` has for it."""

    def __init__(self, ports: Mapping[str, int], login: str) -> None:
        self.port, self.seen = 0, list[Seen]()
        self._ports, self._login = ports, login
        self._open: list[asyncio.StreamWriter] = []

    @property
    def targets(self) -> list[str]:
        return [f"{each.method} {each.target}" for each in self.seen]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.append(writer)
        with suppress(OSError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            first, *lines = head.strip().split("\r\n")
            method, target, _ = first.split(" ")
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
            self.seen.append(Seen(method, target, headers))
            wanted = f"Basic {base64.b64encode(self._login.encode()).decode()}"
            if self._login and headers.get("proxy-authorization") != wanted:
                writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
            else:
                await self._forward(method, target, lines, reader, writer)
            await writer.drain()
        await _end(writer)

    async def close(self) -> None:
        """Ends all connections."""
        for writer in self._open:
            await _end(writer)

    async def _forward(
        self, method: str, target: str, lines: list[str], reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        parts = urlsplit(target if method != "CONNECT" else f"//{target}")
        there, back = await asyncio.open_connection("127.0.0.1", self._ports[parts.hostname or ""])
        if method == "CONNECT":
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        else:
            kept = [line for line in lines if not line.lower().startswith(("proxy-", "connection"))]
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            request = "\r\n".join((f"{method} {path} HTTP/1.1", *kept, "Connection: close", "", ""))
            back.write(request.encode("latin-1"))
        self._open.append(back)
        onward = asyncio.create_task(_copy(reader, back))
        await _copy(there, writer)
        onward.cancel()
        await _end(back)


async def _end(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with suppress(OSError, ssl.SSLError):
        await writer.wait_closed()


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()


@asynccontextmanager
async def proxying(ports: Mapping[str, int], login: str = "") -> AsyncIterator[Proxy]:
    """A running proxy; `login` is `user:password`, "" for none."""
    proxy = Proxy(ports, login)
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    proxy.port = server.sockets[0].getsockname()[1]
    try:
        yield proxy
    finally:
        server.close()
        await proxy.close()
