"""What hostile feeds cost: `python -m benchmarks.hostile_feeds [--seconds N]`.

A server on loopback plays feeds that mean harm beside good ones, each on an address of its own. The agent polls all of
them as it would: its real loop, fetcher, worker processes and limits. Printed are how each hostile poll ended, what the
good feeds had to wait beyond their due moments, and the peak of resident memory of this process and of its workers. The
last line is JSON.
"""

import argparse
import asyncio
import gzip
import json
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, suppress
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from aiohttp import web

from agents.ingest import ingest_forever
from agents.polling.base import Polling
from agents.runtime.edges import Edges, Emission
from benchmarks.made_feeds import made
from monitor.clock import system_clock
from monitor.feeds.feed import Feed
from monitor.feeds.polling.outcome import PollOutcome
from monitor.fetch.open import open_parser
from monitor.fetch.transport.http import HttpFetcher
from monitor.fetch.transport.limits import FetchLimits
from monitor.store.memory import MemoryStore

GOOD = 30
INTERVAL = 3.0  # seconds, of the good feeds
HOSTILE_INTERVAL = 86_400.0  # one poll each

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def item(inside: str) -> bytes:
    return f"<rss version='2.0'><channel><title>T</title><item>{inside}</item></channel></rss>".encode()


LAUGHS = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
BODIES: dict[str, bytes] = {
    "author of 32 KB": item(f"<author>{'a.' * 16_384}</author>"),
    "author of 32 KB, almost a mail": item(f"<author>{'a' * 32_768}@{'b.' * 200}</author>"),
    "5 MB of <": b"<" * 5_000_000,
    "5 MB of < in a feed": b"<rss><channel>" + b"<" * 5_000_000,
    "billion laughs": f"<!DOCTYPE rss [<!ENTITY l0 'ha'>{LAUGHS}]>".encode() + item("<title>&l9;</title>"),
    "100,000 entries": item("</item>" + "<item><title>x</title></item>" * 100_000 + "<item>"),
    "9 MB of elements in elements": b"<rss><channel><item>" + b"<a>" * 3_000_000,
    "9 MB of attributes": b"<rss><channel><item a0='" + b"' b='" * 1_800_000,
    "9 MB in one title": item(f"<title>{'x ' * 4_500_000}</title>"),
    "2 MB of nested markup": item(f"<description>{'&lt;div&gt;' * 200_000}</description>"),
    "not a feed": b"<html><body>" + b"<p>x</p>" * 500_000,
    "a JSON of brackets": b"[" * 5_000_000,
}


def whole(body: bytes) -> Handler:
    async def handle(_: web.Request) -> web.StreamResponse:
        return web.Response(body=body, content_type="application/rss+xml")

    return handle


async def bomb(_: web.Request) -> web.StreamResponse:
    packed = gzip.compress(bytes(100_000_000))
    return web.Response(body=packed, headers={"Content-Encoding": "gzip"})


async def drip(request: web.Request) -> web.StreamResponse:
    return await _written(request, b" ", 1.0)


async def silent(_: web.Request) -> web.StreamResponse:
    await asyncio.Event().wait()
    raise AssertionError


async def endless(request: web.Request) -> web.StreamResponse:
    return await _written(request, b" " * 65_536, 0.0)


async def _written(request: web.Request, piece: bytes, pause: float) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    with suppress(ConnectionError):
        while True:
            await response.write(piece)
            await asyncio.sleep(pause)
    return response


async def redirects(request: web.Request) -> web.StreamResponse:
    raise web.HTTPFound(f"/{request.match_info['path']}?{int(request.query_string or 0) + 1}")


HANDLERS: dict[str, Handler] = {
    **{name: whole(body) for name, body in BODIES.items()},
    "gzip of 1000 to 1": bomb,
    "1 byte a second": drip,
    "no answer": silent,
    "a body without end": endless,
    "100 redirects": redirects,
}


class Ended(NamedTuple):
    reason: str
    seconds: float


