"""`news.matches` → `news.alerts`, `news.alerts.<watchlist>`, `news.decisions`: which match is told, and why or why not.

What is decided depends on the clock and on what people muted, so it is recorded before it acts: a replay finds the row
and says the same again. What follows beside it, such as a spike, is told by `agents/attention`.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime

from agents.attention.overtaken import Overtaken
from agents.runtime.edges import Emission
from agents.runtime.processing import Agent, Outcome
from agents.topics import ALERTS, CANARIES, DECISIONS, MATCHES, alert_topic
from monitor.canary import is_canary
from monitor.clock import Clock
from monitor.ledger.matches import decide_on
from monitor.ledger.rules import GivenRules, LedgerStore, Rules
from monitor.notify.cloudevent import Envelope, cloud_event
from monitor.records import Article, Decision, DecisionOutcome, Match, encode
from monitor.store.base import DecisionRow
from monitor.store.memory import MemoryStore


def alert_agent(
    store: LedgerStore,
    rules: Callable[[], Rules],
    clock: Clock,
    turn: asyncio.Lock,
    tally: Callable[[Decision], None] = lambda _: None,
    told: Callable[[Article, Decision], None] = lambda _article, _decision: None,
    envelope: Envelope = cloud_event,
) -> Agent[Match]:
    """Decides on each match, by the `rules` that hold at that moment.

    `turn` is held by whoever reads states to write what follows from them.
    """

    async def handle(match: Match) -> Outcome:
        if is_canary(match.article):
            return await _canary_told(match, clock(), envelope)
        async with turn:
            recorded = await decide_on(match, store, rules(), clock())
        for row in recorded.new:
            tally(row.decision)
        if recorded.new and recorded.row.decision.outcome is DecisionOutcome.TOLD:
            told(match.article, recorded.row.decision)
        later = Overtaken(store, [recorded.row.decision]) if recorded.row.is_held else None
        return Outcome(emissions(recorded.row, envelope), later=later)

    return Agent("alert", MATCHES, Match, handle)


async def _canary_told(match: Match, now: datetime, envelope: Envelope) -> Outcome:
    """A canary is decided on as any match is, in a ledger that is forgotten."""
    alert = (await decide_on(match, MemoryStore(), GivenRules(), now)).row.alert
    return Outcome((Emission(CANARIES, alert.id, envelope(alert)),) if alert else ())


def emissions(row: DecisionRow, envelope: Envelope) -> tuple[Emission, ...]:
    """The messages that say what `row` decided: the alert where it told one, and the decision."""
    decided = Emission(DECISIONS, row.decision.watch, encode(row.decision))
    if row.alert is None or row.decision.outcome is not DecisionOutcome.TOLD:
        return (decided,)
    alert, event = row.alert, envelope(row.alert)
    return Emission(ALERTS, alert.id, event), Emission(alert_topic(alert.watchlist), alert.id, event), decided
