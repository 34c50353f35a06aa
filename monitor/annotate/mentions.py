"""From the name spans of a language model to mentions with clean edges.

Repair is by rule: possessive endings, a leading "the", titles before a person's name and stray punctuation are
trimmed; labels that name nobody (dates, sums, works of art) are dropped. A trained repair of types comes in here
later.
"""

import re
from collections.abc import Iterable

import msgspec

from monitor.records import EntityType, Mention, Record

TYPES = {
    "PERSON": EntityType.PERSON,
    "ORG": EntityType.ORGANISATION,
    "GPE": EntityType.PLACE,
    "LOC": EntityType.PLACE,
    "FAC": EntityType.PLACE,
    "NORP": EntityType.NATIONALITY,
}
"""spaCy's labels (OntoNotes 5) and what they are here; other labels are no mentions."""

_LEADING = re.compile(r"(?:[^\w]+|the\s+)+", re.IGNORECASE)
_TRAILING = re.compile(r"(?:['’]s|['’]|[^\w.)]+|(?<![A-Z])\.)+$")
_TITLE = re.compile(
    r"(?:(?:former|acting|deputy|vice|prime|foreign|defen[cs]e|interior|finance|chief|secretary|general)\s+)*"
    r"(?:president|minister|chancellor|premier|king|queen|prince|princess|pope|senator|governor|mayor|ambassador|"
    r"general|colonel|captain|major|sheikh|secretary|chairman|judge|mr|mrs|ms|dr|sen|gov|gen|rep|sir|dame|lord|lady)"
    r"\.?\s+(?=\w)",
    re.IGNORECASE,
)


class NamedSpan(Record, frozen=True, kw_only=True):
    """A name as a language model saw it; offsets of the document."""

    label: str
    start: int
    end: int


def find_mentions(spans: Iterable[NamedSpan], document: str, model: str) -> tuple[Mention, ...]:
    """The mentions that `spans` hold, in order of the text; `model` is named as their reason."""
    found = [mention for span in spans if (mention := _mention(span, document, model)) is not None]
    people = [mention.text for mention in found if mention.type is EntityType.PERSON]
    surnames = {name.split()[-1] for name in people if " " in name}
    return tuple(_as_person(mention) if mention.text in surnames else mention for mention in found)


def _as_person(mention: Mention) -> Mention:
    """A name that is the surname of somebody in the same article is that person, whatever the model takes it for."""
    if mention.type is EntityType.PERSON:
        return mention
    return msgspec.structs.replace(mention, type=EntityType.PERSON, reason=f"{mention.reason}, a surname here")


def _mention(span: NamedSpan, document: str, model: str) -> Mention | None:
    kind = TYPES.get(span.label)
    if kind is None:
        return None
    start, end = _trimmed(document, span.start, span.end, kind)
    if start >= end or not any(map(str.isalpha, document[start:end])):
        return None
    return Mention(type=kind, text=document[start:end], start=start, end=end, reason=f"{model} {span.label}")


def _trimmed(document: str, start: int, end: int, kind: EntityType) -> tuple[int, int]:
    """The edges of the name itself; a newline inside, where a headline runs into the text, ends it."""
    text = document[start:end].split("\n", 1)[0]
    text = _TRAILING.sub("", text)
    end = start + len(text)
    if leading := _LEADING.match(text):
        start += leading.end()
    if kind is EntityType.PERSON and (title := _TITLE.match(document, start, end)):
        start = title.end()
    return start, end
