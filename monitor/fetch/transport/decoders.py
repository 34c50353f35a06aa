"""What a body is packed with, by its header and by its first bytes; a server that names the one may send another.

Unpacked are gzip, deflate (with or without its header) and br, one in the other where the header names several. A body
that begins as text is text, whatever the header says.
"""

import zlib
from collections.abc import Iterator
from typing import Protocol

import brotli  # type: ignore[import-untyped]

from monitor.errors import FetchError

ACCEPT_ENCODING = "gzip, deflate, br"
MOST_LAYERS = 3

_PIECE = 65536
_GZIP = 16 + zlib.MAX_WBITS
_GZIP_MAGIC = b"\x1f\x8b"
_KNOWN = {"gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate", "br": "br"}
_START = 16  # bytes, by which a body is known
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_TEXT = frozenset([*range(0x20, 0x7F), *b"\t\n\r\0"])  # with NUL, UTF-16 looks like ASCII


class Decoder(Protocol):
    """Unpacks a body piece by piece."""

    def decode(self, piece: bytes) -> Iterator[bytes]:
        """The content in `piece`, in pieces of about 64 KiB; raises zlib.error, brotli.error or FetchError."""

    def finish(self) -> Iterator[bytes]:
        """What is left once the last piece was given."""

    def complete(self) -> bool:
        """Whether the content came to its end."""


def decoder(encoding: str) -> Decoder:
    """For a body with `encoding` as its Content-Encoding; raises FetchError where it names too many."""
    names = [part.partition(";")[0].strip(' \t"').lower() for part in encoding.split(",")]
    layers = [_KNOWN[name] for name in names if name in _KNOWN]
    if len(layers) > MOST_LAYERS:
        raise FetchError(f"packed more than {MOST_LAYERS} times: Content-Encoding {encoding[:40]!r}")
    unknown = [name for name in names if name not in ("", "identity", *_KNOWN)]
    return _Layers(layers[::-1], unknown) if layers or unknown else _Identity()


class _Layers:
    """The outermost of `layers`, chosen by the first bytes, and what is within."""

    def __init__(self, layers: list[str], unknown: list[str]) -> None:
        self._layers, self._unknown = layers, unknown
        self._start = b""
        self._outer: Decoder | None = None
        self._inner: Decoder = _Layers(layers[1:], unknown) if layers else _Identity()

    def decode(self, piece: bytes) -> Iterator[bytes]:
        if self._outer is None:
            self._start += piece
            if len(self._start) < _START:
                return
            piece = self._begin()
        yield from self._within(piece)

    def finish(self) -> Iterator[bytes]:
        if self._outer is None:
            yield from self._within(self._begin())
        yield from self._inner.finish()

    def complete(self) -> bool:
        return self._outer is None or (self._outer.complete() and self._inner.complete())

    def _begin(self) -> bytes:
        self._outer = self._chosen()
        return self._start

    def _within(self, piece: bytes) -> Iterator[bytes]:
        for content in self._outer.decode(piece) if self._outer else ():
            yield from self._inner.decode(content)

    def _chosen(self) -> Decoder:
        if not self._start or _is_text(self._start):
            return _Identity()
        if self._start.startswith(_GZIP_MAGIC):
            return _Zlib(deflate=False) if self._layers else _Identity()
        if not self._layers:
            if self._unknown:
                raise FetchError(f"unknown Content-Encoding {self._unknown[0][:40]!r}")
            return _Identity()
        if self._layers[0] == "br":
            return _Brotli()
        if self._layers[0] == "gzip" and not _has_zlib_header(self._start):
            raise FetchError("the body is not packed with gzip, as its Content-Encoding says")
        return _Zlib(deflate=True)


class _Identity:
    def decode(self, piece: bytes) -> Iterator[bytes]:
        yield piece

    def finish(self) -> Iterator[bytes]:
        yield from ()

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

    def finish(self) -> Iterator[bytes]:
        yield from ()

    def complete(self) -> bool:
        return self._inner is None or self._inner.eof


class _Brotli:
    def __init__(self) -> None:
        self._inner = brotli.Decompressor()

    def decode(self, piece: bytes) -> Iterator[bytes]:
        yield self._inner.process(piece, output_buffer_limit=_PIECE)
        while not self._inner.can_accept_more_data():
            yield self._inner.process(b"", output_buffer_limit=_PIECE)

    def finish(self) -> Iterator[bytes]:
        yield from ()

    def complete(self) -> bool:
        return bool(self._inner.is_finished())


def _is_text(start: bytes) -> bool:
    """Whether a body begins as a document does: with a byte order mark, or with nothing but ASCII."""
    marked = next((start.removeprefix(mark) for mark in _BOMS if start.startswith(mark)), start)
    return _TEXT.issuperset(marked[:_START])


def _has_zlib_header(piece: bytes) -> bool:
    """RFC 1950 §2.2: method 8, and the first two bytes are a multiple of 31."""
    return len(piece) > 1 and piece[0] & 0x0F == 8 and int.from_bytes(piece[:2], "big") % 31 == 0
