"""The words for actors without a proper name: which PLOVER sector a noun names."""

from collections.abc import Sequence
from functools import cache

from monitor.annotate.gazetteer.rows import parted, rows
from monitor.annotate.lexicon.words import words_of
from monitor.text.inflection import singular

UNKNOWN = "UNK"

_LONGEST = 5
_NOBODY_IN_PARTICULAR = words_of("actors", "unspecific")


@cache
def _sectors() -> dict[str, str]:
    found: dict[str, str] = {}
    for sector, cell in rows("roles.tsv", 2):
        for role in parted(cell):
            found.setdefault(role, sector)
    return found


def sector_ending(words: Sequence[str], end: int) -> tuple[str, int] | None:
    """The sector of the longest role that ends before `end` of `words` (lower case), and the word where it begins."""
    known = _sectors()
    for start in range(max(0, end - _LONGEST), end):
        role = " ".join(words[start:end])
        last = words[end - 1]
        one = " ".join([*words[start : end - 1], singular(last)])
        sector = known.get(role) or known.get(one)
        if sector:
            return sector, start
    return None


def is_unspecific(word: str) -> bool:
    """Whether a word says of nobody what they are: men, he, a group."""
    return word in _NOBODY_IN_PARTICULAR
