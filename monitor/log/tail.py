"""Reading a topic from its beginning without a group, and on as it grows."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

from monitor.log.base import Log, LogRecord

_LOOK_SECONDS = 0.3


async def tail(
    log: Log, topic: str, *, follow: bool = False, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> AsyncIterator[LogRecord]:
    """The messages of `topic`, those there are by the time they were produced; with `follow` all that come after."""
    positions = dict.fromkeys(await log.end_offsets(topic), 0)
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
