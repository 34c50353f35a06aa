"""Decompression that never makes more bytes than it may."""

import zlib
from collections.abc import Iterable

import brotli  # type: ignore[import-untyped]

from monitor.errors import FeedTooLarge, FetchError
from monitor.fetch.transport.decoders import decoder
from monitor.fetch.transport.limits import FetchLimits


class Body:
    """Collects the pieces of a response body, decompressed; raises FeedTooLarge as soon as a limit is passed."""

    def __init__(self, encoding: str, limits: FetchLimits) -> None:
        """`encoding` is the Content-Encoding header; raises FetchError where it names too many."""
        self._limits, self._received, self._content = limits, 0, bytearray()
        self._decoder = decoder(encoding)

    def feed(self, piece: bytes) -> None:
        """Takes the next bytes from the wire; raises FetchError where they cannot be decompressed."""
        self._received += len(piece)
        self._take(self._decoder.decode(piece))

    def content(self) -> bytes:
        """All that came; raises FetchError where a compressed body ends too early: no half feed is accepted."""
        self._take(self._decoder.finish())
        if self._received and not self._decoder.complete():
            raise FetchError("the compressed body ends too early")
        return bytes(self._content)

    def _take(self, contents: Iterable[bytes]) -> None:
        try:
            for content in contents:
                self._content += content
                self._check()
        except (zlib.error, brotli.error) as error:
            raise FetchError(f"the body cannot be decompressed: {error}") from error

    def _check(self) -> None:
        size, limits = len(self._content), self._limits
        if size > limits.body_bytes:
            raise FeedTooLarge(f"more than {limits.body_bytes} bytes")
        if size > limits.ratio_from and size > limits.ratio * self._received:
            raise FeedTooLarge(f"compressed more than {limits.ratio} to 1")
