"""The terms of a text by which stories are told apart, and how often each occurs.

Five kinds, compared apart: words, words that begin with a capital within a sentence, words of the first lines, numbers,
and names of months and days. Words are cut to their first letters, which does for any language with endings what a
stemmer does for one (McNamee and Mayfield 2004: Character n-gram tokenization for European language text retrieval).
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice
from typing import Final, NamedTuple
from zlib import crc32

import numpy as np

from monitor.stories.joining.background import Commonness
from monitor.stories.joining.vector import Vector
from monitor.text.fold import fold
from monitor.text.tables import groups

KINDS: Final = ("word", "name", "lead", "number", "date")
_SHARES: Final = np.array([1, 0.75, 0.6, 0.7, 0.4], np.float32)  # of the kinds, in this order
_KEPT: Final = 160  # terms of a text, the heaviest
_STEM: Final = 6  # letters
_LEAD: Final = 45  # words, title included
_READ: Final = 1_500  # words of a text
_LENGTH: Final = 16_000  # characters of a text

_HASHED: Final = (1 << 28) - 1
_WORD, _NAME, _LEADING, _NUMBER, _DATE = (kind << 28 for kind in range(len(KINDS)))
_URL: Final = re.compile(r"\S*(?:www\.|https?:|\.com\b)\S*", re.IGNORECASE)
_TOKEN: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+(?:[.,:]\d+)*|[.!?:`\"“\n]")


class _Token(NamedTuple):
    """A word, as the kinds of terms count it; 0 where it is no such term."""

    word: int = 0
    name: int = 0
    number: int = 0
    date: int = 0
    ends: bool = False  # what stands behind may begin a sentence


def vector_of(document: str, commonness: Commonness) -> Vector:
    """The vector of a title and a text on lines of their own, of length 1; empty where nothing in them tells."""
    return _weighed(occurrences(document), commonness)


def occurrences(document: str) -> list[Counter[int]]:
    """How often each term of a title and a text occurs, by kind."""
    words, names, leading, numbers, dates = (Counter[int]() for _ in KINDS)
    read, begins = 0, True
    for word, name, number, date, ends in _tokens(document[:_LENGTH]):
        if ends:
            begins = True
            continue
        read += 1
        if word:
            words[word] += 1
            if read <= _LEAD:
                leading[word | _LEADING] += 1
            if name and not begins:
                names[name] += 1
            elif number:
                numbers[number] += 1
        elif date:
            dates[date] += 1
        begins = False
    return [words, names, leading, numbers, dates]


def words_of(text: str) -> Iterator[tuple[str, int]]:
    """The words of `text` as they are written, each with its term."""
    for written in _TOKEN.findall(text):
        if term := _token(written).word:
            yield written, term


def _weighed(counted: list[Counter[int]], commonness: Commonness) -> Vector:
    """(1 + ln of occurrences) × rarity, each kind of length 1, then their shares."""
    terms, weights = [], []
    for counts, share in zip(counted, _SHARES, strict=True):
        if not counts:
            continue
        found = np.fromiter(counts.keys(), np.uint32, len(counts))
        often = np.fromiter(counts.values(), np.float32, len(counts))
        weight = (1 + np.log(often)) * commonness.rarity(found)
        length = np.sqrt(weight @ weight)
        if length:
            terms.append(found)
            weights.append(weight * (np.sqrt(share) / length))
    if not terms:
        return Vector(np.empty(0, np.uint32), np.empty(0, np.float32))
    together, weight = np.concatenate(terms), np.concatenate(weights).astype(np.float32)
    order = np.argsort(together)
    return Vector(together[order], weight[order]).heaviest(_KEPT).normalised()


def _tokens(document: str) -> Iterator[_Token]:
    if "www." in document or "http" in document or ".com" in document:
        document = _URL.sub(" ", document)
    return islice(map(_token, _TOKEN.findall(document)), _READ)


@lru_cache(200_000)
def _token(written: str) -> _Token:
    first = written[0]
    if first.isdigit():
        number = _hashed(written.replace(",", ""))
        return _Token(word=number | _WORD, number=number | _NUMBER)
    if not first.isalpha():
        return _Token(ends=True)
    folded = fold(written).text.replace("’", "'").removesuffix("'s")
    if folded in _listed()["date"] and first.isupper():
        return _Token(date=_hashed(folded[:3]) | _DATE)
    if len(folded) < 2 or folded in _listed()["stop"]:
        return _Token()
    name = _hashed("'" + folded) | _NAME if first.isupper() else 0
    return _Token(word=_hashed(folded[:_STEM]) | _WORD, name=name)


def _hashed(term: str) -> int:
    return (crc32(term.encode("utf-8", "surrogatepass")) & _HASHED) or 1


@cache
def _listed() -> dict[str, frozenset[str]]:
    return {kind: frozenset(entries) for kind, entries in groups(__package__, "terms.tsv").items()}
