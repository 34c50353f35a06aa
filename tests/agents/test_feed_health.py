"""Ingest by rhythm and budget, and the alerts about feeds, over simulated days."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from agents.ingest import ingest_forever
from agents.polling.base import Polling
from agents.runtime.edges import Edges, Emission
from agents.topics import ALERTS, ARTICLES
from monitor.feeds.feed import Feed
from monitor.feeds.rhythm.budget import LONGEST, SHORTEST
from monitor.feeds.seen import SeenEntry
from monitor.feeds.state import FeedState
from monitor.fetch.base import FetchRequest, FetchResponse
from monitor.fetch.parsers import inline_parser
from monitor.fetch.transport.memory import answer
from monitor.notify.cloudevent import alert_of
from monitor.records import Alert
from monitor.store.memory import MemoryStore
from tests.feeds.builders import NOON, a_feed

HOUR = timedelta(hours=1)


class World:
    """Servers that show the last five of what their feeds have posted; None is a server that answers 410."""

    def __init__(self, posts: dict[str, Sequence[datetime] | None]) -> None:
        self.posts = posts
        self.now = NOON
        self.asked: list[tuple[str, datetime]] = []

    def clock(self) -> datetime:
        return self.now

    async def fetch(self, request: FetchRequest) -> FetchResponse:
        name = request.url.split("/")[2].split(".")[0]
        self.asked.append((name, self.now))
        posts = self.posts[name]
        hop = answer(status=410) if posts is None else answer(_rss([post for post in posts if post <= self.now][-5:]))
        return FetchResponse(facts=hop.facts, url=request.url, content_type=hop.content_type, body=hop.body)

    async def close(self) -> None:
        """Nothing is open."""

    def polls(self, name: str, since: datetime) -> int:
        return sum(asked == name and moment >= since for asked, moment in self.asked)


def _rss(posts: Sequence[datetime]) -> bytes:
    items = "".join(
        f"<item><title>At {post}</title><link>https://site.example/{post.timestamp():.0f}</link>"
        f"<pubDate>{post:%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
        for post in posts
    )
    return f"<rss version='2.0'><channel><title>Site</title>{items}</channel></rss>".encode()


class Ended(Exception):
    pass


class CountingStore(MemoryStore):
    def __init__(self) -> None:
        super().__init__()
        self.stored = 0

    async def remember_poll(
        self, state: FeedState, entries: Sequence[SeenEntry], forgotten: Sequence[str] = ()
    ) -> None:
        await super().remember_poll(state, entries, forgotten)
        self.stored += 1


class Run:
    """A run of ingest over some days, in steps of a few minutes."""

    def __init__(self, world: World, feeds: Sequence[Feed], *, requests_per_hour: float | None = None) -> None:
        self.world, self.store = world, CountingStore()
        self.emitted: list[Emission] = []
        self.feeds, self.requests_per_hour = feeds, requests_per_hour

    async def days(self, days: float, *, step: timedelta = timedelta(minutes=2)) -> None:
        end = self.world.now + timedelta(days=days)

        async def sleep(_seconds: float) -> None:
            await asyncio.sleep(0)
            while self.store.stored < len(self.world.asked):  # the world stands still during a poll
                await asyncio.sleep(0)
            self.world.now += step
            if self.world.now >= end:
                raise Ended

        polling = Polling(
            feeds=lambda: self.feeds,
            store=self.store,
            fetcher=self.world,
            parser=inline_parser(),
            edges=Edges(self.emit, self.world.clock, self.fatal),
            random=lambda: 0.5,
            worker="w",
            concurrency=5,
            requests_per_hour=self.requests_per_hour,
            sleep=sleep,
        )
        with pytest.raises(ExceptionGroup) as ended:
            await ingest_forever(polling)
        assert ended.group_contains(Ended)

    async def emit(self, emission: Emission) -> None:
        self.emitted.append(emission)

    def fatal(self, error: BaseException) -> None:
        raise error

    @property
    def alerts(self) -> list[Alert]:
        return [alert_of(emission.value) for emission in self.emitted if emission.topic == ALERTS]

    @property
    def articles(self) -> int:
        return len({emission.key for emission in self.emitted if emission.topic == ARTICLES})


def feed(name: str, *, by_rhythm: bool = True, interval: float = SHORTEST) -> Feed:
    return a_feed(id=name, url=f"https://{name}.example/feed", by_rhythm=by_rhythm, interval=interval)


def every(gap: timedelta, *, until: datetime) -> list[datetime]:
    count = int((until - NOON) / gap)
    return [NOON + (number + 0.5) * gap for number in range(count)]


async def test_a_budget_is_kept_and_goes_where_the_news_is() -> None:
    end = NOON + timedelta(days=6)
    world = World({"wire": every(HOUR / 2, until=end), "blog": every(48 * HOUR, until=end), "slow": []})
    feeds = [feed("wire"), feed("blog"), feed("slow", by_rhythm=False, interval=7200.0)]
    run = Run(world, feeds, requests_per_hour=4.5)
    await run.days(6)
    since, hours = NOON + timedelta(days=3), 72
    assert 0.75 < (world.polls("wire", since) + world.polls("blog", since)) / hours / 4.0 < 1.25
    assert world.polls("wire", since) > 1.5 * world.polls("blog", since) > 0  # one a posting is all that it needs
    assert world.polls("slow", since) / hours == pytest.approx(0.5, rel=0.1)
    assert run.articles == len(world.posts["wire"] or ()) + len(world.posts["blog"] or ())


async def test_a_feed_that_stops_posting_raises_one_alert_and_its_return_another() -> None:
    stopped, back = NOON + timedelta(days=12), NOON + timedelta(days=15)
    posts = [*every(HOUR, until=stopped), back]
    run = Run(World({"wire": posts}), [feed("wire", by_rhythm=False, interval=3600.0)])
    await run.days(16, step=timedelta(minutes=20))
    silent, well = run.alerts
    assert (silent.watchlist, silent.watch, silent.title) == (
        "wirewatch",
        "feed-health",
        "Feed wire: silent against its own rhythm",
    )
    assert stopped + 8 * HOUR < silent.raised < stopped + 20 * HOUR
    assert (well.title, well.story) == ("Feed wire: well again", silent.story)
    assert back <= well.raised <= back + 2 * HOUR


async def test_a_feed_that_is_gone_is_told_once_and_then_asked_weekly() -> None:
    world = World({"wire": []})
    run = Run(world, [feed("wire", by_rhythm=False, interval=3600.0)])
    await run.days(1, step=timedelta(minutes=20))
    world.posts["wire"] = None
    await run.days(20, step=timedelta(minutes=20))
    assert [alert.title for alert in run.alerts] == ["Feed wire: gone for good"]
    assert run.alerts[0].raised < NOON + timedelta(days=4)
    assert world.polls("wire", NOON + timedelta(days=5)) in (2, 3)


async def test_no_feed_is_polled_more_often_than_is_polite_or_less_often_than_daily() -> None:
    end = NOON + timedelta(days=4)
    world = World({"wire": every(timedelta(minutes=1), until=end), "blog": []})
    run = Run(world, [feed("wire"), feed("blog")], requests_per_hour=1000)
    await run.days(0.2, step=timedelta(seconds=20))
    moments = [moment for name, moment in world.asked if name == "wire"]
    assert min(b - a for a, b in pairwise(moments)) >= timedelta(seconds=SHORTEST)
    run.requests_per_hour = 0.01
    start = world.now
    await run.days(4, step=timedelta(minutes=5))
    assert world.polls("blog", start) >= 3 * 86400 / LONGEST
