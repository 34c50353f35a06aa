"""What a correction overtook: an alert that could not be sent yet must not arrive after its correction."""

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace

from agents.sending.gathering import Gathering, move
from monitor.alerting.receivers.routing import delivery_id
from monitor.records import Alert, AlertKind, DecisionReason, Delivery, DeliveryState
from monitor.store.base import DeliveryStore


async def drop_corrected(sent: Delivery, now: datetime, gathering: Gathering) -> None:
    """Drops, visibly, what still waits at the receiver of `sent` and is corrected by it."""
    for alert in corrections(sent):
        before = await _before(alert, sent.receiver, gathering.store)
        for state in (DeliveryState.PENDING, DeliveryState.HELD):
            dropped = [_dropped(each) for each in before if each.state is state]
            await move(dropped, state, now, gathering)


def corrections(sent: Delivery) -> Sequence[Alert]:
    """The corrections among the alerts of `sent`."""
    alerts = sent.bundle.alerts if sent.bundle else (sent.alert,)
    return [alert for alert in alerts if alert.kind is AlertKind.CORRECTION]


async def _before(alert: Alert, receiver: str, store: DeliveryStore) -> Sequence[Delivery]:
    """The deliveries of the alerts that `alert` follows in its story."""
    found: dict[str, Delivery] = {}
    last = alert.replaces
    while last and last not in found and (rows := await store.deliveries_with([delivery_id(last, receiver)])):
        found[last], last = rows[0], rows[0].alert.replaces
    return list(found.values())


def _dropped(delivery: Delivery) -> Delivery:
    return replace(delivery, state=DeliveryState.DROPPED, held_for=DecisionReason.CORRECTED)
