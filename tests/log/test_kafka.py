"""What only a broker that is elsewhere can do to a log: be away."""

import asyncio
import logging
from collections.abc import AsyncIterator

import pytest
from aiokafka.admin import AIOKafkaAdminClient  # type: ignore[import-untyped]
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType  # type: ignore[import-untyped]

from monitor.errors import LogError, Transient, Unprocessable
from monitor.log.base import LARGEST_MESSAGE, Log, TopicPartition, TopicSpec
from monitor.log.kafka.log import KafkaLog
from monitor.log.quiet import RepeatFilter
from tests.kafka.server import KafkaServer
from tests.log.engines import collect, fresh, values


@pytest.fixture
async def log(kafka_to_kill: KafkaServer) -> AsyncIterator[KafkaLog]:
    log = await KafkaLog.open(kafka_to_kill.address, session_seconds=2)
    yield log
    await log.close()


async def a_topic(log: Log) -> str:
    topic = fresh("topic")
    await log.create_topics([TopicSpec(topic)])
    return topic


async def produce(log: Log, topic: str, numbers: range) -> None:
    for number in numbers:
        await log.produce(topic, b"k", str(number).encode())


@pytest.mark.slow(6)
async def test_a_broker_that_dies_while_we_produce_loses_repeats_and_turns_around_nothing(
    log: KafkaLog, kafka_to_kill: KafkaServer
) -> None:
    topic = await a_topic(log)
    producing = asyncio.create_task(produce(log, topic, range(2_000)))
    for _ in range(2):
        await asyncio.sleep(0.2)
        assert not producing.done()
        await asyncio.to_thread(kafka_to_kill.kill)
        await asyncio.to_thread(kafka_to_kill.start)
    async with asyncio.timeout(60):
        await producing
    found = values(await log.read(TopicPartition(topic, 0), 0, limit=10_000))
    assert found == [str(number).encode() for number in range(2_000)]


async def test_a_consumer_goes_on_when_the_broker_is_back(log: KafkaLog, kafka_to_kill: KafkaServer) -> None:
    topic, group = await a_topic(log), fresh("group")
    consumer = await log.consumer(group, [topic])
    await log.produce(topic, b"k", b"before")
    await collect(1, consumer)
    await consumer.commit({TopicPartition(topic, 0): 1})
    await asyncio.to_thread(kafka_to_kill.kill)
    assert list(await consumer.poll(0.5)) == []
    await asyncio.to_thread(kafka_to_kill.start)
    await log.produce(topic, b"k", b"after")
    assert values(await collect(1, consumer)) == [b"after"]


async def test_while_the_broker_is_unavailable_questions_are_to_be_asked_again_and_closing_does_not_wait(
    kafka_to_kill: KafkaServer,
) -> None:
    log = await KafkaLog.open(kafka_to_kill.address)
    topic = await a_topic(log)
    await log.consumer(fresh("group"), [topic])
    await asyncio.to_thread(kafka_to_kill.kill)
    try:
        with pytest.raises(Transient, match=kafka_to_kill.address):
            await log.topics()
        waiting = asyncio.create_task(log.produce(topic, b"k", b"v"))
        async with asyncio.timeout(30):
            await log.close()
        waiting.cancel()
    finally:
        await asyncio.to_thread(kafka_to_kill.start)


async def test_where_nobody_listens_opening_is_to_be_tried_again() -> None:
    with pytest.raises(Transient, match=r"kafka 127\.0\.0\.1:9"):
        await KafkaLog.open("127.0.0.1:9")


async def test_a_static_reader_has_its_partitions_back_at_once_however_long_sessions_last(
    kafka_to_kill: KafkaServer,
) -> None:
    topic, group = fresh("topic"), fresh("group")
    for _ in range(2):  # the second time the session of the first still runs: a static reader does not leave
        log = await KafkaLog.open(kafka_to_kill.address, session_seconds=60)
        await log.create_topics([TopicSpec(topic)])
        async with asyncio.timeout(20):
            consumer = await log.consumer(group, [topic], instance="worker-1")
        assert await consumer.assignment() == {TopicPartition(topic, 0)}
        await log.close()


async def test_a_message_that_the_broker_does_not_take_is_never_tried_again(log: KafkaLog) -> None:
    with pytest.raises(Unprocessable):
        await log.produce(await a_topic(log), b"k", b"x" * (LARGEST_MESSAGE + 1))


async def test_a_consumer_of_a_topic_that_is_not_there_is_refused(log: KafkaLog) -> None:
    with pytest.raises(LogError, match="never-made"):
        await log.consumer(fresh("group"), ["never-made"])


async def test_a_topic_is_made_with_its_retention(log: KafkaLog) -> None:
    topic = fresh("topic")
    await log.create_topics([TopicSpec(topic, retention_hours=36)])
    admin = AIOKafkaAdminClient(bootstrap_servers=log.servers)
    await admin.start()
    (answer,) = await admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, topic, {"retention.ms": ""})])
    await admin.close()
    assert answer.resources[0][4][0][:2] == ("retention.ms", str(36 * 3_600_000))


async def test_two_programs_may_make_the_topics_at_the_same_moment(log: KafkaLog, kafka_to_kill: KafkaServer) -> None:
    other = await KafkaLog.open(kafka_to_kill.address)
    wanted = [TopicSpec(fresh("topic"), 4) for _ in range(3)]
    await asyncio.gather(log.create_topics(wanted), other.create_topics(wanted))
    await other.close()
    assert {spec.name: (await log.topics())[spec.name] for spec in wanted} == {spec.name: 4 for spec in wanted}


async def test_an_outage_writes_each_complaint_once(log: KafkaLog, kafka_to_kill: KafkaServer) -> None:
    all_lines, kept = Lines(), Lines()
    kept.addFilter(RepeatFilter())
    topic = await a_topic(log)
    await log.consumer(fresh("group"), [topic])
    with all_lines, kept:
        await asyncio.to_thread(kafka_to_kill.kill)
        producing = asyncio.create_task(log.produce(topic, b"k", b"v"))
        await asyncio.sleep(2)
        await asyncio.to_thread(kafka_to_kill.start)
        await producing
    assert len(all_lines.written) > 100
    assert len(kept.written) < 40


class Lines(logging.Handler):
    """What reached the root logger in the meantime."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.written.append(record.getMessage())

    def __enter__(self) -> "Lines":
        logging.getLogger().addHandler(self)
        return self

    def __exit__(self, *error: object) -> None:
        logging.getLogger().removeHandler(self)
