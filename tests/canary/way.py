"""The whole way of an article over every agent, by hand: what one emits the next ones are given."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from agents.alert import alert_agent
from agents.annotate import annotate_agent
from agents.archive import archive_alerts_agent, archive_articles_agent
from agents.canary.receiver import CanaryReceiver
from agents.canary.rounds import Sending as Canaries
from agents.canary.rounds import Watch, look
from agents.deliver import deliver_agent, deliver_canary_agent
from agents.match import match_agent
from agents.measuring.tally import Tally
from agents.runtime.edges import Edges, Emission, Message
from agents.runtime.processing import Agent, process
from agents.sending.sender import Sending, send_due_to
from agents.story import Stories, story_agent
from monitor.alerting.receivers.attempts import Patience
from monitor.alerting.receivers.routing import Addressee, Unconfigured
from monitor.canary import WATCHLIST
from monitor.clock import ManualClock
from monitor.config.configuration import CanarySettings, Configuration
from monitor.ledger.unmet import UnmetMatches
from monitor.match.matcher import compile as compile_watchlists
from monitor.nlp.base import Annotator
from monitor.notify.base import Receiver
from monitor.notify.cloudevent import cloud_event
from monitor.notify.memory import MemoryReceiver
from monitor.records import CANARY
from monitor.store.base import DecisionRow
from monitor.store.memory import MemoryStore
from tests.store.builders import NOON

EVERY, DEADLINE = 300.0, 120.0
SETTINGS = CanarySettings(every_seconds=EVERY, deadline_seconds=DEADLINE)


class Way:
    """A program at noon that sends canaries, with one receiver "desk" for everything else."""

    def __init__(self, configuration: Configuration, annotator: Annotator, heartbeat: Receiver | None = None) -> None:
        self.clock, self.store, self.tally = ManualClock(NOON), MemoryStore(), Tally()
        self.desk = MemoryReceiver("desk")
        self.written: dict[str, list[bytes]] = defaultdict(list)  # by topic
        self.watch = Watch()
        self.receivers: dict[str, Receiver] = {
            "desk": self.desk,
            CANARY: CanaryReceiver(self.clock, self.tally, heartbeat),
        }
        self._waiting: list[Emission] = []
        self.agents = self._agents(configuration, annotator)
        self.edges = Edges(self._emit, self.clock, lambda error: pytest.fail(str(error)))

    def _agents(self, configuration: Configuration, annotator: Annotator) -> dict[str, Agent[Any]]:
        store, clock = self.store, self.clock
        matcher = compile_watchlists((*configuration.watchlists, WATCHLIST))
        agents: Sequence[Agent[Any]] = (
            story_agent(Stories(store), store, clock, self.tally.count_article),
            annotate_agent(annotator, store, 1, self.tally.count_annotated),
            match_agent(lambda: matcher, UnmetMatches(store), clock),
            archive_articles_agent(store),
            alert_agent(store, lambda: configuration, clock, asyncio.Lock(), self.tally.count_decision),
            deliver_agent(store, lambda: configuration, clock),
            archive_alerts_agent(store),
            deliver_canary_agent(store, clock),
        )
        return {agent.name: agent for agent in agents}

    async def wait(self, seconds: float, worker: str = "w-1", watch: Watch | None = None) -> None:
        """Time passes; then a worker looks, and everything is worked off and sent."""
        self.clock.advance(seconds)
        sending = Canaries(self.store, self.edges, SETTINGS, worker, cloud_event)
        await look(sending, watch or self.watch)
        await self.work_off()

    async def publish(self, emission: Emission) -> None:
        """Somebody else writes `emission`."""
        await self._emit(emission)
        await self.work_off()

    async def work_off(self) -> None:
        while self._waiting:
            emission = self._waiting.pop(0)
            message = Message(emission.topic, 0, 0, emission.key.encode(), emission.value)
            for agent in self.agents.values():
                if agent.topic == emission.topic:
                    await process(agent, message, self.edges)
        for name in await self.store.receivers_due(self.clock()):
            await send_due_to(name, self._sending())

    async def _emit(self, emission: Emission) -> None:
        self.written[emission.topic].append(emission.value)
        self._waiting.append(emission)

    def _sending(self) -> Sending:
        addressee: Callable[[str], Addressee] = lambda name: Unconfigured(name=name)  # noqa: E731

        async def say(_: Sequence[DecisionRow]) -> None:
            """To nobody."""

        return Sending(
            store=self.store,
            receivers=self.receivers,
            clock=self.clock,
            jitter=lambda: 0.0,
            patience=Patience(),
            addressee=addressee,
            say=say,
        )
