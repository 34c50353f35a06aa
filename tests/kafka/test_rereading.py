"""Faust on Kafka: what was fetched and then thrown away in a rebalance is read again, with or without a commit."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, cast

import pytest
from aiokafka.consumer.fetcher import OffsetResetStrategy  # type: ignore[import-untyped]
from aiokafka.errors import IllegalStateError  # type: ignore[import-untyped]
from faust.types import TP

from agents.runtime.backlog import lag
from agents.runtime.edges import Edges, Emission
from agents.runtime.faust_app import GROUP, FaustEmit, build_app, leave_group, register
from agents.runtime.kafka_transport import seek_to_committed
from agents.runtime.processing import Agent, Outcome
from agents.topics import ARTICLES, STORIES, topic_specs
from monitor.log.open import open_log
from monitor.log.tail import tail
from monitor.records import Span, encode
from tests.kafka.clean import empty, kafka_alone

NOW: Final = datetime(2026, 10, 5, 7, 30, tzinfo=UTC)
COUNT: Final = 20


@pytest.mark.slow(10)
@pytest.mark.timeout(60)
@pytest.mark.parametrize("engine", [kafka_alone])
async def test_where_nothing_is_committed_the_first_message_is_read_again(
    engine: str, kafka_address: str, tmp_path: Path
) -> None:
    await empty(kafka_address)
    broker, partition = f"kafka://{kafka_address}", TP(ARTICLES, 0)
    arrived, allowed = asyncio.Event(), asyncio.Event()

    async def forward(span: Span) -> Outcome:
        arrived.set()
        await allowed.wait()
        return Outcome((Emission(STORIES, span.text, span.text.encode()),))

    log = await open_log(broker)
    await log.create_topics(topic_specs(1, [], 1))
    for number in range(COUNT):
        await log.produce(ARTICLES, None, encode(Span(text=str(number), start=0, end=1)))
    app, failures = build_app(log, broker, "worker", tmp_path), list[BaseException]()
    register(app, [Agent("forward", ARTICLES, Span, forward)], Edges(FaustEmit(app), lambda: NOW, failures.append))
    await app.start()
    try:
        await arrived.wait()
        assert await app.consumer.position(partition) == COUNT
        app.consumer.stop_flow()
        app.flow_control.suspend()
        app.flow_control.clear()  # as Faust does in a rebalance
        await app.consumer.perform_seek()
        while await app.consumer.position(partition):
            await asyncio.sleep(0.05)  # a fetch that was on its way is thrown away, and sought back, too
        app.flow_control.resume()
        app.consumer.resume_flow()
        allowed.set()
        while (await lag(log, GROUP))[ARTICLES]:
            await asyncio.sleep(0.05)
        lose_position(app.consumer, partition)
        await cast(Any, app.consumer).verify_all_partitions_active()  # as Faust does every few seconds
    finally:
        leave_group(app)
        await app.stop()
    assert {record.value async for record in tail(log, STORIES)} == {str(number).encode() for number in range(COUNT)}
    assert not failures
    await log.close()


def lose_position(consumer: Any, partition: TP) -> None:
    """Where `consumer` reads `partition` is not known for a moment, as in a rebalance."""
    assignment = consumer._thread._consumer._subscription.subscription.assignment
    assignment.state_value(partition).await_reset(OffsetResetStrategy.LATEST)


@pytest.mark.parametrize("offset", [None, 7])
async def test_a_partition_that_is_taken_away_meanwhile_is_left_to_whoever_gets_it(offset: int | None) -> None:
    consumer = Leaving({TP(ARTICLES, 0): offset, TP(ARTICLES, 1): offset}, TP(ARTICLES, 0))
    assert await seek_to_committed(consumer) == {TP(ARTICLES, 1): offset}
    assert consumer.places == {TP(ARTICLES, 1): offset or 0}


class Leaving:
    """Loses a partition while it is asked for committed offsets, and refuses then as aiokafka's consumer does."""

    def __init__(self, offsets: dict[TP, int | None], lost: TP) -> None:
        self._offsets, self._lost = offsets, lost
        self._assigned = set(offsets)
        self.places: dict[TP, int] = {}

    def assignment(self) -> frozenset[TP]:
        """What it has now."""
        return frozenset(self._assigned)

    async def committed(self, partition: TP) -> int | None:
        """What is committed; the lost one is gone after that."""
        self._assigned.discard(self._lost)
        return self._offsets[partition]

    def seek(self, partition: TP, offset: int) -> None:
        """Goes there; raises IllegalStateError where it has not the partition."""
        if partition not in self._assigned:
            raise IllegalStateError(f"Partition {partition} is not assigned")
        self.places[partition] = offset

    async def seek_to_beginning(self, *partitions: TP) -> None:
        """Goes to the first message of each; raises as `seek`."""
        for partition in partitions:
            self.seek(partition, 0)
