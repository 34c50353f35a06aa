"""Parsers: what a hostile document costs is its own poll."""

import asyncio
import multiprocessing
import os
import signal
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

import pytest

from monitor.errors import FeedTooLarge, FeedUnreadable, WorkerDied, WorkerTimeout
from monitor.fetch.base import Parser
from monitor.fetch.parsers import InProcessParser, WorkerLimits, WorkerParser
from monitor.fetch.parsing.document import warm_up
from monitor.workers.pebble import WorkerPool

GOOD = b"<rss version='2.0'><channel><title>T</title><item><title>Good</title></item></channel></rss>"
SLOW = b"<rss><channel>" + b"<" * 5_000_000
LARGE = GOOD.replace(b"Good", b"x" * 8_000_000)
MANY = b"<rss version='2.0'><channel>" + b"<item/>" * 5_001 + b"</channel></rss>"


@asynccontextmanager
async def working(**limits: float) -> AsyncIterator[WorkerParser]:
    parser = WorkerParser(limits=WorkerLimits(**limits))  # type: ignore[arg-type]
    try:
        yield parser
    finally:
        await parser.close()


async def read(parser: Parser, document: bytes) -> list[str]:
    parsed = await parser.parse(document, "application/rss+xml", "https://base.example/feed", afresh=True)
    return [entry.title for entry in parsed.entries]


@pytest.mark.parametrize("open_parser", [InProcessParser, WorkerParser])
async def test_every_parser_reads_a_feed_and_names_what_is_wrong_with_another(
    open_parser: Callable[[], Parser],
) -> None:
    parser = open_parser()
    try:
        assert await read(parser, GOOD) == ["Good"]
        with pytest.raises(FeedUnreadable, match="neither RSS"):
            await read(parser, b"hello")
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
        while not slow.done():  # until the worker that holds the document is hit
            for child in multiprocessing.active_children():
                child.kill()
            await asyncio.wait({slow}, timeout=1)
        with pytest.raises(WorkerDied):
            await slow
        assert await read(parser, GOOD) == ["Good"]


async def test_a_worker_that_is_killed_while_it_holds_nothing_costs_nothing() -> None:
    async with working() as parser:
        for _ in range(2):
            assert await read(parser, GOOD) == ["Good"]
            for child in multiprocessing.active_children():
                child.kill()
                child.join()
        titles = await asyncio.gather(*(read(parser, GOOD) for _ in range(3)))
        assert titles == [["Good"]] * 3


async def test_a_poll_that_is_cancelled_leaves_the_parser_usable() -> None:
    async with working(cpu_seconds=60) as parser:
        assert await read(parser, GOOD) == ["Good"]
        slow = asyncio.create_task(read(parser, SLOW))
        await asyncio.sleep(0)
        slow.cancel()
        with pytest.raises(asyncio.CancelledError):
            await slow
        assert await read(parser, GOOD) == ["Good"]


async def test_a_worker_that_was_stopped_is_replaced() -> None:
    async with working(wall_seconds=0.5, start_seconds=1.5) as parser:
        with suppress(WorkerTimeout):  # where the machine is too busy to start one in time
            await read(parser, GOOD)
        for child in multiprocessing.active_children():
            assert child.pid is not None
            os.kill(child.pid, signal.SIGSTOP)
        with pytest.raises(WorkerTimeout):
            await read(parser, GOOD)
        async with asyncio.timeout(60):
            while True:
                with suppress(WorkerTimeout):
                    assert await read(parser, GOOD) == ["Good"]
                    return


async def test_documents_of_known_sources_go_first_then_the_small_ones() -> None:
    order: list[str] = []

    async def run(name: str, size: int, *, trusted: bool) -> None:
        await pool.run(_size, name.encode().ljust(size), "", "", trusted=trusted)
        order.append(name)

    pool = WorkerPool(workers=1, warm_up=warm_up)
    try:
        first = asyncio.create_task(run("first", 10, trusted=False))
        await asyncio.sleep(0)
        waiting = [("large", 9000, False), ("small", 90, False), ("known and large", 9999, True), ("known", 50, True)]
        await asyncio.gather(first, *(run(name, size, trusted=trusted) for name, size, trusted in waiting))
    finally:
        await pool.close()
    assert order == ["first", "known", "known and large", "small", "large"]


async def test_a_reserved_worker_keeps_known_feeds_from_waiting_behind_hostile_ones() -> None:
    pool = WorkerPool(workers=2, reserved=1, warm_up=warm_up, limits=WorkerLimits(cpu_seconds=60))
    try:
        hostile = [asyncio.create_task(pool.run(_forever, b"", "", "")) for _ in range(3)]
        assert [await pool.run(_size, b"xy", "", "", trusted=True) for _ in range(3)] == [2, 2, 2]
        assert not any(task.done() for task in hostile)
        for task in hostile:
            task.cancel()
        await asyncio.gather(*hostile, return_exceptions=True)
        assert await pool.run(_size, b"x", "", "") == 1
    finally:
        await pool.close()


def _size(body: bytes, content_type: str, url: str) -> int:
    return len(body)


def _forever(body: bytes, content_type: str, url: str) -> None:
    while True:
        time.sleep(1)


async def test_workers_are_recycled_and_no_document_is_lost() -> None:
    async with working(tasks=2) as parser:
        titles = await asyncio.gather(*(read(parser, GOOD) for _ in range(5)))
        assert titles == [["Good"]] * 5
