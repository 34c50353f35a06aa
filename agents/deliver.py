"""`news.alerts` → the delivery ledger, and from the ledger to the receivers.

The agent only writes the intent: an alert is acknowledged once the ledger holds it for each of its receivers. Handing
it over is work beside the stream, so that a receiver that is away holds up nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from agents.safe import Agent, Edges, Outcome, insist
from agents.topics import ALERTS
from monitor.alerting.delivery import Patience, plan
from monitor.clock import Clock
from monitor.notify.base import Receiver
from monitor.notify.cloudevent import alert_of
from monitor.notify.sender import send_due
from monitor.notify.spec import ReceiverSpec
from monitor.records import Alert
from monitor.store.base import Store

_LEASE, _LEASE_SECONDS = "deliveries", 30.0  # one worker sends; how long it keeps that when it dies
_LOOK_SECONDS = 0.2


def deliver_agent(
    store: Store, receivers: Sequence[ReceiverSpec], default_routes: Sequence[str], clock: Clock
) -> Agent[Alert]:
    """Writes into the ledger to whom each alert goes."""

    async def handle(alert: Alert) -> Outcome:
        deliveries = plan(alert, receivers, default_routes, clock())
        return Outcome(remember=lambda: store.intend(deliveries))

    return Agent("deliver", ALERTS, None, handle, decode=alert_of)


class Delivering(NamedTuple):
    """What delivering needs."""

    store: Store
    receivers: Mapping[str, Receiver]
    edges: Edges
    patience: Patience
    random: Callable[[], float]  # in [0, 1)
    worker: str


async def send_forever(delivering: Delivering) -> None:
    """Sends what the ledger holds as it falls due, on the one worker that holds the lease."""
    while True:
        sent = await send_now(delivering) if await _claim(delivering) else 0
        if not sent:
            await delivering.edges.sleep(_LOOK_SECONDS)


async def settled(delivering: Delivering) -> None:
    """Returns once nothing in the ledger is due; what failed for now and waits for its next try stays there."""
    while await insist("deliver", lambda: delivering.store.receivers_due(delivering.edges.clock()), delivering.edges):
        await delivering.edges.sleep(_LOOK_SECONDS)


async def send_now(delivering: Delivering) -> int:
    """Makes one attempt of each delivery that is due; returns how many were made."""
    edges = delivering.edges
    return await insist(
        "deliver",
        lambda: send_due(delivering.store, delivering.receivers, edges.clock, delivering.random, delivering.patience),
        edges,
    )


async def _claim(delivering: Delivering) -> bool:
    claim, now = delivering.store.claim, delivering.edges.clock()
    return await insist("deliver", lambda: claim(_LEASE, delivering.worker, now, _LEASE_SECONDS), delivering.edges)
