"""The articles that are replayed: a stretch of `news.articles` in the log of the program, embedded or on Kafka."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from agents.topics import ARTICLES
from monitor.errors import LogError
from monitor.log.base import Log, LogRecord, TopicPartition

_AT: Final = TopicPartition(ARTICLES, 0)  # all articles stand in one partition
_MINUTE: Final = timedelta(minutes=1)
_ORIGIN: Final = "replayed-offset"  # header of an article that was replayed: its offset in the log of the program


class Stretch(NamedTuple):
    """Offsets of `news.articles`: from `start`, to `end` without it."""

    start: int
    end: int

    @property
    def size(self) -> int:
        """How many messages it holds."""
        return max(0, self.end - self.start)


async def stretch_from(log: Log, begin: datetime) -> Stretch:
    """What was written at `begin` or later. Raises LogError where the log no longer has it all, with what it has."""
    oldest, end = await _kept(log)
    if oldest is None:
        return Stretch(end, end)
    if oldest.offset > 0 and written(oldest) > begin:
        raise LogError(
            f"the log keeps articles since {written(oldest):%Y-%m-%d %H:%M} UTC (retention.log in monitor.yaml): "
            f"replay from then on, --from {written(oldest) + _MINUTE:%Y-%m-%dT%H:%MZ}"
        )
    return Stretch(await _first_at(log, begin, oldest.offset, end), end)


async def stretch_after(log: Log, offset: int) -> Stretch:
    """What was written after `offset`. Raises LogError where the log no longer has it all."""
    oldest, end = await _kept(log)
    if oldest is not None and oldest.offset > offset + 1:
        raise LogError(
            f"the log keeps articles since {written(oldest):%Y-%m-%d %H:%M} UTC, and the replay here ended "
            "before that: begin a new one in another directory"
        )
    return Stretch(offset + 1, end)


async def _kept(log: Log) -> tuple[LogRecord | None, int]:
    """The oldest article that the log keeps, and the offset behind the newest one."""
    if ARTICLES not in await log.topics():
        raise LogError("the log has no articles yet; `wirewatch run` writes them")
    end = (await log.end_offsets(ARTICLES))[_AT]
    return next(iter(await log.read(_AT, 0, 1)), None), end


async def replayed_until(log: Log) -> int | None:
    """In the log of a replay: the offset of the last article in the log of the program; None where there is none."""
    end = (await log.end_offsets(ARTICLES))[_AT]
    last = await log.read(_AT, end - 1, 1) if end else ()
    return next((int(dict(record.headers)[_ORIGIN]) for record in last), None)


async def copied(source: Log, stretch: Stretch, into: Log) -> AsyncIterator[LogRecord]:
    """Writes the articles of `stretch` of `source` into the log of a replay; each is given before it is written."""
    at = stretch.start
    while at < stretch.end and (records := await source.read(_AT, at)):
        for record in records:
            if record.offset >= stretch.end:
                return
            yield record
            headers = (*record.headers, (_ORIGIN, str(record.offset).encode()))
            await into.produce(ARTICLES, record.key, record.value, headers=headers)
        at = records[-1].offset + 1


def written(record: LogRecord) -> datetime:
    """When `record` was written."""
    return datetime.fromtimestamp(record.timestamp_ms / 1000, UTC)


async def _first_at(log: Log, begin: datetime, low: int, high: int) -> int:
    """The offset of the first message that was written at `begin` or later, between `low` and `high`; by halving."""
    while low < high:
        middle = (low + high) // 2
        found = await log.read(_AT, middle, 1)
        if found and written(found[0]) < begin:
            low = found[0].offset + 1
        else:
            high = middle
    return low
