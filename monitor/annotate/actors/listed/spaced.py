"""Names in languages that part words: whole words, longest names first from the left.

Words of Korean have particles behind a name, those of Arabic and Hebrew letters before it; German joins names to other
words by a hyphen (US-Präsident).
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from monitor.annotate.actors.listed.abroad import SMALL, Known
from monitor.annotate.actors.listed.bearers import is_somebody_elses
from monitor.annotate.gazetteer.directory import Directory
from monitor.annotate.gazetteer.spelling import folded_key
from monitor.annotate.lexicon.words import words_of
from monitor.records import EntityType, Mention

_WORD = re.compile(r"\w+(?:[-.\"״]\w+)*")
_ARTICLE_BEFORE = re.compile(r"(?:^|[^\w])(?:(?:[وبكف]?ال|[وف]?لل)\w+|\w{2,}(?:ه|ها|هم)) $")
"""A noun with the article, or one that is somebody's: المصري is many a surname elsewhere."""
_NEAR = 30  # characters looked at
_LONGEST = 5
_LONGEST_BEFORE = 5
_REASON = "gazetteer"
_HANGUL = re.compile(r"[가-힣]+")
_PARTICLES = words_of("actors", "korean_particles")
_OFFICES = words_of("actors", "korean_behind")
"""What Korean joins to the name of a country: its army, its government."""

Names = Mapping[str, Known | None]


def find_in_words(document: str, names: Names, on: date, directory: Directory) -> Iterator[Mention]:
    """The mentions in a document whose words are parted by spaces."""
    spans = [found.span() for found in _WORD.finditer(document)]
    at = 0
    while at < len(spans):
        size = 1
        for longer in range(min(_LONGEST, len(spans) - at), 0, -1):
            mention = _mention(document, spans[at][0], spans[at + longer - 1][1], names, on, directory)
            if mention is not None:
                size = longer
                yield mention
                break
        at += size


def _mention(document: str, start: int, end: int, names: Names, on: date, directory: Directory) -> Mention | None:
    text = document[start:end]
    for first, last in ((start, end), *_parts(text, start)):
        if known := _in_names(document[first:last], names):
            begin = first + known[1]
            return _as_known(document, begin, begin + known[2], first, known[0])
        if folded_key(document[first:last]) in names:
            return None  # a word that is no name here
        kind = _type(document[first:last], on, directory)
        if kind is EntityType.PERSON and " " not in text and is_somebody_elses(document, first):
            return None
        if kind is not None:
            return Mention(type=kind, text=document[first:last], start=first, end=last, reason=_REASON)
    return None


def _as_known(document: str, start: int, end: int, first: int, known: Known) -> Mention | None:
    """The mention that a name is in a word that begins at `first`; none where it is a surname of somebody else."""
    if known.agrees and not _ARTICLE_BEFORE.search(document, max(0, first - _NEAR), first):
        return None
    if known.is_surname(document[start:end]) and is_somebody_elses(document, first):
        return None
    return known.mention(document, start, end)


def _parts(text: str, start: int) -> Iterator[tuple[int, int]]:
    """The first part of a word joined by a hyphen: US-Präsident."""
    first, hyphen, _ = text.partition("-")
    if hyphen and " " not in text and len(first) > 1:
        yield start, start + len(first)


def _in_names(text: str, names: Names) -> tuple[Known, int, int] | None:
    """Whom `text` names, where in it the name begins, and how long it is."""
    for cut in range(min(_LONGEST_BEFORE, len(text))):
        for end in _ends(text):
            key = folded_key(text[cut:end])
            known = (names.get(SMALL + key) if text[cut].islower() else None) or names.get(key)
            if known and text[:cut] in known.before and _is_written_so(text[cut:end], known):
                return known, cut, end - cut
        if text[:1].isascii():
            break
    return None


def _ends(text: str) -> Iterator[int]:
    """Where a name may end in its word: at the end, in Korean before particles."""
    yield len(text)
    if found := _HANGUL.search(text):
        for end in range(len(text) - 1, found.start() + 1, -1):
            if _is_behind(text[end:]):
                yield end


def _is_behind(rest: str) -> bool:
    """Whether Korean writes `rest` behind a name: particles, with or without what belongs to a country."""
    offices = ["", *(office for office in _OFFICES if rest.startswith(office))]
    return any(rest[len(office) :] in _PARTICLES or rest == office for office in offices if rest)


def _is_written_so(text: str, known: Known) -> bool:
    if known.is_acronym:
        return text.isupper()
    return known.is_small or not text[0].islower()


def _type(text: str, on: date, directory: Directory) -> EntityType | None:
    """The type of a name that is written as in English; a single word may be an organisation in English only."""
    if text[0].islower():
        return None
    types = {entry.type for entry in directory.named(text)}
    if not types and " " not in text and len(directory.surnamed(text, on)) == 1:
        types = {EntityType.PERSON}
    if not types and directory.is_in_news(text):
        types = {EntityType.PLACE}
    if len(types) != 1 or (EntityType.ORGANISATION in types and " " not in text and not text.isupper()):
        return None
    return types.pop()
