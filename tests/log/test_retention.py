"""What leaves the embedded log: by age, by size, and never before every group of its topic has read it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.clock import ManualClock
from monitor.log import sqlite_retention
from monitor.log.base import TopicPartition, TopicSpec
from monitor.log.sqlite import SqliteLog

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
DAY = 86_400.0
NEWS, PLAIN = TopicPartition("news", 0), TopicPartition("plain", 0)
MESSAGE = b"x" * 10_000


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_retention, "_BATCH", 10)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOON)


@pytest.fixture
async def log(tmp_path: Path, clock: ManualClock) -> AsyncIterator[SqliteLog]:
    """A log with a topic that a group reads and one that none does, both kept for a week."""
    opened = await SqliteLog.open(tmp_path / "log.db", clock=clock)
    await opened.create_topics([TopicSpec(place.topic, retention_hours=7 * 24) for place in (NEWS, PLAIN)])
    await opened.register("agents", ["news"])
    yield opened
    await opened.close()


async def fill(log: SqliteLog, topic: str, count: int) -> None:
    for _ in range(count):
        await log.produce(topic, None, MESSAGE)


async def offsets(log: SqliteLog, at: TopicPartition) -> list[int]:
    return [record.offset for record in await log.read(at, 0, 10_000)]


async def test_what_is_older_than_its_topic_keeps_goes_once_it_is_read(log: SqliteLog, clock: ManualClock) -> None:
    await fill(log, "news", 5)
    await fill(log, "plain", 5)
    await log.commit("agents", {NEWS: 3})
    clock.advance(8 * DAY)
    await fill(log, "news", 1)
    assert await log.trim(clock()) == 3 + 5
    assert (await offsets(log, NEWS), await offsets(log, PLAIN)) == ([3, 4, 5], [])


async def test_above_its_size_the_oldest_go_though_they_are_young(log: SqliteLog, clock: ManualClock) -> None:
    for _ in range(20):
        await fill(log, "news", 5)
        await fill(log, "plain", 5)
        clock.advance(60)
    await log.commit("agents", {NEWS: 100})
    assert await log.trim(clock(), max_bytes=1_000_000) > 100
    news, plain = await offsets(log, NEWS), await offsets(log, PLAIN)
    assert news[-1] == plain[-1] == 99
    assert abs(news[0] - plain[0]) <= 10, "the oldest of both topics went"
    assert len(MESSAGE) * (len(news) + len(plain)) < 1_000_000
    assert await log.trim(clock(), max_bytes=1_000_000) == 0


async def test_what_a_group_has_not_read_stays_however_large_the_log_is(log: SqliteLog, clock: ManualClock) -> None:
    await log.register("slower", ["news"])
    await fill(log, "news", 50)
    await log.commit("agents", {NEWS: 50})
    await log.commit("slower", {NEWS: 20})
    assert await log.trim(clock(), max_bytes=1) == 20
    assert (await offsets(log, NEWS))[0] == 20
    clock.advance(365 * DAY)
    assert await log.trim(clock(), max_bytes=1) == 0
