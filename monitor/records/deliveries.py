"""Alerts on their way to receivers."""

from enum import StrEnum

from monitor.records.alerts import Alert
from monitor.records.base import Moment, Versioned


class DeliveryState(StrEnum):
    """Where a delivery stands in the ledger."""

    PENDING = "pending"  # intended, not yet taken by the receiver
    SENT = "sent"
    FAILED = "failed"  # given up, visibly


class Delivery(Versioned, frozen=True, kw_only=True):
    """One alert on its way to one receiver; the row of the delivery ledger."""

    id: str  # a function of alert id and receiver
    alert: Alert  # what is to be sent
    receiver: str  # name of the receiver, as configured
    state: DeliveryState = DeliveryState.PENDING  # how far it is
    attempts: int = 0  # so far
    next_attempt: Moment  # UTC
    created: Moment  # UTC
    sent: Moment | None = None  # when the receiver took it, UTC
    error: str = ""  # of the last attempt
