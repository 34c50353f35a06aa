"""Faust on the embedded log: what is acknowledged is committed, what is not is read again, order is kept."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agents.runtime.backlog import drained, lag
from agents.runtime.edges import Edges, Emission
from agents.runtime.faust_app import GROUP, FaustEmit, build_app, register
from agents.runtime.processing import Agent, Outcome
from agents.topics import ARTICLES, STORIES, topic_specs
from monitor.log.sqlite import SqliteLog
from monitor.log.tail import tail
from monitor.records import Span, encode

NOW = datetime(2026, 10, 5, 7, 30, tzinfo=UTC)


def message(number: int) -> bytes:
    return encode(Span(text=str(number), start=0, end=1))


async def forward(span: Span) -> Outcome:
    return Outcome((Emission(STORIES, span.text, span.text.encode()),))


@asynccontextmanager
async def running(log: SqliteLog, directory: Path, agent: Agent[Span]) -> AsyncIterator[list[BaseException]]:
    failures: list[BaseException] = []
    app = build_app(log, f"sqlite:///{log.path}", "worker", directory)
    register(app, [agent], Edges(FaustEmit(app), lambda: NOW, failures.append))
    await app.start()
    try:
        yield failures
    finally:
        await app.stop()


@pytest.fixture
async def log(tmp_path: Path) -> AsyncIterator[SqliteLog]:
    opened = await SqliteLog.open(tmp_path / "log.db")
    await opened.create_topics(topic_specs(4, [], 1))
    yield opened
    await opened.close()


async def left_only_in_stories(log: SqliteLog) -> None:
    while (await lag(log, GROUP))[ARTICLES]:
        await asyncio.sleep(0.02)


async def forwarded(log: SqliteLog) -> list[bytes | None]:
    return [record.value async for record in tail(log, STORIES)]


@pytest.mark.slow(5)
async def test_every_message_passes_once_and_the_offset_follows(log: SqliteLog, tmp_path: Path) -> None:
    for number in range(300):
        await log.produce(ARTICLES, str(number).encode(), message(number))
    async with running(log, tmp_path, Agent("forward", ARTICLES, Span, forward)):
        await left_only_in_stories(log)
    assert sorted(int(value or b"") for value in await forwarded(log)) == list(range(300))


async def test_messages_that_come_while_it_runs_are_read(log: SqliteLog, tmp_path: Path) -> None:
    async with running(log, tmp_path, Agent("forward", ARTICLES, Span, forward, window=4)):
        for number in range(50):
            await log.produce(ARTICLES, None, message(number))
        await left_only_in_stories(log)
    assert len(await forwarded(log)) == 50


@pytest.mark.slow(3)
async def test_a_second_run_goes_on_where_the_first_one_ended(log: SqliteLog, tmp_path: Path) -> None:
    agent = Agent("forward", ARTICLES, Span, forward)
    for run in range(3):
        for number in range(20):
            await log.produce(ARTICLES, None, message(run * 20 + number))
        async with running(log, tmp_path, agent):
            await left_only_in_stories(log)
    assert sorted(int(value or b"") for value in await forwarded(log)) == list(range(60))


async def test_what_was_in_work_when_it_ended_is_read_again(log: SqliteLog, tmp_path: Path) -> None:
    stuck = asyncio.Event()

    async def hang_at_7(span: Span) -> Outcome:
        if span.text == "7":
            stuck.set()
            await asyncio.Event().wait()
        return await forward(span)

    for number in range(20):
        await log.produce(ARTICLES, None, message(number))
    async with running(log, tmp_path, Agent("forward", ARTICLES, Span, hang_at_7, window=4)):
        await stuck.wait()
    assert (await lag(log, GROUP))[ARTICLES] >= 13
    async with running(log, tmp_path, Agent("forward", ARTICLES, Span, forward, window=4)):
        await left_only_in_stories(log)
    assert {int(value or b"") for value in await forwarded(log)} == set(range(20))


async def test_nothing_left_means_nothing_in_any_topic(log: SqliteLog, tmp_path: Path) -> None:
    await asyncio.wait_for(drained(log, GROUP, asyncio.sleep), 5)
    await log.produce(ARTICLES, None, message(1))
    assert (await lag(log, GROUP))[ARTICLES] == 1
