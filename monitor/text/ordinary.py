"""Words that are no names as a rule: in a headline all in capitals nothing else tells US, WHO or MAY from words."""

from collections import defaultdict
from enum import StrEnum
from functools import cache

from monitor.text.language_range import primary
from monitor.text.tables import parted, rows

_ENGLISH = "en"


class Kind(StrEnum):
    """Why a word is in the table."""

    HEADLINE = "headline"
    ABBREVIATION = "abbreviation"
    SHORT = "short"
    FUNCTION = "function"


def is_ordinary(word: str, language: str) -> bool:
    """Whether the folded `word` is an ordinary word in texts of `language` (BCP 47); English where we know none.

    An abbreviation is none: GDP in capitals is GDP.
    """
    known = _by_language()
    return word in known.get(primary(language), known[_ENGLISH])


@cache
def headline_words() -> frozenset[str]:
    """The English words and abbreviations that are no names where a headline is all in capitals, in small letters."""
    kinds = (Kind.HEADLINE, Kind.ABBREVIATION)
    return frozenset(word for _, kind, words in _table() if kind in kinds for word in words)


@cache
def function_words(language: str) -> frozenset[str]:
    """The articles, pronouns, prepositions and the like of `language` (BCP 47), folded; none where we know none."""
    rows_of = (words for code, kind, words in _table() if kind is Kind.FUNCTION and code == primary(language))
    return frozenset(word for words in rows_of for word in words)


@cache
def _by_language() -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for language, kind, words in _table():
        found[language].update(() if kind is Kind.ABBREVIATION else words)
    return {language: frozenset(words) for language, words in found.items()}


def _table() -> list[tuple[str, Kind, list[str]]]:
    table = rows(__package__, "words/ordinary.tsv", 3)
    return [(language, Kind(kind), parted(cell)) for language, kind, cell in table]
