"""A log in memory: for tests, simulations and anything that need not outlive its process. Keeps all it was given."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime

from monitor.clock import Clock, system_clock, wait_for_event
from monitor.errors import LogError
from monitor.log.base import Headers, LogRecord, TopicPartition, TopicSpec
from monitor.log.group import Groups, LocalConsumer
from monitor.log.partition import partition_for
from monitor.log.topics import check_partitions


class MemoryLog:
    """A log in memory. Closing it is the end of its readers only: what was produced and committed can be read on."""

    def __init__(self, clock: Clock = system_clock) -> None:
        self._clock = clock
        self._records: dict[TopicPartition, list[LogRecord]] = {}
        self._committed: dict[tuple[str, TopicPartition], int] = {}
        self._arrived = asyncio.Event()
        self._groups = Groups(self)

    async def create_topics(self, topics: Sequence[TopicSpec]) -> None:
        """Makes the topics that do not exist; raises TopicMismatch where one has another number of partitions."""
        check_partitions(topics, await self.topics())
        for spec in topics:
            for partition in range(spec.partitions):
                self._records.setdefault(TopicPartition(spec.name, partition), [])

    async def topics(self) -> Mapping[str, int]:
        """The topics there are, each with its number of partitions."""
        names = [tp.topic for tp in self._records]
        return {name: names.count(name) for name in names}

    async def produce(
        self, topic: str, key: bytes | None, value: bytes | None, *, partition: int | None = None, headers: Headers = ()
    ) -> LogRecord:
        """Appends a message and returns it with its place; raises LogError where there is no such partition."""
        if partition is None:
            partition = partition_for(key, len(self._partitions(topic)))
        records = self._partition(TopicPartition(topic, partition))
        now = int(self._clock().timestamp() * 1000)
        record = LogRecord(topic, partition, len(records), now, key, value, headers)
        records.append(record)
        self._arrived.set()
        return record

    async def consumer(self, group: str, topics: Sequence[str]) -> LocalConsumer:
        """A new reader in `group`."""
        return self._groups.join(group, topics, self._records)

    async def read(self, at: TopicPartition, offset: int, limit: int = 500) -> Sequence[LogRecord]:
        """Messages from `offset` on, without a group."""
        start = max(offset, 0)
        return tuple(self._partition(at)[start : start + limit])

    async def end_offsets(self, topic: str) -> Mapping[TopicPartition, int]:
        """For each partition the offset that the next message will get."""
        return {tp: len(self._records[tp]) for tp in self._partitions(topic)}

    async def committed(self, group: str, topic: str) -> Mapping[TopicPartition, int]:
        """For each partition the committed offset of `group`, 0 where it has none."""
        return {tp: self._committed.get((group, tp), 0) for tp in self._partitions(topic)}

    async def commit(self, group: str, offsets: Mapping[TopicPartition, int]) -> None:
        """Remembers `offsets` for `group`."""
        self._committed.update({(group, tp): offset for tp, offset in offsets.items()})

    async def register(self, group: str, topics: Sequence[str]) -> None:
        """Nothing is to be done: nothing is ever dropped."""

    async def trim(self, now: datetime, max_bytes: int | None = None) -> int:
        """Drops nothing: what a process keeps in memory goes with it."""
        return 0

    async def size(self) -> None:
        """None: there is no file."""

    def embedded(self) -> "MemoryLog":
        """This log: its groups live in this process."""
        return self

    async def fetch(self, at: TopicPartition, offset: int, limit: int) -> Sequence[LogRecord]:
        """Messages from `offset` on, without a group."""
        return await self.read(at, offset, limit)

    async def wait_for_arrival(self, seconds: float) -> None:
        """Returns when a message has arrived since this was called last, or after `seconds`."""
        await wait_for_event(self._arrived, seconds)

    async def close(self) -> None:
        """Forgets the readers."""
        self._groups = Groups(self)

    def _partitions(self, topic: str) -> list[TopicPartition]:
        return [tp for tp in self._records if tp.topic == topic]

    def _partition(self, at: TopicPartition) -> list[LogRecord]:
        try:
            return self._records[at]
        except KeyError:
            raise LogError(f"no partition {at.partition} of a topic {at.topic!r}") from None
