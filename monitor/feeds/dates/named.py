"""A date whose month is a word: "28 November 2026", "sab, 28 ott 2023", "2026. gada 28. novembris"."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from monitor.feeds.dates.clock import DATE
from monitor.feeds.dates.words import Meanings, words
from monitor.feeds.dates.zones import is_zone

_WORD = r"[^\s\d,/:;()\[\]+|\-.]+"
_TOKEN = re.compile(
    rf"(\d+)(?:(?:st|nd|rd|th|er|re|eme|e|o|a|-?го|ος|η)\b)?\.?|{_WORD}(?:\.{_WORD})*\.?"
)  # a number with the ending of an ordinal, or a word
_VIETNAMESE = re.compile(r"(?:thang|thg)\s*(\d{1,2})(?!\d)")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_PREFIX = "ב"  # "in" of Hebrew, written with the month


class NamedDay(NamedTuple):
    """One meaning of the date."""

    year: int
    month: int
    day: int
    languages: frozenset[str]  # in which the word means this month; none: in all that have it


class Spelt(NamedTuple):
    """The meanings of a date, and what else stands in its text."""

    days: list[NamedDay]
    rest: str


class _Token(NamedTuple):
    text: str
    number: str  # "" for a word
    start: int
    end: int


def named(text: str) -> Spelt | None:
    """The date in `text`, folded and without its time; None where no month is named, or no day and year with it."""
    text = _VIETNAMESE.sub(lambda at: f" {_MONTHS[(int(at[1]) - 1) % 12]} ", text)
    tokens = _tokens(text)
    months = [(at, meant) for at, token in enumerate(tokens) if (meant := _months(token))]
    if len(months) > 1:  # "mar 24 nov": the first is a weekday; "awst" is August in Welsh
        months = [(at, meant) for at, meant in months if not _is_other(tokens[at].text)] or months
    if len({tokens[at].text for at, _ in months}) != 1:
        return None
    at, meant = months[0]
    numbers = [token for token in tokens if token.number or token is tokens[at]]  # a zone may stand before the year
    used = _day_and_year(numbers, numbers.index(tokens[at]))
    if used is None:
        return None
    day, year = used
    return Spelt(_days(meant, int(day.number), _year(year.number)), _rest(text, [tokens[at], day, year]))


def _is_other(word: str) -> bool:
    """Whether a word that is a month in some language may be a weekday or a zone."""
    return word in words().weekdays or is_zone(word)


def _tokens(text: str) -> list[_Token]:
    """Numbers and words, without fillers; a month of two words is one."""
    tokens: list[_Token] = []
    for at in _TOKEN.finditer(text):
        token = _Token(at[0].strip(" .'’"), at[1] or "", at.start(), at.end())
        if tokens and f"{tokens[-1].text} {token.text}" in words().months:
            first = tokens.pop()
            token = _Token(f"{first.text} {token.text}", "", first.start, token.end)
        if token.number or token.text not in words().fillers or token.text in words().months:
            tokens.append(token)
    return tokens


def _months(token: _Token) -> Meanings:
    if token.number:
        return {}
    name = re.sub(r"^d['’]", "", token.text)
    return words().months.get(name) or words().months.get(name.removeprefix(_PREFIX), {})


def _day_and_year(tokens: Sequence[_Token], month: int) -> tuple[_Token, _Token] | None:
    """Day and year around the month: D M Y, M D Y, Y M D and Y D M."""
    around = [tokens[at] if 0 <= at < len(tokens) else _NONE for at in range(month - 2, month + 3)]
    before_last, before, _, after, after_next = around
    if _is_day(before) and _is_year(after):
        return before, after
    if _is_long_year(before) and _is_day(after):
        return after, before
    if _is_day(after) and _is_long_year(after_next):
        return after, after_next
    return (before, before_last) if _is_day(before) and _is_long_year(before_last) else None


_NONE = _Token("", "", 0, 0)


def _is_day(token: _Token) -> bool:
    return 0 < len(token.number) < 3


def _is_long_year(token: _Token) -> bool:
    return len(token.number) == 4


def _is_year(token: _Token) -> bool:
    return len(token.number) in (2, 4)


def _year(number: str) -> int:
    return int(number) if len(number) == 4 else 2000 + int(number)


def _days(meant: Meanings, day: int, year: int) -> list[NamedDay]:
    """A day for each month that the word means."""
    sure = len(meant) == 1
    return [NamedDay(year, month, day, frozenset() if sure else of) for month, of in meant.items()]


def _rest(text: str, used: list[_Token]) -> str:
    """`text` with DATE in place of the tokens `used`."""
    first, *others = sorted(used, key=lambda token: token.start)
    for token in reversed(others):
        text = f"{text[: token.start]} {text[token.end :]}"
    return f"{text[: first.start]}{DATE}{text[first.end :]}"
