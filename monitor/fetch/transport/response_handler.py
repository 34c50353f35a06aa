"""aiohttp's reader of responses, given heads that it can read.

aiohttp takes no reader of one's own: `LenientConnector` sets the one that its base class makes connections with, and
tests with raw servers (`tests/fetch/test_response_head.py`) hold that it is used.
"""

import asyncio
import functools
import socket
import ssl
from collections.abc import Callable
from typing import Any, cast

import aiohttp
from aiohttp.abc import AbstractResolver
from aiohttp.client_proto import ResponseHandler
from aiohttp.http import HttpProcessingError

from monitor.fetch.transport.chunks import Chunks
from monitor.fetch.transport.response_head import Head, head_end, repaired
from monitor.net.guard import AddrInfo


class LenientHandler(ResponseHandler):
    """Reads one response after the other; the head of each is repaired before the parser sees it."""

    def __init__(self, *, loop: asyncio.AbstractEventLoop, header_bytes: int) -> None:
        """`header_bytes` bounds the head of a response."""
        super().__init__(loop=loop)
        self._header_bytes = header_bytes
        self._received: bytearray | None = None  # of a head; None while a body is read
        self._left: int | None = None  # bytes of the body that are to come, where that is known
        self._chunks: Chunks | None = None  # of a body that comes in chunks

    def set_response_params(self, **params: Any) -> None:
        """A request was sent: a head comes next."""
        self._received, self._left = bytearray(), None
        super().set_response_params(**params)

    def data_received(self, data: bytes) -> None:
        """The next bytes from the wire."""
        if self._parser is None or not data:
            super().data_received(data)
        elif self._received is not None:
            self._reschedule_timeout()
            self._received += data
            self._read_heads()
        else:
            self._pass_body(data)

    def _read_heads(self) -> None:
        while self._received is not None:
            end = head_end(self._received)
            if (end if end >= 0 else len(self._received)) > self._header_bytes:
                self._refuse(f"headers of more than {self._header_bytes} bytes")
                return
            if end < 0:
                return
            try:
                head = repaired(bytes(self._received[:end]))
            except ValueError as error:
                self._refuse(str(error))
                return
            self._pass_head(head, bytes(self._received[end:]))

    def _pass_head(self, head: Head, rest: bytes) -> None:
        if head.interim:
            self._received = bytearray(rest)
            super().data_received(head.written)
            return
        self._received, self._left = None, 0 if head.bodyless else head.length
        self._chunks = Chunks() if head.chunked and not head.bodyless else None
        super().data_received(head.written)
        self._pass_body(rest)

    def _pass_body(self, data: bytes) -> None:
        """Hands over what belongs to the body; where more came, this connection is of no further use."""
        if self._chunks is not None:
            data = self._rewritten(self._chunks, data)
        elif self._left is not None:
            if len(data) > self._left:
                self._should_close = True
            data = data[: self._left]
            self._left -= len(data)
        if data:
            super().data_received(data)

    def _rewritten(self, chunks: Chunks, data: bytes) -> bytes:
        try:
            return chunks.feed(data)
        except ValueError as error:
            if self._payload is not None:
                self._payload.set_exception(aiohttp.ClientPayloadError(str(error)))
                self._payload = None  # or else the end of the connection would be the reason
            self._refuse(str(error))
            return b""

    def _refuse(self, why: str) -> None:
        self._received = None
        if self.transport is not None:
            self.transport.close()
        self.set_exception(HttpProcessingError(code=400, message=why))


class LenientConnector(aiohttp.TCPConnector):
    """Connections whose responses a LenientHandler reads."""

    def __init__(
        self,
        *,
        resolver: AbstractResolver,
        socket_factory: Callable[[AddrInfo], socket.socket] | None,
        header_bytes: int,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """Call it inside the event loop that will use it. `tls` is None for what the system trusts."""
        super().__init__(limit=0, resolver=resolver, socket_factory=socket_factory, ssl=tls or True)
        loop = asyncio.get_running_loop()
        make = functools.partial(LenientHandler, loop=loop, header_bytes=header_bytes)
        self._factory = cast("functools.partial[ResponseHandler]", make)
