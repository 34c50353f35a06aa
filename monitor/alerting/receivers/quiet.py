"""Quiet hours: from which moment until which, on each night of the year.

Clocks that are put forward skip times of day, clocks that are put back show some twice. Quiet hours that begin or end
at a time that is skipped do so when it is; they begin at the first and end at the second of a time that is shown twice.
So who wants to be left alone until 02:30 is left alone until it is 02:30 for good.
"""

from bisect import bisect_right
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from monitor.alerting.severities import is_at_least
from monitor.alerting.timing import Quiet
from monitor.records import Severity

_DAY: Final = timedelta(days=1)


class Period(NamedTuple):
    """Quiet hours of one day; the end is not quiet any more."""

    begins: datetime  # UTC
    ends: datetime  # UTC


def quiet_period(quiet: Quiet, now: datetime) -> Period | None:
    """The quiet hours that `now` is in; None where it is in none."""
    zone = ZoneInfo(quiet.zone)
    today = now.astimezone(zone).date()
    periods = (_period(quiet, day, zone) for day in (today - _DAY, today))
    return next((period for period in periods if period.begins <= now < period.ends), None)


def passes(quiet: Quiet, severity: Severity) -> bool:
    """Whether alerts of `severity` go out in quiet hours."""
    return quiet.passes is not None and is_at_least(severity, quiet.passes)


def _period(quiet: Quiet, day: date, zone: ZoneInfo) -> Period:
    """Those that begin on `day`."""
    last_day = day if quiet.begins < quiet.ends else day + _DAY
    return Period(_moment(day, quiet.begins, zone, second=False), _moment(last_day, quiet.ends, zone, second=True))


def _moment(day: date, clock: time, zone: ZoneInfo, *, second: bool) -> datetime:
    """When clocks of `zone` show `clock` on `day`: the first, or the `second` time; when it is skipped, if it is."""
    fold_0, fold_1 = (datetime.combine(day, clock, zone).replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if fold_0 > fold_1:  # PEP 495: of a time that is skipped, fold=0 is later
        return _change(fold_1, fold_0, zone)
    return fold_1 if second else fold_0


def _change(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The moment between the two at which clocks of `zone` are put forward."""

    def offset(seconds: int) -> timedelta:
        found = (before + timedelta(seconds=seconds)).astimezone(zone).utcoffset()
        assert found is not None
        return found

    seconds = range(int((after - before).total_seconds()) + 1)
    return before + timedelta(seconds=bisect_right(seconds, offset(0), key=offset))
