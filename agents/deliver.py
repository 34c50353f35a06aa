"""`news.alerts` → the delivery ledger: to whom each alert goes.

The agent only writes the intent: an alert is acknowledged once the ledger holds it for each of its receivers. Sending
it is work beside the stream (`agents/sending`), so that a receiver that is unavailable holds up nothing.
"""

from collections.abc import Sequence

from agents.runtime.processing import Agent, Outcome
from agents.topics import ALERTS
from monitor.alerting.delivery import plan
from monitor.clock import Clock
from monitor.notify.cloudevent import alert_of
from monitor.notify.spec import ReceiverSpec
from monitor.records import Alert
from monitor.store.base import DeliveryStore


def deliver_agent(
    store: DeliveryStore, receivers: Sequence[ReceiverSpec], default_routes: Sequence[str], clock: Clock
) -> Agent[Alert]:
    """Writes into the ledger to whom each alert goes."""

    async def handle(alert: Alert) -> Outcome:
        deliveries = plan(alert, receivers, default_routes, clock())
        return Outcome(remember=lambda: store.enqueue(deliveries))

    return Agent("deliver", ALERTS, None, handle, decode=alert_of)
