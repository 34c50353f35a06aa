"""An agent that remembers what others did reads it before its first message, however long that takes."""

import asyncio
from typing import Final

import faust
import pytest
from faust.types import TP

from agents.runtime.edges import Edges, Emission
from agents.runtime.loading import Loading, awaiting, loaded_on_assignment
from agents.runtime.processing import Agent, Outcome
from agents.topics import ARTICLES, MATCHES
from monitor.clock import system_clock
from monitor.errors import Transient
from monitor.records import Span

ARTICLE: Final = Span(text="an article", start=0, end=10)
TURNS: Final = 20  # of the event loop: what waits for nothing is done by then


class Desk:
    """A store that may be away, an agent of its topic, and Faust, which says whose partition it is."""

    def __init__(self) -> None:
        self.app = faust.App("wirewatch", broker="memory://", autodiscover=False)
        self.did: list[str] = []
        self.is_there, self.asked_again = asyncio.Event(), asyncio.Event()
        self.loadings = (Loading(ARTICLES, self.read),)
        given = (Agent("story", ARTICLES, Span, self.handle), Agent("alert", MATCHES, Span, self.handle))
        self.story, self.alert = awaiting(given, self.loadings)

    async def read(self) -> None:
        """Reads all, once the store is there."""
        if not self.is_there.is_set():
            raise Transient("the store is away")
        self.did.append("read")

    async def handle(self, record: Span) -> Outcome:
        """Handles a message."""
        self.did.append(record.text)
        return Outcome()

    async def sleep(self, _seconds: float) -> None:
        """Until the store is there."""
        self.asked_again.set()
        await self.is_there.wait()

    @property
    def edges(self) -> Edges:
        """Nothing is written here."""

        async def nowhere(emission: Emission) -> None:
            pytest.fail(emission.topic)

        return Edges(nowhere, system_clock, lambda error: pytest.fail(str(error)), sleep=self.sleep)


@pytest.fixture
async def desk() -> Desk:
    return Desk()


async def turns() -> None:
    """Lets everybody do what they can do by now."""
    for _ in range(TURNS):
        await asyncio.sleep(0)


async def test_what_belongs_to_a_topic_is_read_on_each_of_its_assignments_until_the_end_of_the_body(desk: Desk) -> None:
    desk.is_there.set()
    async with loaded_on_assignment(desk.app, desk.edges, desk.loadings):
        await desk.app.on_partitions_assigned.send({TP(MATCHES, 0)})
        assert desk.did == []
        await desk.app.on_partitions_assigned.send({TP(ARTICLES, 0)})
        await desk.app.on_partitions_assigned.send({TP(ARTICLES, 0)})
        assert desk.did == ["read", "read"]
    await desk.app.on_partitions_assigned.send({TP(ARTICLES, 0)})
    assert desk.did == ["read", "read"]


async def test_a_message_that_comes_while_the_store_is_away_is_handled_once_all_is_read(desk: Desk) -> None:
    async with loaded_on_assignment(desk.app, desk.edges, desk.loadings):
        taking = asyncio.ensure_future(desk.app.on_partitions_assigned.send({TP(ARTICLES, 0)}))
        await desk.asked_again.wait()
        handling = asyncio.ensure_future(desk.story.handle(ARTICLE))
        await turns()
        assert desk.did == []
        desk.is_there.set()
        await taking
        await handling
    assert desk.did == ["read", ARTICLE.text]


async def test_a_message_of_another_topic_waits_for_nothing(desk: Desk) -> None:
    async with loaded_on_assignment(desk.app, desk.edges, desk.loadings):
        await desk.alert.handle(ARTICLE)
    assert desk.did == [ARTICLE.text]


async def test_an_agent_that_may_begin_waits_for_nothing(desk: Desk) -> None:
    (story,) = awaiting([Agent("story", ARTICLES, Span, desk.handle)], [Loading(ARTICLES, desk.read, may_begin=True)])
    await story.handle(ARTICLE)
    assert desk.did == [ARTICLE.text]


async def test_what_another_worker_did_meanwhile_is_read_before_the_first_message_after_that(desk: Desk) -> None:
    desk.is_there.set()
    async with loaded_on_assignment(desk.app, desk.edges, desk.loadings):
        await desk.app.on_partitions_assigned.send({TP(ARTICLES, 0)})
        await desk.app.on_partitions_revoked.send({TP(MATCHES, 0)})
        await desk.story.handle(ARTICLE)
        await desk.app.on_partitions_revoked.send({TP(ARTICLES, 0)})
        handling = asyncio.ensure_future(desk.story.handle(ARTICLE))
        await turns()
        assert desk.did == ["read", ARTICLE.text]
        await desk.app.on_partitions_assigned.send({TP(ARTICLES, 0)})
        await handling
    assert desk.did == ["read", ARTICLE.text, "read", ARTICLE.text]
