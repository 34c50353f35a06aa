"""Alerts on their way to receivers."""

from enum import StrEnum

from monitor.records.alerts import Alert
from monitor.records.base import Moment, Record, Versioned
from monitor.records.decisions import DecisionReason


class DeliveryState(StrEnum):
    """Where a delivery stands in the ledger."""

    PENDING = "pending"  # intended, not yet taken by the receiver
    HELD = "held"  # waits for quiet hours to end, for a digest or for others of its story
    BUNDLED = "bundled"  # part of a bundle, which is a delivery of its own
    SENT = "sent"
    FAILED = "failed"  # given up, visibly
    DROPPED = "dropped"  # not to be sent, as the receiver is configured


class BundleKind(StrEnum):
    """Why alerts go out in one message."""

    DIGEST = "digest"
    QUIET = "quiet hours"  # what they held
    GROUP = "group"  # of one story, or of one article on several watches


class Bundle(Record, frozen=True, kw_only=True):
    """Several alerts in one message."""

    id: str  # of its delivery: a function of receiver, kind and slot
    kind: BundleKind
    alerts: tuple[Alert, ...]  # those that are shown, in the order of the receiver
    more: int = 0  # others, which are counted only
    since: Moment  # when the first of them was held, UTC
    until: Moment  # the slot of the digest, or the moment at which the wait ended, UTC


class Delivery(Versioned, frozen=True, kw_only=True):
    """One alert, or one bundle of alerts, on its way to one receiver; the row of the delivery ledger."""

    id: str  # a function of alert id and receiver; of a bundle, of receiver, kind and slot
    alert: Alert  # what is to be sent; of a bundle, the first one
    receiver: str  # name of the receiver, as configured
    state: DeliveryState = DeliveryState.PENDING  # how far it is
    attempts: int = 0  # so far
    next_attempt: Moment  # UTC; of what is held, when it is released
    created: Moment  # UTC
    waits_since: Moment | None = None  # where it came too late for its digest: since when it waits for another, UTC
    tried_since: Moment | None = None  # where it was not sent at once: since when it is tried, UTC
    sent: Moment | None = None  # when the receiver took it, UTC
    error: str = ""  # of the last attempt
    held_for: DecisionReason | None = None  # why it is or was held, or dropped
    bundle: Bundle | None = None  # what is sent in the place of the one alert
    bundled_in: str = ""  # id of the delivery of the bundle that it went with
