"""The clock of a replay."""

import asyncio
from datetime import datetime

import pytest

from agents.replay.event_time import EventTime, in_event_time, moment_of
from agents.runtime.processing import Agent, Outcome
from monitor.records import AnnotatedArticle, DeadLetter
from tests.match.builders import article
from tests.store.builders import NOON, minutes


def noting(seen: list[datetime], time: EventTime) -> Agent[AnnotatedArticle]:
    async def handle(_: AnnotatedArticle) -> Outcome:
        seen.append(time())
        return Outcome()

    return Agent("match", "news.annotated", AnnotatedArticle, handle)


async def test_the_present_is_when_the_article_in_hand_was_fetched_and_never_goes_back() -> None:
    time, seen = EventTime(NOON), list[datetime]()
    agent = in_event_time(noting(seen, time), time)
    for minute in (5, 9, 7, 12):
        await agent.handle(article("", fetched=NOON + minutes(minute)))
    assert seen == [NOON + minutes(each) for each in (5, 9, 9, 12)]


async def test_what_falls_due_before_is_done_before() -> None:
    time, seen = EventTime(NOON), list[datetime]()

    async def before(until: datetime) -> None:
        time.set(until - minutes(1))
        seen.append(time())

    await in_event_time(noting(seen, time), time, before).handle(article("", fetched=NOON))
    assert seen == [NOON - minutes(1), NOON]


async def test_each_agent_is_at_a_moment_of_its_own() -> None:
    time = EventTime(NOON)

    async def at(minute: int) -> datetime:
        time.set(NOON + minutes(minute))
        await asyncio.sleep(0)
        return time()

    assert list(await asyncio.gather(at(3), at(1))) == [NOON + minutes(3), NOON + minutes(1)]
    assert time() == NOON


def test_a_record_that_speaks_of_no_moment_is_refused() -> None:
    with pytest.raises(TypeError, match="DeadLetter"):
        moment_of(DeadLetter.__new__(DeadLetter))
