"""What of a short item is the story's own: without labels, datelines, agency marks, invitations and publishers' names.

Only for comparing: what is cut off here still stands in the article, and watches look at it.
"""

import re
from functools import cache
from typing import Final, NamedTuple

from monitor.records import Article
from monitor.stories.short.words import Word, words
from monitor.text.tables import alternatives, groups

_SEPARATOR: Final = re.compile(r"\s+(?:[-–—|·•»]|::)\s+|\s*[|｜]\s*")
_LEADING: Final = re.compile(r"\s*(\w[^:|\n]{1,40}?)(?::\s+|\s+[-–—|]\s+)")
_DATELINE: Final = re.compile(r"\s*([^\n]{1,70}?)\s*(?:(?<=\s)(?:--|[-–])\s|—\s*|:\s|(?<=[\])])\s)\s*")
_MARK: Final = re.compile(r"[(\[]\s*(\w[^()\[\]\n]{1,29})[)\]]\s*$")
_ELLIPSIS: Final = re.compile(r"\s*(?:[\[(]\s*(?:…|\.{2,})\s*[\])]|…|\.{3,}|[>»›→*|]+)\s*$")
_DOMAIN: Final = re.compile(r"\S+\.[a-z]{2,}$", re.IGNORECASE)

_HEAD_BEFORE_PUBLISHER: Final = 2  # words of a headline, at least, before a name that is a publisher's for certain
_HEAD_BEFORE_NAME: Final = 5  # before one that may be a publisher's
_NAME_WORDS: Final = 4  # of a name that may be a publisher's, at most
_SUFFIXES: Final = 3  # names and sections behind a headline, at most
_NAMES: Final = 120  # characters in which one stands
_LEADS: Final = 120  # characters in which a dateline stands
_ENDINGS: Final = 4  # things behind a text, at most
_ENDS: Final = 400  # characters in which they stand


class OwnWords(NamedTuple):
    """Where the story's own words stand in `Article.document`."""

    title: tuple[int, int]
    text: tuple[int, int]
    suffix: str  # behind the headline, where it may as well be a place or a section as a publisher


def own_words(article: Article) -> OwnWords:
    """The story's own words of `article`."""
    start, end, suffix = own_title(article)
    return OwnWords((start, end), _own_text(article, words(article.title, start, end)), suffix)


def own_title(article: Article) -> tuple[int, int, str]:
    """Where the own words of the headline stand, and the suffix."""
    title = article.title
    label = _labels().match(title)
    start = label.end() if label and label.end() < len(title) else 0
    start = _behind_publisher(title, start, article.publisher)
    end, unsure = len(title), ""
    for _ in range(_SUFFIXES):
        separators = list(_SEPARATOR.finditer(title, max(start, end - _NAMES), end))
        if not separators:
            break
        last = separators[-1]
        suffix, head = title[last.end() : end], words(title, start, last.start())
        if _is_publisher(suffix, article.publisher) and len(head) >= _HEAD_BEFORE_PUBLISHER:
            unsure = ""
        elif _may_be_publisher(suffix) and len(head) >= _HEAD_BEFORE_NAME:
            unsure = unsure or suffix
        else:
            break
        end = last.start()
    return start, end, unsure


def _behind_publisher(title: str, start: int, publisher: str) -> int:
    """Behind a publisher's name before the headline, which stands there rarely and so must be nothing but that."""
    found = _LEADING.match(title, start)
    if not found or len(words(title, found.end())) < _HEAD_BEFORE_PUBLISHER:
        return start
    named = set(_folded(found[1])) - {"the"}
    return found.end() if named <= _publishers() or _has_name(found[1], publisher) else start


def _is_publisher(name: str, publisher: str) -> bool:
    """Whether `name` is this publisher's, a domain, or has a word that publishers have."""
    if _has_name(name, publisher) or _DOMAIN.match(name):
        return True
    folded = _folded(name)
    names_one = not _publishers().isdisjoint(folded) or "".join(folded).endswith(_caseless())
    return names_one and not name[0].islower()


def _has_name(name: str, publisher: str) -> bool:
    """Whether `name` is that of the article's own publisher: part of its host, or most of it is what it is called."""
    joined, known = "".join(_folded(name)), "".join(_folded(publisher))
    is_most = 2 * len(known) >= len(joined) and known in joined
    return min(len(joined), len(known)) > 2 and (joined in known or is_most)


