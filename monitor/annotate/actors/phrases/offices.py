"""Offices named in words: "the Russian president", "President of France", "NATO chief"."""

from collections.abc import Sequence
from functools import cache

from monitor.annotate.gazetteer.rows import parted, rows

_LONGEST = 5


@cache
def _offices() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Words → the offices that they can name."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for office, cell in rows("office_words.tsv", 2):
        for words in parted(cell):
            key = tuple(words.split())
            found[key] = (*found.get(key, ()), office)
    return found


@cache
def _first_words() -> frozenset[str]:
    return frozenset(words[0] for words in _offices())


def office_at(words: Sequence[str], start: int) -> tuple[tuple[str, ...], int] | None:
    """The offices that the longest phrase beginning at `start` of `words` (lower case) can name, and where it ends."""
    if start >= len(words) or words[start] not in _first_words():
        return None
    known = _offices()
    for end in range(min(len(words), start + _LONGEST), start, -1):
        if offices := known.get(tuple(words[start:end])):
            return offices, end
    return None
