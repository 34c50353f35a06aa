"""How polite a day of polling is: `python -m benchmarks.politeness [--hours N]`.

A server on loopback plays 22 feeds on 4 hosts, each with a way of its own: validators, max-age, Expires, Retry-After in
both forms, <ttl>, <skipHours>, redirects, 410, errors. The agent polls them as it would (its real loop, poll, schedule,
fetcher and store), on a clock that jumps from one poll to the next, so that a day takes seconds. The server notes who
comes and scores: unconditional GETs after it gave a validator, validators that are not those it gave last, requests
within what it asked for, connections of a host open at once, polls that follow within the gap. The last line is JSON.
"""

import argparse
import asyncio
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from ipaddress import ip_network
from typing import NamedTuple

from aiohttp import web

from agents.ingest import ingest_forever
from agents.polling.base import Polling
from agents.runtime.edges import Edges, Emission
from monitor.clock import ManualClock
from monitor.feeds.feed import Feed
from monitor.feeds.polling.outcome import PollOutcome
from monitor.feeds.state import FeedState
from monitor.fetch.parsers import inline_parser
from monitor.fetch.transport.http import HttpFetcher
from monitor.fetch.transport.limits import FetchLimits
from monitor.store.memory import MemoryStore

START = datetime(2025, 3, 4, 0, 5, tzinfo=UTC)
GAP = 0.02  # real seconds, so that the benchmark is quick
INTERVAL = 900.0


class Answer(NamedTuple):
    """What a feed answers, and for how many seconds it asks to be left alone."""

    status: int = 200
    headers: Mapping[str, str] = {}
    channel: str = ""  # elements of the channel
    held: float = 0.0
    version: int = 0  # of the entries


Way = Callable[[datetime, int], Answer]  # of a feed: from the moment and the number of the request


