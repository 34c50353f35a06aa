"""What a poll teaches about the rhythm of its feed. Counts fade with a half-life of four weeks."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import msgspec
import numpy as np

from monitor.feeds.rhythm.pattern import Pattern, Rhythm, age_class, hour_of_week, part_of_hour, steps

HALF_LIFE = 28.0  # days after which an entry counts half
KNOWN = timedelta(weeks=8)  # how far back the entries of a first poll are believed

_HOUR, _DAY = 3600.0, 86_400.0
_STEP = 900.0  # seconds; ages are looked at so finely
_SETTLED = 7.0  # days after which a pattern is known well enough to say what is unlike it
_DECIMALS = 4  # of the counts; no more are kept


def observe(rhythm: Rhythm | None, posted: Sequence[datetime | None], now: datetime) -> Rhythm:
    """`rhythm` after a poll at `now` that brought new entries of these dates.

    A date outside of the time since the last poll says nothing about when the entry appeared (it was held back, or the
    publisher's clock is wrong), nor does None: such an entry counts as having come in the middle. Without a rhythm
    this is the first poll of the feed, and dates of up to KNOWN ago are believed.
    """
    if rhythm is None:
        return _first(posted, now)
    start, end = rhythm.until.timestamp(), now.timestamp()
    if end <= start:
        return rhythm
    times = sorted(_within(date, start, end) for date in posted)
    return _fade(_count(_watch(rhythm, times, start, end), times), now)


def _first(posted: Sequence[datetime | None], now: datetime) -> Rhythm:
    """The oldest entry of a first poll begins the time that the others are counted in."""
    known = sorted(date for date in posted if date is not None and now - KNOWN <= date < now)
    if not known:
        return Rhythm(until=now, faded=now)
    return observe(Rhythm(until=known[0], faded=known[0]), known[1:], now)


def _within(date: datetime | None, start: float, end: float) -> float:
    moment = end if date is None else date.timestamp()
    return moment if start < moment < end else (start + end) / 2


def _watch(rhythm: Rhythm, times: Sequence[float], start: float, end: float) -> Rhythm:
    """How old the last entry is, and where the pattern is known, what came from `start` to `end` at which age."""
    pattern, age, gap = Pattern(rhythm), rhythm.age, rhythm.gap
    days = rhythm.days + (end - start) / _DAY
    if rhythm.days >= _SETTLED:
        rhythm = _by_age(rhythm, pattern, times, start, end)
    if times:
        gap = max(gap, age + pattern.total(start, times[0]))
        age, start = 0.0, times[-1]
    age += pattern.total(start, end)
    return msgspec.structs.replace(rhythm, days=round(days, 6), age=round(age, _DECIMALS), gap=round(gap, _DECIMALS))


def _by_age(rhythm: Rhythm, pattern: Pattern, times: Sequence[float], start: float, end: float) -> Rhythm:
    """Counts the entries by the age of the one that was known at `start`, and what was to be expected at each age."""
    seen, expected, age = list(rhythm.seen), list(rhythm.expected), rhythm.age
    for a, b in steps(start, end, _STEP):
        foretold = pattern.level(a) * (b - a) / _HOUR
        number = age_class(age + foretold / 2)
        expected[number] += foretold
        seen[number] += sum(a < moment <= b for moment in times) if times else 0
        age += foretold
    return msgspec.structs.replace(rhythm, seen=_rounded(seen), expected=_rounded(expected))


def _count(rhythm: Rhythm, times: Sequence[float]) -> Rhythm:
    if not times:
        return rhythm
    week, parts = np.frombuffer(rhythm.week, np.float16).copy(), list(rhythm.parts)
    for moment in times:
        week[hour_of_week(moment)] += 1
        parts[part_of_hour(moment)] += 1
    return msgspec.structs.replace(rhythm, week=week.tobytes(), parts=_rounded(parts))


def _fade(rhythm: Rhythm, now: datetime) -> Rhythm:
    """By whole days: in smaller steps the 16-bit counts would not move."""
    days = (now - rhythm.faded).days
    rhythm = msgspec.structs.replace(rhythm, until=now, faded=rhythm.faded + timedelta(days=days))
    if days == 0:
        return rhythm
    left = float(0.5 ** (days / HALF_LIFE))
    return msgspec.structs.replace(
        rhythm,
        days=round(rhythm.days * left, 6),
        week=(np.frombuffer(rhythm.week, np.float16) * np.float16(left)).tobytes(),
        parts=_rounded(count * left for count in rhythm.parts),
        seen=_rounded(count * left for count in rhythm.seen),
        expected=_rounded(count * left for count in rhythm.expected),
        gap=round(rhythm.gap * left, _DECIMALS),
    )


def _rounded(counts: Iterable[float]) -> tuple[float, ...]:
    return tuple(round(count, _DECIMALS) for count in counts)
