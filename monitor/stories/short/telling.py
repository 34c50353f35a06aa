"""Which words tell one piece of news from another: numbers and days, names, and denials.

"Earthquake of magnitude 4.1 hits Arvo" and "… 5.0 hits Tarvik" are one pattern and two pieces of news.
"""

from difflib import SequenceMatcher
from functools import cache
from typing import Final, NamedTuple

from monitor.stories.short.words import words
from monitor.text.ordinary import is_ordinary
from monitor.text.tables import groups

_EVENLY: Final = 0.7  # of the longer words of a headline begin with capitals: then capitals tell nothing
_LONGER: Final = 4  # letters
_FEW: Final = 3  # words in one place that may turn a sentence round; more are a sentence put in or left out
_PATTERN: Final = 0.5  # of the words that two headlines of one pattern share, at least


class Words(NamedTuple):
    """A text in words, and which of them tell."""

    all: list[str]
    numbers: frozenset[str]
    names: frozenset[str]
    denials: frozenset[str]


def read(text: str) -> Words:
    """The words of `text`. In scripts without case every word may be a name."""
    found = words(text)
    names = (word.folded for word in found if _may_be_name(text[word.start : word.end], word.folded))
    folded = [word.folded for word in found]
    return Words(folded, _numbers(folded), frozenset(names), frozenset(folded) & _table()["denial"])


def headline(text: str, names: frozenset[str]) -> Words:
    """The words of a headline; where all begin with capitals, those are names that are so in `names`."""
    found = read(text)
    longer = [text[word.start : word.end] for word in words(text) if word.end - word.start >= _LONGER]
    if sum(word[0].isupper() for word in longer) <= _EVENLY * len(longer):
        return found
    return found._replace(names=found.names & names)


def differ(one: Words, other: Words) -> bool:
    """Whether two texts tell of different things: each has a number, or in one place a name, that the other has not,
    or one denies what the other says."""
    if one.numbers - other.numbers and other.numbers - one.numbers:
        return True
    return any(
        (one.names.intersection(left) - set(right) and other.names.intersection(right) - set(left))
        or (max(len(left), len(right)) <= _FEW and one.denials.intersection(left) ^ other.denials.intersection(right))
        for left, right in _differences(one, other)
    )


def differ_in_subject(one: Words, other: Words) -> bool:
    """Whether each has a name in one place, or a number that counts nothing (a day, time, score or price), that the
    other has not."""
    fixed, other_fixed = _fixed(one), _fixed(other)
    if fixed - other.numbers and other_fixed - one.numbers:
        return True
    return any(
        one.names.intersection(left) - set(right) and other.names.intersection(right) - set(left)
        for left, right in _differences(one, other)
    )


def are_of_one_pattern(one: Words, other: Words) -> bool:
    """Whether two headlines share so many words, in order, that what differs is what they are about."""
    return SequenceMatcher(None, one.all, other.all, autojunk=False).ratio() >= _PATTERN


def _differences(one: Words, other: Words) -> list[tuple[list[str], list[str]]]:
    """What stands in `one` and, in its place, in `other`; what one of them adds at its end or begins with is none."""
    codes = SequenceMatcher(None, one.all, other.all, autojunk=False).get_opcodes()
    inner = [code for code in codes if code[0] == "replace" or code not in (codes[0], codes[-1])]
    return [(one.all[i:k], other.all[j:m]) for tag, i, k, j, m in inner if tag != "equal"]


def _numbers(folded: list[str]) -> frozenset[str]:
    known = _table()["number"]
    return frozenset(word for word in folded if word in known or any(map(str.isdigit, word)))


def _fixed(words: Words) -> frozenset[str]:
    return frozenset(number for number in words.numbers - _table()["count"] if not number.isdigit())


def _may_be_name(written: str, folded: str) -> bool:
    if not folded or not any(map(str.isalpha, written)):
        return False
    if written.upper() == written.lower():
        return True
    return any(map(str.isupper, written)) and not is_ordinary(folded, "en")


@cache
def _table() -> dict[str, frozenset[str]]:
    return {
        kind: frozenset(word.folded for entry in entries for word in words(entry))
        for kind, entries in groups(__package__, "telling.tsv").items()
    }