def _may_be_publisher(name: str) -> bool:
    return 0 < len(name.split()) <= _NAME_WORDS and len(name) <= 40 and _is_capitalised(name)


def _is_capitalised(name: str) -> bool:
    """Whether the first and every longer word begins with a capital, a digit, or a letter of a script without case."""
    return not name[:1].islower() and all(not word[0].islower() for word in name.split() if len(word) > 3)


def _own_text(article: Article, title: list[Word]) -> tuple[int, int]:
    document = article.document
    start, end = len(article.title) + 1, len(document)
    end = _without_endings(document, max(start, end - _ENDS), end)
    start = _behind_title(document, start, end, title)
    return min(_behind_dateline(document, start, end), end), end


def _without_endings(document: str, start: int, end: int) -> int:
    for _ in range(_ENDINGS):
        cut = _ending(document, start, end)
        if cut == end:
            break
        end = cut
    return end


def _ending(document: str, start: int, end: int) -> int:
    """Where the last thing behind the text begins; `end` where there is none."""
    if found := _endings().search(document, start, end):
        return found.start()
    if found := _ELLIPSIS.search(document, start, end):
        return _without_half_word(document, start, found)
    mark = _MARK.search(document[start:end])
    if mark and _is_agency(mark[1]):
        return start + mark.start()
    return start + len(document[start:end].rstrip())


def _without_half_word(document: str, start: int, ellipsis: re.Match[str]) -> int:
    """A text that is cut right behind a letter may be cut within its last word."""
    begin = ellipsis.start()
    if ellipsis.group().strip()[0] not in "….[(" or not document[begin - 1 : begin].isalpha():
        return begin
    if ellipsis.group()[0].isspace():
        return begin
    space = document.rfind(" ", start, begin)
    return begin if space < 0 else space


def _behind_title(document: str, start: int, end: int, title: list[Word]) -> int:
    """Behind the headline where the text begins by saying it again, and behind the publisher's name if nothing else
    follows."""
    if not title:
        return start
    text = words(document, start, min(end, start + 2 * (title[-1].end - title[0].start) + 20))
    if [word.folded for word in text[: len(title)]] != [word.folded for word in title]:
        return start
    rest = document[text[len(title) - 1].end : end].strip()
    if len(rest.split()) <= _NAME_WORDS and _is_capitalised(rest):
        return end
    return text[len(title) - 1].end


def _behind_dateline(document: str, start: int, end: int) -> int:
    found = _DATELINE.match(document, start, min(end, start + _LEADS))
    if not found:
        return start
    lead = found[1]
    mark = _MARK.search(lead)
    place = (lead[: mark.start()] if mark else lead).strip(" ,")
    if not place:
        return found.end() if mark else start
    town, _, rest = place.partition(",")
    if len(town.split()) > _NAME_WORDS or len(rest) > 30:
        return start
    shouted = town == town.upper() != town.lower()
    return found.end() if shouted or (mark and _is_capitalised(place)) or _is_agency(place) else start


def _is_agency(name: str) -> bool:
    folded = _folded(name)
    return 0 < len(folded) <= _NAME_WORDS and not _publishers().isdisjoint(folded)


def _folded(name: str) -> list[str]:
    return [word.folded for word in words(name)]


@cache
def _table() -> dict[str, tuple[str, ...]]:
    return groups(__package__, "own_words.tsv")


@cache
def _publishers() -> frozenset[str]:
    return frozenset("".join(_folded(name)) for name in _table()["publisher"])


@cache
def _caseless() -> tuple[str, ...]:
    """Words of scripts without spaces, which stand at the end of a name."""
    return tuple(name for name in _publishers() if name.upper() == name.lower())


@cache
def _labels() -> re.Pattern[str]:
    label = alternatives(tuple(map(re.escape, _table()["label"])))
    return re.compile(rf"\s*(?:[\[(]\s*{label}\s*\d*\s*[\])]\s*[-–—:|]?|{label}\s*\d*\s*[-–—:|!])\s*", re.IGNORECASE)


@cache
def _endings() -> re.Pattern[str]:
    phrases = alternatives(tuple(re.escape(phrase).replace(r"\*", ".{1,300}") for phrase in _table()["ending"]))
    return re.compile(rf"[\s(\[.…>»›→|-]*\b{phrases}[\s.…>»›→!\])|]*$", re.IGNORECASE)
