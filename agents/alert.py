"""`news.matches` → `news.alerts`, `news.alerts.<watchlist>`, `news.decisions`: which match is told, and why or why not.

What is decided depends on the clock and on what people muted, so it is recorded before it acts: a replay finds the row
and says the same again.
"""

import asyncio
from collections.abc import Callable

from agents.runtime.edges import Emission
from agents.runtime.processing import Agent, Outcome
from agents.topics import ALERTS, DECISIONS, MATCHES, alert_topic
from monitor.alerting.decide import decide
from monitor.clock import Clock
from monitor.notify.cloudevent import Envelope, cloud_event
from monitor.records import Decision, DecisionOutcome, Match, encode
from monitor.store.base import AlertStore, DecisionRow


def alert_agent(
    store: AlertStore,
    clock: Clock,
    turn: asyncio.Lock,
    tally: Callable[[Decision], None] = lambda _: None,
    envelope: Envelope = cloud_event,
) -> Agent[Match]:
    """Decides on each match; `turn` is held by whoever reads states to write what follows from them."""

    async def handle(match: Match) -> Outcome:
        async with turn:
            row = await store.decision(match.id)
            if row is None:
                row = await _decide(store, match, clock)
                tally(row.decision)
        return Outcome(emissions(row, envelope))

    return Agent("alert", MATCHES, Match, handle)


async def _decide(store: AlertStore, match: Match, clock: Clock) -> DecisionRow:
    states = await store.alert_states(match.watch, (match.story,))
    state, row = decide(states.get(match.story), match, clock())
    await store.record_decisions([row], [state])
    return row


def emissions(row: DecisionRow, envelope: Envelope) -> tuple[Emission, ...]:
    """The messages that say what `row` decided: the alert where it told one, and the decision."""
    decided = Emission(DECISIONS, row.decision.watch, encode(row.decision))
    if row.alert is None or row.decision.outcome is not DecisionOutcome.TOLD:
        return (decided,)
    alert, event = row.alert, envelope(row.alert)
    return Emission(ALERTS, alert.id, event), Emission(alert_topic(alert.watchlist), alert.id, event), decided
