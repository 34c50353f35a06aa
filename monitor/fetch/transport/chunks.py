"""Chunks as servers send them, made into chunks that RFC 9112 §7.1 knows.

Lines may end without CR, a size may stand among spaces, and what comes behind the last chunk does not count.
"""

import re

MAX_LINE = 8_192  # bytes of a size with its extensions

_SIZE = re.compile(rb"[0-9a-fA-F]{1,15}")


class Chunks:
    """Reads the chunks of one body; `ended` once the last one came."""

    def __init__(self) -> None:
        self.ended = False
        self._line = b""  # what came of the line of a size
        self._left = 0  # bytes of the chunk that are to come
        self._first = True  # no chunk came before: no empty line may stand before its size

    def feed(self, data: bytes) -> bytes:
        """What `data` holds, as whole chunks; nothing behind the last one. Raises ValueError where it is none."""
        if self.ended:
            return b""
        written = b""
        while data and not self.ended:
            if self._left:
                piece, data = data[: self._left], data[self._left :]
                self._left -= len(piece)
                written += b"%x\r\n%s\r\n" % (len(piece), piece)
            else:
                data = self._read_size(data)
        return written + (b"0\r\n\r\n" if self.ended else b"")

    def _read_size(self, data: bytes) -> bytes:
        """What is left of `data` behind the line of the next size, as far as it came."""
        start, newline, rest = data.partition(b"\n")
        self._line += start
        if len(self._line) > MAX_LINE:
            raise ValueError("the size of a chunk is missing")
        if not newline:
            return b""
        line, self._line = self._line.strip(), b""
        size = line.partition(b";")[0].strip()
        if not line and not self._first:  # the end of the chunk before
            return rest
        if not _SIZE.fullmatch(size):
            raise ValueError(f"not the size of a chunk: {line[:40].decode('latin-1')!r}")
        self._left, self._first = int(size, 16), False
        self.ended = self._left == 0
        return rest
