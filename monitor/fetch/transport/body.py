"""Decompression that never makes more bytes than it may."""

import zlib
from collections.abc import Iterator
from typing import Protocol

import brotli  # type: ignore[import-untyped]

from monitor.errors import FeedTooLarge, FetchError
from monitor.fetch.transport.limits import FetchLimits

ACCEPT_ENCODING = "gzip, deflate, br"

_PIECE = 65536
_GZIP = 16 + zlib.MAX_WBITS
_GZIP_MAGIC = b"\x1f\x8b"


class Body:
    """Collects the pieces of a response body, decompressed; raises FeedTooLarge as soon as a limit is passed."""

    def __init__(self, encoding: str, limits: FetchLimits) -> None:
        """`encoding` is the Content-Encoding header; raises FetchError for one that we did not ask for."""
        self._limits, self._received, self._content = limits, 0, bytearray()
        self._decoder = _decoder(encoding)

    def feed(self, piece: bytes) -> None:
        """Takes the next bytes from the wire; raises FetchError where they cannot be decompressed."""
        self._received += len(piece)
        try:
            for content in self._decoder.decode(piece):
                self._content += content
                self._check()
        except (zlib.error, brotli.error) as error:
            raise FetchError(f"the body cannot be decompressed: {error}") from error

    def content(self) -> bytes:
        """All that came; raises FetchError where a compressed body ends too early: no half feed is accepted."""
        if self._received and not self._decoder.complete():
            raise FetchError("the compressed body ends too early")
        return bytes(self._content)

    def _check(self) -> None:
        size, limits = len(self._content), self._limits
        if size > limits.body_bytes:
            raise FeedTooLarge(f"more than {limits.body_bytes} bytes")
        if size > limits.ratio_from and size > limits.ratio * self._received:
            raise FeedTooLarge(f"compressed more than {limits.ratio} to 1")


class _Decoder(Protocol):
    def decode(self, piece: bytes) -> Iterator[bytes]:
        """The content in `piece`, in pieces of about _PIECE bytes."""

    def complete(self) -> bool:
        """Whether the content came to its end."""


class _Identity:
    def decode(self, piece: bytes) -> Iterator[bytes]:
        yield piece

    def complete(self) -> bool:
        return True


class _Zlib:
    """gzip (of one or several members) and deflate, which some servers send without the zlib header."""

    def __init__(self, *, deflate: bool) -> None:
        self._deflate = deflate
        self._inner = None if deflate else zlib.decompressobj(_GZIP)

    def decode(self, piece: bytes) -> Iterator[bytes]:
        if self._inner is None:
            self._inner = zlib.decompressobj(zlib.MAX_WBITS if _has_zlib_header(piece) else -zlib.MAX_WBITS)
        while piece:
            if self._inner.eof:
                if self._deflate or not piece.startswith(_GZIP_MAGIC[: len(piece)]):
                    return  # padding after the end
                self._inner = zlib.decompressobj(_GZIP)
            yield self._inner.decompress(piece, _PIECE)
            piece = self._inner.unused_data if self._inner.eof else self._inner.unconsumed_tail

    def complete(self) -> bool:
        return self._inner is None or self._inner.eof


class _Brotli:
    def __init__(self) -> None:
        self._inner = brotli.Decompressor()

    def decode(self, piece: bytes) -> Iterator[bytes]:
        yield self._inner.process(piece, output_buffer_limit=_PIECE)
        while not self._inner.can_accept_more_data():
            yield self._inner.process(b"", output_buffer_limit=_PIECE)

    def complete(self) -> bool:
        return bool(self._inner.is_finished())


def _has_zlib_header(piece: bytes) -> bool:
    """RFC 1950 §2.2: method 8, and the first two bytes are a multiple of 31."""
    return len(piece) > 1 and piece[0] & 0x0F == 8 and int.from_bytes(piece[:2], "big") % 31 == 0


def _decoder(encoding: str) -> _Decoder:
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return _Identity()
    if name in ("gzip", "x-gzip", "deflate"):
        return _Zlib(deflate=name == "deflate")
    if name == "br":
        return _Brotli()
    raise FetchError(f"unknown Content-Encoding {encoding[:40]!r}")
