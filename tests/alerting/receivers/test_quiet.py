"""Quiet hours, on plain nights and on those on which clocks are put forward or back."""

from datetime import time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.alerting.receivers.quiet import Period, passes, quiet_period
from monitor.alerting.timing import Quiet
from monitor.records import Severity
from tests.alerting.receivers.builders import PARIS, quiet, utc

TICK = timedelta(microseconds=1)
NEW_YORK, LORD_HOWE, KOLKATA = "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"
CAIRO, SANTIAGO, BEIRUT = "Africa/Cairo", "America/Santiago", "Asia/Beirut"  # change at midnight

NIGHTS = [
    pytest.param(PARIS, "22:00-07:00", "2026-06-01 21:00", "2026-06-01 20:00", "2026-06-02 05:00", id="over midnight"),
    pytest.param(PARIS, "12:00-14:00", "2026-06-01 11:00", "2026-06-01 10:00", "2026-06-01 12:00", id="at noon"),
    pytest.param(PARIS, "22:00-07:00", "2026-03-29 01:00", "2026-03-28 21:00", "2026-03-29 05:00", id="short night"),
    pytest.param(PARIS, "22:00-07:00", "2026-10-25 01:00", "2026-10-24 20:00", "2026-10-25 06:00", id="long night"),
    pytest.param(PARIS, "22:00-02:30", "2026-03-29 00:59", "2026-03-28 21:00", "2026-03-29 01:00", id="end skipped"),
    pytest.param(PARIS, "02:30-06:00", "2026-03-29 02:00", "2026-03-29 01:00", "2026-03-29 04:00", id="begin skipped"),
    pytest.param(PARIS, "22:00-02:30", "2026-10-25 00:45", "2026-10-24 20:00", "2026-10-25 01:30", id="end twice"),
    pytest.param(PARIS, "02:30-06:00", "2026-10-25 01:10", "2026-10-25 00:30", "2026-10-25 05:00", id="begin twice"),
    pytest.param(NEW_YORK, "23:00-06:00", "2026-03-08 07:00", "2026-03-08 04:00", "2026-03-08 10:00", id="NY short"),
    pytest.param(NEW_YORK, "23:00-06:00", "2026-11-01 06:00", "2026-11-01 03:00", "2026-11-01 11:00", id="NY long"),
    pytest.param(NEW_YORK, "23:00-01:30", "2026-11-01 06:00", "2026-11-01 03:00", "2026-11-01 06:30", id="NY twice"),
    pytest.param(LORD_HOWE, "22:00-02:15", "2026-10-03 15:00", "2026-10-03 11:30", "2026-10-03 15:30", id="half skip"),
    pytest.param(LORD_HOWE, "22:00-01:45", "2026-04-04 15:00", "2026-04-04 11:00", "2026-04-04 15:15", id="half twice"),
    pytest.param(
        KOLKATA, "22:00-06:00", "2026-03-28 20:00", "2026-03-28 16:30", "2026-03-29 00:30", id="never changed"
    ),
    pytest.param(CAIRO, "22:00-00:30", "2026-04-23 21:00", "2026-04-23 20:00", "2026-04-23 22:00", id="no midnight"),
    pytest.param(
        CAIRO, "00:00-06:00", "2026-04-23 23:00", "2026-04-23 22:00", "2026-04-24 03:00", id="from no midnight"
    ),
    pytest.param(CAIRO, "23:30-06:00", "2026-10-29 21:10", "2026-10-29 20:30", "2026-10-30 04:00", id="late twice"),
    pytest.param(
        SANTIAGO, "22:00-00:00", "2026-09-06 03:00", "2026-09-06 02:00", "2026-09-06 04:00", id="to no midnight"
    ),
    pytest.param(
        SANTIAGO, "21:00-00:00", "2026-04-05 03:30", "2026-04-05 00:00", "2026-04-05 04:00", id="a day of 25 h"
    ),
    pytest.param(BEIRUT, "23:00-01:30", "2026-03-28 22:00", "2026-03-28 21:00", "2026-03-28 22:30", id="Beirut"),
]


@pytest.mark.parametrize(("zone", "hours", "now", "begins", "ends"), NIGHTS)
def test_quiet_hours_begin_and_end_by_the_clocks_of_the_zone(
    zone: str, hours: str, now: str, begins: str, ends: str
) -> None:
    asked = quiet(hours, zone)
    period = Period(utc(begins), utc(ends))
    for moment in (utc(now), period.begins, period.ends - TICK):
        assert quiet_period(asked, moment) == period
    assert quiet_period(asked, period.begins - TICK) is None
    assert quiet_period(asked, period.ends) is None


def test_hours_that_clocks_skip_as_a_whole_are_none() -> None:
    asked = quiet("02:15-02:45", PARIS)
    day = [utc("2026-03-29 00:00") + timedelta(minutes=minute) for minute in range(180)]
    assert [moment for moment in day if quiet_period(asked, moment)] == []


@pytest.mark.parametrize(
    ("passing", "going"),
    [
        (None, []),
        (Severity.CRITICAL, [Severity.CRITICAL]),
        (Severity.HIGH, [Severity.HIGH, Severity.CRITICAL]),
    ],
)
def test_alerts_that_are_loud_enough_pass(passing: Severity | None, going: list[Severity]) -> None:
    assert [severity for severity in Severity if passes(quiet(passing=passing), severity)] == going


@given(
    zone=st.sampled_from([PARIS, NEW_YORK, LORD_HOWE, KOLKATA, CAIRO, SANTIAGO, BEIRUT, "Pacific/Apia"]),
    begins=st.times(),
    ends=st.times(),
    minute=st.integers(0, 366 * 24 * 60),
)
def test_whenever_clocks_show_a_quiet_time_it_is_quiet(zone: str, begins: time, ends: time, minute: int) -> None:
    asked, now = Quiet(zone=zone, begins=begins, ends=ends), utc("2026-01-01 00:00") + timedelta(minutes=minute)
    shown = now.astimezone(ZoneInfo(zone)).time()
    crosses = asked.begins >= asked.ends
    is_quiet = (shown >= asked.begins or shown < asked.ends) if crosses else (asked.begins <= shown < asked.ends)
    period = quiet_period(asked, now)
    if is_quiet:
        assert period is not None
        assert period.begins <= now < period.ends
