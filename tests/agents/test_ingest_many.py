"""Ingest of many feeds, and of feeds that other workers poll too."""

import asyncio
from collections import Counter
from datetime import timedelta

import pytest
from msgspec.structs import replace

from agents.ingest import ingest_forever
from agents.polling.base import Polling
from agents.runtime.edges import Edges, Emission
from monitor.clock import ManualClock
from monitor.feeds.feed import Feed
from monitor.feeds.state import FeedState, Schedule
from monitor.fetch.parsers import inline_parser
from monitor.fetch.transport.memory import MemoryFetcher, answer
from monitor.store.memory import MemoryStore
from tests.feeds.builders import NOON, a_feed, a_state

RSS = b"<rss version='2.0'><channel><title>Herald</title></channel></rss>"


class Store(MemoryStore):
    """Counts how often all states are read."""

    def __init__(self) -> None:
        super().__init__()
        self.reads = 0

    async def feed_states(self) -> dict[str, FeedState]:
        self.reads += 1
        return await super().feed_states()


class Newsroom:
    """One worker, and what happens elsewhere at a second of its run."""

    def __init__(self, count: int, interval: float = 60.0) -> None:
        self.feeds = [a_feed(id=f"f-{n}", url=f"https://h{n}.example/rss", interval=interval) for n in range(count)]
        self.clock, self.store = ManualClock(NOON), Store()
        self.fetcher = MemoryFetcher({feed.url: [answer(RSS)] for feed in self.feeds})
        self.asked: set[str] = set()  # feeds that a person wants polled now
        self.second = 0
        self.starts = Counter[int]()  # polls begun, by second

    async def run(self, seconds: int) -> None:
        async def sleep(_seconds: float) -> None:
            while any(task.get_name().startswith("host ") for task in asyncio.all_tasks()):
                await asyncio.sleep(0)
            self.starts[self.second] = len(self.fetcher.requests) - self.starts.total()
            self.second += 1
            self.clock.advance(1)
            await self.elsewhere(self.second)
            if self.second == seconds:
                raise asyncio.CancelledError

        polling = Polling(
            feeds=lambda: self.feeds,
            store=self.store,
            fetcher=self.fetcher,
            parser=inline_parser(),
            edges=Edges(self.emit, self.clock, self.fatal),
            random=lambda: 0.0,
            worker="ours",
            concurrency=20,
            asked=lambda: frozenset(self.asked),
            answered=self.asked.discard,
            sleep=sleep,
        )
        with pytest.raises(asyncio.CancelledError):
            await ingest_forever(polling)

    async def elsewhere(self, second: int) -> None:
        """Nothing."""

    async def emit(self, emission: Emission) -> None:
        pytest.fail(f"an empty feed gave {emission.topic}")

    def fatal(self, error: BaseException) -> None:
        raise error

    def polls(self, feed: Feed) -> int:
        return [request.url for request in self.fetcher.requests].count(feed.url)


async def test_the_first_polls_of_many_feeds_are_spread_and_so_are_the_next_ones() -> None:
    room = Newsroom(200, interval=30.0)
    await room.run(44)
    assert {room.polls(feed) for feed in room.feeds} == {2}
    assert sum(room.starts[second] for second in range(12)) == 200
    assert max(room.starts.values()) < 60
    assert room.store.reads == 2, "once in half a minute"


async def test_a_few_feeds_are_polled_at_once() -> None:
    room = Newsroom(14)
    await room.run(1)
    assert room.starts[0] == 14


async def test_what_fell_due_while_the_program_was_off_is_spread_like_a_first_poll() -> None:
    room = Newsroom(200, interval=300.0)
    for feed in room.feeds:
        await room.store.remember_poll(a_state(feed, next_poll=NOON, last_poll=NOON), [])
    await room.run(12)
    assert {room.polls(feed) for feed in room.feeds} == {1}
    assert max(room.starts.values()) < 60


async def test_a_feed_that_another_worker_polled_meanwhile_is_left_alone() -> None:
    room = Newsroom(1)

    async def elsewhere(second: int) -> None:
        if second == 55:
            state = await room.store.feed_state("f-0")
            assert state is not None
            await room.store.remember_poll(
                replace(state, schedule=Schedule(next_poll=room.clock.now.replace(minute=5))), []
            )

    room.elsewhere = elsewhere  # type: ignore[method-assign]
    await room.run(200)
    assert room.polls(room.feeds[0]) == 1


async def test_a_feed_that_a_person_asks_for_is_polled_once_before_its_time() -> None:
    room = Newsroom(2, interval=300.0)

    async def elsewhere(second: int) -> None:
        if second == 20:
            room.asked.add("f-0")

    room.elsewhere = elsewhere  # type: ignore[method-assign]
    await room.run(60)
    assert [room.polls(feed) for feed in room.feeds] == [2, 1]
    assert room.starts[20] == 1
    assert room.asked == set()


async def test_a_feed_whose_server_wants_to_be_left_alone_is_not_polled_for_a_person_either() -> None:
    room = Newsroom(1)
    state = a_state(room.feeds[0], next_poll=NOON + timedelta(hours=1), last_poll=NOON)
    held = replace(state, schedule=replace(state.schedule, held_until=NOON + timedelta(hours=1)))
    await room.store.remember_poll(held, [])
    room.asked.add("f-0")
    await room.run(20)
    assert room.polls(room.feeds[0]) == 0
    assert room.asked == set()