def http_date(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def hourly(now: datetime) -> int:
    return int((now - START).total_seconds() // 3600)


def validated(**headers: str) -> Way:
    """Entries that change every hour, with these headers."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda now, _: Answer(
        headers={"ETag": f'"v{hourly(now)}"', "Last-Modified": http_date(now), **named}, version=hourly(now)
    )


def held(seconds: float, **headers: str) -> Way:
    plain = validated(**headers)
    return lambda now, number: plain(now, number)._replace(held=seconds)


def expires(seconds: float) -> Way:
    def way(now: datetime, number: int) -> Answer:
        return held(seconds, Expires=http_date(now + timedelta(seconds=seconds)))(now, number)

    return way


def busy(status: int, seconds: float, *, dated: bool) -> Way:
    """Every third answer asks to come again later."""

    def way(now: datetime, number: int) -> Answer:
        if number % 3 != 2:
            return validated()(now, number)
        later = http_date(now + timedelta(seconds=seconds)) if dated else f"{seconds:.0f}"
        return Answer(status, {"Retry-After": later}, held=seconds)

    return way


def asking(channel: str, seconds: float) -> Way:
    return lambda now, number: validated()(now, number)._replace(channel=channel, held=seconds)


SKIPPED = (0, 1, 2, 3, 4, 5, 13)
SKIP_HOURS = "<skipHours>" + "".join(f"<hour>{hour}</hour>" for hour in SKIPPED) + "</skipHours>"
WAYS: dict[str, Way] = {
    "etag and date": validated(),
    "etag renewed though unchanged": lambda _, number: Answer(headers={"ETag": f'W/"{number}\\"'}),
    "date only": lambda now, _: Answer(headers={"Last-Modified": http_date(now)}, version=hourly(now)),
    "max-age 2 h": held(7200, Cache_Control="public, max-age=7200"),
    "max-age 2 h less age": held(6000, Cache_Control="max-age=7200", Age="1200"),
    "max-age 6 h": held(21600, Cache_Control="max-age=21600"),
    "no-cache": validated(Cache_Control="no-cache, max-age=7200"),
    "Expires 3 h": expires(10800),
    "Expires in the past": expires(-60),
    "429 with seconds": busy(429, 5400, dated=False),
    "503 with a date": busy(503, 9000, dated=True),
    "Retry-After with a 200": lambda now, number: validated()(now, number)._replace(
        headers={"ETag": '"r"', "Retry-After": "4000"}, held=4000
    ),
    "ttl 4 h": asking("<ttl>240</ttl>", 14400),
    "hours to skip": asking(SKIP_HOURS, 0),
    "moved for good": lambda *_: Answer(301, {"Location": "/moved"}),
    "/moved": validated(),
    "moved for now": lambda *_: Answer(302, {"Location": "/elsewhere"}),
    "/elsewhere": validated(),
    "gone": lambda *_: Answer(410),
    "always an error": lambda *_: Answer(500),
    "error now and then": lambda now, number: Answer(502) if number % 4 == 3 else validated()(now, number),
    "no feed": lambda *_: Answer(204),
}


class Server:
    """Plays the feeds and keeps the score."""

    def __init__(self, clock: ManualClock) -> None:
        self.clock = clock
        self.score: Counter[str] = Counter()
        self.requests: Counter[str] = Counter()
        self._given: dict[tuple[str, str], tuple[str | None, str | None]] = {}
        self._held: dict[tuple[str, str], datetime] = {}
        self._open: dict[str, set[asyncio.BaseTransport]] = {}
        self._left: dict[str, float] = {}  # when the last answer of a host was given, in real seconds

    async def handle(self, request: web.Request) -> web.StreamResponse:
        name = next(name for name in WAYS if path_of(name) == request.path)
        key = (request.host, name)
        self._judge(request, key)
        answer = WAYS[name](self.clock(), self.requests[name])
        self.requests[name] += 1
        response = self._respond(request, answer)
        if response.status in (200, 304):
            self._given[key] = (response.headers.get("ETag"), response.headers.get("Last-Modified"))
        self._held[key] = self.clock() + timedelta(seconds=answer.held)
        self._left[request.host] = time.monotonic()
        return response

    def _judge(self, request: web.Request, key: tuple[str, str]) -> None:
        sent = (request.headers.get("If-None-Match"), request.headers.get("If-Modified-Since"))
        given = self._given.get(key, (None, None))
        self.score["requests"] += 1
        self.score["unconditional"] += given != (None, None) and sent == (None, None)
        self.score["other validators than given last"] += sent not in (given, (None, None)) and given != (None, None)
        self.score["inside what was asked for"] += self.clock() < self._held.get(key, START)
        self.score["in an hour to skip"] += (
            key[1] == "hours to skip" and self.requests[key[1]] > 0 and self.clock().hour in SKIPPED
        )
        self._connections(request)
        redirected = key[1].startswith("/")  # the second request of one poll
        since = time.monotonic() - self._left.get(request.host, 0.0)
        self.score["within the gap"] += not redirected and since < GAP

    def _connections(self, request: web.Request) -> None:
        transports = self._open.setdefault(request.host, set())
        assert request.transport is not None
        transports.add(request.transport)
        transports -= {transport for transport in transports if transport.is_closing()}
        self.score["most connections of a host"] = max(self.score["most connections of a host"], len(transports))

    def _respond(self, request: web.Request, answer: Answer) -> web.Response:
        headers = {**answer.headers, "Date": http_date(self.clock())}
        if answer.status != 200:
            return web.Response(status=answer.status, headers=headers)
        etag = request.headers.get("If-None-Match")
        if etag is not None and etag == headers.get("ETag"):
            return web.Response(status=304, headers=headers)
        items = "".join(f"<item><title>{number}</title></item>" for number in range(answer.version, -1, -1))
        body = f"<rss version='2.0'><channel>{answer.channel}{items}</channel></rss>"
        return web.Response(body=body.encode(), headers=headers, content_type="application/rss+xml")


def path_of(name: str) -> str:
    return name if name.startswith("/") else "/" + "".join(letter if letter.isalnum() else "-" for letter in name)


class CountingStore(MemoryStore):
    """Counts polls that began."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = 0

    async def feed_state(self, feed: str) -> FeedState | None:
        self.begun += 1
        return await super().feed_state(feed)


class Day:
    """The agent, on a clock that jumps."""

    def __init__(self, clock: ManualClock, end: datetime) -> None:
        self.clock, self.end, self.over = clock, end, asyncio.Event()
        self.store = CountingStore()
        self.ended = 0
        self.articles = 0

    async def publish(self, emission: Emission) -> None:
        self.articles += 1

    def polled(self, _: Feed, __: PollOutcome) -> None:
        self.ended += 1

    async def sleep(self, seconds: float) -> None:
        """Waits until no poll is under way, then jumps to the next one."""
        quiet = 0
        while quiet < 5:  # a host's next feed begins a few turns of the loop later
            await asyncio.sleep(0.001)
            quiet = quiet + 1 if self.store.begun == self.ended else 0
        states = await self.store.feed_states()
        moments = [state.schedule.next_poll for state in states.values() if state.schedule.next_poll]
        self.clock.now = max(self.clock() + timedelta(seconds=seconds), min(moments, default=self.clock()))
        if self.clock() >= self.end:
            self.over.set()
            await asyncio.Event().wait()


async def score(hours: float, seed: int = 1) -> dict[str, int]:
    """The score of so many hours of polling."""
    clock = ManualClock(START)
    server, day = Server(clock), Day(clock, START + timedelta(hours=hours))
    async with AsyncExitStack() as stack:
        feeds = [
            Feed(id=name, url=f"http://{host}{path_of(name)}", interval=INTERVAL)
            for host, names in zip(await _hosts(server, stack), _dealt(4), strict=True)
            for name in names
        ]
        fetcher = HttpFetcher("Benchmark/1", allow_networks=[ip_network("127.0.0.0/8")], limits=FetchLimits(gap=GAP))
        stack.push_async_callback(fetcher.close)
        polling = Polling(
            feeds=lambda: feeds,
            store=day.store,
            fetcher=fetcher,
            parser=inline_parser(),
            edges=Edges(day.publish, clock, lambda _: None),
            random=random.Random(seed).random,
            worker="one",
            concurrency=10,
            report=day.polled,
            sleep=day.sleep,
        )
        polls = asyncio.create_task(ingest_forever(polling))
        await asyncio.wait({polls, asyncio.ensure_future(day.over.wait())}, return_when=asyncio.FIRST_COMPLETED)
        polls.cancel()
        await asyncio.gather(polls, return_exceptions=True)
    return {**server.score, "polls": day.ended, "articles": day.articles}


def _dealt(hosts: int) -> list[list[str]]:
    """The feeds of each host; those that are only redirected to are no feeds of their own."""
    names = [name for name in WAYS if not name.startswith("/")]
    return [names[number::hosts] for number in range(hosts)]


async def _hosts(server: Server, stack: AsyncExitStack) -> list[str]:
    app = web.Application()
    app.router.add_get("/{path:.*}", server.handle)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    hosts = []
    for number in range(2, 6):
        site = web.TCPSite(runner, f"127.0.0.{number}", 0)
        await site.start()
        hosts.append("{}:{}".format(*runner.addresses[-1][:2]))
    return hosts


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hours", type=float, default=24.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    figures = asyncio.run(score(options.hours, options.seed))
    for name, figure in figures.items():
        print(f"{name:34}{figure:>8}")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
