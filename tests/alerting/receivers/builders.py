"""Receivers with their wishes, and alerts that come to them."""

from collections.abc import Iterable
from datetime import UTC, datetime, time
from typing import Any

from msgspec.structs import replace

from monitor.alerting.receivers.bundles import Bundled
from monitor.alerting.receivers.routing import plan
from monitor.alerting.timing import Digest, DigestOrder, Group, GroupBy, Quiet, QuietMode, Timing
from monitor.notify.spec import Console, File, ReceiverSpec
from monitor.records import Alert, AlertKind, Delivery, Severity
from tests.notify.builders import alert

PARIS = "Europe/Paris"


def utc(text: str) -> datetime:
    """The moment that "2026-03-29 01:00" names in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def quiet(
    hours: str = "22:00-07:00", zone: str = "UTC", *, drops: bool = False, passing: Severity | None = None
) -> Quiet:
    begins, ends = map(time.fromisoformat, hours.split("-"))
    return Quiet(zone=zone, begins=begins, ends=ends, mode=QuietMode.DROP if drops else QuietMode.HOLD, passes=passing)


def digest(cron: str = "0 7,17 * * *", *, zone: str = "UTC", most: int = 50, order: str = "severity newness") -> Digest:
    return Digest(cron=cron, zone=zone, most=most, order=tuple(map(DigestOrder, order.split())))


def group(by: GroupBy = GroupBy.STORY, seconds: float = 60) -> Group:
    return Group(by=by, wait_seconds=seconds)


def desk(*, program: bool = False, least: Severity = Severity.LOW, **timing: Any) -> ReceiverSpec:
    """The receiver "desk", read by people or by a program."""
    if program:
        return File(name="desk", path="/desk", min_severity=least, timing=Timing(**timing))
    return Console(name="desk", min_severity=least, timing=Timing(**timing))


def told(
    number: int,
    severity: Severity = Severity.MEDIUM,
    *,
    story: str = "",
    article: str = "",
    watch: str = "eu-sanctions",
    kind: AlertKind = AlertKind.FIRST,
    **other: Any,
) -> Alert:
    """An alert of a story of its own, unless told otherwise."""
    made = alert(number, title=f"Alert {number}", severity=severity, routes=("desk",))
    names = {"story": story or f"s-{number}", "article": article or f"a-{number}"}
    return replace(made, **names, watch=watch, kind=kind, **other)


def planned(made: Alert, at: datetime, receiver: ReceiverSpec, before: Iterable[Delivery] = ()) -> Delivery:
    """The delivery of `made`, which comes at that moment, to `receiver`."""
    [delivery] = plan(made, [receiver], (), at, tuple(before))
    return delivery


def titles(bundle: Bundled) -> list[str]:
    """Of the alerts that are shown, in order."""
    assert bundle.delivery.bundle is not None
    return [each.title for each in bundle.delivery.bundle.alerts]
