"""Events after PLOVER (manual 0.8): who did what to whom, and why it was read so."""

from datetime import date
from enum import StrEnum

from monitor.records.base import Record
from monitor.records.language import Span


class EventType(StrEnum):
    """The 16 event types of the PLOVER ontology (manual 0.8)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Size(Record, frozen=True, kw_only=True):
    """How large an event is said to be; None for what the text does not say."""

    dead: int | None = None  # people killed
    injured: int | None = None  # people hurt
    arrested: int | None = None  # people arrested or taken hostage
    troops: int | None = None  # soldiers or police
    countries: int | None = None  # countries that take part
    money: float | None = None  # in units of `currency`
    currency: str = ""  # ISO 4217, "" where unknown


class Rule(Record, frozen=True, kw_only=True):
    """By what an event was read: an entry of the lexicon, and what the verbs above it made of it.

    "threaten to (attack + party)" has the entry "attack + party" and the operator "threaten to".
    """

    entry: str = ""  # of the lexicon; "" where an operator made the event by itself ("agree to")
    operators: tuple[str, ...] = ()  # outermost first

    def __str__(self) -> str:
        shown = self.entry
        for operator in reversed(self.operators):
            shown = f"{operator} ({shown})" if shown else operator
        return shown


class PartyReason(StrEnum):
    """How it was found whom a party of an event acts for."""

    NAME = "its name"
    OFFICE = "the office that its words name"
    PRONOUN = "whom the pronoun means"
    PHRASE = "its own words"  # a nationality, a name or a place in or behind its phrase
    PLACE = "where it happened"
    OTHER_SIDE = "the other side"
    TEXT = "what the text speaks of most"
    UNKNOWN = "not known"

    @property
    def is_in_its_words(self) -> bool:
        """Whether the words of the party say it; else it is a guess by what stands around."""
        return self in (PartyReason.NAME, PartyReason.OFFICE, PartyReason.PRONOUN, PartyReason.PHRASE)


class PositionKind(StrEnum):
    """How the words of a party stand in the sentence."""

    SUBJECT = "subject of"
    PASSIVE_SUBJECT = "subject of passive"
    OBJECT = "object of"
    INDIRECT_OBJECT = "indirect object of"
    BEHIND = "behind"  # a preposition
    BEFORE = "before"  # a noun: its owner, or whose it is ("Iran's attack", "the Russian attack")
    ANSWERED = "who did what is answered by"  # in an earlier sentence: "France condemned the move"


class Position(Record, frozen=True, kw_only=True):
    """Where a party stands, which is why it has its role: "object of 'shelled'", "behind 'against'"."""

    kind: PositionKind  # how the words stand
    word: str  # the verb, preposition or noun that it stands with

    def __str__(self) -> str:
        return f"{self.kind} '{self.word}'"


class Party(Span, frozen=True, kw_only=True):
    """A side of an event: the words that name it, and who that is, as far as it is known."""

    actor: str | None = None  # canonical actor id
    name: str | None = None  # canonical name of the actor
    country: str | None = None  # ISO 3166 alpha-3 of the country that it acts for
    sector: str | None = None  # PLOVER actor sector, such as GOV, MIL or REB
    reason: PartyReason = PartyReason.UNKNOWN  # how that was found
    position: Position | None = None  # why it has its role


class AuxiliaryMode(StrEnum):
    """The auxiliary modes of an event (PLOVER manual 0.8); an event without any is asserted."""

    NEGATED = "negated"  # it does not happen
    FUTURE = "future"  # it is still to come
    HYPOTHETICAL = "hypothetical"  # it is only thought of
    HISTORICAL = "historical"  # it lies years back


class ModeReason(Record, frozen=True, kw_only=True):
    """Why an event has an auxiliary mode."""

    mode: AuxiliaryMode  # that the event has
    rule: str  # in words for people, such as "auxiliary of possibility"
    cue: Span | None = None  # the words that it speaks by, such as "may"


class Deed(Record, frozen=True, kw_only=True):
    """What words are about: what somebody agrees to, refuses, or threatens to do himself."""

    type: EventType  # of PLOVER
    modes: tuple[AuxiliaryMode, ...] = ()  # how it is told: who refuses a thing does not do it


class Event(Record, frozen=True, kw_only=True):
    """Who did what to whom. Reciprocal events have all parties as actors and no recipient."""

    id: str  # a function of story, type, parties, modes and day
    type: EventType  # of PLOVER
    actors: tuple[Party, ...]  # who does it
    recipients: tuple[Party, ...]  # to whom
    trigger: Span  # the word that says what is done
    sentence: Span  # that it stands in
    in_title: bool = False  # whether the title tells it too, or alone
    deed: Deed | None = None  # of one that is words
    negated: bool = False  # it does not happen
    future: bool = False  # it is still to come
    hypothetical: bool = False  # it is only thought of
    historical: bool = False  # it lies years back
    mode_reasons: tuple[ModeReason, ...] = ()  # why these are set
    said_by: Party | None = None  # who says so, where somebody is named for it
    confidence: float = 1.0  # that it is told so, 0 to 1
    confidence_if_known: float | None = None  # were something known of each party that has a name; None: no more
    confidence_if_asserted: float | None = None  # were it told without its modes; None: no more
    confidence_if_on_topic: float | None = None  # were the article less about other things; None: no more
    rule: Rule = Rule()  # by what it was found
    mode: str = ""  # PLOVER's mode of this type, such as "heavy-weapons" of ASSAULT
    contexts: tuple[str, ...] = ()  # PLOVER's contexts, such as "military"
    location: Span | None = None  # where it is said to have happened
    location_country: str = ""  # ISO 3166 alpha-3
    day: date | None = None  # when it is said to have happened; null where the article's own day is not sure
    size: Size | None = None  # how large it is said to be
    sources: tuple[str, ...] = ()  # ids of the articles that tell of it, once a story's events are merged
