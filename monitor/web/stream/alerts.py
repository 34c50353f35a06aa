"""Follows the alerts topic for any number of clients: one looks for new messages, each reads them from its position."""

import asyncio
import heapq
import logging
from collections.abc import AsyncGenerator, Mapping, Sequence
from typing import Final, NamedTuple

from monitor.errors import Transient, WirewatchError
from monitor.log.base import Log, LogRecord, TopicPartition
from monitor.web.stream.position import Position

log = logging.getLogger(__name__)

_LOOK_SECONDS: Final = 0.25
_MOST: Final = 200  # messages of a partition that are read at once


class Told(NamedTuple):
    """An alert, and the position behind it."""

    position: Mapping[TopicPartition, int]
    event: bytes  # the CloudEvent, on one line


class Lost(NamedTuple):
    """The log does not keep so many of the messages that were to be read next any more."""

    position: Mapping[TopicPartition, int]
    messages: int


class Idle(NamedTuple):
    """Nothing has come for a while."""

    position: Mapping[TopicPartition, int]


class AlertFeed:
    """The alerts topic of a running program."""

    def __init__(self, log_: Log, topic: str) -> None:
        self._log, self._topic = log_, topic
        self._ends: Mapping[TopicPartition, int] = {}
        self._turn = asyncio.Event()  # set once `_ends` has changed, and replaced by another
        self._is_closed = False
        self.readers = 0  # who follow it now

    async def ends(self) -> Position:
        """The position behind all that is told by now."""
        return dict(await self._log.end_offsets(self._topic))

    async def watch(self) -> None:
        """Looks for new messages while somebody follows, until it is cancelled; what goes wrong is tried again."""
        while True:
            try:
                if self.readers:
                    self._take(await self._log.end_offsets(self._topic))
            except WirewatchError as error:
                log.warning("alerts_unread error=%s", error)
            await asyncio.sleep(_LOOK_SECONDS)

    def close(self) -> None:
        """Ends everybody's reading, and that of those who come later."""
        self._is_closed = True
        self._turn.set()

    async def follow(
        self, start: Mapping[TopicPartition, int], idle_seconds: float
    ) -> AsyncGenerator[Told | Lost | Idle, None]:
        """The alerts from `start` on, in the order of each partition, each once; until the feed is closed.

        Where none comes for `idle_seconds`, that is said.
        """
        self.readers += 1
        try:
            async for each in self._follow(dict(start), idle_seconds):
                yield each
        finally:
            self.readers -= 1

    async def _follow(self, position: Position, idle_seconds: float) -> AsyncGenerator[Told | Lost | Idle, None]:
        while not self._is_closed:
            turn = self._turn
            batches = [await self._read(at, position[at]) for at in self._unread(position)]
            for batch in filter(None, batches):
                missing = batch[0].offset - position[_place(batch[0])]
                position[_place(batch[0])] = batch[0].offset
                if missing > 0:
                    yield Lost(dict(position), missing)
            for record in heapq.merge(*batches, key=lambda each: each.timestamp_ms):
                position[_place(record)] = record.offset + 1
                yield Told(dict(position), record.value or b"")
            if not any(batches) and not await _is_set(turn, idle_seconds):
                yield Idle(dict(position))

    async def _read(self, at: TopicPartition, offset: int) -> Sequence[LogRecord]:
        """What is there from `offset` on; none while the log is away: browsers that are refused do not come again."""
        try:
            return await self._log.read(at, offset, _MOST)
        except Transient as error:
            log.warning("alerts_unread error=%s", error)
            return ()

    def _unread(self, position: Position) -> list[TopicPartition]:
        return [at for at, end in self._ends.items() if position.setdefault(at, 0) < end]

    def _take(self, ends: Mapping[TopicPartition, int]) -> None:
        if ends != self._ends:
            self._ends = ends
            turn, self._turn = self._turn, asyncio.Event()
            turn.set()


def _place(record: LogRecord) -> TopicPartition:
    return TopicPartition(record.topic, record.partition)


async def _is_set(event: asyncio.Event, seconds: float) -> bool:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return False
    return True
