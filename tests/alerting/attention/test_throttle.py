"""How often one story is told."""

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from monitor.alerting.attention.throttle import Pace, paced, throttle_until
from monitor.alerting.policy import Throttle
from tests.alerting.builders import NOON, minutes

HALF_HOUR = Throttle(every_seconds=1800, backoff_to_seconds=6 * 3600)
STEADY = Throttle(every_seconds=1800)


def told_at(*moments: float, throttle: Throttle = HALF_HOUR) -> Pace | None:
    pace = None
    for moment in moments:
        pace = paced(pace, throttle, minutes(moment))
    return pace


def test_without_a_throttle_everything_goes_at_once() -> None:
    assert throttle_until(told_at(0), None, minutes(1)) is None
    assert paced(None, None, NOON) is None


def test_the_first_alert_of_a_story_goes_at_once_and_the_next_one_waits() -> None:
    assert throttle_until(None, HALF_HOUR, NOON) is None
    assert throttle_until(told_at(0), HALF_HOUR, minutes(1)) == minutes(30)
    assert throttle_until(told_at(0), HALF_HOUR, minutes(29.9)) == minutes(30)
    assert throttle_until(told_at(0), HALF_HOUR, minutes(30)) is None


def test_a_throttle_silences_one_story_of_a_watch_and_never_the_watch() -> None:
    other_story = None  # has a pace of its own, and was not told yet
    assert throttle_until(told_at(0), HALF_HOUR, minutes(1)) is not None
    assert throttle_until(other_story, HALF_HOUR, minutes(1)) is None


def test_each_wait_is_twice_the_last_one_up_to_the_limit() -> None:
    waits, moment, pace = [], 0.0, None
    for _ in range(7):
        pace = paced(pace, HALF_HOUR, minutes(moment))
        assert pace is not None
        waits.append(pace.wait / 60)
        moment += pace.wait / 60
    assert waits == [30, 60, 120, 240, 360, 360, 360]


def test_without_a_limit_the_wait_stays_as_it_is() -> None:
    assert told_at(0, 30, 60, 90, throttle=STEADY) == Pace(told=minutes(90), wait=1800)


def test_a_story_that_was_quiet_for_twice_its_wait_begins_anew() -> None:
    assert told_at(0, 30) == Pace(told=minutes(30), wait=3600)
    assert told_at(0, 30, 149) == Pace(told=minutes(149), wait=7200)
    assert told_at(0, 30, 150) == Pace(told=minutes(150), wait=1800)


def test_a_shorter_throttle_of_a_new_configuration_holds_at_once() -> None:
    slow = told_at(0, 30, 90)
    assert throttle_until(slow, STEADY, minutes(100)) == minutes(120)


@given(told=st.integers(-10_000, 10_000), wait=st.integers(0, 100_000), now=st.integers(-10_000, 10_000))
def test_whatever_the_clock_does_nothing_is_held_longer_than_the_longest_wait(told: int, wait: int, now: int) -> None:
    moment = NOON + timedelta(minutes=now)
    until = throttle_until(Pace(told=minutes(told), wait=wait), HALF_HOUR, moment)
    assert until is None or moment < until <= moment + timedelta(hours=6)


@given(st.lists(st.integers(0, 30_000), min_size=1))
def test_two_alerts_of_a_story_are_never_closer_than_every(arrivals: list[int]) -> None:
    told: list[datetime] = []
    pace = None
    for moment in map(minutes, sorted(arrivals)):
        if throttle_until(pace, HALF_HOUR, moment) is None:
            pace = paced(pace, HALF_HOUR, moment)
            told.append(moment)
    assert all(b - a >= timedelta(minutes=30) for a, b in pairwise(told))
