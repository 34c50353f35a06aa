"""Heads of responses that no standard has and that people's servers send, over a socket as they are."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from monitor.errors import FetchError
from monitor.fetch.base import FetchRequest, FetchResponse
from monitor.fetch.transport.http import HttpFetcher
from monitor.fetch.transport.limits import FetchLimits

FEED = b"<rss version='2.0'><channel><title>Herald</title></channel></rss>"
LENGTH = b"Content-Length: %d" % len(FEED)
CHUNKS = b"%x\r\n%s\r\n0\r\n\r\n" % (len(FEED), FEED)


def head(*lines: bytes, status: bytes = b"HTTP/1.1 200 OK", newline: bytes = b"\r\n") -> bytes:
    return newline.join((status, *lines, b"", b""))


@asynccontextmanager
async def speaking(*responses: bytes) -> AsyncIterator[tuple[str, list[int]]]:
    """A server that says these in turn, one a request, and closes a moment later; counts its connections."""
    left, connections = list(responses), [0]

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connections[0] += 1
        try:
            while left:
                await reader.readuntil(b"\r\n\r\n")
                writer.write(left.pop(0))
                await writer.drain()
        except asyncio.IncompleteReadError:
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/feed", connections
    finally:
        server.close()


async def fetched(*responses: bytes) -> list[FetchResponse]:
    async with speaking(*responses) as (url, _):
        fetcher = HttpFetcher("Test/1", limits=FetchLimits(silence=5.0))
        try:
            return [await fetcher.fetch(FetchRequest(url=url, allow_private=True)) for _ in responses]
        finally:
            await fetcher.close()


@pytest.mark.parametrize(
    "response",
    [
        pytest.param(head(b"Content-Security-Policy: " + b"x" * 60_000, LENGTH) + FEED, id="one header of 60 kB"),
        pytest.param(head(*[b"Set-Cookie: a%d=1" % n for n in range(300)], LENGTH) + FEED, id="300 headers"),
        pytest.param(head(LENGTH, LENGTH) + FEED, id="the length twice"),
        pytest.param(head(LENGTH + b", %d" % len(FEED)) + FEED, id="the length twice in one line"),
        pytest.param(head(b"Content-Length:") + FEED, id="a length of nothing"),
        pytest.param(head(b"Content-Length: long") + FEED, id="a length that is no number"),
        pytest.param(head(b"Content-Length: 5", b"Transfer-Encoding: chunked") + CHUNKS, id="length and chunks"),
        pytest.param(head(b"Transfer-Encoding: chunked", b"Transfer-Encoding: Chunked") + CHUNKS, id="chunks twice"),
        pytest.param(head(b"Transfer-Encoding: identity", LENGTH) + FEED, id="an old transfer coding"),
        pytest.param(head(b"Transfer-Encoding: chunked") + CHUNKS.replace(b"\r\n", b"\n"), id="chunks in bare lines"),
        pytest.param(head(b"Transfer-Encoding: chunked") + CHUNKS[:-2], id="no end of the last chunk"),
        pytest.param(head(b"Transfer-Encoding: chunked") + CHUNKS[:-5], id="no last chunk, but all of the feed"),
        pytest.param(head(b"Content-Length: 999") + FEED, id="less than the length says, but all of the feed"),
        pytest.param(head(b"X-Policy: a;\r\n b;\r\n\tc", LENGTH) + FEED, id="a folded value"),
        pytest.param(head(b"Server: caf\xe9 \xff", b"X-A: a\x01b\x7f", LENGTH) + FEED, id="odd bytes in values"),
        pytest.param(head(b"X-A: a\0b", b"X-B: a\rb", LENGTH) + FEED, id="NUL and CR in values"),
        pytest.param(head(b"X-Broken", b": nameless", b"X Powered By: y", LENGTH) + FEED, id="lines without a name"),
        pytest.param(head("X-Имя: x".encode(), b"X(A): b", LENGTH) + FEED, id="names that are none"),
        pytest.param(head(b"Content-Length : %d" % len(FEED)) + FEED, id="a space before the colon"),
        pytest.param(head(LENGTH, status=b"HTTP/1.1 200") + FEED, id="no reason phrase"),
        pytest.param(head(LENGTH, status=b"http/1.1  200  D\xe9j\xe0 vu") + FEED, id="an odd status line"),
        pytest.param(head(status=b"HTTP/2 200") + FEED, id="a version that it is not"),
        pytest.param(head(LENGTH, newline=b"\n") + FEED, id="bare line feeds"),
        pytest.param(b"\r\n\r\n" + head(LENGTH) + FEED, id="empty lines first"),
        pytest.param(
            b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + head(LENGTH) + FEED,
            id="interim responses",
        ),
        pytest.param(head(LENGTH) + FEED + b"<!-- cached -->", id="more than the length says"),
    ],
)
async def test_what_browsers_take_is_taken(response: bytes) -> None:
    (found,) = await fetched(response)
    assert (found.status, found.body) == (200, FEED)


async def test_a_folded_value_is_read_as_one_line() -> None:
    (found,) = await fetched(head(b"Content-Type: text/xml;\r\n  charset=utf-8", LENGTH) + FEED)
    assert found.content_type == "text/xml; charset=utf-8"


@pytest.mark.parametrize(
    ("response", "why"),
    [
        (head(LENGTH, b"Content-Length: 5") + FEED, "two lengths of one body: Content-Length 5 and 65"),
        (head(b"Content-Length: 5, 6") + FEED, "two lengths of one body: Content-Length 5 and 6"),
        (head(b"X-A: " + b"x" * 70_000, LENGTH) + FEED, "headers of more than 65536 bytes"),
        (head(*[b"X-A: " + b"x" * 8_000] * 9, LENGTH) + FEED, "headers of more than 65536 bytes"),
        (head(b"Transfer-Encoding: chunked") + CHUNKS[:30], "the body broke off: "),
        (head(b"Transfer-Encoding: chunked") + FEED + b"\n", "the body broke off: not the size of a chunk: "),
        (head(LENGTH) + FEED[:-30], "the body broke off: "),
        (b"SSH-2.0-OpenSSH_9.6\r\n\r\n", "not an HTTP response: 'SSH-2.0-OpenSSH_9.6'"),
    ],
)
async def test_what_cannot_be_read_for_sure_is_refused_with_its_reason(response: bytes, why: str) -> None:
    with pytest.raises(FetchError, match=why):
        await fetched(response)


async def test_not_modified_with_a_body_is_not_modified_and_spoils_no_later_poll() -> None:
    unchanged = head(LENGTH, status=b"HTTP/1.1 304 Not Modified") + FEED
    first, second = await fetched(unchanged, head(LENGTH) + FEED)
    assert (first.status, first.body, second.status, second.body) == (304, b"", 200, FEED)


async def test_a_connection_serves_further_polls_where_nothing_was_left_over() -> None:
    async with speaking(head(LENGTH) + FEED, head(b"Transfer-Encoding: chunked") + CHUNKS) as (url, connections):
        fetcher = HttpFetcher("Test/1", limits=FetchLimits(silence=5.0))
        try:
            bodies = [(await fetcher.fetch(FetchRequest(url=url, allow_private=True))).body for _ in range(2)]
        finally:
            await fetcher.close()
        assert (bodies, connections) == ([FEED, FEED], [1])
