"""`news.matches` → `news.alerts` and `news.alerts.<watchlist>`: which match is told, and why or why not."""

from collections.abc import Callable

from agents.runtime.edges import Emission
from agents.runtime.processing import Agent, Outcome
from agents.topics import ALERTS, MATCHES, alert_topic
from monitor.alerting.decide import Decision, decide
from monitor.clock import Clock
from monitor.notify.cloudevent import Envelope, cloud_event
from monitor.records import Alert, Match
from monitor.store.base import AlertStore


def alert_agent(
    store: AlertStore,
    clock: Clock,
    tally: Callable[[Decision], None] = lambda _: None,
    envelope: Envelope = cloud_event,
) -> Agent[Match]:
    """Decides on each match; what is remembered is the state of its watch in its story."""

    async def handle(match: Match) -> Outcome:
        state, decision = decide(await store.alert_state(match.watch, match.story), match, clock())

        async def remember() -> None:
            await store.remember_alert_state(state)
            tally(decision)

        return Outcome(_emissions(decision.alert, envelope), remember)

    return Agent("alert", MATCHES, Match, handle)


def _emissions(alert: Alert | None, envelope: Envelope) -> tuple[Emission, ...]:
    if alert is None:
        return ()
    event = envelope(alert)
    return Emission(ALERTS, alert.id, event), Emission(alert_topic(alert.watchlist), alert.id, event)
