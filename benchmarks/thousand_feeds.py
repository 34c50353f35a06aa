"""A thousand feeds on one process: `python -m benchmarks.thousand_feeds [--feeds N] [--interval S] [--seconds S]`.

A server in a process of its own plays the feeds, five on each of its addresses; every third poll of a feed finds a new
entry, the others 304. The agent polls them as it would, with the SQLite store and worker processes, while the annotator
works on texts without pause in two processes. Printed are what the feeds had to wait beyond their due moments, the CPU
of a poll, and the resident memory of this process and of its parser. The last line is JSON.
"""

import argparse
import asyncio
import json
import multiprocessing
import random
import resource
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from itertools import pairwise
from multiprocessing.connection import Connection
from pathlib import Path

from aiohttp import web

from agents.ingest import ingest_forever
from agents.polling.base import Polling
from agents.runtime.edges import Edges, Emission
from benchmarks.hostile_feeds import children, resident
from benchmarks.made_feeds import KINDS, words
from monitor.clock import system_clock
from monitor.feeds.feed import Feed
from monitor.feeds.polling.outcome import PollOutcome
from monitor.fetch.open import open_parser
from monitor.fetch.transport.http import HttpFetcher
from monitor.nlp.opening import open_annotator
from monitor.store.open import open_store
from monitor.text.article import article_of, story_of

FEEDS_A_HOST = 5
ENTRIES = 30
TICKS = 100.0  # of the kernel's CPU clock, a second


async def serve(hosts: int, pipe: Connection) -> None:
    """Plays the feeds; sends the address of each host."""
    chance, requests = random.Random(1), Counter[str]()
    kinds = [(opening, [entry(chance, n) for n in range(200)], closing) for opening, entry, closing in KINDS.values()]

    async def handle(request: web.Request) -> web.StreamResponse:
        key = request.host + request.path
        version = requests[key] // 3
        requests[key] += 1
        if request.headers.get("If-None-Match") == f'"{version}"':
            return web.Response(status=304, headers={"ETag": f'"{version}"'})
        opening, entries, closing = kinds[hash(key) % len(kinds)]
        shown = "".join(entries[number % len(entries)] for number in range(version + ENTRIES, version, -1))
        body = (opening + shown + closing).encode()
        return web.Response(body=body, headers={"ETag": f'"{version}"'}, content_type="application/xml")

    app = web.Application()
    app.router.add_get("/{path}", handle)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    for number in range(hosts):
        await web.TCPSite(runner, f"127.1.{number // 250}.{number % 250 + 1}", 0).start()
    pipe.send(["{}:{}".format(*address[:2]) for address in runner.addresses])
    await asyncio.Event().wait()


def server(hosts: int, pipe: Connection) -> None:
    asyncio.run(serve(hosts, pipe))


class Seen:
    """What is seen of the polls."""

    def __init__(self) -> None:
        self.polls: dict[str, list[float]] = defaultdict(list)
        self.reasons = Counter[str]()

    def report(self, feed: Feed, outcome: PollOutcome) -> None:
        self.polls[feed.id].append(time.monotonic())
        self.reasons[str(outcome.reason)] += 1


async def annotate_without_pause(stack: AsyncExitStack, done: Counter[str]) -> list["asyncio.Task[None]"]:
    annotator = open_annotator(processes=2)
    stack.push_async_callback(annotator.close)
    await annotator.start()
    chance = random.Random(2)

    async def work(number: int) -> None:
        while True:
            number += 100
            text = ". ".join(words(chance, 15) for _ in range(20))
            article = article_of(
                text, datetime.now(UTC), source="benchmark", title=words(chance, 8), id_=f"a-{number}", language="en"
            )
            await annotator.annotate(story_of(article))
            done["annotated"] += 1

    return [asyncio.create_task(work(number)) for number in range(4)]


def parser_processes() -> set[str]:
    """The workers of the parser; those of the annotator come from a fork server."""
    return {pid for pid in children() if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()}


