"""The watchlist language as records: what people want to be told of, free of the files it was written in.

`monitor.config` reads YAML into these records and refuses what they cannot mean; `monitor.match` compiles them.
References are resolved here already: a condition names ids that exist in the same watchlist, groups are spelled out.
"""

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum

from monitor.records import AuxiliaryMode, EntityType, EventType, Record, Severity, Visibility


class Forms(StrEnum):
    """Which forms of a word count."""

    EXACT = "exact"  # as written (case and accents apart)
    NAME = "name"  # as names are written and declined
    LEMMA = "lemma"  # with its inflections: sanction, sanctions, sanctioned
    PREFIX = "prefix"  # whatever begins so; at least 4 letters


class Case(StrEnum):
    """Whether case counts."""

    FOLD = "fold"  # "NATO" is "Nato"
    EXACT = "exact"  # "US" is not "us", "WHO" is not "who"


class Scope(StrEnum):
    """Within what the conditions of an `all` must meet."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    DOCUMENT = "document"


class Word(Record, frozen=True, kw_only=True):
    """A word or phrase to look for, as whole words."""

    text: str
    language: str = "*"  # of the articles it is looked for in, "*" for all
    case: Case = Case.FOLD
    forms: Forms = Forms.EXACT


class IdentityReason(StrEnum):
    """Why an actor is, or is not, one of the entities that the annotator knows."""

    WIKIDATA = "the same Wikidata item"
    NAME = "the same name"
    UNKNOWN = "nobody of this name is known"
    SEVERAL = "several have this name"
    OTHER_TYPE = "who has this name is of another type"
    PART = "it is but a part of who has this name"
    OTHER_ITEM = "who has this name is another Wikidata item"
    OTHER_COUNTRY = "who has this name is of another country"
    OFFICE = "an office, which stands for whoever holds it on the day of the article"


class Identity(Record, frozen=True, kw_only=True):
    """Which entity of the annotator an actor is; one that is none of them is found by its own words alone."""

    entity: str | None = None  # id, as mentions and parties of events have it
    name: str = ""  # of the entity
    type: EntityType | None = None  # of the entity
    country: str = ""  # ISO 3166 alpha-3, where the entity is that country
    reason: IdentityReason = IdentityReason.UNKNOWN
    # names of those that it might have been, where it is none; of an office, who holds it and since when
    candidates: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Who it is, and why, or why it is nobody: "Emmanuel Macron (emmanuel-macron): the same Wikidata item"."""
        if self.entity:
            return f"{self.name} ({self.entity}): {self.reason}"
        named = f" ({', '.join(self.candidates)})" if self.candidates else ""
        if self.reason is IdentityReason.OFFICE:
            return f"{self.reason}{named}"
        return f"found by its own words only: {self.reason}{named}"


class Actor(Record, frozen=True, kw_only=True):
    """Somebody or something that acts, by all its names. Its id belongs to its watchlist and means nothing outside."""

    id: str
    name: str
    type: EntityType | None = None
    wikidata: str | None = None
    country: str | None = None  # ISO 3166 alpha-3
    sector: str | None = None  # PLOVER
    names: tuple[Word, ...]  # the name and its aliases
    identity: Identity = Identity()
    context_any: tuple[Word, ...] = ()  # its names count only where one of these stands in the article
    not_near: tuple[Word, ...] = ()  # and not where one of these stands near
    known_as: tuple[str, ...] = ()  # names of several words that the entity has besides
    longer: tuple[str, ...] = ()  # names of others that hold one of its own: New Mexico
    office: str = ""  # "President of France", where it is one
    not_behind: tuple[str, ...] = ()  # words right behind which its names do not count: former, deputy
    holders: tuple["Holder", ...] = ()  # of the office, the last one first


class Holder(Record, frozen=True, kw_only=True):
    """Who holds an office, and when. Where only the month is known, it is held in all of that month."""

    actor: Actor
    since: str = ""  # YYYY-MM-DD or YYYY-MM, "" for ever
    until: str = ""  # the day from which on it is another's, or the last month; "" for ever

    def holds(self, on: date) -> bool:
        """Whether the office is held on that day."""
        day = on.isoformat()
        is_over = self.until <= day if len(self.until) > len("YYYY-MM") else self.until < day[:7]
        return self.since <= day and not (self.until and is_over)


class Term(Record, frozen=True, kw_only=True):
    """A word or its equals, under one name."""

    id: str
    words: tuple[Word, ...]


class ActorIs(Record, frozen=True, kw_only=True, tag="actor"):
    """One of these actors is named."""

    actors: tuple[str, ...]


class TermIs(Record, frozen=True, kw_only=True, tag="term"):
    """One of these terms occurs."""

    terms: tuple[str, ...]


class WordIs(Record, frozen=True, kw_only=True, tag="word"):
    """This word or phrase occurs."""

    word: Word


class RegexIs(Record, frozen=True, kw_only=True, tag="regex"):
    """This regular expression (RE2) matches the text as it stands, accents and all."""

    pattern: str
    case: Case = Case.EXACT


class OneOf(Record, frozen=True, kw_only=True):
    """One of these: actors of the watchlist, or whoever acts for one of these countries, listed or not."""

    actors: tuple[str, ...] = ()  # ids
    countries: tuple[str, ...] = ()  # ISO 3166 alpha-3


class Near(Record, frozen=True, kw_only=True, tag="near"):
    """Both stand in one sentence, or in what else `scope` says, with at most `within` words between them."""

    first: "Condition"
    second: "Condition"
    within: int
    ordered: bool = False
    scope: Scope = Scope.SENTENCE


