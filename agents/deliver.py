"""`news.alerts` → the delivery ledger: to whom each alert goes.

The agent only writes the intent: an alert is acknowledged once the ledger holds it for each of its receivers. Sending
it is work beside the stream (`agents/sending`), so that a receiver that is unavailable holds up nothing.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from agents.runtime.processing import Agent, Outcome
from agents.topics import ALERTS
from monitor.alerting.receivers.routing import plan
from monitor.clock import Clock
from monitor.notify.cloudevent import alert_of
from monitor.notify.spec import ReceiverSpec
from monitor.records import Alert
from monitor.store.base import DeliveryStore


class Routing(Protocol):
    """Who there is to be told."""

    @property
    def receivers(self) -> Sequence[ReceiverSpec]:
        """The receivers that are configured."""

    @property
    def default_routes(self) -> Sequence[str]:
        """The names of those that get the alerts of watches that name none."""


def deliver_agent(store: DeliveryStore, routing: Callable[[], Routing], clock: Clock) -> Agent[Alert]:
    """Writes into the ledger to whom each alert goes, by the `routing` that holds at that moment."""

    async def handle(alert: Alert) -> Outcome:
        deliveries = plan(alert, routing().receivers, routing().default_routes, clock())
        return Outcome(remember=lambda: store.enqueue(deliveries))

    return Agent("deliver", ALERTS, None, handle, decode=alert_of)