def cpu_seconds(pids: set[str]) -> float:
    """User and system time of processes so far."""
    total = 0.0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += (int(fields[11]) + int(fields[12])) / TICKS
    return total


async def run(feeds: int, interval: float, seconds: float, *, busy: bool) -> dict[str, float]:
    """Polls so many feeds for so many seconds."""
    seen, done = Seen(), Counter[str]()
    async with AsyncExitStack() as stack:
        directory = stack.enter_context(tempfile.TemporaryDirectory())
        hosts = _start_server(stack, (feeds + FEEDS_A_HOST - 1) // FEEDS_A_HOST)
        configured = [
            Feed(
                id=f"f{number}",
                url=f"http://{hosts[number // FEEDS_A_HOST]}/{number}",
                interval=interval,
                allow_private=True,
            )
            for number in range(feeds)
        ]
        store = await open_store(f"sqlite:///{directory}/store.db")
        stack.push_async_callback(store.close)
        fetcher = HttpFetcher("Benchmark/1")
        stack.push_async_callback(fetcher.close)
        parser = open_parser()
        stack.push_async_callback(parser.close)
        await parser.parse(b"<rss><channel/></rss>", "", "https://warm.example/")
        tasks = await annotate_without_pause(stack, done) if busy else []

        async def emit(emission: Emission) -> None:
            done["articles"] += 1

        polling = Polling(
            feeds=lambda: configured,
            store=store,
            fetcher=fetcher,
            parser=parser,
            edges=Edges(emit, system_clock, lambda _: None),
            random=random.Random(3).random,
            worker="one",
            concurrency=20,
            report=seen.report,
        )
        own, started = resource.getrusage(resource.RUSAGE_SELF), time.monotonic()
        tasks.append(asyncio.create_task(ingest_forever(polling)))
        await asyncio.sleep(seconds)
        used = resource.getrusage(resource.RUSAGE_SELF)
        parsers = parser_processes()
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)  # workers that were replaced
        parsing = cpu_seconds(parsers) + ended.ru_utime + ended.ru_stime
        memory = {"memory_MB": resident("self"), "parser_memory_MB": sum(resident(pid) for pid in parsers)}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        elapsed = time.monotonic() - started
    polls = sum(len(times) for times in seen.polls.values())
    late = sorted(max(0.0, b - a - interval * 1.1 - 1) for times in seen.polls.values() for a, b in pairwise(times))
    cpu = used.ru_utime + used.ru_stime - own.ru_utime - own.ru_stime
    return {
        "feeds": feeds,
        "feeds polled": len(seen.polls),
        "polls": polls,
        "polls_per_second": round(polls / elapsed, 1),
        "late_median_s": round(late[len(late) // 2], 2) if late else 0.0,
        "late_99_s": round(late[int(len(late) * 0.99)], 2) if late else 0.0,
        "late_max_s": round(late[-1], 2) if late else 0.0,
        "cpu_ms_per_poll": round(cpu / polls * 1000, 2),
        "parser_cpu_ms_per_poll": round(parsing / polls * 1000, 2),
        **{name: round(size / 1e6) for name, size in memory.items()},
        **done,
        **{f"polls: {reason}": number for reason, number in seen.reasons.items()},
    }


def _start_server(stack: AsyncExitStack, hosts: int) -> list[str]:
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=server, args=(hosts, theirs), daemon=True)
    process.start()
    stack.callback(process.kill)
    addresses: list[str] = ours.recv()
    return addresses


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=1_000)
    parser.add_argument("--interval", type=float, default=60.0, help="seconds between two polls of a feed")
    parser.add_argument("--seconds", type=float, default=200.0)
    parser.add_argument("--idle", action="store_true", help="annotate nothing meanwhile")
    options = parser.parse_args(arguments)
    figures = asyncio.run(run(options.feeds, options.interval, options.seconds, busy=not options.idle))
    for name, figure in figures.items():
        print(f"{name:56}{figure:>10}")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
