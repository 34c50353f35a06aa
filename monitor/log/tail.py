"""Reading a topic without a group, from its beginning or another place, and on as it grows."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping

from monitor.log.base import Log, LogRecord, TopicPartition

_LOOK_SECONDS = 0.3


async def tail(
    log: Log,
    topic: str,
    *,
    start: Mapping[TopicPartition, int] | None = None,
    follow: bool = False,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> AsyncIterator[LogRecord]:
    """The messages of `topic`, those there are by the time they were produced; with `follow` all that come after.

    `start` holds the offset to begin at for each partition; a partition that is not in it is read from its beginning.
    """
    positions = dict.fromkeys(await log.end_offsets(topic), 0) | dict(start or {})
    while True:
        fresh: list[LogRecord] = []
        for tp, end in (await log.end_offsets(topic)).items():
            while positions[tp] < end:
                batch = await log.read(tp, positions[tp])
                if not batch:
                    break
                positions[tp] = batch[-1].offset + 1
                fresh.extend(batch)
        for record in sorted(fresh, key=lambda record: (record.timestamp_ms, record.partition, record.offset)):
            yield record
        if not follow:
            return
        if not fresh:
            await sleep(_LOOK_SECONDS)


def behind(records: Iterable[LogRecord]) -> dict[TopicPartition, int]:
    """The offsets behind `records`, where reading goes on."""
    return {TopicPartition(record.topic, record.partition): record.offset + 1 for record in records}
