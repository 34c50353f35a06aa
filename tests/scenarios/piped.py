"""Scripts on `monitor.pipeline` and the ledger in memory: no broker, no Faust, no file."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from agents.attention.absences import look
from agents.attention.base import Attending
from agents.deliver import deliver_agent
from agents.runtime.edges import Edges, Emission
from agents.sending.sender import Sending, send_due_to
from monitor.alerting.receivers.attempts import Patience
from monitor.alerting.receivers.routing import Addressee, Unconfigured
from monitor.clock import ManualClock
from monitor.feeds.state import unpolled
from monitor.ledger.fingerprints import known_watches
from monitor.ledger.renames import take_over
from monitor.match.matcher import compile as compile_watchlists
from monitor.nlp.base import Annotator
from monitor.pipeline import Pipeline
from monitor.records import Acknowledgement, Alert, Article, DecisionOutcome, Mute
from monitor.store.base import DecisionRow
from tests.scenarios.desk import Engine
from tests.scenarios.embedded import Configured, Recorders, after_poll


class PipelineEngine(Engine):
    """The pipeline on a clock that stands still between the moments of a script; a restart forgets nothing."""

    def __init__(self, configured: Configured, watchlist: str, clock: ManualClock, annotator: Annotator) -> None:
        super().__init__(clock)
        self._configured = configured
        self._configuration = configured(watchlist)
        matcher = compile_watchlists(self._configuration.watchlists)
        self._pipeline = Pipeline(annotator, matcher, clock, self._configuration)
        self._receivers = Recorders(clock, self.sent, self.away)
        self._receivers.open(self._configuration.receivers)

    async def open(self) -> None:
        await self._take_over()

    async def close(self) -> None:
        """Nothing to end."""

    async def restart(self, now: datetime, watchlist: str | None = None) -> None:
        self.clock.now = now
        if watchlist is not None:
            await self._follow(watchlist)
        await self.settle()

    async def reload(self, now: datetime, watchlist: str) -> None:
        self.clock.now = now
        await self._follow(watchlist)
        await self.settle()

    async def _follow(self, watchlist: str) -> None:
        self._configuration = self._configured(watchlist)
        await self._take_over()
        self._pipeline.follow(compile_watchlists(self._configuration.watchlists), self._configuration)

    async def _take_over(self) -> None:
        configured = known_watches(self._configuration.watchlists, self._configuration.policies)
        await take_over(self._pipeline.store, configured, self.clock())

    async def take(self, article: Article) -> None:
        passage = await self._pipeline.take(article)
        await self._deliver(passage.alerts)

    async def mute(self, mute: Mute) -> None:
        await self._pipeline.store.remember_mute(mute)

    async def acknowledge(self, acknowledgement: Acknowledgement) -> None:
        await self._pipeline.store.remember_acknowledgement(acknowledgement)

    async def polled(self, now: datetime, *, well: bool) -> None:
        self.clock.now = now
        for feed in self._configuration.feeds:
            state = await self._pipeline.store.feed_state(feed.id) or unpolled(feed)
            await self._pipeline.store.remember_poll(after_poll(state, now, well=well), ())
        await self.settle()

    async def _deliver(self, alerts: Sequence[Alert]) -> None:
        agent = deliver_agent(self._pipeline.store, lambda: self._configuration, self.clock)
        for alert in alerts:
            outcome = await agent.handle(alert)
            if outcome.remember is not None:
                await outcome.remember()

    async def settle(self) -> None:
        """All that is due has left."""
        store = self._pipeline.store
        await look(self._attending())
        await self._pipeline.tick()
        rows = await store.unsent_decisions()
        told = [row.alert for row in rows if row.decision.outcome is DecisionOutcome.TOLD]
        await self._deliver([alert for alert in told if alert is not None])
        await store.decisions_sent(rows)
        for name in await store.receivers_due(self.clock()):
            await send_due_to(name, self._sending())

    def _sending(self) -> Sending:
        configured = {receiver.name: receiver for receiver in self._configuration.receivers}

        def addressee(name: str) -> Addressee:
            return configured.get(name) or Unconfigured(name=name)

        return Sending(
            store=self._pipeline.store,
            receivers=self._receivers,
            clock=self.clock,
            jitter=lambda: 0.0,
            patience=Patience(),
            addressee=addressee,
            say=_nobody_listens,
        )

    def _attending(self) -> Attending:
        configuration = self._configuration
        return Attending(
            store=self._pipeline.store,
            edges=Edges(_nowhere, self.clock, _fails),
            turn=asyncio.Lock(),
            emissions=lambda _: (),
            policies=lambda: configuration.policies,
            watches=lambda: [watch for watchlist in configuration.watchlists for watch in watchlist.watches],
            feeds=lambda: configuration.feeds,
            mutes=lambda: configuration.mutes,
            is_ours=lambda _: True,
        )


async def _nobody_listens(rows: Sequence[DecisionRow]) -> None:
    """There is no topic."""


async def _nowhere(emission: Emission) -> None:
    raise AssertionError(f"wrote to {emission.topic}")


def _fails(error: BaseException) -> None:
    raise error
