"""What the language work finds in a text: names and quotes."""

from enum import StrEnum

from monitor.records.base import Record


class EntityType(StrEnum):
    """Types of mention."""

    PERSON = "person"
    ORGANISATION = "org"
    PLACE = "place"
    NATIONALITY = "nationality"  # nationalities, religious and political groups


class Mention(Record, frozen=True, kw_only=True):
    """A name in the text."""

    type: EntityType  # what it is a name of
    text: str  # as it stands in the document
    start: int  # of its first character in the document, counted in characters from 0
    end: int  # behind its last character
    actor: str | None = None  # canonical actor id, where one is known
    name: str | None = None  # canonical name of the actor
    country: str | None = None  # ISO 3166 alpha-3
    sector: str | None = None  # PLOVER actor sector, such as GOV, MIL or REB
    wikidata: str | None = None  # item id, where one is known
    candidates: tuple[str, ...] = ()  # actor ids, where the name may mean several
    reason: str = ""  # the rule or model that found or repaired it, and how its actor was found


class Span(Record, frozen=True, kw_only=True):
    """A stretch of the document."""

    text: str  # as it stands in the document
    start: int  # of its first character in the document, counted in characters from 0
    end: int  # behind its last character


class Quote(Record, frozen=True, kw_only=True):
    """What somebody said, in quotation marks or reported."""

    said: Span  # the words that were said
    speaker: Span | None = None  # the words that name who said it
    cue: Span | None = None  # the word that says so: "said", "according to"
    direct: bool = True  # in quotation marks
    actor: str | None = None  # canonical id of the speaker, where one is known
