"""`news.alerts` → the delivery ledger, `news.decisions`: to whom each alert goes, whether at once, and why not.

The agent only writes the intent: an alert is acknowledged once the ledger holds it for each of its receivers. Sending
it is work beside the stream (`agents/sending`), so that a receiver that is unavailable holds up nothing. What is
decided depends on the clock and on the configuration, so it is recorded first, with the delivery that it is about, and
a replay says the same again.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from agents.attention.overtaken import Overtaken
from agents.runtime.edges import Emission
from agents.runtime.processing import Agent, Outcome
from agents.topics import ALERTS, CANARIES, DECISIONS
from monitor.alerting.receivers.outcomes import decision_of
from monitor.alerting.receivers.routing import delivery_id, plan
from monitor.canary import DELIVERY_ID, delivery_of
from monitor.clock import Clock
from monitor.notify.cloudevent import alert_of
from monitor.notify.spec import ReceiverSpec
from monitor.records import Alert, AlertKind, Delivery, encode
from monitor.store.base import AlertStore, DecisionQuery, DecisionRow, DeliveryStore


class Routing(Protocol):
    """Who there is to be told."""

    @property
    def receivers(self) -> Sequence[ReceiverSpec]:
        """The receivers that are configured."""

    @property
    def default_routes(self) -> Sequence[str]:
        """The names of those that get the alerts of watches that name none."""


class Ledgers(DeliveryStore, AlertStore, Protocol):
    """What is written to."""


def deliver_agent(
    store: Ledgers, routing: Callable[[], Routing], clock: Clock, written: Callable[[], object] = lambda: None
) -> Agent[Alert]:
    """Writes into the ledger to whom each alert goes, by the `routing` that holds at that moment; then says so."""

    async def handle(alert: Alert) -> Outcome:
        receivers = routing().receivers
        before = await _before(alert, store, [receiver.name for receiver in receivers])
        deliveries = plan(alert, receivers, routing().default_routes, clock(), before)
        await store.enqueue(deliveries, [DecisionRow(decision=decision_of(each, each.created)) for each in deliveries])
        written()
        rows = await _decided(alert, store, [delivery.receiver for delivery in deliveries])
        emissions = (Emission(DECISIONS, row.decision.watch, encode(row.decision)) for row in rows)
        return Outcome(tuple(emissions), later=Overtaken(store, [row.decision for row in rows]))

    return Agent("deliver", ALERTS, None, handle, decode=alert_of)


def deliver_canary_agent(store: DeliveryStore, clock: Clock) -> Agent[Alert]:
    """Writes into the ledger that a canary goes to its receiver, in the place of the one before."""

    async def handle(alert: Alert) -> Outcome:
        known = await store.deliveries_with([DELIVERY_ID])
        delivery = delivery_of(alert, next(iter(known), None), clock())
        return Outcome(remember=partial(store.record, delivery) if delivery else None)

    return Agent("deliver_canary", CANARIES, None, handle, decode=alert_of)


async def _before(alert: Alert, store: DeliveryStore, receivers: Sequence[str]) -> Sequence[Delivery]:
    """Of a correction, the deliveries of the alerts that it follows in its story, the last one first."""
    found: dict[str, Sequence[Delivery]] = {}
    last = alert.replaces if alert.kind is AlertKind.CORRECTION else ""
    while last and last not in found:
        found[last] = await store.deliveries_with([delivery_id(last, name) for name in receivers])
        last = next((delivery.alert.replaces for delivery in found[last]), "")
    return [delivery for deliveries in found.values() for delivery in deliveries]


async def _decided(alert: Alert, store: AlertStore, receivers: Sequence[str]) -> Sequence[DecisionRow]:
    """What was decided about `alert` at each of the receivers, as it is recorded now."""
    known = {row.decision.receiver: row for row in await store.decisions(DecisionQuery(subject=alert.id))}
    return [known[receiver] for receiver in receivers if receiver in known]
