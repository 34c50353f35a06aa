"""A program that runs for months does not grow, and one that was off for months repeats nothing."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from agents.composition.retention import Retained, enforce_retention
from agents.runtime.edges import Edges, Emission
from agents.runtime.faust_app import GROUP
from agents.story import Stories
from agents.topics import ARTICLES, MATCHES, topic_specs
from monitor.alerting.renames import KnownWatch
from monitor.clock import ManualClock
from monitor.config.configuration import Retention
from monitor.log.base import TopicPartition
from monitor.log.sqlite import SqliteLog
from monitor.records import Acknowledgement, DeliveryState
from monitor.store.memory import MemoryStore
from tests.agents.attention.builders import mute
from tests.feeds.builders import a_feed
from tests.store.builders import (
    NOON,
    alert,
    alert_state,
    annotated,
    delivery,
    feed_state,
    seen_entry,
    sketch,
    subscription,
    watch_state,
)

DAY = 86_400.0
KEEP = Retention(log_seconds=7 * DAY, log_bytes=10**9, sketches_seconds=7 * DAY, archive_seconds=90 * DAY)
PLACE = TopicPartition(MATCHES, 0)


class Service:
    """A program without its agents: what they would write is written by the test."""

    def __init__(self, log: SqliteLog, clock: ManualClock) -> None:
        self.log, self.clock, self.store = log, clock, MemoryStore()
        self.stories = Stories(self.store)
        self.watches: set[str] = set()
        self.edges = Edges(self._emit, clock, lambda error: pytest.fail(str(error)))

    async def _emit(self, emission: Emission) -> None:
        pytest.fail(f"retention wrote to {emission.topic}")

    async def enforce_retention(self, *feeds: str, keep: Retention = KEEP) -> None:
        configured = [a_feed(id=feed) for feed in feeds]
        retained = Retained(self.log, self.store, self.stories, keep, lambda: configured, lambda: self.watches)
        await enforce_retention(retained, self.edges)

    async def day(self, number: int) -> None:
        """What one article leaves behind."""
        now, story = self.clock(), f"s-{number}"
        placed = sketch(f"a-{number}", placed=now, story=story)
        await self.store.remember_sketch(placed)
        self.stories.index.remember(placed)
        await self.store.archive_article(annotated(f"a-{number}", fetched=now))
        await self.store.record_decisions([], [alert_state(story=story, last=now)])
        await self.store.archive_alert(alert(number, raised=now))
        await self.store.enqueue([delivery(number, created=now, state=DeliveryState.SENT)])
        await self.store.claim(f"host-{number}", "worker", now, 60)
        await self.log.produce(MATCHES, b"ceasefire", b"match", partition=0)

    async def sizes(self) -> dict[str, int]:
        counts = await self.store.counts()
        return {
            "sketches": len(await self.store.sketches(NOON)),
            "index": len(self.stories.index),
            "articles": counts["articles"],
            "alerts": counts["alerts"],
            "deliveries": len(await self.store.deliveries()),
            "states": sum([f"s-{n}" in await self.store.alert_states("ceasefire", [f"s-{n}"]) for n in range(1_000)]),
            "messages": len(await self.log.read(PLACE, 0, 1_000)),
        }


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[Service]:
    clock = ManualClock(NOON)
    log = await SqliteLog.open(tmp_path / "log.db", clock=clock)
    await log.create_topics(topic_specs(1, [], KEEP.log_seconds / 3600))
    await log.register(GROUP, [ARTICLES, MATCHES])
    yield Service(log, clock)
    await log.close()


async def test_after_months_there_is_as_much_as_the_retention_keeps_and_no_more(service: Service) -> None:
    for number in range(200):
        await service.day(number)
        await service.log.commit(GROUP, {PLACE: number + 1})
        await service.enforce_retention()
        service.clock.advance(DAY)
    await service.enforce_retention()
    month = {"articles": 90, "alerts": 90, "deliveries": 90, "states": 90}
    assert await service.sizes() == {"sketches": 7, "index": 7, "messages": 7} | month


async def test_what_was_told_is_kept_as_long_as_its_story_or_a_dead_letter_may_come_again(service: Service) -> None:
    short = Retention(log_seconds=30 * DAY, log_bytes=10**9, sketches_seconds=7 * DAY, archive_seconds=DAY)
    await service.day(0)
    await service.log.commit(GROUP, {PLACE: 1})
    service.clock.advance(29 * DAY)
    await service.enforce_retention(keep=short)
    assert await service.sizes() == {
        "sketches": 0,
        "index": 0,
        "articles": 0,
        "alerts": 0,
        "deliveries": 1,
        "states": 1,
        "messages": 0,
    }


async def test_a_program_that_was_off_for_half_a_year_keeps_what_its_waiting_messages_are_compared_with(
    service: Service,
) -> None:
    """The match was decided and told, and the program died before the offset was committed."""
    await service.day(0)
    before = await service.sizes()
    service.clock.advance(180 * DAY)
    await service.enforce_retention()
    assert await service.sizes() == before
    await service.log.commit(GROUP, {PLACE: 1})
    await service.enforce_retention()
    assert set((await service.sizes()).values()) == {0}


async def test_a_worker_that_takes_over_reads_the_sketches_of_before_the_outage(service: Service) -> None:
    await service.day(0)
    service.clock.advance(30 * DAY)
    taken_over = Stories(service.store)
    await taken_over.load()
    assert len(taken_over.index) == 1


async def test_what_people_said_is_kept_as_long_as_what_was_told(service: Service) -> None:
    store = service.store
    await store.remember_mute(mute(until=0))
    await store.remember_acknowledgement(Acknowledgement(watch="ceasefire", story="s-1", author="anna", at=NOON))
    service.clock.advance(90 * DAY)
    await service.enforce_retention()
    assert (len(await store.mutes(NOON)), len(await store.acknowledgements())) == (1, 1)
    service.clock.advance(DAY)
    await service.enforce_retention()
    assert (await store.mutes(NOON), await store.acknowledgements()) == ([], [])


async def test_a_feed_that_was_taken_out_is_forgotten_after_half_a_year(service: Service) -> None:
    for feed in ("bbc", "removed"):
        await service.store.remember_poll(feed_state(feed, last_poll=NOON), [seen_entry("1", feed)])
    service.clock.advance(179 * DAY)
    await service.enforce_retention("bbc")
    assert set(await service.store.feed_states()) == {"bbc", "removed"}
    service.clock.advance(timedelta(days=2).total_seconds())
    await service.enforce_retention("bbc")
    assert set(await service.store.feed_states()) == {"bbc"}
    assert not await service.store.seen("removed")


async def test_a_watch_that_was_taken_out_is_known_as_long_as_what_it_told(service: Service) -> None:
    watches = [KnownWatch(watch=watch, watchlist="desk", fingerprint=watch) for watch in ("ceasefire", "flood")]
    await service.store.remember_watches(watches, {}, NOON)
    await service.store.remember_watches([replace(watches[0], watch="truce")], {}, NOON)
    await service.store.remember_watches([], {"truce": watches[0]}, NOON)
    await service.store.record_decisions([], [], [watch_state("ceasefire")])
    service.watches = {"flood"}
    service.clock.advance(90 * DAY)
    await service.enforce_retention()
    assert await service.store.known_watches() == watches
    assert await service.store.renames() == {"truce": "ceasefire"}
    service.clock.advance(DAY)
    await service.enforce_retention()
    assert await service.store.known_watches() == watches[1:]
    assert await service.store.renames() == {}


async def test_a_subscription_at_a_hub_goes_with_its_feed_and_not_before(service: Service) -> None:
    for feed in ("bbc", "removed"):
        await service.store.remember_poll(feed_state(feed, last_poll=NOON), [])
        await service.store.remember_subscription(subscription(feed))
    await service.enforce_retention("bbc")
    assert set(await service.store.subscriptions()) == {"bbc", "removed"}
    service.clock.advance(181 * DAY)
    await service.enforce_retention("bbc")
    assert set(await service.store.subscriptions()) == {"bbc"}


async def test_the_log_is_held_to_its_size_but_for_what_is_not_worked_off(service: Service) -> None:
    small = Retention(log_seconds=7 * DAY, log_bytes=1, sketches_seconds=7 * DAY, archive_seconds=90 * DAY)
    for number in range(10):
        await service.day(number)
    await service.log.commit(GROUP, {PLACE: 6})
    await service.enforce_retention(keep=small)
    assert [record.offset for record in await service.log.read(PLACE, 0)] == [6, 7, 8, 9]
