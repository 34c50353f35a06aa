"""Whether a feed is silent against its own rhythm."""

from datetime import datetime, timedelta

from monitor.feeds.rhythm.observe import observe
from monitor.feeds.rhythm.pattern import Rhythm
from monitor.feeds.rhythm.silence import foretold, is_silent
from tests.feeds.builders import NOON
from tests.feeds.test_rhythm import watched

HOUR = timedelta(hours=1)


def hourly(days: int) -> Rhythm:
    return watched([NOON + number * HOUR - HOUR / 2 for number in range(1, days * 24 + 1)], days=days)


def silent_for(rhythm: Rhythm, hours: float) -> bool:
    return is_silent(rhythm, rhythm.until + hours * HOUR)


def test_a_feed_that_posts_each_hour_is_silent_after_half_a_day() -> None:
    rhythm = hourly(14)
    assert not silent_for(rhythm, 6)
    assert silent_for(rhythm, 12)


def test_silence_is_judged_alike_whether_it_was_polled_in_between_or_not() -> None:
    rhythm = hourly(14)
    polled = observe(observe(rhythm, [], rhythm.until + 4 * HOUR), [], rhythm.until + 8 * HOUR)
    assert abs(foretold(polled, rhythm.until + 12 * HOUR) - foretold(rhythm, rhythm.until + 12 * HOUR)) < 1


def test_an_entry_ends_the_silence() -> None:
    rhythm = hourly(14)
    later = rhythm.until + 24 * HOUR
    assert is_silent(observe(rhythm, [], later), later)
    assert not is_silent(observe(rhythm, [later - HOUR], later), later)


def test_a_feed_that_rests_at_weekends_is_not_silent_on_sunday_but_on_tuesday() -> None:
    friday = NOON.replace(hour=23, minute=59) + timedelta(days=59)  # NOON is on a Tuesday
    hours = [NOON + number * HOUR for number in range(1, 60 * 24)]
    rhythm = watched([hour for hour in hours if hour.weekday() < 5 and hour < friday], days=59)
    rhythm = observe(rhythm, [friday - HOUR], friday)
    assert friday.weekday() == 4
    assert not silent_for(rhythm, 40)
    assert silent_for(rhythm, 4 * 24)


def test_a_feed_known_for_its_long_gaps_is_given_longer() -> None:
    bursts = [NOON + timedelta(days=7 * week, minutes=15 * number) for week in range(1, 9) for number in range(20)]
    rhythm = watched(bursts, days=60)
    assert rhythm.gap > 3
    assert not is_silent(rhythm, rhythm.until + timedelta(days=6))
    assert is_silent(rhythm, rhythm.until + timedelta(days=60))


def test_a_feed_that_was_watched_for_days_only_is_not_judged() -> None:
    assert not silent_for(hourly(5), 1000)
    never: datetime = NOON + timedelta(days=400)
    assert not is_silent(observe(None, [], NOON), never)
