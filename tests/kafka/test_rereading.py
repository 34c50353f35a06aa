"""Faust on Kafka: what was fetched and then thrown away in a rebalance is read again, with or without a commit."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition  # type: ignore[import-untyped]
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
    finally:
        leave_group(app)
        await app.stop()
    assert {record.value async for record in tail(log, STORIES)} == {str(number).encode() for number in range(COUNT)}
    assert not failures
    await log.close()


@pytest.mark.slow(5)
@pytest.mark.timeout(60)
@pytest.mark.parametrize("engine", [kafka_alone])
@pytest.mark.parametrize("offset", [0, 7])
async def test_a_partition_that_is_taken_away_meanwhile_is_left_to_whoever_gets_it(
    engine: str, offset: int, kafka_address: str
) -> None:
    await empty(kafka_address)
    log = await open_log(f"kafka://{kafka_address}")
    await log.create_topics(topic_specs(1, [], 1))
    consumer = Leaving(ARTICLES, bootstrap_servers=kafka_address, group_id=GROUP, enable_auto_commit=False)
    await consumer.start()
    try:
        while not consumer.assignment():
            await asyncio.sleep(0.05)
        if offset:
            await consumer.commit({TopicPartition(ARTICLES, 0): offset})
        assert await seek_to_committed(consumer) == {}
    finally:
        await consumer.stop()
        await log.close()


class Leaving(AIOKafkaConsumer):  # type: ignore[misc]
    """Loses its partitions while it asks for their committed offsets, as in a rebalance."""

    async def committed(self, partition: TP) -> int | None:
        """What is committed; after that nothing is assigned."""
        offset: int | None = await super().committed(partition)
        self.unsubscribe()
        return offset