class QuoteIs(Record, frozen=True, kw_only=True, tag="quote"):
    """One of these speakers says what meets the condition, within the words of one quote; one of the two is given."""

    by: OneOf | None = None  # None: anybody
    says: "Condition | None" = None  # None: anything


class All(Record, frozen=True, kw_only=True, tag="all"):
    """Every one of these holds, within the watch's scope."""

    conditions: tuple["Condition", ...]


class Any(Record, frozen=True, kw_only=True, tag="any"):
    """At least one of these holds."""

    conditions: tuple["Condition", ...]


Condition = ActorIs | TermIs | WordIs | RegexIs | QuoteIs | Near | All | Any


class Modality(StrEnum):
    """In what way an event is reported: asserted, or one of PLOVER's auxiliary modes (manual 0.8)."""

    ASSERTED = "asserted"
    NEGATED = AuxiliaryMode.NEGATED.value
    FUTURE = AuxiliaryMode.FUTURE.value
    HYPOTHETICAL = AuxiliaryMode.HYPOTHETICAL.value
    HISTORICAL = AuxiliaryMode.HISTORICAL.value


DEFAULT_MODALITY = (Modality.ASSERTED, Modality.FUTURE)


class AtLeast(Record, frozen=True, kw_only=True):
    """A figure of an event that is at least so high; an unknown one never is."""

    figure: str  # a field of Size: dead, injured, arrested, troops, countries, money
    gte: float


class EventIs(Record, frozen=True, kw_only=True):
    """An event of one of `types`, between these parties. What is not known never satisfies what is asked for."""

    types: tuple[EventType, ...]
    actors: tuple[OneOf, ...] = ()  # each of them does it; none means anybody
    recipients: tuple[OneOf, ...] = ()  # to each of them; none means anybody or nobody
    location: OneOf | None = None  # a place that is an actor, or any place in a country
    said_by: OneOf | None = None  # who says so
    quoted: bool = False  # whether somebody must be named who says so
    size: tuple[AtLeast, ...] = ()  # each of these
    negated: bool | None = None  # None: both; False: only affirmed ones
    modality: tuple[Modality, ...] = DEFAULT_MODALITY  # an event in several modes needs all of them here
    asks_modes: bool = False  # whether the watch says so itself: then a mode is no doubt
    confidence: float = 0.0  # of the event, at least; 0 to 1
    digest: float | None = None  # of one that is less sure and stands in digests alone, at least; None: none does

    @property
    def least(self) -> float:
        """The confidence below which an event is no match."""
        return self.confidence if self.digest is None else self.digest


class Sources(Record, frozen=True, kw_only=True):
    """Which articles a watch looks at; an empty tuple is no restriction."""

    include_tags: tuple[str, ...] = ()
    exclude_tags: tuple[str, ...] = ()
    include: tuple[str, ...] = ()  # feed ids, publishers or hosts of links
    exclude: tuple[str, ...] = ()  # feed ids, publishers or hosts of links
    languages: tuple[str, ...] = ()
    tiers: tuple[int, ...] = ()  # of trust, from 1, the most, to 4


class Fields(Record, frozen=True, kw_only=True):
    """What a sentence with what was found weighs by where it stands, and how much is asked for in all."""

    title: float = 1.0
    lead: float = 1.0  # the first paragraph, three sentences of it at most
    body: float = 1.0
    min_score: float = 1.0


class Watch(Record, frozen=True, kw_only=True):
    """One thing somebody wants to be told of. At least one of `when` and `event` is given; both must hold."""

    id: str  # unique over all watchlists
    when: Condition | None = None
    none: tuple[Condition, ...] = ()  # any of these anywhere in the article and the watch does not match
    event: EventIs | None = None
    scope: Scope = Scope.SENTENCE
    sources: Sources = Sources()
    fields: Fields | None = None
    severity: Severity = Severity.MEDIUM
    routes: tuple[str, ...] = ()  # receivers; none means the default ones
    visibility: Visibility = Visibility.LIVE  # `mode` in the file
    description: str = ""
    owner: str = ""
    expires: datetime | None = None

    @property
    def actors(self) -> frozenset[str]:
        """The ids of the actors that it speaks of, in its conditions and its event."""
        return frozenset([*_in_event(self.event), *(id_ for each in self._conditions for id_ in _actors(each))])

    @property
    def is_of_words(self) -> bool:
        """Whether words alone decide: it asks for no event, no quote and no actor, who may be called by other words."""
        return self.event is None and not self.actors and not any(map(_is_of_quotes, self._conditions))

    @property
    def _conditions(self) -> tuple[Condition, ...]:
        return (*self.none, *((self.when,) if self.when else ()))


def _is_of_quotes(condition: Condition) -> bool:
    if isinstance(condition, All | Any):
        return any(map(_is_of_quotes, condition.conditions))
    return isinstance(condition, QuoteIs)


def _in_event(event: EventIs | None) -> Iterator[str]:
    if event is not None:
        for each in (*event.actors, *event.recipients, event.location, event.said_by):
            yield from each.actors if each else ()


def _actors(condition: Condition) -> Iterator[str]:
    match condition:
        case ActorIs(actors=ids):
            yield from ids
        case All(conditions=inner) | Any(conditions=inner):
            for each in inner:
                yield from _actors(each)
        case Near(first=first, second=second):
            yield from _actors(first)
            yield from _actors(second)
        case QuoteIs(by=by, says=says):
            yield from by.actors if by else ()
            yield from _actors(says) if says else ()


class Watchlist(Record, frozen=True, kw_only=True):
    """One file of watches with the actors and terms they speak of."""

    id: str  # its file name without the ending; part of the topic news.alerts.<watchlist>
    actors: tuple[Actor, ...] = ()
    terms: tuple[Term, ...] = ()
    watches: tuple[Watch, ...] = ()
