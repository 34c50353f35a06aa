"""Sentence boundaries, by rule and cheaply; no parse is needed, and any script will do.

The title is its own sentence and a newline always ends one; a dateline is parted from what follows it. Within a
paragraph a sentence ends

- at 。！？, in scripts without spaces, with the closing quotes and brackets after it;
- at . ? ! … (or the marks of Arabic, Urdu and Hindi) with closing quotes or brackets after it, then white space, then
  something that can open a sentence; unless the full stop belongs to an abbreviation, an initial or an acronym.
"""

import re
from enum import StrEnum
from itertools import pairwise

from monitor.text.tables import parted, rows

_END = re.compile(r"[.?!…؟۔।]+[\"'”’»)\]]*(?=\s)|[。！？｡]+[」』”’）]*")
_UNSPACED_MARKS = frozenset("。！？｡")
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]*){0,3}(?:, [A-Z][\w.]*(?: [A-Z]\w*)?){0,2}"
    r"(?:, \w{3,9}\.? \d{1,2})?(?: \([A-Z]\w*\))?|\([A-Z]\w*\)) ?(?:--|[—–-]) ?(?=[\"“‘'A-Z])"
)
"""Where and by whom a report was filed, at the start of its first paragraph: "GENEVA (Reuters) - "."""

_OPENING = "\"'“‘«„([¿¡—–-"
_CLOSING_QUOTES = frozenset("\"'”’»")
_ACRONYM = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
_OPENERS = frozenset(word for (cell,) in rows(__package__, "words/sentence_openers.tsv", 1) for word in parted(cell))


class Follows(StrEnum):
    """What stands after an abbreviation, as its table says."""

    NAME = "name"
    NUMBER = "number"
    ANYTHING = "anything"


_ABBREVIATIONS = {
    word: Follows(kind) for kind, cell in rows(__package__, "words/abbreviations.tsv", 2) for word in parted(cell)
}


def split_sentences(document: str) -> tuple[tuple[int, int], ...]:
    """The (start, end) of every sentence of `document`, trimmed of white space; empty lines give none."""
    sentences: list[tuple[int, int]] = []
    start = 0
    for line in document.split("\n"):
        sentences += _split_paragraph(document, start, start + len(line))
        start += len(line) + 1
    return tuple(sentences)


def _split_paragraph(document: str, start: int, end: int) -> list[tuple[int, int]]:
    dateline = _DATELINE.match(document, start, end)
    if dateline is None:
        return _split_text(document, start, end)
    filed = _trim(document, start, dateline.end())
    return [*([filed] if filed else []), *_split_text(document, dateline.end(), end)]


def _split_text(document: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [found.end() for found in _END.finditer(document, start, end) if _ends_sentence(document, found, start, end)]
    edges = [start, *cuts, end]
    return [trimmed for left, right in pairwise(edges) if (trimmed := _trim(document, left, right))]


def _trim(document: str, start: int, end: int) -> tuple[int, int] | None:
    text = document[start:end]
    stripped = text.strip()
    if not stripped:
        return None
    start += len(text) - len(text.lstrip())
    return start, start + len(stripped)


def _ends_sentence(document: str, mark: re.Match[str], start: int, end: int) -> bool:
    if mark.group()[0] in _UNSPACED_MARKS:
        return True
    following = document[mark.end() : min(mark.end() + 40, end)].lstrip()
    if not _opens_sentence(following):
        return False
    if not mark.group().startswith(".") or mark.group()[1:2] == ".":
        return True
    quoted = not _CLOSING_QUOTES.isdisjoint(mark.group())
    return quoted or not _is_abbreviation(_word_before(document, mark.start(), start), following)


def _opens_sentence(following: str) -> bool:
    """Whether a capital, a digit or a letter of a script without case stands there, behind quotes and brackets."""
    opening = following.lstrip(_OPENING)[:1]
    return opening.isupper() or opening.isdigit() or (opening.isalpha() and not opening.islower())


def _word_before(document: str, stop: int, start: int) -> str:
    word = document[max(start, stop - 24) : stop].rsplit(maxsplit=1)
    return word[-1].lstrip(_OPENING) if word else ""


def _is_abbreviation(word: str, following: str) -> bool:
    """Whether the full stop after `word` only shortens it. "U.S. President" goes on, "in the U.S. The" does not."""
    match _ABBREVIATIONS.get(word.lower()):
        case Follows.NAME:
            return True
        case Follows.NUMBER:
            return following[:1].isdigit()
        case None if not _ACRONYM.fullmatch(word):
            return len(word) == 1 and word.isupper() and word != "I"
    return following.split(maxsplit=1)[0].strip("\"'“”‘’,").lower() not in _OPENERS
