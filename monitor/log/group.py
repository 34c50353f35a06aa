"""Consumer groups inside one process, for the logs that live in one: `memory` and `sqlite`."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence

from monitor.log.base import EmbeddedLog, LogRecord, TopicPartition


class LocalConsumer:
    """One reader in a group of a log in this process."""

    def __init__(self, log: EmbeddedLog, groups: "Groups", group: str, topics: frozenset[str]) -> None:
        self.group, self.topics = group, topics
        self._log, self._groups = log, groups
        self._positions: dict[TopicPartition, int | None] = {}  # None: from the committed offset

    def assign(self, partitions: Iterable[TopicPartition]) -> None:
        """Holds `partitions` from now on; what is new to it is read from the committed offset."""
        self._positions = {tp: self._positions.get(tp) for tp in partitions}

    async def assignment(self) -> frozenset[TopicPartition]:
        """The partitions that this reader holds now."""
        return frozenset(self._positions)

    async def poll(self, timeout: float, limit: int = 500) -> Sequence[LogRecord]:
        """Up to `limit` next messages in order; waits up to `timeout` seconds for the first."""
        loop = asyncio.get_running_loop()
        end = loop.time() + timeout
        while True:
            records = await self._next(limit)
            remaining = end - loop.time()
            if records or remaining <= 0:
                return records
            await self._log.wait_for_arrival(remaining)

    async def commit(self, offsets: Mapping[TopicPartition, int]) -> None:
        """Makes `offsets` durable; those of partitions it no longer holds are left to their new reader."""
        held = {tp: offset for tp, offset in offsets.items() if tp in self._positions}
        await self._log.commit(self.group, held)

    async def close(self) -> None:
        """Gives its partitions to the other readers of the group; commits nothing."""
        self._groups.leave(self)

    async def _next(self, limit: int) -> list[LogRecord]:
        records: list[LogRecord] = []
        for tp in sorted(self._positions):
            position = await self._position(tp)
            batch = await self._log.read(tp, position, limit - len(records)) if len(records) < limit else ()
            if batch and tp in self._positions:
                self._positions[tp] = batch[-1].offset + 1
                records.extend(batch)
        return records

    async def _position(self, tp: TopicPartition) -> int:
        position = self._positions.get(tp)
        if position is None:
            position = (await self._log.committed(self.group, tp.topic))[tp]
        return position


class Groups:
    """The groups of one log, and how their readers share its partitions."""

    def __init__(self, log: EmbeddedLog) -> None:
        self._log = log
        self._members: dict[str, list[LocalConsumer]] = {}
        self._partitions: tuple[TopicPartition, ...] = ()

    def join(self, group: str, topics: Iterable[str], partitions: Iterable[TopicPartition]) -> LocalConsumer:
        """A new reader of `topics` in `group`; `partitions` are all that the log has."""
        self._partitions = tuple(sorted(partitions))
        member = LocalConsumer(self._log, self, group, frozenset(topics))
        self._members.setdefault(group, []).append(member)
        self._share(group)
        return member

    def leave(self, member: LocalConsumer) -> None:
        """Takes `member` out of its group and shares its partitions among the others."""
        if member in self._members[member.group]:
            self._members[member.group].remove(member)
            member.assign(())
        self._share(member.group)

    def _share(self, group: str) -> None:
        """Deals the partitions to the readers of their topics, in turn."""
        members = self._members[group]
        held: dict[LocalConsumer, list[TopicPartition]] = {member: [] for member in members}
        for index, tp in enumerate(self._partitions):
            readers = [member for member in members if tp.topic in member.topics]
            if readers:
                held[readers[index % len(readers)]].append(tp)
        for member, partitions in held.items():
            member.assign(partitions)
