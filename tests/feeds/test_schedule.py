"""When a feed is polled next."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.feeds.entry import ParsedFeed
from monitor.feeds.response import ResponseFacts
from monitor.feeds.schedule.waits import held_for, is_due, is_held, next_poll, spread
from monitor.feeds.wishes import Wishes, unskipped, wishes_of
from tests.feeds.builders import NOON, a_feed, a_state, facts

DATE = "Tue, 04 Mar 2025 12:00:00 GMT"
IN_AN_HOUR = "Tue, 04 Mar 2025 13:00:00 GMT"


def wait(said: ResponseFacts | None = None, *, failures: int = 0, ttl: float | None = None, jitter: float = 0) -> float:
    wishes = wishes_of(ParsedFeed(ttl=ttl))
    moment = next_poll(a_feed(interval=900.0), failures, wishes, said, now=NOON, jitter=jitter)
    return (moment - NOON).total_seconds()


def test_a_feed_is_due_when_it_was_never_polled_or_its_time_has_come() -> None:
    state = a_state(next_poll=NOON)
    assert is_due(None, NOON)
    assert is_due(state, NOON)
    assert not is_due(state, NOON - timedelta(seconds=1))


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        (facts(), 900),
        (facts(cache_control="max-age=60"), 900),
        (facts(cache_control="public, Max-Age=3600"), 3600),
        (facts(cache_control='max-age="3600"'), 3600),
        (facts(cache_control="s-maxage=7200"), 900),
        (facts(cache_control="no-cache, max-age=3600"), 900),
        (facts(cache_control="max-age=3600", age="600"), 3000),
        (facts(cache_control="max-age=3600", age="-7"), 3600),
        (facts(cache_control="max-age=1800", expires=IN_AN_HOUR), 1800),
        (facts(cache_control="max-age=999999999999"), 86400),
        (facts(expires=IN_AN_HOUR), 3600),
        (facts(expires=IN_AN_HOUR, date="Tue, 04 Mar 2025 12:30:00 GMT"), 1800),
        (facts(expires="0"), 900),
        (facts(expires="Thu, 01 Jan 1970 00:00:00 GMT"), 900),
        (facts(304, cache_control="max-age=3600"), 3600),
        (facts(503, retry_after="5000"), 5000),
        (facts(429, retry_after=IN_AN_HOUR), 3600),
        (facts(429, retry_after="Tue, 04 Mar 2025 10:00:00 GMT", date="Tue, 04 Mar 2025 09:00:00 GMT"), 3600),
        (facts(429, retry_after="in a while"), 900),
        (facts(429, retry_after="-60"), 900),
        (facts(503, retry_after="999999999999"), 7 * 86400),
    ],
)
def test_what_the_server_asks_for_lengthens_the_interval_and_never_shortens_it(
    said: ResponseFacts, seconds: float
) -> None:
    assert wait(said) == seconds


@pytest.mark.parametrize(("ttl", "seconds"), [(60.0, 900), (3600.0, 3600), (6e8, 86400)])
def test_what_the_feed_asks_for_lengthens_the_interval_up_to_a_day(ttl: float, seconds: float) -> None:
    assert wait(ttl=ttl) == seconds


@pytest.mark.parametrize(("failures", "seconds"), [(1, 1800), (2, 3600), (6, 57600), (7, 86400), (1000, 86400)])
def test_failures_in_a_row_double_the_wait_up_to_a_day(failures: int, seconds: float) -> None:
    assert wait(failures=failures) == seconds


def test_a_failing_feed_of_a_weekly_interval_is_polled_weekly() -> None:
    moment = next_poll(a_feed(interval=604800.0), 3, Wishes(), None, now=NOON, jitter=0)
    assert moment - NOON == timedelta(weeks=1)


def test_jitter_only_adds() -> None:
    assert wait(jitter=0.5) == 945
    assert wait(facts(503, retry_after="5000"), jitter=0.5) == 5250


NIGHT = tuple(hour for hour in range(24) if hour < 6 or hour > 11)  # the forenoon is free


@pytest.mark.parametrize(
    ("hours", "days", "moment", "free"),
    [
        ((), (), NOON, NOON),
        ((12,), (), NOON, NOON + timedelta(hours=1)),
        ((12, 13), (), NOON + timedelta(minutes=20), NOON + timedelta(hours=2)),
        (NIGHT, (), NOON, NOON + timedelta(hours=18)),
        ((), (1,), NOON, NOON + timedelta(hours=12)),
        ((0, 1), (1, 2), NOON, NOON + timedelta(hours=38)),
        (tuple(range(24)), (), NOON, NOON),
        ((), tuple(range(7)), NOON, NOON),
    ],
)
def test_hours_and_days_that_the_feed_asks_to_skip_are_skipped(
    hours: tuple[int, ...], days: tuple[int, ...], moment: datetime, free: datetime
) -> None:
    wishes = wishes_of(ParsedFeed(skip_hours=hours, skip_days=days))
    assert unskipped(moment, wishes) == free
    patient = a_feed(interval=900.0, longest_hold=604800.0)
    assert next_poll(patient, 0, wishes, None, now=moment - timedelta(minutes=15), jitter=0) == free


def test_the_user_says_how_long_server_and_feed_may_put_off_a_poll() -> None:
    hurried = a_feed(interval=900.0, longest_hold=3600.0)
    for wishes, said in (
        (Wishes(ttl=86400.0), None),
        (Wishes(), facts(cache_control="max-age=31536000")),
        (Wishes(ttl=86400.0), facts(cache_control="max-age=7200")),
        (Wishes(), facts(expires="Fri, 01 Jan 2100 00:00:00 GMT")),
    ):
        assert next_poll(hurried, 0, wishes, said, now=NOON, jitter=0) == NOON + timedelta(hours=1)
        assert held_for(hurried, wishes, said, NOON) == timedelta(hours=1)
    weekend = Wishes(skip_days=(1, 2, 3))  # NOON is a Tuesday
    assert next_poll(hurried, 0, weekend, None, now=NOON, jitter=0) == NOON + timedelta(hours=1, minutes=15)
    assert next_poll(a_feed(interval=900.0), 0, weekend, None, now=NOON, jitter=0) == NOON + timedelta(
        days=1, minutes=15
    )


def test_an_order_to_stay_away_is_no_hint_and_holds_in_full() -> None:
    hurried = a_feed(interval=900.0, longest_hold=3600.0)
    said = facts(503, retry_after="7200", cache_control="max-age=86400")
    assert next_poll(hurried, 0, Wishes(), said, now=NOON, jitter=0) == NOON + timedelta(hours=2)


def test_an_interval_that_is_longer_than_the_longest_hold_stays() -> None:
    slow = a_feed(interval=86400.0, longest_hold=3600.0)
    said = facts(cache_control="max-age=604800")
    assert next_poll(slow, 0, Wishes(), said, now=NOON, jitter=0) == NOON + timedelta(days=1)


def test_a_feed_is_held_while_the_server_asks_to_be_left_alone() -> None:
    state = a_state(held_until=NOON)
    assert is_held(state, NOON - timedelta(seconds=1))
    assert not is_held(state, NOON)
    assert not is_held(None, NOON)


_HEADER = st.none() | st.text(max_size=30) | st.sampled_from([DATE, IN_AN_HOUR, "max-age=5", "Mon, 99 Foo 9999 99:99"])


@given(_HEADER, _HEADER, _HEADER, _HEADER, _HEADER, st.integers(0, 10**9), st.floats(0, 0.999))
def test_whatever_a_server_says_the_feed_is_polled_again_within_eight_days(
    retry_after: str | None,
    cache_control: str | None,
    expires: str | None,
    date: str | None,
    age: str | None,
    failures: int,
    jitter: float,
) -> None:
    said = ResponseFacts(
        status=503, retry_after=retry_after, cache_control=cache_control, expires=expires, date=date, age=age
    )
    assert 900 <= wait(said, failures=failures, jitter=jitter) <= 8 * 86400


def test_a_thousand_feeds_are_not_polled_at_one_moment_but_within_the_time_it_takes() -> None:
    waits = [spread(a_feed(id=f"feed-{number}", interval=900), 1_000).total_seconds() for number in range(1_000)]
    assert 0 <= min(waits) < max(waits) < 50
    a_second = Counter(int(wait) for wait in waits)
    assert max(a_second.values()) < 40


def test_they_are_spread_over_their_interval_where_that_is_shorter() -> None:
    waits = [spread(a_feed(id=f"feed-{number}", interval=10), 1_000).total_seconds() for number in range(100)]
    assert max(waits) < 10


def test_a_feed_has_the_same_place_at_every_start_and_a_few_feeds_wait_for_nothing() -> None:
    assert spread(a_feed(), 1_000) == spread(a_feed(), 1_000) > timedelta(0)
    assert spread(a_feed(), 14) == timedelta(0)
