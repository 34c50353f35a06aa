"""Feeds take turns where they bring more than is read."""

import asyncio

from agents.polling.turns import AT_ONCE, Turns
from agents.runtime.edges import Emission
from agents.topics import ARTICLES

FULL = 1_000  # messages that wait: no turn begins


class Topics:
    """What is published, and how much of it waits."""

    def __init__(self) -> None:
        self.published: list[str] = []
        self.waiting = 0
        self.looks = 0
        self.turns = Turns(self.unread, self.sleep)

    async def unread(self) -> int:
        self.looks += 1
        return self.waiting

    async def sleep(self, _seconds: float) -> None:
        await asyncio.sleep(0)

    async def emit(self, emission: Emission) -> None:
        await asyncio.sleep(0)
        self.published.append(emission.key)

    def poll(self, feed: str, count: int) -> "asyncio.Task[None]":
        articles = [Emission(ARTICLES, f"{feed}{number}", b"") for number in range(count)]
        return asyncio.create_task(self.turns.publish(feed, articles, self.emit))

    def shown(self, feed: str) -> list[int]:
        return [int(key[1:]) for key in self.published if key[0] == feed]


async def test_what_few_bring_is_published_at_once_however_much_waits() -> None:
    topics = Topics()
    topics.waiting = FULL
    await topics.poll("a", AT_ONCE)
    assert topics.shown("a") == list(range(AT_ONCE))
    assert not topics.looks


async def test_a_feed_that_brings_many_publishes_the_newest_and_waits_while_others_go_on() -> None:
    topics = Topics()
    topics.waiting = FULL
    burst = topics.poll("a", 3 * AT_ONCE)
    while not topics.looks:
        await asyncio.sleep(0)
    assert topics.shown("a") == list(range(2 * AT_ONCE, 3 * AT_ONCE))
    await topics.poll("b", 1)
    assert topics.published[-1] == "b0"
    assert not burst.done()
    topics.waiting = 0
    await burst
    batches = [topics.shown("a")[start : start + AT_ONCE] for start in range(0, 3 * AT_ONCE, AT_ONCE)]
    assert batches == sorted(batches, reverse=True)
    assert sorted(topics.shown("a")) == list(range(3 * AT_ONCE))


async def test_feeds_that_bring_many_alternate() -> None:
    topics = Topics()
    topics.waiting = FULL
    bursts = [topics.poll(feed, 4 * AT_ONCE) for feed in "ab"]
    while len(topics.published) < 2 * AT_ONCE:
        await asyncio.sleep(0)
    topics.waiting = 0
    await asyncio.gather(*bursts)
    later = topics.published[2 * AT_ONCE :]
    assert [later[start][0] for start in range(0, 6 * AT_ONCE, AT_ONCE)] == list("ababab")


async def test_a_poll_without_news_publishes_nothing() -> None:
    topics = Topics()
    await topics.poll("a", 0)
    assert not topics.published
