"""The words that dates are written with: months, weekdays, halves of the day, and those that say nothing.

`words.tsv` is made from the Unicode CLDR (`benchmarks/training/date_words.py`), `more_words.tsv` is written by hand.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from monitor.text.tables import rows

_FORMATS = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_ARTICLE = re.compile(r"(?:d['’]|de )")

Meanings = Mapping[int, frozenset[str]]  # languages by what the word means in them


class Words(NamedTuple):
    """All words, folded as `folded` does."""

    months: Mapping[str, Meanings]
    weekdays: Mapping[str, Meanings]
    halves: Mapping[str, int]  # of the day: 0 before noon, 1 after
    fillers: frozenset[str]


def folded(text: str) -> str:
    """`text` in small letters, without accents, formatting characters and variants of digits and signs."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", _FORMATS.sub("", text).casefold())
    return unicodedata.normalize("NFC", "".join(map(_letter, apart)))


def _letter(letter: str) -> str:
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    if letter in "\u2010\u2011\u2012\u2013\u2014\u2212":
        return "-"
    if letter in "\u060c\u3001":
        return ","
    return "" if unicodedata.category(letter) == "Mn" and not _is_vowel(letter) else letter


def _is_vowel(letter: str) -> bool:
    """Whether a mark is a letter of its own: those of the scripts of South and South-East Asia are."""
    return "\u0900" <= letter <= "\u109f"


@cache
def words() -> Words:
    """The words of both tables."""
    found: dict[str, dict[str, dict[int, set[str]]]] = {"month": {}, "weekday": {}, "half": {}, "filler": {}}
    for table in ("words.tsv", "more_words.tsv"):
        for kind, number, word, languages in rows("monitor.feeds.dates", table, 4):
            name = _ARTICLE.sub("", folded(word), count=1).strip(" .")
            found[kind].setdefault(name, {}).setdefault(int(number or 0), set()).update(languages.split())
    parts = {part: {0: set[str]()} for name in found["weekday"] for part in name.split() if " " in name}
    found["filler"] = {**parts, **found["filler"]}
    months, weekdays, halves, fillers = (
        {name: {number: frozenset(of) for number, of in meant.items()} for name, meant in found[kind].items()}
        for kind in ("month", "weekday", "half", "filler")
    )
    return Words(months, weekdays, {name: min(meant) for name, meant in halves.items()}, frozenset(fillers))