class Play:
    """The agent at work, and what is seen of it."""

    def __init__(self) -> None:
        self.ended: dict[str, Ended] = {}
        self.polls: dict[str, list[float]] = defaultdict(list)
        self.started = time.monotonic()
        self.peak = {"this process": 0, "workers": 0}

    def report(self, feed: Feed, outcome: PollOutcome) -> None:
        now = time.monotonic() - self.started
        if feed.id in HANDLERS:
            self.ended[feed.id] = Ended(str(outcome.reason), round(now, 1))
        elif not outcome.error:
            self.polls[feed.id].append(now)

    async def watch_memory(self) -> None:
        while True:
            self.peak["this process"] = max(self.peak["this process"], resident("self"))
            self.peak["workers"] = max(self.peak["workers"], sum(resident(pid) for pid in children()))
            await asyncio.sleep(0.2)

    def lateness(self) -> list[float]:
        """Seconds beyond the interval between two ends of polls of each good feed, the jitter and the tick allowed."""
        gaps = [after - before for times in self.polls.values() for before, after in pairwise(times)]
        return sorted(max(0.0, gap - INTERVAL * 1.1 - 1.0) for gap in gaps)


def children() -> set[str]:
    """The processes of this one."""
    tasks = Path("/proc/self/task").glob("*/children")
    return {pid for path in tasks for pid in path.read_text().split()}


def resident(pid: str) -> int:
    """Bytes of a process; 0 where it has ended."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096
    except (OSError, IndexError):
        return 0


async def play(seconds: float, hostile: Sequence[str] = tuple(HANDLERS)) -> Play:
    """Polls for so many seconds; `hostile` names the feeds that mean harm."""
    seen = Play()
    async with AsyncExitStack() as stack:
        feeds = await _feeds(stack, hostile)
        fetcher = HttpFetcher("Benchmark/1", limits=FetchLimits(seconds=15.0, silence=10.0))
        stack.push_async_callback(fetcher.close)
        parser = open_parser()
        stack.push_async_callback(parser.close)
        await parser.parse(made("Atom", 3, 1), "application/atom+xml", "https://warm.example/")

        async def emit(emission: Emission) -> None:
            """Takes it."""

        polling = Polling(
            feeds=lambda: feeds,
            store=MemoryStore(),
            fetcher=fetcher,
            parser=parser,
            edges=Edges(emit, system_clock, lambda _: None),
            random=lambda: 0.5,
            worker="one",
            concurrency=20,
            report=seen.report,
        )
        seen.started = time.monotonic()
        tasks = [asyncio.create_task(work) for work in (ingest_forever(polling), seen.watch_memory())]
        await asyncio.sleep(seconds)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return seen


async def _feeds(stack: AsyncExitStack, hostile: Sequence[str]) -> list[Feed]:
    """Each feed on an address of its own. A good feed has a new entry each time."""
    number = 0

    async def good(request: web.Request) -> web.StreamResponse:
        nonlocal number
        number += 1
        return web.Response(body=made("RSS with full text", 30, number), content_type="application/rss+xml")

    async def handle(request: web.Request) -> web.StreamResponse:
        name = request.match_info["path"]
        return await (good(request) if name == "good" else HANDLERS[list(HANDLERS)[int(name)]](request))

    app = web.Application()
    app.router.add_get("/{path}", handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    names = [*(("good", f"good {place}", INTERVAL) for place in range(GOOD))]
    names += [(str(list(HANDLERS).index(name)), name, HOSTILE_INTERVAL) for name in hostile]
    feeds = []
    for place, (path, name, interval) in enumerate(names):
        site = web.TCPSite(runner, f"127.0.1.{place + 1}", 0)
        await site.start()
        host, port = runner.addresses[-1][:2]
        feeds.append(Feed(id=name, url=f"http://{host}:{port}/{path}", interval=interval, allow_private=True))
    return feeds


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=90.0)
    options = parser.parse_args(arguments)
    seen = asyncio.run(play(options.seconds))
    for name in HANDLERS:
        ended = seen.ended.get(name, Ended("still under way", options.seconds))
        print(f"{name:32}{ended.reason:44}after {ended.seconds:5.1f} s")
    late = seen.lateness()
    figures = {
        "good_polls": len(late) + GOOD,
        "late_median": round(late[len(late) // 2], 2),
        "late_99": round(late[int(len(late) * 0.99)], 2),
        "late_max": round(late[-1], 2),
        "hostile_ended": len(seen.ended),
        "hostile": len(HANDLERS),
        **{f"{name} MB": round(size / 1e6) for name, size in seen.peak.items()},
    }
    for title, figure in figures.items():
        print(f"{title:32}{figure:>10}")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
