"""Faust's consumer on the embedded log: it reads the log for Faust, from the committed offsets of the group."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol, cast

from faust.transport import base
from faust.transport.consumer import Consumer as BaseConsumer
from faust.types import TP, ConsumerMessage

from monitor.log.base import EmbeddedLog, LogRecord, TopicPartition
from monitor.log.partition import partition_for

_FETCH = 64  # messages of one partition read at a time: what is in memory stays bounded
TIMESTAMP_TYPE = 0  # as Kafka says: the time it was produced


class OnLog(Protocol):
    """A transport that has a log, see `agents.runtime.embedded_transport.Transport`."""

    log: EmbeddedLog


class Consumer(BaseConsumer):
    """Reads the log for Faust, from the committed offsets of the group `app.conf.id`."""

    logger = base.Consumer.logger

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._log = cast(OnLog, self.transport).log
        self._assigned: set[TP] = set()
        self._positions: dict[TP, int] = {}
        self._ends: dict[TP, int] = {}

    async def subscribe(self, topics: Iterable[str]) -> None:
        """Takes all partitions of `topics`; Faust is told beside this call, since it waits for the call to return."""
        wanted = set(topics)
        await self._log.register(self._group, sorted(wanted))
        counts = await self._log.topics()
        self._assigned = {TP(topic, number) for topic in wanted for number in range(counts.get(topic, 0))}
        self.add_future(self._tell_faust())

    async def _tell_faust(self) -> None:
        self.app.on_rebalance_start()
        self.app.consumer_generation_id += 1
        await self.on_partitions_revoked(set())
        await self.on_partitions_assigned(set(self._assigned), self.app.consumer_generation_id)

    async def _getmany(self, active_partitions: set[TP] | None, timeout: float) -> Mapping[TP, list[LogRecord]]:
        partitions = self._assigned if active_partitions is None else active_partitions & self._assigned
        records = await self._read(partitions)
        if not records:
            await self._log.wait_for_arrival(timeout)
            records = await self._read(partitions)
        return records

    async def _read(self, partitions: Iterable[TP]) -> dict[TP, list[LogRecord]]:
        found: dict[TP, list[LogRecord]] = {}
        for tp in sorted(partitions):
            position = self._positions.get(tp)
            if position is None:
                continue
            batch = await self._log.fetch(TopicPartition(*tp), position, _FETCH)
            if batch and self._positions.get(tp) == position:
                self._positions[tp] = self._ends[tp] = batch[-1].offset + 1
                found[tp] = list(batch)
        return found

    def _to_message(self, tp: TP, record: LogRecord) -> ConsumerMessage:
        return ConsumerMessage(
            topic=record.topic,
            partition=record.partition,
            offset=record.offset,
            timestamp=record.timestamp_ms / 1000,
            timestamp_type=TIMESTAMP_TYPE,
            headers=dict(record.headers),
            key=record.key,
            value=record.value,
            checksum=None,
            serialized_key_size=len(record.key or b""),
            serialized_value_size=len(record.value or b""),
            tp=tp,
            generation_id=self.app.consumer_generation_id,
        )

    async def _commit(self, offsets: Mapping[TP, int]) -> bool:
        await self._log.commit(self._group, {TopicPartition(*tp): offset for tp, offset in offsets.items()})
        return True

    async def seek_to_committed(self) -> Mapping[TP, int]:
        """Goes back to the committed offsets, so that what was not acknowledged is read again."""
        for topic in {tp.topic for tp in self._assigned}:
            for tp, offset in (await self._log.committed(self._group, topic)).items():
                self._positions[TP(*tp)] = offset
        return dict(self._positions)

    async def seek_wait(self, partitions: Mapping[TP, int]) -> None:
        """Goes to the given offsets."""
        self._positions.update(partitions)

    async def _seek(self, partition: TP, offset: int) -> None:
        self._positions[partition] = offset

    async def position(self, tp: TP) -> int | None:
        """The offset that is read next."""
        return self._positions.get(tp)

    def assignment(self) -> set[TP]:
        """The partitions of this worker: all."""
        return set(self._assigned)

    def highwater(self, tp: TP) -> int:
        """The end of the partition, as far as it was read."""
        return self._ends.get(tp, self._positions.get(tp, 0))

    def topic_partitions(self, topic: str) -> int | None:
        """The number of partitions of `topic` that this worker holds."""
        return sum(1 for tp in self._assigned if tp.topic == topic) or None

    async def earliest_offsets(self, *partitions: TP) -> Mapping[TP, int]:
        """Where each partition begins; a read from there begins at the oldest message kept."""
        return dict.fromkeys(partitions, 0)

    async def highwaters(self, *partitions: TP) -> Mapping[TP, int]:
        """Where each partition ends."""
        ends: dict[TP, int] = {}
        for topic in {tp.topic for tp in partitions}:
            ends.update({TP(*tp): offset for tp, offset in (await self._log.end_offsets(topic)).items()})
        return {tp: ends[tp] for tp in partitions if tp in ends}

    async def create_topic(self, topic: str, partitions: int, replication: int, **_options: Any) -> None:
        """Nothing: topics are made before the agents start, by `wirewatch topics create` or `run`."""

    def key_partition(self, topic: str, key: bytes | None, partition: int | None = None) -> int | None:
        """The partition that `key` goes to."""
        return partition if partition is not None else partition_for(key, self.topic_partitions(topic) or 1)

    def _new_topicpartition(self, topic: str, partition: int) -> TP:
        return TP(topic, partition)

    @property
    def _group(self) -> str:
        return str(self.app.conf.id)
