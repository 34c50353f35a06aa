"""When a feed posts, learnt from its polls."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from monitor.feeds.rhythm.observe import observe
from monitor.feeds.rhythm.pattern import Pattern, Rhythm, hour_of_week, weekly
from monitor.records import decode, encode
from tests.feeds.builders import NOON

HOUR = timedelta(hours=1)


def watched(posts: Sequence[datetime], *, days: int, every: timedelta = HOUR, start: datetime = NOON) -> Rhythm:
    """A rhythm after a poll every hour for some days."""
    rhythm, now = observe(None, [], start), start
    while now < start + timedelta(days=days):
        now += every
        rhythm = observe(rhythm, [post for post in posts if now - every < post <= now], now)
    return rhythm


def daily(at: Callable[[int], timedelta], days: int) -> list[datetime]:
    return [NOON + timedelta(days=day) + at(day) for day in range(days)]


def test_the_rate_of_a_feed_is_learnt() -> None:
    busy = watched([NOON + number * HOUR / 2 for number in range(1, 1344)], days=28)
    assert 1.9 < weekly(busy).mean() < 2.1


def test_nothing_posted_makes_a_feed_ever_less_likely_to_post() -> None:
    rates = [weekly(watched([], days=days)).mean() for days in (1, 7, 28)]
    assert rates == sorted(rates, reverse=True)
    assert 0 < rates[-1] < 1 / 240


def test_the_time_of_day_is_learnt() -> None:
    rhythm = watched(daily(lambda _: timedelta(hours=6.5), 28), days=28)
    pattern = Pattern(rhythm)
    evening = [pattern.hours[day * 24 + 18] for day in range(7)]
    rest = [pattern.hours[day * 24 + 3] for day in range(7)]
    assert min(evening) > 10 * max(rest)


def test_the_day_of_the_week_is_learnt() -> None:
    tuesdays = [NOON + timedelta(weeks=week, minutes=-30) for week in range(1, 9)]  # NOON is on a Tuesday
    hours = Pattern(watched(tuesdays, days=56)).hours
    tuesday = hour_of_week(tuesdays[0].timestamp())
    assert tuesday == 24 + 11
    assert hours.index(max(hours)) == tuesday
    assert hours[tuesday] > 1.5 * hours[tuesday + 24]


def test_the_part_of_the_hour_is_learnt() -> None:
    on_the_hour = [NOON + number * HOUR + timedelta(minutes=1) for number in range(300)]
    parts = Pattern(watched(on_the_hour, days=12)).parts
    assert parts[0] > 10
    assert max(parts[1:]) < 0.1
    assert abs(sum(parts) - 12) < 1e-9


def test_a_feed_that_posts_in_bursts_is_livelier_just_after_an_entry() -> None:
    bursts = [NOON + timedelta(hours=7 * burst, minutes=20 * entry + 5) for burst in range(96) for entry in range(5)]
    after = Pattern(watched(bursts, days=28, every=timedelta(minutes=15))).bursts
    assert max(after[:4]) > 1.5
    assert after[5] < 1


def test_a_feed_that_posts_at_even_distances_is_left_alone_until_its_time_has_come() -> None:
    posts = [NOON + number * 25.3 * HOUR for number in range(1, 80)]
    after = Pattern(watched(posts, days=80)).bursts
    assert max(after[:4]) < 0.7
    assert max(after[4:6]) > 1.5


def test_a_rhythm_that_changed_is_forgotten() -> None:
    morning = daily(lambda _: timedelta(hours=20.5), 28)
    noon = [NOON + timedelta(days=day, hours=0.5) for day in range(28, 112)]
    hours = Pattern(watched([*morning, *noon], days=112)).hours
    assert hours[24 + 12] > 5 * hours[24 + 8]


def test_the_first_poll_learns_from_the_dates_that_it_finds() -> None:
    dates = [NOON - number * HOUR for number in range(1, 31)]
    rhythm = observe(None, dates, NOON)
    assert 0.7 < weekly(rhythm).mean() < 1.2
    assert abs(rhythm.days - 30 / 24) < 0.05


def test_dates_of_long_ago_and_of_tomorrow_count_for_nothing_at_the_first_poll() -> None:
    odd = [NOON - timedelta(days=4000), NOON + timedelta(days=1), None]
    assert observe(None, odd, NOON) == Rhythm(until=NOON, faded=NOON)


def test_an_entry_whose_date_cannot_be_is_counted_between_the_polls() -> None:
    before = observe(None, [], NOON)
    for date in (None, NOON - timedelta(days=3), NOON + timedelta(days=3)):
        after = observe(before, [date], NOON + 2 * HOUR)
        assert after.parts[0] == 1  # at 13:00
        assert after == observe(before, [NOON + HOUR], NOON + 2 * HOUR)


def test_a_poll_that_is_told_twice_counts_once() -> None:
    once = observe(observe(None, [], NOON), [NOON + HOUR / 2], NOON + HOUR)
    assert observe(once, [NOON + HOUR / 2], NOON + HOUR) == once
    assert observe(once, [NOON], NOON) == once


def test_what_was_foretold_over_weeks_is_the_sum_over_their_hours() -> None:
    pattern = Pattern(watched(daily(lambda _: timedelta(hours=2.5), 14), days=14))
    start = NOON.timestamp()
    assert abs(pattern.total(start, start + 3 * 604800) - 3 * sum(pattern.hours)) < 1e-9
    half = pattern.total(start, start + 86400) + pattern.total(start + 86400, start + 10 * 86400)
    assert abs(pattern.total(start, start + 10 * 86400) - half) < 1e-9


def test_the_age_of_the_last_entry_is_counted_in_entries_that_were_to_be_expected() -> None:
    rhythm = watched([NOON + number * HOUR for number in range(1, 481)], days=20)
    silent = observe(rhythm, [], rhythm.until + 12 * HOUR)
    assert rhythm.age < 1
    assert 11 < silent.age < 14
    assert observe(silent, [silent.until + HOUR], silent.until + 2 * HOUR).gap > 11


def test_a_rhythm_is_written_and_read_again() -> None:
    rhythm = watched(daily(lambda _: timedelta(hours=6.5), 14), days=14)
    assert decode(encode(rhythm), Rhythm) == rhythm
    assert len(encode(rhythm)) < 1200


@given(
    st.lists(st.tuples(st.integers(0, 100_000), st.lists(st.none() | st.integers(-200_000, 200_000), max_size=5))),
    st.integers(0, 3_000_000),
)
def test_whatever_the_dates_say_rates_are_finite_and_positive(
    polls: list[tuple[int, list[int | None]]], later: int
) -> None:
    rhythm, now = observe(None, [], NOON), NOON
    for seconds, dates in polls:
        now += timedelta(seconds=seconds)
        posted = [None if date is None else now + timedelta(seconds=date) for date in dates]
        rhythm = observe(rhythm, posted, now)
    rhythm = observe(rhythm, [], now + timedelta(seconds=later))
    pattern = Pattern(rhythm)
    assert all(0 < rate < 1e4 for rate in pattern.hours + pattern.parts + pattern.bursts)
    assert decode(encode(rhythm), Rhythm) == rhythm
