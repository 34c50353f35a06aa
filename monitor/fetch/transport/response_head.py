"""The head of a response as servers send it, made into one that RFC 9112 knows.

Browsers take much that a strict parser refuses: a length told twice, a folded value, a line that is no header. What
would change where the body ends, and so what is read, is refused: two lengths that differ.
"""

import re
from collections.abc import Iterable, Iterator

from monitor.records import Record

_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/(\d)(?:\.(\d))?[ \t]+(\d{3})(?:[ \t]+(.*))?", re.IGNORECASE | re.DOTALL)
_TOKEN = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110 §5.6.2
_BARE_CR = re.compile(rb"[\r\n]")
_FRAMING = (b"content-length", b"transfer-encoding")


class Head(Record, frozen=True, kw_only=True):
    """A head that a strict parser reads, and what it says of the body."""

    written: bytes  # with the empty line that ends it
    status: int
    length: int | None = None  # of the body, where it is told
    chunked: bool = False

    @property
    def interim(self) -> bool:
        """Whether another head follows (RFC 9110 §15.2)."""
        return 100 <= self.status < 200 and self.status != 101

    @property
    def bodyless(self) -> bool:
        """Whether nothing of what follows is a body (RFC 9112 §6.3)."""
        return self.status in (204, 304)


def head_end(received: bytes | bytearray) -> int:
    """Where the body begins in what was `received`; -1 where the head is not whole yet."""
    found = _END.search(received, _leading(received))
    return found.end() if found else -1


def repaired(head: bytes) -> Head:
    """The head in `head`; raises ValueError where it is none, or names two lengths.

    Folded values become one line (RFC 9112 §5.2). Dropped are lines that name no field, fields with a NUL, lengths that
    are no number, a length beside chunks (§6.3), and transfer codings other than chunked.
    """
    lines = [line.removesuffix(b"\r") for line in head.lstrip(b"\r\n").split(b"\n")]
    found = _STATUS.fullmatch(lines[0])
    if not found:
        raise ValueError(f"not an HTTP response: {lines[0][:40].decode('latin-1')!r}")
    minor = found[2] if found[1] == b"1" and found[2] in (b"0", b"1") else b"1"
    fields = list(_fields(_unfolded(lines[1:])))
    chunked = any(b"chunked" in value.lower() for name, value in fields if name.lower() == b"transfer-encoding")
    length = None if chunked else _length(value for name, value in fields if name.lower() == b"content-length")
    kept = [field for field in fields if field[0].lower() not in _FRAMING]
    kept += [(b"Transfer-Encoding", b"chunked")] if chunked else []
    kept += [(b"Content-Length", str(length).encode())] if length is not None else []
    status_line = b"HTTP/1.%s %s %s" % (minor, found[3], _BARE_CR.sub(b" ", found[4] or b""))
    written = b"\r\n".join([status_line, *(name + b": " + value for name, value in kept), b"", b""])
    return Head(written=written, status=int(found[3]), length=length, chunked=chunked)


def _leading(received: bytes | bytearray) -> int:
    """How many bytes of empty lines come first."""
    return len(received) - len(received.lstrip(b"\r\n"))


def _unfolded(lines: Iterable[bytes]) -> list[bytes]:
    whole: list[bytes] = []
    for line in lines:
        if line[:1] in (b" ", b"\t") and whole:
            whole[-1] += b" " + line.strip()
        else:
            whole.append(line)
    return whole


def _fields(lines: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    for line in lines:
        name, colon, value = line.partition(b":")
        if colon and _TOKEN.fullmatch(name.strip()) and b"\0" not in value:
            yield name.strip(), _BARE_CR.sub(b" ", value).strip()


def _length(values: Iterable[bytes]) -> int | None:
    """The one length that is told, however often; raises ValueError where there are two."""
    told = {int(part) for value in values for part in value.split(b",") if re.fullmatch(rb"\d{1,18}", part.strip())}
    if len(told) > 1:
        raise ValueError(f"two lengths of one body: Content-Length {' and '.join(map(str, sorted(told)))}")
    return told.pop() if told else None
