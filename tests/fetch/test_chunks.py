"""Bodies in chunks, as servers cut them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.fetch.transport.chunks import Chunks


def content(rewritten: bytes) -> bytes:
    """What strict chunks hold."""
    found = b""
    while rewritten:
        size, rewritten = rewritten.split(b"\r\n", 1)
        length = int(size, 16)
        found, end = found + rewritten[:length], rewritten[length : length + 2]
        assert end == b"\r\n"
        rewritten = rewritten[length + 2 :]
    return found


@pytest.mark.parametrize(
    "sent",
    [
        b"5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n",
        b"5\nhello\n6\n world\n0\n\n",
        b"0005 ;a=b\r\nhello\r\n  6  \r\n world\r\n0;last\r\nX-Sum: 1\r\n\r\n",
        b"B\r\nhello world\r\n0\r\n",
        b"b\r\nhello world0\r\n\r\n",
    ],
    ids=[
        "as the standard has it",
        "bare line feeds",
        "extensions, spaces, trailers",
        "no last line",
        "no line between",
    ],
)
@given(cuts=st.lists(st.integers(1, 60)))
def test_chunks_are_read_however_their_lines_end_and_wherever_they_are_cut(sent: bytes, cuts: list[int]) -> None:
    chunks, rewritten, places = Chunks(), b"", sorted({0, *cuts, len(sent)})
    for start, end in pairwise(places):
        rewritten += chunks.feed(sent[start:end])
    assert chunks.ended
    assert content(rewritten) == b"hello world"


@pytest.mark.parametrize(
    "sent", [b"<rss>\r\n", b"0x5\r\nhello\r\n", b"-1\r\n", b"\r\n\r\n", b"9" * 9_000, b"f" * 16 + b"\n"]
)
def test_what_is_no_chunk_is_refused(sent: bytes) -> None:
    with pytest.raises(ValueError, match="size of a chunk"):
        Chunks().feed(sent)
