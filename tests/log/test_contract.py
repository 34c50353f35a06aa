"""What every log promises (see `monitor.log.base`), on all there are."""

import asyncio
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.errors import LogError, TopicMismatch
from monitor.log.base import Consumer, Log, TopicPartition, TopicSpec
from monitor.log.partition import partition_for
from tests.log.engines import BrokerEngine, Engine, MemoryEngine, collect, fresh, values

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=["memory", "sqlite", "kafka"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    return MemoryEngine() if request.param == "memory" else broker_engine(request, tmp_path)


@pytest.fixture(params=["sqlite", "kafka"])
def durable(request: pytest.FixtureRequest, tmp_path: Path) -> BrokerEngine:
    return broker_engine(request, tmp_path)


def broker_engine(request: pytest.FixtureRequest, folder: Path) -> BrokerEngine:
    if request.param == "kafka":
        return BrokerEngine(f"kafka://{request.getfixturevalue('kafka_address')}")
    return BrokerEngine(f"sqlite:///{folder / 'log.db'}")


@pytest.fixture
async def log(engine: Engine) -> AsyncIterator[Log]:
    log = await engine.open()
    yield log
    await log.close()


async def a_topic(log: Log, partitions: int = 1, messages: int = 0) -> str:
    """A new topic with `messages` in partition 0, their values 0, 1, 2 and so on."""
    topic = fresh("topic")
    await log.create_topics([TopicSpec(topic, partitions)])
    for number in range(messages):
        await log.produce(topic, None, str(number).encode())
    return topic


def numbers(start: int, end: int) -> list[bytes]:
    return [str(number).encode() for number in range(start, end)]


class TestProduce:
    async def test_messages_of_one_partition_come_in_the_order_they_were_produced(self, log: Log) -> None:
        topic = await a_topic(log, messages=300)
        assert values(await collect(300, await log.consumer(fresh("group"), [topic]))) == numbers(0, 300)

    async def test_messages_produced_at_once_keep_the_order_of_the_calls(self, log: Log) -> None:
        topic = await a_topic(log)
        await asyncio.gather(*[log.produce(topic, b"k", value) for value in numbers(0, 300)])
        assert values(await log.read(TopicPartition(topic, 0), 0)) == numbers(0, 300)

    async def test_a_message_comes_back_as_it_was_reported(self, log: Log) -> None:
        topic = await a_topic(log, partitions=4)
        headers = (("trace", b"\x00\xff"), ("trace", b""), ("retry", b"2"))
        await log.produce(topic, b"\xfe key", b"first")
        produced = await log.produce(topic, b"\xfe key", "Zürich".encode(), headers=headers)
        assert (produced.topic, produced.offset, produced.headers) == (topic, 1, headers)
        assert list(await log.read(TopicPartition(topic, produced.partition), 1)) == [produced]
        assert (await collect(2, await log.consumer(fresh("group"), [topic])))[1] == produced

    async def test_a_message_without_a_key_goes_to_partition_0(self, log: Log) -> None:
        topic = await a_topic(log, partitions=4)
        assert [(await log.produce(topic, None, b"v")).partition for _ in range(5)] == [0] * 5

    async def test_a_message_may_lack_its_value_and_an_empty_one_is_no_lack(self, log: Log) -> None:
        topic = await a_topic(log)
        await log.produce(topic, b"k", None)
        await log.produce(topic, b"", b"")
        none, empty = await log.read(TopicPartition(topic, 0), 0)
        assert (none.key, none.value, empty.key, empty.value) == (b"k", None, b"", b"")

    async def test_a_message_of_900_kilobytes_passes(self, log: Log) -> None:
        topic = await a_topic(log)
        big = bytes(range(256)) * 3_600
        await log.produce(topic, b"k", big)
        assert values(await collect(1, await log.consumer(fresh("group"), [topic]))) == [big]
        assert values(await log.read(TopicPartition(topic, 0), 0)) == [big]

    async def test_equal_keys_go_to_one_partition_and_it_is_the_same_one_on_every_log(self, log: Log) -> None:
        topic = await a_topic(log, partitions=4)
        keys = [f"s-{number % 20}".encode() for number in range(60)]
        places = [(await log.produce(topic, key, b"v")).partition for key in keys]
        assert places == [partition_for(key, 4) for key in keys]
        assert set(places) == {0, 1, 2, 3}

    async def test_a_partition_may_be_named(self, log: Log) -> None:
        topic = await a_topic(log, partitions=4)
        assert (await log.produce(topic, b"k", b"v", partition=3)).partition == 3

    async def test_an_unknown_topic_or_partition_is_refused(self, log: Log) -> None:
        topic = await a_topic(log)
        with pytest.raises(LogError, match="never-made"):
            await log.produce("never-made", b"k", b"v")
        with pytest.raises(LogError, match=topic):
            await log.produce(topic, b"k", b"v", partition=1)


class TestTopics:
    async def test_topics_are_listed_with_their_partitions(self, log: Log) -> None:
        first, second = await a_topic(log, partitions=1), await a_topic(log, partitions=4)
        known = await log.topics()
        assert (known[first], known[second]) == (1, 4)

    async def test_making_a_topic_again_leaves_its_messages(self, log: Log) -> None:
        topic = await a_topic(log, messages=3)
        await log.create_topics([TopicSpec(topic, 1)])
        assert values(await log.read(TopicPartition(topic, 0), 0)) == numbers(0, 3)

    async def test_another_number_of_partitions_is_refused_and_nothing_made(self, log: Log) -> None:
        topic, other = await a_topic(log, partitions=2), fresh("topic")
        with pytest.raises(TopicMismatch, match=f"{topic} has 2 partitions, 4 are configured"):
            await log.create_topics([TopicSpec(other), TopicSpec(topic, 4)])
        assert other not in await log.topics()


class TestConsume:
    async def test_poll_brings_nothing_where_nothing_is(self, log: Log) -> None:
        consumer = await log.consumer(fresh("group"), [await a_topic(log)])
        assert list(await consumer.poll(0.1)) == []

    async def test_poll_waits_for_a_message_that_comes_later(self, log: Log) -> None:
        topic = await a_topic(log)
        consumer = await log.consumer(fresh("group"), [topic])
        waiting = asyncio.create_task(consumer.poll(30.0))
        await asyncio.sleep(0)
        await log.produce(topic, None, b"later")
        assert values(await waiting) == [b"later"]

    async def test_poll_brings_no_more_than_it_was_asked_for(self, log: Log) -> None:
        consumer = await log.consumer(fresh("group"), [await a_topic(log, messages=10)])
        found: list[bytes | None] = []
        while len(found) < 10:
            batch = await consumer.poll(5.0, limit=3)
            assert len(batch) <= 3
            found += values(batch)
        assert found == numbers(0, 10)

    async def test_a_consumer_reads_several_topics(self, log: Log) -> None:
        topics = [await a_topic(log, partitions=2, messages=3) for _ in range(2)]
        records = await collect(6, await log.consumer(fresh("group"), topics))
        assert sorted(record.topic for record in records) == sorted(topics * 3)

    async def test_groups_do_not_disturb_each_other(self, log: Log) -> None:
        topic, first, second = await a_topic(log, messages=5), fresh("group"), fresh("group")
        reader = await log.consumer(first, [topic])
        await collect(5, reader)
        await reader.commit({TopicPartition(topic, 0): 5})
        assert values(await collect(5, await log.consumer(second, [topic]))) == numbers(0, 5)
        assert await log.committed(second, topic) == {TopicPartition(topic, 0): 0}


class TestCommit:
    async def test_the_next_program_goes_on_at_the_committed_offset(self, engine: Engine) -> None:
        log, group = await engine.open(), fresh("group")
        topic = await a_topic(log, messages=5)
        consumer = await log.consumer(group, [topic])
        await collect(5, consumer)
        await consumer.commit({TopicPartition(topic, 0): 3})
        await consumer.close()
        await log.close()

        log = await engine.open()
        assert values(await collect(2, await log.consumer(group, [topic]))) == numbers(3, 5)
        await log.close()

    async def test_a_log_closed_over_an_open_consumer_has_committed_nothing_by_itself(self, engine: Engine) -> None:
        log, group = await engine.open(), fresh("group")
        topic = await a_topic(log, messages=5)
        await collect(5, await log.consumer(group, [topic]))
        await log.close()

        log = await engine.open()
        assert values(await collect(5, await log.consumer(group, [topic]))) == numbers(0, 5)
        await log.close()

    async def test_committed_and_end_offsets_tell_how_far_a_group_is_behind(self, log: Log) -> None:
        topic, group = await a_topic(log, partitions=2, messages=5), fresh("group")
        first, second = TopicPartition(topic, 0), TopicPartition(topic, 1)
        assert await log.end_offsets(topic) == {first: 5, second: 0}
        assert await log.committed(group, topic) == {first: 0, second: 0}
        consumer = await log.consumer(group, [topic])
        await consumer.commit({first: 4})
        assert await log.committed(group, topic) == {first: 4, second: 0}

    async def test_a_commit_of_nothing_changes_nothing(self, log: Log) -> None:
        topic, group = await a_topic(log), fresh("group")
        consumer = await log.consumer(group, [topic])
        await consumer.commit({})
        await consumer.commit({TopicPartition(fresh("topic"), 0): 3})
        assert await log.committed(group, topic) == {TopicPartition(topic, 0): 0}

    async def test_a_commit_for_a_partition_that_another_reader_holds_is_left_to_that_one(self, log: Log) -> None:
        topic, group = await a_topic(log, partitions=2), fresh("group")
        places = {TopicPartition(topic, 0), TopicPartition(topic, 1)}
        consumers = [await log.consumer(group, [topic]) for _ in range(2)]
        await until_shared(consumers, places)
        mine = await consumers[0].assignment()
        await consumers[0].commit(dict.fromkeys(places, 7))
        assert await log.committed(group, topic) == {tp: 7 if tp in mine else 0 for tp in places}


class TestShare:
    async def test_two_readers_of_a_group_share_its_partitions_and_take_over_from_each_other(self, log: Log) -> None:
        topic, group = await a_topic(log, partitions=4), fresh("group")
        first, second = await log.consumer(group, [topic]), await log.consumer(group, [topic])
        everything = {TopicPartition(topic, partition) for partition in range(4)}
        await until_shared([first, second], everything)
        assert len(await first.assignment()) == len(await second.assignment()) == 2

        for partition in range(4):
            await log.produce(topic, None, b"before", partition=partition)
        assert len({record.partition for record in await collect(4, first, second)}) == 4
        mine = await first.assignment()
        await first.commit(dict.fromkeys(mine, 1))
        await second.close()

        for partition in range(4):
            await log.produce(topic, None, b"after", partition=partition)
        # what the one that left had not committed comes again; so may what was polled while the partitions moved
        assert await distinct(first, 6) == {(tp, 0) for tp in everything - mine} | {(tp, 1) for tp in everything}
        assert await first.assignment() == everything


async def distinct(consumer: Consumer, count: int) -> set[tuple[TopicPartition, int]]:
    """The places of the next `count` different messages of `consumer`."""
    places: set[tuple[TopicPartition, int]] = set()
    for _ in range(200):
        places |= {(TopicPartition(r.topic, r.partition), r.offset) for r in await consumer.poll(0.2)}
        if len(places) >= count:
            break
    return places


async def until_shared(consumers: list[Consumer], partitions: set[TopicPartition]) -> None:
    """Waits until the readers hold `partitions` between them, none of them twice."""
    for _ in range(200):
        held = [tp for consumer in consumers for tp in await consumer.assignment()]
        if sorted(held) == sorted(partitions) and all([await consumer.assignment() for consumer in consumers]):
            return
        for consumer in consumers:
            assert not await consumer.poll(0.1)
    pytest.fail(f"the readers hold {held}")


class TestReplay:
    async def test_a_partition_is_read_again_from_any_offset(self, log: Log) -> None:
        topic = await a_topic(log, messages=10)
        at = TopicPartition(topic, 0)
        assert values(await log.read(at, 4)) == numbers(4, 10)
        assert values(await log.read(at, 4, limit=3)) == numbers(4, 7)
        assert values(await log.read(at, 0)) == numbers(0, 10)

    async def test_an_offset_older_than_what_is_kept_begins_at_the_oldest(self, log: Log) -> None:
        topic = await a_topic(log, messages=3)
        assert values(await log.read(TopicPartition(topic, 0), -5)) == numbers(0, 3)

    async def test_at_the_end_there_is_nothing(self, log: Log) -> None:
        topic = await a_topic(log, messages=3)
        assert list(await log.read(TopicPartition(topic, 0), 3)) == []
        assert list(await log.read(TopicPartition(topic, 0), 99)) == []

    async def test_reading_moves_no_group(self, log: Log) -> None:
        topic, group = await a_topic(log, messages=3), fresh("group")
        consumer = await log.consumer(group, [topic])
        await log.read(TopicPartition(topic, 0), 0)
        assert values(await collect(3, consumer)) == numbers(0, 3)


class TestRetention:
    async def test_however_much_is_to_go_what_a_group_has_not_committed_stays(self, log: Log) -> None:
        topic = await a_topic(log, messages=5)
        consumer = await log.consumer(fresh("group"), [topic])
        await consumer.commit({TopicPartition(topic, 0): 3})
        await log.trim(datetime(2100, 1, 1, tzinfo=UTC), max_bytes=1)
        assert values(await log.read(TopicPartition(topic, 0), 0))[-2:] == numbers(3, 5)


class TestCrash:
    async def test_what_was_polled_but_not_committed_by_a_killed_program_is_read_again(
        self, durable: BrokerEngine
    ) -> None:
        log, group = await durable.open(), fresh("group")
        topic = await a_topic(log, messages=3)
        await log.close()
        assert await lines_until_killed(durable.broker, "poll", topic, group, 1) == ["0 1 2"]

        log = await durable.open()
        assert values(await collect(2, await log.consumer(group, [topic]))) == numbers(1, 3)
        await log.close()

    async def test_what_a_killed_program_was_told_is_in_the_log_is_there_once_and_in_order(
        self, durable: BrokerEngine
    ) -> None:
        log = await durable.open()
        topic = await a_topic(log)
        await log.close()
        confirmed = await lines_until_killed(durable.broker, "produce", topic, "-", 200)

        log = await durable.open()
        found = values(await log.read(TopicPartition(topic, 0), 0, limit=10_000))
        # one more may have arrived whose confirmation was killed
        assert found in (numbers(0, len(confirmed)), numbers(0, len(confirmed) + 1))
        assert (await log.produce(topic, b"key", b"after")).offset == len(found)
        await log.close()


async def lines_until_killed(broker: str, work: str, topic: str, group: str, lines: int) -> list[str]:
    """What a program of its own printed, SIGKILLed after `lines` lines of it."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.log.child", broker, work, topic, group, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert child.stdout
    async with asyncio.timeout(60):
        try:
            printed = [await child.stdout.readline() for _ in range(lines)]
        finally:
            child.kill()
        printed += (await child.stdout.read()).splitlines(keepends=True)
        await child.wait()
    return [line.decode().strip() for line in printed if line.endswith(b"\n")]
