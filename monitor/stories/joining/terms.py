"""The terms of a text by which stories are told apart, and how often each occurs.

Six kinds, compared apart: words, words that begin with a capital within a sentence, words of the first lines, numbers,
names of months and days, and words of the title. Words are cut to their first letters, which does for any language with
endings what a stemmer does for one (McNamee and Mayfield 2004: Character n-gram tokenization for European language text
retrieval).
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
from monitor.stories.joining.vector import Terms, Vector
from monitor.text.fold import fold
from monitor.text.tables import alternatives, groups

WORD, NAME, LEAD, NUMBER, DATE, TITLE = range(6)  # kinds
_SHARES: Final = np.array([1, 0.75, 0.6, 0.7, 0.4, 0.3], np.float32)  # of the kinds, in this order
_KEPT: Final = 160  # terms of a text, the heaviest
_STEM: Final = 6  # letters
_LEAD: Final = 45  # words, title included
_READ: Final = 1_500  # words of a text
_LENGTH: Final = 16_000  # characters of a text

_KIND: Final = 28  # bits below that which tells the kind
_HASHED: Final = (1 << _KIND) - 1
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
    words, names, leading, numbers, dates, titles = (Counter[int]() for _ in _SHARES)
    read, begins, title = 0, True, len(document.partition("\n")[0].split())
    for word, name, number, date, ends in _tokens(document[:_LENGTH]):
        if ends:
            begins = True
            continue
        read += 1
        if word:
            words[word] += 1
            if read <= title:
                titles[word | TITLE << _KIND] += 1
            if read <= _LEAD:
                leading[word | LEAD << _KIND] += 1
            if name and not begins:
                names[name] += 1
            elif number:
                numbers[number] += 1
        elif date:
            dates[date] += 1
        begins = False
    return [words, names, leading, numbers, dates, titles]


def may_round_up(title: str) -> bool:
    """Whether a headline reads like one over several stories: "Good morning: five things to know"."""
    return bool(_roundups().search(title))


def words_of(text: str) -> Iterator[tuple[str, int]]:
    """The words of `text` as they are written, each with its term."""
    for written in _TOKEN.findall(text):
        if term := _token(written).word:
            yield written, term


def kinds_of(terms: Terms) -> Terms:
    """The kind of each of `terms`."""
    return terms >> np.uint32(_KIND)


def _weighed(counted: list[Counter[int]], commonness: Commonness) -> Vector:
    """(1 + ln of occurrences) × rarity, each kind of length 1, then their shares."""
    terms, weights = [], []
    for counts, share in zip(counted, _SHARES, strict=True):
        if not counts:
            continue
        found = np.fromiter(counts.keys(), np.uint32, len(counts))
        often = np.fromiter(counts.values(), np.float32, len(counts))
        weight = (1 + np.log(often)) * commonness.rarity(found)
        told = float(weight @ weight)
        if told:
            terms.append(found)
            weights.append(weight * np.sqrt(share / told))
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
        return _Token(word=number | WORD << _KIND, number=number | NUMBER << _KIND)
    if not first.isalpha():
        return _Token(ends=True)
    folded = fold(written).text.replace("’", "'").removesuffix("'s")
    if folded in _listed()["date"] and first.isupper():
        return _Token(date=_hashed(folded[:3]) | DATE << _KIND)
    if len(folded) < 2 or folded in _listed()["stop"]:
        return _Token()
    name = _hashed("'" + folded) | NAME << _KIND if first.isupper() else 0
    return _Token(word=_hashed(folded[:_STEM]) | WORD << _KIND, name=name)


def _hashed(term: str) -> int:
    return (crc32(term.encode("utf-8", "surrogatepass")) & _HASHED) or 1


@cache
def _roundups() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(tuple(map(re.escape, sorted(_listed()['roundup']))))}\b", re.IGNORECASE)


@cache
def _listed() -> dict[str, frozenset[str]]:
    return {kind: frozenset(entries) for kind, entries in groups(__package__, "terms.tsv").items()}
