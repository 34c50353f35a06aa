"""The real fetcher: what it sends, and what it takes from a server that means harm."""

import asyncio
import gzip
import re
import socket
import ssl
import struct
import zlib
from ipaddress import ip_network

import brotli  # type: ignore[import-untyped]
import pytest
import trustme
from aiohttp import web
from aiohttp.test_utils import TestServer

from monitor.errors import FeedTooLarge, FetchError
from monitor.fetch.base import FetchRequest, FetchResponse
from monitor.fetch.transport.http import HttpFetcher
from monitor.fetch.transport.limits import FetchLimits
from monitor.fetch.transport.memory import answer
from tests.fetch.server import Handler, Loopback, scripted, serving

FEED = b"<rss version='2.0'><channel><title>Herald</title></channel></rss>" * 20


def _raw_deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


async def fetch(
    handler: Handler, *, times: int = 1, limits: FetchLimits | None = None
) -> tuple[FetchResponse, Loopback]:
    async with serving(handler) as server:
        fetcher = HttpFetcher("Wirewatch/1 (+https://herald.example/about)", limits=limits)
        request = FetchRequest(url=server.url("/feed"), allow_private=True)
        try:
            responses = await asyncio.gather(*(fetcher.fetch(request) for _ in range(times)))
        finally:
            await fetcher.close()
        return responses[0], server


def packed(body: bytes, encoding: str) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        return web.Response(body=body, headers={"Content-Encoding": encoding})

    return handle


async def test_it_says_who_polls_and_what_it_can_read() -> None:
    _, server = await fetch(scripted({"/feed": [answer(FEED)]}))
    ((_, headers),) = server.requests
    assert headers["User-Agent"] == "Wirewatch/1 (+https://herald.example/about)"
    assert headers["Accept-Encoding"] == "gzip, deflate, br"
    assert "application/feed+json" in headers["Accept"]
    assert "If-None-Match" not in headers
    assert "If-Modified-Since" not in headers


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(FEED, mtime=0)),
        ("GZIP", gzip.compress(FEED[:50]) + gzip.compress(FEED[50:])),
        ("x-gzip", gzip.compress(FEED, mtime=0) + b"\0\0\0"),
        ("deflate", zlib.compress(FEED)),
        ("deflate", _raw_deflate(FEED)),
        ("br", brotli.compress(FEED)),
        ("identity", FEED),
    ],
)
async def test_a_packed_body_is_unpacked(encoding: str, body: bytes) -> None:
    response, _ = await fetch(packed(body, encoding))
    assert response.body == FEED


@pytest.mark.parametrize(
    "encoding",
    ["gzip", "deflate", "br", "zstd", "UTF-8", "aws-chunked", "none", '"binary"', "gzip, gzip", "text/xml;q=1"],
)
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf", b"\r\n \r\n"])
async def test_a_body_that_begins_as_text_is_text_whatever_its_header_says(encoding: str, start: bytes) -> None:
    response, _ = await fetch(packed(start + FEED, encoding))
    assert response.body == start + FEED


async def test_plain_utf_16_under_the_name_of_gzip_is_text() -> None:
    document = FEED.decode().encode("utf-16")
    assert (await fetch(packed(document, "gzip")))[0].body == document


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("br", gzip.compress(FEED, mtime=0)),
        ("deflate", gzip.compress(FEED, mtime=0)),
        ("gzip", zlib.compress(FEED)),
        ("aws-chunked,gzip", gzip.compress(FEED, mtime=0)),
        ("gzip;q=1.0", gzip.compress(FEED, mtime=0)),
        ('"gzip"', gzip.compress(FEED, mtime=0)),
        ("gzip, gzip", gzip.compress(gzip.compress(FEED, mtime=0), mtime=0)),
        ("gzip, gzip", gzip.compress(FEED, mtime=0)),
        ("br, gzip", gzip.compress(brotli.compress(FEED), mtime=0)),
    ],
)
async def test_a_body_is_unpacked_by_what_it_is(encoding: str, body: bytes) -> None:
    assert (await fetch(packed(body, encoding)))[0].body == FEED


