"""What a replay would have told: alerts by watch, and what would have become of them at each receiver."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

from monitor.cli.entries import moment
from monitor.cli.options import counted
from monitor.records import DecisionOutcome, Delivery, DeliveryState, Record
from monitor.store.base import DecisionQuery, Store

_MOST = 1_000_000  # rows of the ledger


class OfReceiver(Record, frozen=True, kw_only=True):
    """What would have become of alerts at one receiver."""

    alerts: int  # that it would have had
    messages: int  # in which it would have had them
    held: int  # that it would still wait for
    dropped: int  # that it would not have had, as it is configured


class Told(Record, frozen=True, kw_only=True):
    """What a replay would have told."""

    begin: datetime  # UTC
    until: datetime
    articles: int
    alerts: dict[str, int]  # by watch, what told most first
    held: int  # matches that are held at the end
    routes: dict[str, OfReceiver]  # by receiver
    dead_letters: int


async def told(store: Store, begin: datetime, until: datetime, dead_letters: int) -> Told:
    """What the second state in `store` says."""
    alerts = Counter(alert.watch for alert in await store.alerts(limit=_MOST))
    held = await store.decisions(DecisionQuery(outcome=DecisionOutcome.HELD, receiver=""), _MOST)
    return Told(
        begin=begin,
        until=until,
        articles=(await store.counts())["articles"],
        alerts=dict(alerts.most_common()),
        held=len(held),
        routes=_routes(await store.deliveries(limit=_MOST)),
        dead_letters=dead_letters,
    )


def _routes(ledger: Sequence[Delivery]) -> dict[str, OfReceiver]:
    return {
        name: _of_receiver([each for each in ledger if each.receiver == name])
        for name in sorted({each.receiver for each in ledger})
    }


def _of_receiver(ledger: Sequence[Delivery]) -> OfReceiver:
    alerts = Counter(each.state for each in ledger if each.bundle is None)
    return OfReceiver(
        alerts=alerts[DeliveryState.SENT] + alerts[DeliveryState.BUNDLED],
        messages=sum(each.state is DeliveryState.SENT for each in ledger),
        held=alerts[DeliveryState.HELD] + alerts[DeliveryState.PENDING],
        dropped=alerts[DeliveryState.DROPPED] + alerts[DeliveryState.FAILED],
    )


def shown(told: Told) -> Iterator[str]:
    """`told` as people read it."""
    yield f"{counted(told.articles, 'article')}, {moment(told.begin)} to {moment(told.until)}; nobody was told"
    for watch, number in told.alerts.items():
        yield f"{number:6}  {watch}"
    yield f"{counted(sum(told.alerts.values()), 'alert')}, {counted(told.held, 'match', 'matches')} held at the end"
    for name, route in told.routes.items():
        messages = counted(route.messages, "message")
        rest = f", {route.held} held, {route.dropped} dropped" if route.held or route.dropped else ""
        yield f"to {name}: {counted(route.alerts, 'alert')} in {messages}{rest}"
    if told.dead_letters:
        yield f"{counted(told.dead_letters, 'dead letter')}: `wirewatch deadletters list` on this state"
