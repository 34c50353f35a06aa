"""A date of any other form, taken apart: every reading that it has.

Numbers and words must make a whole date and nothing beside it: a text that holds anything else is none. Which order
numbers have ("11/12/2026") and which month a word means in which language is left open here: `decide` knows the feed.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from monitor.feeds.dates.clock import DATE, Clock, NoClock, cut_time, read_clock, with_colons
from monitor.feeds.dates.named import named
from monitor.feeds.dates.place import DMY, MDY, YMD
from monitor.feeds.dates.words import folded

LONGEST = 100  # characters of a date

_EPOCH = re.compile(r"(\d{9,10})(?:\.\d+)?|(\d{12,13})|(\d{15,16})")
_COMPACT = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)(?:[t ]?(\d\d)(\d\d)(\d\d)?(?:[.,]\d+)?)?(?!\d)")
_OF_WEEK = re.compile(r"\d{4}-?w\d\d-?\d(?!\d)")
_OF_YEAR = re.compile(r"\d{4}-\d{3}(?!\d)")
_ERA = re.compile(folded("(令和|平成|民國|民国)") + r"\s*(\d+)\s*年")
_ERAS = {folded("令和"): 2018, folded("平成"): 1988, folded("民國"): 1911, folded("民国"): 1911}
_YEAR_FIRST = re.compile(
    r"(?<!\d)(\d{4})\s*[-/.年년]\s*(\d{1,2})\s*[-/.月월]\s*(\d{1,2})(?!\d)(?:\s*[日일号號]|\.(?!\d))?"
)
_YEAR_LAST = re.compile(r"(?<![\d:.])(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d\d)(?![\d:])\.?")
_YEARS = range(1000, 9000)  # in others a zone may lead out of the calendar
_BUDDHIST = range(2530, 2650)  # years of the Thai calendar that are years of ours less 543


class Reading(NamedTuple):
    """One meaning of a date."""

    local: datetime  # as written, without a zone
    offset: int | None = None  # minutes east of UTC
    zone: str = ""  # by name, where no offset is written
    timed: bool = True  # a time of day is written
    order: str = ""  # of its numbers, where they alone make the date
    languages: frozenset[str] = frozenset()  # in which its words mean this; none: in all


class _Day(NamedTuple):
    year: int
    month: int
    day: int
    order: str = ""
    languages: frozenset[str] = frozenset()


@lru_cache(maxsize=5_000)  # the same dates come at every poll
def readings(text: str) -> tuple[Reading, ...]:
    """All readings of `text`; none where it is no date."""
    text = " ".join(folded(text[: LONGEST + 1]).split())
    if not text or len(text) > LONGEST:
        return ()
    try:
        if found := _EPOCH.fullmatch(text):
            return _since_1970(*found.groups())
        return tuple(_readings(text))
    except (NoClock, ValueError, OverflowError):
        return ()


def _since_1970(seconds: str | None, milli: str | None, micro: str | None) -> tuple[Reading, ...]:
    """A count since 1970; of twelve figures, which may be a date as well, only one that is none."""
    if milli and len(milli) == 12 and _COMPACT.fullmatch(milli):
        return tuple(_readings(milli))
    count = int(seconds) if seconds else int(milli) / 1e3 if milli else int(micro or 0) / 1e6
    return (Reading(datetime(1970, 1, 1) + timedelta(seconds=int(count)), 0),)  # noqa: DTZ001 - as written, in UTC


def _readings(text: str) -> Iterator[Reading]:
    text = _ERA.sub(lambda at: f"{_ERAS[at[1]] + int(at[2])}年", text)
    if found := _COMPACT.match(text):
        days = [_Day(int(found[1]), int(found[2]), int(found[3]))]
        rest, cut = cut_time(text[found.end() :])
        cut = f"{found[4]}:{found[5]}:{found[6] or '00'}" if found[4] else cut
        yield from _timed(days, read_clock(DATE + rest, cut))
        return
    if day := _counted(text):
        rest, cut = cut_time(re.sub(r"^[\dw-]*", "", text))
        yield from _timed([day], read_clock(DATE + _joined(rest), cut))
        return
    text, cut = cut_time(_joined(with_colons(text)))
    days, rest = _days(text)
    yield from _timed(days, read_clock(rest, cut))


def _joined(text: str) -> str:
    """`text` without the T between date and time."""
    return re.sub(r"(?<=\d)t(?=\s|\d|$)|^t(?=\d|\s)", " ", text)


def _counted(text: str) -> _Day | None:
    """ISO 8601: the day of a week ("2026-W48-6") or of a year ("2026-332")."""
    if found := _OF_WEEK.match(text):
        day = datetime.fromisoformat(found[0].upper())
    elif found := _OF_YEAR.match(text):
        day = datetime.strptime(found[0], "%Y-%j")  # noqa: DTZ007
    else:
        return None
    return _Day(day.year, day.month, day.day)


def _days(text: str) -> tuple[list[_Day], str]:
    """The days that the date in `text` may mean, and what else stands there."""
    found = _YEAR_FIRST.search(text)
    if found:
        return [_Day(int(found[1]), int(found[2]), int(found[3]))], _around(text, found)
    found = _YEAR_LAST.search(text)
    if found and len(found[4]) == 4:
        return _ordered(found), _around(text, found)
    if spelt := named(text):
        return [_Day(each.year, each.month, each.day, "", each.languages) for each in spelt.days], spelt.rest
    return (_ordered(found), _around(text, found)) if found else ([], text)


def _around(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]}{DATE}{text[found.end() :]}"


def _ordered(found: re.Match[str]) -> list[_Day]:
    first, second, last = int(found[1]), int(found[3]), int(found[4])
    year = last if len(found[4]) == 4 else 2000 + last
    days = [_Day(year, second, first, DMY)]
    if found[2] != ".":
        days.append(_Day(year, first, second, MDY))
    if len(found[4]) == 2 and len(found[1]) == 2:
        days.append(_Day(2000 + first, second, last, YMD))
    return days


def _timed(days: list[_Day], clock: Clock) -> Iterator[Reading]:
    """The readings that a calendar has; where the weekday is that of some, they are meant."""
    found = [reading for day in days if (reading := _reading(day, clock)) is not None]
    fitting = [reading for reading in found if reading.local.weekday() in clock.weekdays]
    yield from fitting or found


def _reading(day: _Day, clock: Clock) -> Reading | None:
    year = day.year - 543 if day.year in _BUDDHIST else day.year
    if year not in _YEARS:
        return None
    try:
        local = datetime(year, day.month, day.day)  # noqa: DTZ001 - as written
    except ValueError:
        return None
    timed = clock.time is not None
    return Reading(local + (clock.time or timedelta(0)), clock.offset, clock.zone, timed, day.order, day.languages)