@pytest.mark.parametrize(
    ("encoding", "body", "why"),
    [
        ("gzip", b"\x01\x02\x03\x04" * 9, "not packed with gzip"),
        ("deflate", b"\xff\x02\x03\x04" * 9, "cannot be decompressed"),
        ("br", b"\xff\xff\x03\x04" * 9, "cannot be decompressed"),
        ("zstd", b"\x28\xb5\x2f\xfd" * 9, "unknown Content-Encoding 'zstd'"),
        ("gzip, br, gzip, br", FEED, "packed more than 3 times"),
    ],
)
async def test_a_body_that_is_neither_text_nor_packed_as_it_says_is_an_error(
    encoding: str, body: bytes, why: str
) -> None:
    with pytest.raises(FetchError, match=why):
        await fetch(packed(body, encoding))


async def test_nothing_is_nothing_however_it_is_packed() -> None:
    assert (await fetch(packed(b"", "gzip")))[0].body == b""


async def test_a_bomb_within_a_bomb_is_refused_as_one_is() -> None:
    bomb = gzip.compress(gzip.compress(bytes(30_000_000)))
    with pytest.raises(FeedTooLarge, match="100 to 1"):
        await fetch(packed(bomb, "gzip, gzip"))


@pytest.mark.parametrize(("encoding", "body"), [("gzip", gzip.compress(FEED, mtime=0)), ("br", brotli.compress(FEED))])
async def test_half_a_packed_body_is_not_accepted(encoding: str, body: bytes) -> None:
    with pytest.raises(FetchError, match="ends too early"):
        await fetch(packed(body[:-4], encoding))


@pytest.mark.parametrize(
    ("encoding", "bomb"),
    [
        ("gzip", gzip.compress(bytes(30_000_000))),
        ("deflate", zlib.compress(bytes(30_000_000))),
        ("br", brotli.compress(bytes(30_000_000), quality=5)),
    ],
)
async def test_a_bomb_is_refused_long_before_it_is_unpacked(encoding: str, bomb: bytes) -> None:
    with pytest.raises(FeedTooLarge, match="100 to 1"):
        await fetch(packed(bomb, encoding))


async def test_a_large_body_packed_within_reason_is_cut_off_at_the_limit() -> None:
    with pytest.raises(FeedTooLarge, match="2000 bytes"):
        await fetch(packed(gzip.compress(bytes(range(256)) * 20), "gzip"), limits=FetchLimits(body_bytes=2000))


async def test_a_body_without_end_is_cut_off_at_the_limit() -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b" " * 10_000)

    with pytest.raises(FeedTooLarge):
        await fetch(endless, limits=FetchLimits(body_bytes=1_000_000))


