"""The time of day and the zone in a date, as people write them."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from monitor.feeds.dates.words import words
from monitor.feeds.dates.zones import is_zone

DATE = "\n"  # stands where the date stood

_LONGEST = 14 * 60  # minutes that a zone is from UTC
_UNKNOWN_ZONE = 5  # letters: a longer word that is not known is no zone either, and the text no date
_ASIAN = re.compile(r"(\d{1,2})\s*[時时点點시](?:\s*(?:(\d{1,2})\s*[分분]?|(半)))?(?:\s*(\d{1,2})\s*[秒초])?")
_GERMAN = re.compile(r"\bam (?=\d{1,2}\.)")  # "on the", not "before noon"
_WITH_H = re.compile(r"(?<![\d:])(\d{1,2})\s?h(?:\s?(\d\d)(?!\d)(?:\s?m(?:in)?\b)?)?(?![a-z])")
_TIME = re.compile(r"(?<![\d:+\-])(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?(?![\d:])")
_DOTTED = re.compile(r"(?<![\d.+\-])(\d{1,2})\.(\d\d)(?:\.(\d\d))?(?![\d.]\d?)")
_DIGITS = re.compile(r"(?<![\d+\-])([01]\d|2[0-3])([0-5]\d)([0-5]\d)?(?!\d)")
_HOUR = re.compile(r"(?<![\d:.+\-])(\d{1,2})(?=\s*(?:[ap]\.?\s?m\b|uhr\b|hrs?\b))")
_OFFSET = re.compile(r"(?:\b(?:gmt|utc?|z))?\s*(?<![\d/])([+-])\s?(\d{1,2})(?:[:.]?(\d\d))?(?!\d)")
_REGION = re.compile(r"[a-z]+/[a-z_]+(?:/[a-z_]+)?")
_WORD = re.compile(r"[^\s\d,/:;()\[\]+|\-]+(?:-[^\W\d_]+)*")
_COMMENT = re.compile(r"\(([^()]*)\)")


class Clock(NamedTuple):
    """Time of day and zone, as far as they were written."""

    time: timedelta | None = None  # since midnight; may be 24 hours
    offset: int | None = None  # minutes east of UTC
    zone: str = ""  # by name, where no offset is written
    weekdays: frozenset[int] = frozenset()  # that the words may mean, 0 is Monday


class NoClock(ValueError):
    """What stands beside the date is no time of day, zone or weekday."""


def with_colons(text: str) -> str:
    """`text`, folded, with the times in it written by colons: of "18h30" and of "6時30分"."""
    text = _GERMAN.sub("", re.sub(r"(\d{4}):(?=\d\d:\d\d)", r"\1 ", text))
    text = _ASIAN.sub(lambda at: f" {at[1]}:{'30' if at[3] else (at[2] or '0'):0>2}:{at[4] or '0':0>2} ", text)
    return _WITH_H.sub(lambda at: f" {at[1]}:{at[2] or '00'} ", text)


def cut_time(text: str) -> tuple[str, str]:
    """`text` without the time that is written by colons, and the offset behind it; and what was cut out."""
    found = _TIME.search(text)
    if found is None:
        return text, ""
    half = re.match(r"\s*[ap]\.?\s?m\b\.?", text[found.end() :])
    end = found.end() + (half.end() if half else 0)
    offset = _OFFSET.match(text, end)
    end = offset.end() if offset else end
    return f"{text[: found.start()]} {text[end:]}", text[found.start() : end]


def read_clock(rest: str, cut: str = "") -> Clock:
    """What is written in `rest`, a text with DATE in place of its date, and in what `cut_time` cut out of it.

    Raises NoClock where there is anything else.
    """
    zone = _REGION.search(rest)
    if zone is not None and is_zone(zone[0]):
        rest = rest.replace(zone[0], " ")
    rest, time = _time(f" {rest} ", cut)
    rest, offset = _offset(rest, cut)
    before, _, behind = _COMMENT.sub(_known, rest).partition(DATE)
    timed = time is not None
    first, names = list(_names(before, timed=timed)), list(_names(behind, timed=timed))
    halves = {half for name in first + names if (half := words().halves.get(name)) is not None}
    days = [word for word in first if word in words().weekdays] + [word for word in names if not is_zone(word)]
    zones = [name for name in [*names, *first] if is_zone(name) and name not in days]
    weekdays = next((meant for word in days if (meant := words().weekdays.get(word))), {})
    name = zone[0] if zone else next(iter(zones), "")
    return Clock(_of_half(time, halves), offset, name, frozenset(weekdays))


def _known(comment: re.Match[str]) -> str:
    """A comment that says something; RFC 822 allows any."""
    word = comment[1].strip(" .")
    return f" {word} " if word in words().weekdays or is_zone(word) else " "


def _time(rest: str, cut: str) -> tuple[str, timedelta | None]:
    text = cut or rest
    for form in (_TIME,) if cut else (_DOTTED, _HOUR, _DIGITS):
        if found := form.search(text):
            given = [int(part or 0) for part in found.groups()]
            hour, minute, second = [*given, 0, 0][:3]
            if hour > 24 or minute > 59 or second > 60 or (hour == 24 and minute + second):
                raise NoClock
            after = text[found.end() :]
            rest = f"{rest} {_without_offset(after)}" if cut else f"{rest[: found.start()]} {after}"
            return rest, timedelta(hours=hour, minutes=minute, seconds=min(second, 59))
    return rest, None


def _without_offset(text: str) -> str:
    return _OFFSET.sub(" ", text, count=1)


def _offset(rest: str, cut: str) -> tuple[str, int | None]:
    """The offset behind the time, else one that stands by itself."""
    found = _OFFSET.search(_TIME.sub("", cut, count=1)) if cut else None
    if found is None:
        found = _OFFSET.search(rest)
        rest = _without_offset(rest) if found else rest
    if found is None:
        return rest, None
    minutes = int(found[2]) * 60 + int(found[3] or 0)
    if minutes > _LONGEST:
        raise NoClock
    return rest, -minutes if found[1] == "-" else minutes


def _of_half(time: timedelta | None, halves: set[int]) -> timedelta | None:
    """`time` of a clock of twelve hours, where the text says which half of the day it is."""
    if time is None or len(halves) != 1 or time >= timedelta(hours=13):
        return time
    return time % timedelta(hours=12) + timedelta(hours=12 * halves.pop())


def _names(rest: str, *, timed: bool) -> Iterator[str]:
    """The words that say something. Raises NoClock where one says nothing that is known, or numbers are left.

    Behind a time of day an unknown word may be a zone.
    """
    known = words()
    if any(letter.isdecimal() for letter in rest):
        raise NoClock
    for found in _WORD.finditer(_spelt(rest)):
        name = found[0].strip(".'’")
        if name in known.halves or name in known.weekdays or is_zone(name):
            yield name
        elif name and name not in known.fillers and not (timed and _may_be_zone(name)):
            raise NoClock


def _spelt(rest: str) -> str:
    """ "p. m." as one word."""
    return re.sub(r"\b([ap])\.?\s?m\b\.?", r"\1m", rest)


def _may_be_zone(name: str) -> bool:
    return name.isascii() and name.isalpha() and len(name) <= _UNKNOWN_ZONE
