"""The embedded log: the whole of `monitor.log.base` in one local file. The default engine of Wirewatch."""

import asyncio
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import IO, TypeVar

import msgspec

from monitor.clock import Clock, system_clock, wait_for_event
from monitor.errors import LogError
from monitor.log.base import Headers, LogRecord, TopicPartition, TopicSpec
from monitor.log.group import Groups, LocalConsumer
from monitor.log.partition import partition_for
from monitor.log.recent import Recent
from monitor.log.sqlite_file import Writer, connect, offset_of, own, place, prepare, translated
from monitor.log.sqlite_retention import drop_aged, drop_oldest, used_bytes
from monitor.log.topics import check_partitions

_NOTICE_SECONDS = 0.2  # how soon a message of another process is noticed
_READ_BYTES = 8 << 20  # one read holds about this much at most
_MS_PER_HOUR = 3_600_000

T = TypeVar("T")


class SqliteLog:
    """A log in one file. The owner reads for consumer groups; other processes may read and produce beside it."""

    def __init__(self, path: Path, lock: IO[str] | None, clock: Clock) -> None:
        self.path = path
        self._lock, self._clock = lock, clock
        self._writer = Writer(path)
        self._reader = connect(path)
        self._pool = ThreadPoolExecutor(1, "log-reader")
        self._numbers: dict[TopicPartition, int] = {}
        self._arrived = asyncio.Event()
        self._groups = Groups(self)
        self._recent, self._looked = Recent(), -_NOTICE_SECONDS

    @classmethod
    async def open(cls, path: Path, *, owner: bool = True, clock: Clock = system_clock) -> "SqliteLog":
        """Opens `path`, making it where it is missing; raises LogInUse, LogVersion, LogError."""
        with translated(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            lock = own(path) if owner else None
            connection = connect(path)
            prepare(connection, path)
            connection.close()
        log = cls(path, lock, clock)
        await log._learn_partitions()
        return log

    async def create_topics(self, topics: Sequence[TopicSpec]) -> None:
        """Makes the topics that do not exist; raises TopicMismatch where one has another number of partitions."""
        await self._learn_partitions()
        check_partitions(topics, await self.topics())
        rows = [(t.name, p, int(t.retention_hours * _MS_PER_HOUR)) for t in topics for p in range(t.partitions)]
        upsert = (
            "INSERT INTO lane (topic, partition, retention_ms) VALUES (?, ?, ?) "
            "ON CONFLICT (topic, partition) DO UPDATE SET retention_ms = excluded.retention_ms"
        )
        await self._write(lambda db: db.executemany(upsert, rows))
        await self._learn_partitions()

    async def topics(self) -> Mapping[str, int]:
        """The topics there are, each with its number of partitions."""
        counts: dict[str, int] = {}
        for topic, _ in self._numbers:
            counts[topic] = counts.get(topic, 0) + 1
        return counts

    async def produce(
        self, topic: str, key: bytes | None, value: bytes | None, *, partition: int | None = None, headers: Headers = ()
    ) -> LogRecord:
        """Appends a message and returns it with its place once it is on the disk; raises LogError, LogFull."""
        if partition is None:
            partition = partition_for(key, self._partitions(topic))
        number = self._number(topic, partition)
        now = _milliseconds(self._clock())
        packed = msgspec.msgpack.encode(headers) if headers else None

        def append(db: sqlite3.Connection) -> int:
            (offset,) = db.execute(
                "UPDATE lane SET next = next + 1 WHERE id = ? RETURNING next - 1", (number,)
            ).fetchone()
            db.execute("INSERT INTO message VALUES (?, ?, ?, ?, ?)", (place(number, offset), now, key, value, packed))
            return int(offset)

        offset = await self._write(append)
        record = LogRecord(topic, partition, offset, now, key, value, headers)
        self._recent.add(record)
        self._arrived.set()
        return record

    async def consumer(self, group: str, topics: Sequence[str]) -> LocalConsumer:
        """A new reader in `group`; raises LogError where this process does not own the file."""
        if self._lock is None:
            raise LogError(f"{self.path}: only the process that owns the log reads for a group")
        await self.register(group, topics)
        return self._groups.join(group, topics, self._numbers)

    async def register(self, group: str, topics: Sequence[str]) -> None:
        """Makes `group` known for `topics`, so that nothing it has not committed is dropped."""
        numbers = [number for tp, number in self._numbers.items() if tp.topic in topics]
        insert = "INSERT INTO cursor VALUES (?, ?, 0) ON CONFLICT DO NOTHING"
        await self._write(lambda db: db.executemany(insert, [(group, number) for number in numbers]))

    async def read(self, at: TopicPartition, offset: int, limit: int = 500) -> Sequence[LogRecord]:
        """Messages from `offset` on, at most `limit` of them and about 8 MB."""
        number = self._number(*at)
        return await self._query(lambda db: _scan(db, at, number, offset, limit))

    async def fetch(self, at: TopicPartition, offset: int, limit: int) -> Sequence[LogRecord]:
        """As `read`, from memory where that will do; what another process wrote is noticed within 0.2 s."""
        if asyncio.get_running_loop().time() - self._looked > _NOTICE_SECONDS:
            await self._look()
        found = self._recent.read(at, offset, limit)
        return await self.read(at, offset, limit) if found is None else found

    async def end_offsets(self, topic: str) -> Mapping[TopicPartition, int]:
        """For each partition the offset that the next message will get."""
        query = "SELECT partition, next FROM lane WHERE topic = ?"
        rows = await self._query(lambda db: db.execute(query, (topic,)).fetchall())
        return {TopicPartition(topic, partition): offset for partition, offset in rows}

    async def committed(self, group: str, topic: str) -> Mapping[TopicPartition, int]:
        """For each partition the committed offset of `group`, 0 where it has none."""
        query = (
            "SELECT lane.partition, coalesce(cursor.next, 0) FROM lane "
            "LEFT JOIN cursor ON cursor.lane = lane.id AND cursor.grp = ? WHERE lane.topic = ?"
        )
        rows = await self._query(lambda db: db.execute(query, (group, topic)).fetchall())
        return {TopicPartition(topic, partition): offset for partition, offset in rows}

    async def commit(self, group: str, offsets: Mapping[TopicPartition, int]) -> None:
        """Makes `offsets` durable for `group`."""
        rows = [(group, self._number(*tp), offset) for tp, offset in offsets.items()]
        upsert = "INSERT INTO cursor VALUES (?, ?, ?) ON CONFLICT (grp, lane) DO UPDATE SET next = excluded.next"
        await self._write(lambda db: db.executemany(upsert, rows))

    async def trim(self, now: datetime, max_bytes: int | None = None) -> int:
        """Drops what is older at `now` than its topic's retention, or above `max_bytes` in all, oldest first.

        Never drops what a group of the topic has not committed. Returns how many messages went.
        """
        limit = _milliseconds(now)
        dropped = await self._write(lambda db: drop_aged(db, limit))
        while max_bytes is not None and await self._query(used_bytes) > max_bytes:
            went = await self._write(drop_oldest)
            if not went:
                break
            dropped += went
        return dropped

    async def size(self) -> int:
        """The size of what the file holds, in bytes."""
        return await self._query(used_bytes)

    def embedded(self) -> "SqliteLog":
        """This log: its groups live in the process that owns the file."""
        return self

    async def wait_for_arrival(self, seconds: float) -> None:
        """Returns when a message may have arrived since this was called last, or after `seconds`."""
        await wait_for_event(self._arrived, min(seconds, _NOTICE_SECONDS))

    async def close(self) -> None:
        """Writes what waits, closes the file and gives up the lock."""
        await asyncio.to_thread(self._writer.close)
        self._pool.shutdown()
        self._reader.close()
        if self._lock is not None:
            self._lock.close()

    async def _look(self) -> None:
        """Notices what other processes wrote."""
        self._looked = asyncio.get_running_loop().time()
        rows = await self._query(lambda db: db.execute("SELECT topic, partition, next FROM lane").fetchall())
        self._recent.learn({TopicPartition(topic, partition): end for topic, partition, end in rows})

    async def _learn_partitions(self) -> None:
        rows = await self._query(lambda db: db.execute("SELECT topic, partition, id FROM lane").fetchall())
        self._numbers = {TopicPartition(topic, partition): number for topic, partition, number in rows}

    def _partitions(self, topic: str) -> int:
        return sum(1 for tp in self._numbers if tp.topic == topic)

    def _number(self, topic: str, partition: int) -> int:
        try:
            return self._numbers[TopicPartition(topic, partition)]
        except KeyError:
            raise LogError(f"{self.path}: no partition {partition} of a topic {topic!r}") from None

    async def _write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        return await asyncio.wrap_future(self._writer.submit(work))

    async def _query(self, work: Callable[[sqlite3.Connection], T]) -> T:
        def run() -> T:
            with translated(self.path):
                return work(self._reader)

        return await asyncio.get_running_loop().run_in_executor(self._pool, run)


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _scan(db: sqlite3.Connection, at: TopicPartition, number: int, offset: int, limit: int) -> list[LogRecord]:
    query = "SELECT place, timestamp_ms, key, value, headers FROM message WHERE place >= ? AND place < ? LIMIT ?"
    records: list[LogRecord] = []
    size = 0
    for row, timestamp, key, value, packed in db.execute(query, (place(number, offset), place(number + 1, 0), limit)):
        headers: Headers = msgspec.msgpack.decode(packed, type=Headers) if packed else ()
        records.append(LogRecord(at.topic, at.partition, offset_of(row), timestamp, key, value, headers))
        size += len(value or b"")
        if size > _READ_BYTES:
            break
    return records
