"""What is measured is what stands in log and store at that moment."""

from pathlib import Path

import pytest

from agents.archive import archive_articles_agent
from agents.measuring.survey import Surveyed, survey
from agents.runtime.faust_app import GROUP
from agents.topics import ANNOTATED, topic_specs
from monitor.clock import ManualClock
from monitor.config.configuration import Configuration
from monitor.errors import StoreError, Transient
from monitor.log.base import Log, TopicPartition
from monitor.log.memory import MemoryLog
from monitor.log.open import open_log
from monitor.metrics import catalogue
from monitor.metrics.registry import Metrics
from monitor.records import DecisionOutcome, DeliveryState
from monitor.store.memory import MemoryStore
from tests.config.builders import loaded
from tests.store.builders import NOON, decided, delivery, feed_state

MINUTE = 60.0  # seconds
FEEDS = "feeds:\n  - {id: bbc, url: https://bbc.example/rss}\n  - {id: new, url: https://new.example/rss}\n"
RECEIVERS = "receivers:\n  desk: {type: console}\n"


class Program:
    """A log and a store at noon, with one agent and the first of two partitions."""

    def __init__(self, configuration: Configuration) -> None:
        self.clock, self.store = ManualClock(NOON), MemoryStore()
        self.log: Log = MemoryLog(self.clock)
        self.metrics = Metrics()
        self.configuration = configuration

    async def look(self) -> Metrics:
        surveyed = Surveyed(
            metrics=self.metrics,
            log=self.log,
            store=self.store,
            configuration=lambda: self.configuration,
            group=GROUP,
            began=NOON,
            agents=(archive_articles_agent(self.store),),
            held=lambda: {TopicPartition(ANNOTATED, 0)},
            clock=self.clock,
        )
        return await survey(surveyed)


@pytest.fixture
async def program(tmp_path: Path) -> Program:
    program = Program(loaded(tmp_path, None, feeds=FEEDS, receivers=RECEIVERS))
    await program.log.create_topics(topic_specs(2, [], 1))
    return program


async def test_where_nothing_waits_ages_are_0(program: Program) -> None:
    metrics = await program.look()
    assert metrics.value(catalogue.OLDEST_WAITING, "archive_articles") == 0
    assert metrics.value(catalogue.DELIVERY_WAITING, "desk") == 0
    assert metrics.value(catalogue.OVERDUE) == 0
    assert metrics.value(catalogue.READY) == 1


async def test_the_oldest_message_that_this_worker_has_to_read_counts(program: Program) -> None:
    await program.log.produce(ANNOTATED, None, b"{}", partition=1)
    program.clock.advance(MINUTE)
    await program.log.produce(ANNOTATED, None, b"{}", partition=0)
    program.clock.advance(MINUTE)
    await program.log.produce(ANNOTATED, None, b"{}", partition=0)
    assert (await program.look()).value(catalogue.OLDEST_WAITING, "archive_articles") == MINUTE
    embedded = program.log.embedded()
    assert embedded is not None
    await embedded.commit(GROUP, {TopicPartition(ANNOTATED, 0): 2})
    assert (await program.look()).value(catalogue.OLDEST_WAITING, "archive_articles") == 0


async def test_a_delivery_that_is_not_sent_gets_older_and_one_that_is_held_does_not_count(program: Program) -> None:
    held = delivery(2, "desk", state=DeliveryState.HELD)
    await program.store.enqueue([delivery(1, "desk"), held, delivery(1, "gone")])
    program.clock.advance(MINUTE)
    metrics = await program.look()
    assert metrics.series(catalogue.DELIVERY_WAITING) == {("desk",): MINUTE, ("gone",): MINUTE}
    await program.store.record(delivery(1, "desk", state=DeliveryState.SENT))
    assert (await program.look()).value(catalogue.DELIVERY_WAITING, "desk") == 0


async def test_how_attempts_may_end_is_shown_before_the_first_one(program: Program) -> None:
    metrics = await program.look()
    assert [metrics.value(catalogue.DELIVERIES, "desk", end) for end in ("sent", "pending", "failed")] == [0, 0, 0]


async def test_what_should_have_been_released_is_overdue(program: Program) -> None:
    await program.store.record_decisions([decided("m-1", DecisionOutcome.HELD, until=NOON)])
    assert (await program.look()).value(catalogue.OVERDUE) == 0
    program.clock.advance(MINUTE)
    assert (await program.look()).value(catalogue.OVERDUE) == MINUTE


async def test_feeds_are_counted_by_how_they_fare(program: Program) -> None:
    await program.store.remember_poll(feed_state("bbc", failures=1, last_poll=NOON), [])
    metrics = await program.look()
    fare = {state: number for (state,), number in metrics.series(catalogue.FEEDS).items() if number}
    assert fare == {"failing": 1, "never_polled": 1}


async def test_a_watch_whose_only_feed_fails_is_blind(program: Program) -> None:
    await program.store.remember_poll(feed_state("bbc", failures=1, last_poll=NOON), [])
    assert (await program.look()).series(catalogue.WATCH_BLIND) == {("desk",): 0}
    await program.store.remember_poll(feed_state("new", failures=1, last_poll=NOON), [])
    assert (await program.look()).series(catalogue.WATCH_BLIND) == {("desk",): 1}


async def test_an_embedded_log_has_a_size_and_one_in_memory_has_none(program: Program, tmp_path: Path) -> None:
    assert (await program.look()).value(catalogue.LOG_BYTES) is None
    program.log = await open_log(f"sqlite:///{tmp_path / 'log.db'}")
    await program.log.create_topics(topic_specs(2, [], 1))
    try:
        assert (await program.look()).value(catalogue.LOG_BYTES)
    finally:
        await program.log.close()


@pytest.mark.parametrize("error", [Transient("away"), StoreError("disk full"), TimeoutError()])
async def test_what_the_store_does_not_answer_is_not_shown_and_the_program_is_not_ready(
    program: Program, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    await program.look()

    async def away() -> dict[str, int]:
        raise error

    monkeypatch.setattr(program.store, "oldest_pending", away)
    metrics = await program.look()
    assert metrics.value(catalogue.READY) == 0
    assert metrics.series(catalogue.DELIVERY_WAITING) == {}
    assert metrics.value(catalogue.OLDEST_WAITING, "archive_articles") == 0
