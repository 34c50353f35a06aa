"""When a feed posts: its own pattern over the week.

The rate of new entries is that of a periodic inhomogeneous Poisson process (Sia, Cho, Cho: "Efficient Monitoring
Algorithm for Fast News Alerts", IEEE TKDE 19(7), 2007), times two corrections for how editors and their programs
really post: the part of the hour (many publish on the hour), and the age of the last entry, counted in entries that
were to be expected since, so that a burst is followed and a daily feed is left alone once its entry is there.

Little is known of most feeds, so every estimate is drawn to a coarser one (Gamma-Poisson): the hour of the week to the
hour of the day, that to the mean, and both corrections to 1. Times are Unix times in seconds, rates entries an hour.
"""

import math
from bisect import bisect_right
from collections.abc import Iterator
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.records import Record

PARTS = 12  # of an hour
AGES = (1 / 16, 1 / 8, 1 / 4, 1 / 2, 1.0, 2.0, 4.0, 8.0)  # where one class of ages ends and the next begins

_HOUR, _WEEK = 3600.0, 604_800.0
_MONDAY = 72  # hours from a Monday 0:00 UTC to the hour 0 of Unix time, which was on a Thursday
_FIRST_RATE, _FIRST_DAYS = 1 / 12, 0.5  # entries an hour of a feed that nothing is known of, and how long that weighs
_DAY_PRIOR, _WEEK_PRIOR, _PART_PRIOR, _AGE_PRIOR = 2.0, 8.0, 12.0, 3.0  # entries that the coarser estimate weighs
# A little of each hour of the day belongs to its neighbours: editors are not punctual.
_NEIGHBOURS = 0.8 * np.eye(24) + 0.1 * np.roll(np.eye(24), 1, axis=0) + 0.1 * np.roll(np.eye(24), -1, axis=0)


class Rhythm(Record, frozen=True, kw_only=True):
    """What is known of when a feed posts. All counts fade. Owner: `monitor.feeds.rhythm.observe`."""

    until: datetime  # the last poll that it has learnt from
    faded: datetime  # when the counts last faded
    days: float = 0.0  # for which the feed was watched
    week: bytes = bytes(2 * 168)  # entries by hour of the week (UTC, from Monday 0:00), as 16-bit floats
    parts: tuple[float, ...] = (0.0,) * PARTS  # entries by part of the hour
    seen: tuple[float, ...] = (0.0,) * (len(AGES) + 1)  # entries by age of the last one known when they came
    expected: tuple[float, ...] = (0.0,) * (len(AGES) + 1)  # what the pattern alone foretold for these ages
    age: float = 0.0  # entries that were to be expected since the last one
    gap: float = 0.0  # the largest age that an entry ended


class Piece(NamedTuple):
    """A stretch of time with one rate."""

    start: float
    end: float
    rate: float
    level: float  # the rate without the part of the hour


class Pattern:
    """A rhythm as rates."""

    def __init__(self, rhythm: Rhythm) -> None:
        self._rhythm = rhythm

    @cached_property
    def hours(self) -> list[float]:
        """The rate in each hour of the week."""
        hours: list[float] = weekly(self._rhythm).tolist()
        return hours

    @cached_property
    def parts(self) -> list[float]:
        """How much more than the mean comes in each part of an hour; the mean is 1."""
        total = (sum(self._rhythm.parts) + _PART_PRIOR) / PARTS
        return [(count + _PART_PRIOR / PARTS) / total for count in self._rhythm.parts]

    @cached_property
    def bursts(self) -> list[float]:
        """How much more than the pattern says comes in each class of ages."""
        pairs = zip(self._rhythm.seen, self._rhythm.expected, strict=True)
        return [(seen + _AGE_PRIOR) / (expected + _AGE_PRIOR) for seen, expected in pairs]

    def level(self, moment: float) -> float:
        """The rate of the hour that `moment` stands in."""
        return self.hours[hour_of_week(moment)]

    def total(self, start: float, end: float) -> float:
        """How many entries the pattern alone foretells from `start` to `end`."""
        weeks, rest = divmod(max(end - start, 0.0), _WEEK)
        foretold = sum(self.level(a) * (b - a) for a, b in steps(start, start + rest, _HOUR)) / _HOUR
        return foretold + (weeks * sum(self.hours) if weeks else 0.0)

    def ahead(self, start: float, end: float) -> Iterator[Piece]:
        """The rates from `start`, which is the last poll, to `end`."""
        age = self._rhythm.age
        for a, b in steps(start, end, _HOUR / PARTS):
            hour = self.level(a)
            level = hour * self.bursts[age_class(age)]
            yield Piece(a, b, level * self.parts[part_of_hour(a)], level)
            age += hour * (b - a) / _HOUR


def weekly(rhythm: Rhythm) -> NDArray[np.float64]:
    """The rate in each of the 168 hours of the week."""
    counts = np.frombuffer(rhythm.week, np.float16).astype(np.float64).reshape(7, 24)
    of_day, days = counts.sum(axis=0), rhythm.days
    mean = (of_day.sum() / 24 + _FIRST_RATE * _FIRST_DAYS) / (days + _FIRST_DAYS)
    by_day = (of_day @ _NEIGHBOURS + _DAY_PRIOR) / (days + _DAY_PRIOR / mean)
    by_week: NDArray[np.float64] = (counts + _WEEK_PRIOR) / (days / 7 + _WEEK_PRIOR / by_day)
    return by_week.ravel()


def age_class(age: float) -> int:
    """Which class of AGES `age` is in."""
    return bisect_right(AGES, age)


def hour_of_week(moment: float) -> int:
    """From 0 for Monday 0:00 UTC to 167."""
    return (int(moment // _HOUR) + _MONDAY) % 168


def part_of_hour(moment: float) -> int:
    """From 0 to PARTS - 1."""
    return int(moment % _HOUR * PARTS / _HOUR)


def steps(start: float, end: float, step: float) -> Iterator[tuple[float, float]]:
    """From `start` to `end` in pieces that break at every multiple of `step`."""
    while start < end:
        stop = min((math.floor(start / step) + 1) * step, end)
        yield start, stop
        start = stop