def _stalling(first: bytes) -> Handler:
    async def stall(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(first)
        await asyncio.Event().wait()
        return response

    return stall


async def test_a_server_that_takes_too_long_in_all_is_given_up() -> None:
    with pytest.raises(FeedTooLarge, match=r"longer than 0\.2 s"):
        await fetch(_stalling(b"<rss>"), limits=FetchLimits(seconds=0.2))


async def test_a_server_that_falls_silent_is_given_up() -> None:
    with pytest.raises(FetchError, match=r"silent for 0\.2 s"):
        await fetch(_stalling(b"<rss>"), limits=FetchLimits(silence=0.2))


async def test_a_host_gets_one_connection_at_a_time_however_many_feeds_it_has() -> None:
    open_now, most = 0, 0

    async def count(request: web.Request) -> web.StreamResponse:
        nonlocal open_now, most
        open_now += 1
        most = max(most, open_now)
        await asyncio.sleep(0)
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(FEED)
        await response.write_eof()
        open_now -= 1
        return response

    _, server = await fetch(count, times=5)
    assert len(server.requests) == 5
    assert most == 1
    assert len(server.connections) == 1


async def test_waiting_for_a_busy_host_does_not_count_against_the_time_limit() -> None:
    gate = asyncio.Event()

    async def first_waits(request: web.Request) -> web.StreamResponse:
        if request.path == "/slow":
            await gate.wait()
        return web.Response(body=FEED)

    async with serving(first_waits) as server:
        fetcher = HttpFetcher("Test/1", limits=FetchLimits(seconds=0.3))
        try:
            slow = asyncio.create_task(fetcher.fetch(FetchRequest(url=server.url("/slow"), allow_private=True)))
            quick = asyncio.create_task(fetcher.fetch(FetchRequest(url=server.url("/quick"), allow_private=True)))
            with pytest.raises(FeedTooLarge):
                await slow
            assert (await quick).body == FEED
        finally:
            gate.set()
            await fetcher.close()


async def test_a_header_that_is_no_text_is_as_if_it_were_absent() -> None:
    async def raw(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b'HTTP/1.1 200 OK\r\nETag: "\xe9"\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok')
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(raw, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    fetcher = HttpFetcher("Test/1")
    try:
        response = await fetcher.fetch(FetchRequest(url=f"http://127.0.0.1:{port}/", allow_private=True))
        assert (response.body, response.facts.etag) == (b"ok", None)
    finally:
        await fetcher.close()
        server.close()


async def test_a_body_whose_length_nobody_told_may_be_broken_off() -> None:
    async def raw(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n<rss>")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(raw, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    fetcher = HttpFetcher("Test/1")
    try:
        response = await fetcher.fetch(FetchRequest(url=url, allow_private=True))
        assert (response.body, response.measured) == (b"<rss>", False)
    finally:
        await fetcher.close()
        server.close()
    measured, _ = await fetch(scripted({"/feed": [answer(FEED)]}))
    assert measured.measured


async def failure_at(url: str) -> str:
    """What is told of `url`, which cannot be fetched."""
    fetcher = HttpFetcher("Test/1")
    try:
        with pytest.raises(FetchError) as failed:
            await fetcher.fetch(FetchRequest(url=url, allow_private=True))
        return str(failed.value)
    finally:
        await fetcher.close()


async def test_nobody_there_is_an_error() -> None:
    async with serving(scripted({})) as server:
        gone = server.url("/feed")
    assert re.search(r"^no connection to 127\.0\.0\.1:\d+: Connection refused$", await failure_at(gone))


@pytest.mark.parametrize(
    ("linger", "told"),
    [
        (struct.pack("ii", 0, 0), "the server closed the connection without an answer"),
        (struct.pack("ii", 1, 0), "the connection broke: Connection reset by peer"),
    ],
)
async def test_who_hangs_up_without_an_answer_is_told_so(linger: bytes, told: str) -> None:
    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        writer.close()

    server = await asyncio.start_server(hang_up, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/feed"
    try:
        assert await failure_at(url) == told
    finally:
        server.close()


async def test_a_certificate_that_is_not_trusted_is_said_to_be_so_and_why() -> None:
    there = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(there)
    server = TestServer(web.Application())
    await server.start_server(ssl=there)
    try:
        told = await failure_at(f"https://127.0.0.1:{server.port}/feed")
        assert re.search(r"^no trusted TLS connection to 127\.0\.0\.1:\d+: [^:]*certificate$", told)
    finally:
        await server.close()


async def test_where_no_tls_is_spoken_the_address_may_be_one_of_plain_http() -> None:
    async with serving(scripted({"/feed": [answer(FEED)]})) as server:
        told = await failure_at(server.url("/feed").replace("http:", "https:"))
    assert re.search(r"127\.0\.0\.1:\d+: the server speaks something else there, perhaps", told)


async def test_a_public_host_is_left_alone_between_two_polls_but_not_between_two_hops() -> None:
    waits: list[float] = []
    moved = scripted({"/old": [answer(status=301, location="/feed")], "/feed": [answer(FEED)]})

    async def note(seconds: float) -> None:
        waits.append(seconds)

    async with serving(moved) as server:
        limits = FetchLimits(gap=60.0)
        fetcher = HttpFetcher("Test/1", allow_networks=[ip_network("127.0.0.0/8")], limits=limits, sleep=note)
        try:
            await fetcher.fetch(FetchRequest(url=server.url("/old")))
            assert all(wait <= 0 for wait in waits)
            await fetcher.fetch(FetchRequest(url=server.url("/feed")))
            assert 0 < waits[-1] <= 60
            before = len(waits)
            await fetcher.fetch(FetchRequest(url=server.url("/feed"), allow_private=True))
            assert len(waits) == before
        finally:
            await fetcher.close()
