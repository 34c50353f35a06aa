"""How requests are shared between feeds, and when each comes."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import pytest

from monitor.feeds.rhythm.budget import LONGEST, SHORTEST, Account, charge, find_multiplier, plan
from monitor.feeds.rhythm.observe import observe
from monitor.feeds.rhythm.pattern import Pattern, Rhythm
from tests.feeds.builders import NOON
from tests.feeds.test_rhythm import watched

HOUR = timedelta(hours=1)


def steady(per_hour: float, *, days: int = 28) -> Rhythm:
    """Of a feed that posts at even distances, which drift through the day."""
    count = int(per_hour * 24 * days)
    rhythm = watched([NOON + number * 1.037 * HOUR / per_hour for number in range(1, count + 1)], days=days)
    return poisson(rhythm)


def poisson(rhythm: Rhythm) -> Rhythm:
    """`rhythm` without what it knows of bursts and parts of the hour."""
    empty = Rhythm(until=rhythm.until, faded=rhythm.faded)
    return Rhythm(until=rhythm.until, faded=rhythm.faded, days=rhythm.days, week=rhythm.week, parts=empty.parts)


def hours(rhythm: Rhythm, multiplier: float, now: datetime | None = None) -> float:
    start = now or rhythm.until
    return (plan(rhythm, multiplier, start) - start) / HOUR


def test_the_budget_is_what_the_polls_of_all_feeds_come_to() -> None:
    rhythms = [steady(rate) for rate in (0.1, 1.0, 4.0)]
    multiplier = find_multiplier(rhythms, [], 6.0)
    polls = [1 / hours(rhythm, multiplier) for rhythm in rhythms]
    assert sum(polls) == pytest.approx(6.0, rel=0.2)


def test_a_feed_with_four_times_the_entries_is_polled_twice_as_often() -> None:
    slow, fast = steady(0.5), steady(2.0)
    assert hours(slow, 0.25) / hours(fast, 0.25) == pytest.approx(2.0, rel=0.1)


def test_twice_the_budget_halves_every_wait() -> None:
    rhythm = steady(1.0)
    once, twice = (find_multiplier([rhythm], [], budget) for budget in (1.0, 2.0))
    assert hours(rhythm, once) / hours(rhythm, twice) == pytest.approx(2.0, rel=0.1)


def test_no_feed_is_forgotten_and_none_is_hammered() -> None:
    silent, wild = steady(1 / 700), steady(4.0)
    assert hours(silent, 1e6) * 3600 == LONGEST
    assert hours(wild, 1e-9) * 3600 == SHORTEST
    assert plan(wild, 1e9, wild.until, longest=600.0) == wild.until + timedelta(minutes=10)


def test_a_budget_larger_or_smaller_than_any_use_still_has_a_price() -> None:
    rhythm = steady(1.0)
    assert hours(rhythm, find_multiplier([rhythm], [], 1e6)) * 3600 == SHORTEST
    assert hours(rhythm, find_multiplier([rhythm], [], 1e-6)) * 3600 == LONGEST
    assert find_multiplier([], [], 10.0) > 0


def test_a_poll_comes_behind_the_peak_and_not_in_it() -> None:
    every_morning = [NOON + timedelta(days=day, minutes=10 * number) for day in range(28) for number in range(7, 12)]
    rhythm = poisson(watched(every_morning, days=28, every=timedelta(minutes=30)))
    after_midnight = NOON.replace(hour=1) + timedelta(days=28)
    found = plan(rhythm, 4.0, after_midnight)
    assert found - after_midnight.replace(hour=14) < timedelta(minutes=20)
    assert found >= after_midnight.replace(hour=14)


def test_more_is_spent_by_day_than_by_night_where_news_comes_by_day() -> None:
    by_day = [NOON + timedelta(days=day, minutes=10 * number) for day in range(28) for number in range(36)]
    rhythm = poisson(watched(by_day, days=28))
    afternoon, night = rhythm.until + HOUR, rhythm.until + 12 * HOUR
    assert hours(rhythm, 0.25, afternoon) * 3 < hours(rhythm, 0.25, night)


def test_polls_that_no_rhythm_foretold_raise_the_price() -> None:
    rhythm = steady(1.0)
    fair = find_multiplier([rhythm], [Account(at=NOON, multiplier=1.0, asked=100.0, spent=100.0)], 1.0)
    dear = find_multiplier([rhythm], [Account(at=NOON, multiplier=1.0, asked=100.0, spent=200.0)], 1.0)
    assert dear / fair == pytest.approx(4.0, rel=0.1)  # half the polls


def test_an_account_counts_what_was_asked_for_and_what_was_spent_and_forgets() -> None:
    rhythm = steady(1.0)
    account, now = charge(None, rhythm, 0.5, NOON), NOON
    for _ in range(1000):
        now += HOUR / 2
        account = charge(account, rhythm, 0.5, now)
    assert account.spent == pytest.approx(2 * account.asked, rel=0.05)  # √(1 / (2 · 0.5)) = 1 an hour was asked for
    assert account.spent < 200
    assert charge(account, rhythm, 0.5, now + timedelta(days=700)).spent == pytest.approx(1.0, abs=15)


Policy = Callable[[Rhythm, datetime], datetime]


def delays(posts: Sequence[datetime], policy: Policy, end: datetime) -> list[timedelta]:
    """How long each entry waits under a policy that learns as it goes; the first half only teaches."""
    rhythm, now, known = observe(None, [], NOON), NOON, 0
    found: list[timedelta] = []
    while known < len(posts) and now < end:
        now = policy(rhythm, now)
        new = [post for post in posts[known:] if post <= now]
        rhythm = observe(rhythm, new, now)
        known += len(new)
        found += [now - post for post in new]
    return found[len(found) // 2 :]


def test_a_daily_feed_is_met_at_its_hour_with_a_third_of_the_delay_of_even_polling() -> None:
    posts = [NOON + timedelta(days=day, hours=7, minutes=(day * 7) % 20) for day in range(42)]
    end = posts[-1] + timedelta(days=1)
    ours = delays(posts, lambda rhythm, now: plan(rhythm, find_multiplier([rhythm], [], 0.25), now), end)
    even = delays(posts, lambda _, now: now + 4 * HOUR, end)
    assert sum(ours, timedelta()) / len(ours) < sum(even, timedelta()) / len(even) / 3


def test_the_pattern_of_a_feed_that_nobody_knows_is_flat() -> None:
    pattern = Pattern(observe(None, [], NOON))
    assert len(set(pattern.hours)) == 1
    assert set(pattern.parts) == {1.0}
    assert set(pattern.bursts) == {1.0}
