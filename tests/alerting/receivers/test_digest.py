"""When digests are due, and how their alerts are ordered."""

import pytest

from monitor.alerting.receivers.digest import next_digest, ordered, slot_after
from monitor.records import AlertKind, Severity
from tests.alerting.receivers.builders import PARIS, desk, digest, planned, quiet, told, utc

LORD_HOWE = "Australia/Lord_Howe"


@pytest.mark.parametrize(
    ("cron", "zone", "now", "slot"),
    [
        pytest.param("0 7,17 * * 1-5", "UTC", "2026-03-02 06:59:59", "2026-03-02 07:00", id="in a second"),
        pytest.param("0 7,17 * * 1-5", "UTC", "2026-03-02 07:00", "2026-03-02 17:00", id="never the present one"),
        pytest.param("0 7,17 * * 1-5", "UTC", "2026-03-06 17:00:01", "2026-03-09 07:00", id="after the weekend"),
        pytest.param("0 7 * * *", PARIS, "2026-03-28 12:00", "2026-03-29 05:00", id="clocks were put forward"),
        pytest.param("0 7 * * *", PARIS, "2026-10-24 12:00", "2026-10-25 06:00", id="clocks were put back"),
        pytest.param("30 2 * * *", PARIS, "2026-03-28 12:00", "2026-03-29 01:00", id="a time that is skipped"),
        pytest.param("30 2 * * *", PARIS, "2026-10-24 12:00", "2026-10-25 00:30", id="the first of two"),
        pytest.param("30 2 * * *", PARIS, "2026-10-25 00:30", "2026-10-26 01:30", id="and not the second"),
        pytest.param("30 2 * * *", PARIS, "2026-10-25 01:10", "2026-10-26 01:30", id="nor after it came again"),
        pytest.param("15 2 * * *", LORD_HOWE, "2026-10-03 12:00", "2026-10-03 15:30", id="half an hour is skipped"),
        pytest.param("0 0 * * *", "Africa/Cairo", "2026-04-23 12:00", "2026-04-23 22:00", id="there is no midnight"),
        pytest.param("0 9 * * *", "Asia/Kolkata", "2026-03-29 00:00", "2026-03-29 03:30", id="clocks never change"),
        pytest.param("*/20 * * * *", PARIS, "2026-10-25 00:50", "2026-10-25 01:00", id="every twenty minutes"),
    ],
)
def test_a_digest_is_due_at_its_slot_in_its_zone(cron: str, zone: str, now: str, slot: str) -> None:
    assert slot_after(digest(cron, zone=zone), utc(now)) == utc(slot)


@pytest.mark.parametrize("cron", ["", "0 7 * *", "0 7 * * * *", "0 25 * * *", "seven", "0 0 30 2 *"])
def test_a_slot_that_never_comes_is_refused(cron: str) -> None:
    with pytest.raises(ValueError, match=r"field|Bad|no such day"):
        slot_after(digest(cron), utc("2026-03-02 12:00"))


@pytest.mark.parametrize(
    ("cron", "now", "due"),
    [
        pytest.param("0 12 * * *", "2026-03-02 09:00", "2026-03-02 12:00", id="by day"),
        pytest.param("0 2 * * *", "2026-03-02 20:00", "2026-03-03 07:00", id="at the end of the night it falls into"),
        pytest.param("0 2 * * *", "2026-03-02 23:00", "2026-03-03 07:00", id="with what comes in the night"),
        pytest.param("0 2 * * *", "2026-03-03 03:00", "2026-03-03 07:00", id="even after the slot"),
        pytest.param("0 2 * * *", "2026-03-03 07:00", "2026-03-04 07:00", id="not with what comes later"),
        pytest.param("0 7 * * *", "2026-03-02 23:00", "2026-03-03 07:00", id="a slot at the end is kept"),
        pytest.param("0 22 * * *", "2026-03-02 20:00", "2026-03-03 07:00", id="one at the beginning is not"),
        pytest.param("0 22 * * *", "2026-03-02 23:00", "2026-03-03 07:00", id="and takes what comes after it"),
        pytest.param("0 12 * * *", "2026-03-02 23:00", "2026-03-03 12:00", id="a night without a slot"),
    ],
)
def test_a_digest_in_quiet_hours_comes_at_their_end(cron: str, now: str, due: str) -> None:
    assert next_digest(digest(cron), quiet("22:00-07:00"), utc(now)) == utc(due)


def test_alerts_are_ordered_as_the_digest_says_and_corrections_stand_first() -> None:
    at = utc("2026-03-02 06:00")
    alerts = [
        told(1, Severity.LOW, raised=utc("2026-03-02 05:03"), independent=9),
        told(2, Severity.HIGH, raised=utc("2026-03-02 05:01"), independent=2),
        told(3, Severity.HIGH, raised=utc("2026-03-02 05:02"), independent=1),
        told(4, Severity.LOW, raised=utc("2026-03-02 05:00"), kind=AlertKind.CORRECTION),
    ]
    deliveries = [planned(each, at, desk(digest=digest())) for each in alerts]
    orders = {
        order: [each.alert.title[-1] for each in ordered(deliveries, digest(order=order).order)]
        for order in ("severity newness", "severity publishers", "newness", "publishers")
    }
    assert orders == {
        "severity newness": ["4", "3", "2", "1"],
        "severity publishers": ["4", "2", "3", "1"],
        "newness": ["4", "1", "3", "2"],
        "publishers": ["4", "1", "2", "3"],
    }
