"""Which articles of the log are replayed."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from agents.replay.stretch import Stretch, copied, replayed_until, stretch_after, stretch_from
from agents.topics import ARTICLES, topic_specs
from monitor.clock import ManualClock
from monitor.errors import LogError
from monitor.log.base import LogRecord
from monitor.log.memory import MemoryLog
from monitor.log.sqlite import SqliteLog

SIX = datetime(2026, 10, 5, 6, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


async def log_of(hours: int, clock: ManualClock | None = None) -> MemoryLog:
    """A log with an article an hour, from six on."""
    clock = clock or ManualClock(SIX)
    log = MemoryLog(clock)
    await log.create_topics(topic_specs(1, [], 24))
    for number in range(hours):
        await log.produce(ARTICLES, f"{number}".encode(), f"article {number}".encode())
        clock.advance(3600)
    return log


async def all_of(source: MemoryLog, stretch: Stretch, into: MemoryLog) -> Sequence[LogRecord]:
    return [record async for record in copied(source, stretch, into)]


@pytest.mark.parametrize(
    ("begin", "start"),
    [(SIX - HOUR, 0), (SIX, 0), (SIX + HOUR / 2, 1), (SIX + 3 * HOUR, 3), (SIX + 9 * HOUR, 5)],
)
async def test_it_begins_with_the_first_article_that_came_then_or_later(begin: datetime, start: int) -> None:
    assert await stretch_from(await log_of(5), begin) == Stretch(start, 5)


async def test_a_log_without_articles_has_nothing_to_replay() -> None:
    stretch = await stretch_from(await log_of(0), SIX)
    assert (stretch, stretch.size) == (Stretch(0, 0), 0)


async def test_a_log_that_the_program_never_wrote_is_refused() -> None:
    with pytest.raises(LogError, match="no articles yet"):
        await stretch_from(MemoryLog(), SIX)


async def test_what_the_log_no_longer_keeps_is_refused_and_from_when_it_can_is_said(tmp_path: Path) -> None:
    clock = ManualClock(SIX)
    log = await SqliteLog.open(tmp_path / "log.db", clock=clock)
    await log.create_topics(topic_specs(1, [], 2))
    for number in range(5):
        await log.produce(ARTICLES, b"", f"article {number}".encode())
        clock.advance(3600)
    assert await stretch_from(log, SIX) == Stretch(0, 5)
    assert await log.trim(clock())
    with pytest.raises(LogError, match=r"keeps articles since 2026-10-05 09:00 UTC .*--from 2026-10-05T09:01Z"):
        await stretch_from(log, SIX)
    assert await stretch_from(log, SIX + 3 * HOUR) == Stretch(3, 5)
    assert await stretch_after(log, 2) == Stretch(3, 5)
    with pytest.raises(LogError, match="ended before that"):
        await stretch_after(log, 1)
    await log.close()


async def test_a_replay_goes_on_behind_the_last_article_that_it_has() -> None:
    source, into = await log_of(5), await log_of(0)
    assert await replayed_until(into) is None
    told = await all_of(source, Stretch(1, 3), into)
    assert [record.value for record in told] == [b"article 1", b"article 2"]
    assert await replayed_until(into) == 2
    await all_of(source, await stretch_after(source, 2), into)
    assert await replayed_until(into) == 4
    assert await all_of(source, await stretch_after(source, 4), into) == []
