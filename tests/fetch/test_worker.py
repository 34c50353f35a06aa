"""Parsers: what a hostile document costs is its own poll."""

import asyncio
import multiprocessing
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from monitor.errors import FeedTooLarge, FeedUnreadable, WorkerDied, WorkerTimeout
from monitor.fetch.base import Parser
from monitor.fetch.parsers import WorkersParser, inline_parser, worker_parser
from monitor.workers.base import Limits

pytestmark = pytest.mark.slow(1)  # each: child processes

GOOD = b"<rss version='2.0'><channel><title>T</title><item><title>Good</title></item></channel></rss>"
SLOW = b"<rss><channel>" + b"<" * 5_000_000
LARGE = GOOD.replace(b"Good", b"x" * 8_000_000)
MANY = b"<rss version='2.0'><channel>" + b"<item/>" * 5_001 + b"</channel></rss>"


@asynccontextmanager
async def working(**limits: float) -> AsyncIterator[WorkersParser]:
    parser = worker_parser(limits=Limits(**limits))  # type: ignore[arg-type]
    try:
        yield parser
    finally:
        await parser.close()


async def read(parser: Parser, document: bytes) -> list[str]:
    parsed = await parser.parse(document, "application/rss+xml", "https://base.example/feed", afresh=True)
    return [entry.title for entry in parsed.entries]


@pytest.mark.parametrize("open_parser", [inline_parser, worker_parser])
async def test_every_parser_reads_a_feed_and_names_what_is_wrong_with_another(
    open_parser: Callable[[], Parser],
) -> None:
    parser = open_parser()
    try:
        assert await read(parser, GOOD) == ["Good"]
        with pytest.raises(FeedUnreadable, match=r"^neither RSS"):
            await read(parser, b"hello")
        with pytest.raises(FeedUnreadable, match=r"^a web page, and neither RSS"):
            await read(parser, b"<!DOCTYPE html><title>Welcome</title>")
        with pytest.raises(FeedUnreadable, match=r"^the answer is empty$"):
            await read(parser, b"\n")
        with pytest.raises(FeedTooLarge, match="5000 entries"):
            await read(parser, MANY)
    finally:
        await parser.close()


async def test_a_document_that_takes_too_much_cpu_ends_its_worker_and_the_next_is_read() -> None:
    async with working(cpu_seconds=1) as parser:
        with pytest.raises(WorkerTimeout, match="CPU"):
            await read(parser, SLOW)
        assert await read(parser, GOOD) == ["Good"]


async def test_a_document_that_takes_too_long_ends_its_worker_and_the_next_is_read() -> None:
    async with working(cpu_seconds=60, wall_seconds=1.0) as parser:
        with pytest.raises(WorkerTimeout, match="1 s"):
            await read(parser, SLOW)
        assert await read(parser, GOOD) == ["Good"]


async def test_a_document_that_takes_too_much_memory_ends_its_worker_and_the_next_is_read() -> None:
    async with working(cpu_seconds=60, memory_bytes=32_000_000) as parser:
        with pytest.raises(WorkerDied, match="memory"):
            await read(parser, LARGE)
        assert await read(parser, GOOD) == ["Good"]


async def test_a_worker_that_is_killed_is_replaced() -> None:
    async with working(cpu_seconds=60) as parser:
        assert await read(parser, GOOD) == ["Good"]
        slow = asyncio.create_task(read(parser, SLOW))
        while not slow.done():  # until the worker that holds the document is hit; one that only starts needs its time
            for child in multiprocessing.active_children():
                child.kill()
            await asyncio.wait({slow}, timeout=5)
        with pytest.raises(WorkerDied):
            await slow
        assert await read(parser, GOOD) == ["Good"]


async def test_a_poll_that_is_cancelled_leaves_the_parser_usable() -> None:
    async with working(cpu_seconds=60) as parser:
        assert await read(parser, GOOD) == ["Good"]
        slow = asyncio.create_task(read(parser, SLOW))
        await asyncio.sleep(0)
        slow.cancel()
        with pytest.raises(asyncio.CancelledError):
            await slow
        assert await read(parser, GOOD) == ["Good"]


async def test_workers_are_recycled_and_no_document_is_lost() -> None:
    async with working(tasks=2) as parser:
        titles = await asyncio.gather(*(read(parser, GOOD) for _ in range(5)))
        assert titles == [["Good"]] * 5
