"""To whom an alert goes: one delivery to each receiver that it concerns, whatever becomes of it there."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import ClassVar, Protocol

from msgspec.structs import replace

from monitor.alerting.receivers.waits import Wait, is_dropped, wait_for
from monitor.alerting.severities import is_at_least
from monitor.alerting.timing import Timing
from monitor.identity import content_id
from monitor.records import Alert, AlertKind, DecisionReason, Delivery, DeliveryState, Record, Severity


class Addressee(Protocol):
    """What must be known of a receiver to decide what becomes of an alert there."""

    @property
    def name(self) -> str:
        """What routes call it."""

    @property
    def min_severity(self) -> Severity:
        """Quieter alerts do not go there."""

    @property
    def timing(self) -> Timing:
        """When it wants its alerts."""

    @property
    def is_program(self) -> bool:
        """Whether a program reads there, which gets every alert of a bundle."""


class Unconfigured(Record, frozen=True, kw_only=True):
    """A receiver that the configuration does not name, or not any more: what is meant for it waits visibly."""

    name: str
    min_severity: Severity = Severity.LOW
    timing: Timing = Timing()
    is_program: ClassVar[bool] = False


def delivery_id(alert: str, receiver: str) -> str:
    """The id of the delivery of the alert with this id to the receiver of this name."""
    return content_id("d", alert, receiver)


def plan(
    alert: Alert,
    receivers: Iterable[Addressee],
    default_routes: Sequence[str],
    now: datetime,
    before: Sequence[Delivery] = (),
) -> tuple[Delivery, ...]:
    """The deliveries of `alert`: one to each receiver on its routes, or on `default_routes` where it has none.

    `before` are the deliveries of the alerts before it in its story: a correction goes to everyone who had one of
    them, however quiet it is; in quiet hours it is held, never dropped; and where what it corrects is still held, it
    goes out with that. A receiver that is not (or no longer) configured is not left out: its delivery fails visibly,
    or goes out once it is configured again.
    """
    known = {receiver.name: receiver for receiver in receivers}
    had = _had_before(alert, before)
    routes = dict.fromkeys((*(alert.routes or default_routes), *had))
    return tuple(_planned(_pending(alert, name, now), known.get(name), had.get(name, ())) for name in routes)


def _had_before(alert: Alert, before: Iterable[Delivery]) -> Mapping[str, Sequence[Delivery]]:
    """By receiver, the deliveries that `alert` corrects: those that were, or are to be, sent."""
    had: dict[str, list[Delivery]] = {}
    for delivery in before if alert.kind is AlertKind.CORRECTION else ():
        if delivery.state is not DeliveryState.DROPPED:
            had.setdefault(delivery.receiver, []).append(delivery)
    return had


def _planned(made: Delivery, receiver: Addressee | None, corrected: Sequence[Delivery]) -> Delivery:
    if receiver is None:
        return made
    severity, timing = made.alert.severity, receiver.timing
    if not corrected and not is_at_least(severity, receiver.min_severity):
        return replace(made, state=DeliveryState.DROPPED, held_for=DecisionReason.BELOW_SEVERITY)
    if is_unwanted(made.alert, timing):
        return unwanted(made)
    if not corrected and is_dropped(severity, timing, made.created):
        return replace(made, state=DeliveryState.DROPPED, held_for=DecisionReason.QUIET_HOURS)
    wait = _wait_of(corrected) or wait_for(severity, timing, made.created)
    return made if wait is None else held(made, wait)


def is_unwanted(alert: Alert, timing: Timing) -> bool:
    """Whether `alert` is for digests alone, and the receiver has none."""
    return alert.unsure and timing.digest is None


def unwanted(delivery: Delivery) -> Delivery:
    """`delivery`, not to be sent: its alert is for digests alone."""
    return replace(delivery, state=DeliveryState.DROPPED, held_for=DecisionReason.NO_DIGEST)


def held(delivery: Delivery, wait: Wait) -> Delivery:
    """`delivery`, held for what it waits for."""
    return replace(delivery, state=DeliveryState.HELD, held_for=wait.reason, next_attempt=wait.until)


def _wait_of(corrected: Iterable[Delivery]) -> Wait | None:
    """What those that are still held wait for; None where none is."""
    waits = [
        Wait(each.held_for, each.next_attempt)
        for each in corrected
        if each.state is DeliveryState.HELD and each.held_for is not None
    ]
    return max(waits, key=lambda wait: wait.until, default=None)


def _pending(alert: Alert, receiver: str, now: datetime) -> Delivery:
    return Delivery(id=delivery_id(alert.id, receiver), alert=alert, receiver=receiver, next_attempt=now, created=now)
