"""Alerts on their way to receivers."""

from datetime import datetime
from enum import StrEnum

from monitor.records.alerts import Alert
from monitor.records.base import Versioned


class DeliveryState(StrEnum):
    """Where a delivery stands in the ledger."""

    PENDING = "pending"  # intended, not yet taken by the receiver
    SENT = "sent"
    FAILED = "failed"  # given up, visibly


class Delivery(Versioned, frozen=True, kw_only=True):
    """One alert on its way to one receiver; the row of the delivery ledger."""

    id: str  # a function of alert id and receiver
    alert: Alert
    receiver: str
    state: DeliveryState = DeliveryState.PENDING
    attempts: int = 0
    next_attempt: datetime
    created: datetime
    sent: datetime | None = None
    error: str = ""  # of the last attempt
