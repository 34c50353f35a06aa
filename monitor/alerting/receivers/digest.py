"""Digests: when the next one is due, and in which order its alerts stand.

Slots are those of Debian's cron: a time of day that clocks skip is made up for when they have been put forward, one
that they show twice is taken once. Both in the zone of the digest.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

from monitor.alerting.receivers.quiet import quiet_period
from monitor.alerting.severities import rank
from monitor.alerting.timing import Digest, DigestOrder, Quiet
from monitor.records import Alert, AlertKind, Delivery

_FIELDS: Final = 5
_TICK: Final = timedelta(seconds=1)
_ORDERS: Final[dict[DigestOrder, Callable[[Alert], float]]] = {
    DigestOrder.SEVERITY: lambda alert: -rank(alert.severity),
    DigestOrder.NEWNESS: lambda alert: -alert.raised.timestamp(),
    DigestOrder.PUBLISHERS: lambda alert: -max(alert.independent, alert.publishers),
}


def slot_after(digest: Digest, moment: datetime) -> datetime:
    """The first slot after `moment`, in UTC; raises ValueError where `cron` has not five fields, or never comes."""
    if len(digest.cron.split()) != _FIELDS:
        raise ValueError("five fields are expected: minute, hour, day of the month, month, day of the week")
    try:
        slots = CronSim(digest.cron, moment.astimezone(ZoneInfo(digest.zone)))
    except CronSimError as error:
        raise ValueError(str(error)) from error
    later = (slot for each in slots if (slot := each.astimezone(UTC)) > moment)  # in an hour that comes twice, not all
    if (found := next(later, None)) is None:
        raise ValueError("there is no such day")
    return found


def next_digest(digest: Digest, quiet: Quiet | None, now: datetime) -> datetime:
    """When what comes at `now` is sent: the next slot, or the end of the quiet hours that the slot is in.

    A digest that quiet hours delay takes along what comes until their end.
    """
    period = quiet_period(quiet, now) if quiet else None
    if period is None:
        return _after_quiet(slot_after(digest, now), quiet)
    if slot_after(digest, period.begins - _TICK) < period.ends:
        return period.ends
    return _after_quiet(slot_after(digest, period.ends - _TICK), quiet)


def _after_quiet(slot: datetime, quiet: Quiet | None) -> datetime:
    period = quiet_period(quiet, slot) if quiet else None
    return period.ends if period else slot


def ordered(deliveries: Iterable[Delivery], order: tuple[DigestOrder, ...]) -> tuple[Delivery, ...]:
    """`deliveries` in `order`, corrections first, so that none is left out while what it corrects is shown.

    What is equal stays as it was.
    """
    return tuple(sorted(deliveries, key=lambda delivery: _place(delivery, order)))


def _place(delivery: Delivery, order: tuple[DigestOrder, ...]) -> tuple[float, ...]:
    alert = delivery.alert
    return alert.kind is not AlertKind.CORRECTION, *(_ORDERS[each](alert) for each in order)
