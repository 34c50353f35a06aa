"""Sentence boundaries, by rule and cheaply; no parse is needed.

The title is its own sentence and a newline always ends one; a dateline is parted from what follows it. Within a
paragraph a sentence ends at . ? ! or … with
closing quotes or brackets after it, then white space, then something that can open a sentence; unless the full stop
belongs to an abbreviation, an initial or an acronym.
"""

import re
from itertools import pairwise

_END = re.compile(r"[.?!…]+[\"'”’»)\]]*(?=\s)")
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]*){0,3}(?:, [A-Z][\w.]*(?: [A-Z]\w*)?){0,2}"
    r"(?:, \w{3,9}\.? \d{1,2})?(?: \([A-Z]\w*\))?|\([A-Z]\w*\)) ?(?:--|[—–-]) ?(?=[\"“‘'A-Z])"
)
"""Where and by whom a report was filed, at the start of its first paragraph: "GENEVA (Reuters) - "."""

_OPENING = "\"'“‘«([—–-"
_TITLES = frozenset(
    "mr mrs ms mx dr prof rev fr sr jr st gen lt col maj capt cmdr adm sgt cpl pvt brig gov sen sens rep reps pres "
    "amb hon supt insp atty dep asst messrs mt ft no nos vs v cf eg ie approx dept univ assn".split()
)
_ABBREVIATIONS = frozenset(
    "inc ltd co corp bros plc etc al jan feb mar apr jun jul aug sep sept oct nov dec est ave blvd rd a.m p.m".split()
)
_ACRONYM = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
_STARTERS = frozenset(
    "the a an this that these those he she it they we you i his her its their our my in on at for from with by as "
    "but and so yet or nor if when while after before since although though because there here what who why how "
    "where which however meanwhile according last next both some many most all no not one two to earlier later".split()
)


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
    following = document[mark.end() : min(mark.end() + 40, end)].lstrip()
    opening = following.lstrip(_OPENING)[:1]
    if not (opening.isupper() or opening.isdigit() or (opening.isalpha() and not opening.islower())):
        return False
    if not mark.group().startswith(".") or (len(mark.group()) > 1 and mark.group()[1] == "."):
        return True
    return not _is_abbreviation(_word_before(document, mark.start(), start), following)


def _word_before(document: str, stop: int, start: int) -> str:
    word = document[max(start, stop - 24) : stop].rsplit(maxsplit=1)
    return word[-1].lstrip(_OPENING) if word else ""


def _is_abbreviation(word: str, following: str) -> bool:
    """Whether the full stop after `word` only shortens it. "U.S. President" goes on, "in the U.S. The" does not."""
    lowered = word.lower()
    if lowered in _TITLES:
        return True
    if lowered in _ABBREVIATIONS or _ACRONYM.fullmatch(word):
        return following.split(maxsplit=1)[0].strip("\"'“”‘’,").lower() not in _STARTERS
    return len(word) == 1 and word.isupper() and word != "I"
