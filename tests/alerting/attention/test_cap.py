"""How many alerts a watch may raise, and who is told that it is over."""

from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from monitor.alerting.attention import cap
from monitor.alerting.attention.cap import Window, cap_until, overflowed
from monitor.alerting.attention.runaway import is_first_over, runaway_notice
from monitor.alerting.policy import Cap, Policy
from monitor.records import Alert, AlertKind
from tests.alerting.builders import NOON, minutes

TEN_AN_HOUR = Cap(count=10, seconds=3600)
POLICY = Policy(watch="eu-sanctions", watchlist="europe", routes=("desk",), cap=TEN_AN_HOUR)


class Watch:
    """A watch with its cap; tells what it may."""

    def __init__(self) -> None:
        self.window: Window | None = None
        self.told: list[datetime] = []
        self.windows = Counter[datetime]()  # how many were told in each, by its start
        self.held: list[datetime] = []  # until when
        self.notices: list[Alert] = []

    def meets(self, moment: datetime) -> None:
        until = cap_until(self.window, TEN_AN_HOUR, moment)
        if until is None:
            self.window = cap.told(self.window, TEN_AN_HOUR, moment)
            self.told.append(moment)
            self.windows[self.window.start if self.window else moment] += 1
            return
        self.held.append(until)
        self.window = overflowed(self.window, TEN_AN_HOUR, moment)
        if self.window and is_first_over(self.window):
            self.notices.append(runaway_notice(POLICY, TEN_AN_HOUR, self.window, moment))


def test_without_a_cap_everything_goes_and_nothing_is_counted() -> None:
    assert cap_until(Window(start=NOON, told=100), None, NOON) is None
    assert cap.told(None, None, NOON) is None


def test_what_is_over_is_counted_in_a_window_that_is_not_over_only() -> None:
    window = Window(start=NOON, told=10)
    assert overflowed(window, TEN_AN_HOUR, minutes(59)) == Window(start=NOON, told=10, held=1)
    assert overflowed(window, TEN_AN_HOUR, minutes(60)) is None
    assert overflowed(None, TEN_AN_HOUR, NOON) is None


def test_ten_an_hour_under_five_hundred_matches_tells_ten_and_holds_the_others_until_the_end_of_the_hour() -> None:
    watch = Watch()
    for number in range(500):
        watch.meets(minutes(number * 0.1))
    assert len(watch.told) == 10
    assert watch.held == [minutes(60)] * 490


def test_a_window_begins_with_its_first_alert_and_the_next_one_after_its_end() -> None:
    watch = Watch()
    for number in range(12):
        watch.meets(minutes(17 + number))
    assert watch.held == [minutes(77)] * 2
    watch.meets(minutes(77))
    assert watch.window == Window(start=minutes(77), told=1)


def test_the_owner_is_told_once_for_each_window_that_overflows() -> None:
    watch = Watch()
    for number in range(150):
        watch.meets(minutes(number))
    assert [notice.raised for notice in watch.notices] == [minutes(10), minutes(70), minutes(130)]
    assert len({notice.id for notice in watch.notices}) == 3
    assert watch.notices[0].kind is AlertKind.NOTICE
    assert "over its cap of 10 in 1 hour" in watch.notices[0].title


def test_the_notice_goes_to_the_owner_else_where_the_watch_goes() -> None:
    window = Window(start=NOON, told=10, held=1)
    owned = Policy(watch="w", watchlist="l", routes=("desk",), owner="anna", owner_routes=("anna-mail",))
    assert runaway_notice(owned, TEN_AN_HOUR, window, NOON).routes == ("anna-mail",)
    assert "Its owner is anna." in runaway_notice(owned, TEN_AN_HOUR, window, NOON).sentence
    assert runaway_notice(POLICY, TEN_AN_HOUR, window, NOON).routes == ("desk",)
    assert "owner" not in runaway_notice(POLICY, TEN_AN_HOUR, window, NOON).sentence


def test_a_replay_gives_the_same_notice_and_another_watch_another() -> None:
    window = Window(start=NOON, told=10, held=1)
    once = runaway_notice(POLICY, TEN_AN_HOUR, window, minutes(1))
    assert once.id == runaway_notice(POLICY, TEN_AN_HOUR, window, minutes(2)).id
    other = Policy(watch="other", watchlist="europe")
    assert once.id != runaway_notice(other, TEN_AN_HOUR, window, minutes(1)).id


@given(st.lists(st.integers(0, 600), max_size=200))
def test_no_window_tells_more_than_the_cap_and_each_match_is_told_or_held(arrivals: list[int]) -> None:
    watch = Watch()
    for moment in sorted(arrivals):
        watch.meets(minutes(moment))
    assert len(watch.told) + len(watch.held) == len(arrivals)
    assert max(watch.windows.values(), default=0) <= 10
    starts = sorted(watch.windows)
    assert all(later - earlier >= timedelta(hours=1) for earlier, later in pairwise(starts))


@given(start=st.integers(-10_000, 10_000), now=st.integers(-10_000, 10_000))
def test_whatever_the_clock_does_nothing_is_held_longer_than_a_window(start: int, now: int) -> None:
    until = cap_until(Window(start=minutes(start), told=10), TEN_AN_HOUR, minutes(now))
    assert until is None or minutes(now) < until <= minutes(now + 60)
