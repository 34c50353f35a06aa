"""The nouns of Wirewatch: frozen records, all times UTC, JSON on the topics.

Encoding and decoding stand here together (`encode`, `decode`). A record refuses, when decoded, a value of the wrong
type or a missing field; unknown fields are ignored, so that an older worker reads what a newer one wrote.

Offsets are of characters in `Article.document` (title, newline, text), end exclusive.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

import msgspec

from monitor.errors import Unprocessable


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all records: immutable, named fields, comparable by value."""


class Article(Record, frozen=True, kw_only=True):
    """One article as a feed gave it; an edit is the same id with a higher version."""

    id: str  # of its canonical link, see identity.article_id
    version: int = 1
    feed: str  # id of the feed it came from first, as configured
    entry: str  # id of the entry within that feed (guid, else link, else content)
    url: str  # as given, "" where the entry had none
    title: str
    text: str  # plain text; paragraphs parted by "\n"
    text_source: str = "feed"  # or "page": the main text of the article's own page
    published: datetime | None = None  # never later than fetched + 1 h
    updated: datetime | None = None
    fetched: datetime
    language: str | None = None  # as the feed says, BCP 47; detection is annotate's work
    authors: tuple[str, ...] = ()
    publisher: str = ""  # family of the source: host of the link, or as the feed's configuration says
    tags: tuple[str, ...] = ()  # categories of the entry
    source_tags: tuple[str, ...] = ()  # tags of the feed, as configured
    changed: tuple[str, ...] = ()  # of an edit: "title", "text", as far as that is known

    @property
    def document(self) -> str:
        """The text that every offset refers to."""
        return f"{self.title}\n{self.text}"


class Relation(StrEnum):
    """What an article is to the story it stands in."""

    NEW_STORY = "new story"
    EXACT_COPY = "exact copy"
    NEAR_DUPLICATE = "near-duplicate"
    SAME_ARTICLE = "same article again"  # a replay, an edit, or the same link in another feed
    EXPANDED = "expanded"  # a much longer text that holds an earlier one of its story; its own language work is done
    FOLLOW_UP = "follow-up"  # reserved: joining follow-ups is a later capability


COPIES = frozenset({Relation.EXACT_COPY, Relation.NEAR_DUPLICATE})
"""What costs no language work, since it was done for another article."""


class StoryArticle(Record, frozen=True, kw_only=True):
    """An article in its story; what `news.stories` carries."""

    story: str  # story id: a function of the first article's id
    article: Article
    relation: Relation
    original: str | None = None  # id of the article that it copies
    similarity: float = 0.0  # containment in the smaller text, 0 to 1
    reason: str = ""

    @property
    def is_copy(self) -> bool:
        """Whether its language work was already done for another article."""
        return self.relation in COPIES


class EntityType(StrEnum):
    """Types of mention."""

    PERSON = "person"
    ORGANISATION = "org"
    PLACE = "place"
    NATIONALITY = "nationality"  # nationalities, religious and political groups


class Mention(Record, frozen=True, kw_only=True):
    """A name in the text."""

    type: EntityType
    text: str
    start: int
    end: int
    actor: str | None = None  # canonical actor id, where one is known
    name: str | None = None  # canonical name of the actor
    country: str | None = None  # ISO 3166 alpha-3
    sector: str | None = None  # PLOVER actor sector, such as GOV, MIL or REB
    wikidata: str | None = None  # item id, where one is known
    candidates: tuple[str, ...] = ()  # actor ids, where the name may mean several
    reason: str = ""  # the rule or model that found or repaired it, and how its actor was found


class Span(Record, frozen=True, kw_only=True):
    """A stretch of the document."""

    text: str
    start: int
    end: int


class Quote(Record, frozen=True, kw_only=True):
    """What somebody said, in quotation marks or reported."""

    said: Span
    speaker: Span | None = None
    cue: Span | None = None  # the word that says so: "said", "according to"
    direct: bool = True  # in quotation marks
    actor: str | None = None  # canonical id of the speaker, where one is known


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

    dead: int | None = None
    injured: int | None = None
    arrested: int | None = None
    troops: int | None = None
    countries: int | None = None
    money: float | None = None
    currency: str = ""  # ISO 4217, "" where unknown


class Event(Record, frozen=True, kw_only=True):
    """Who did what to whom. Reciprocal events have all parties as actors and no recipient."""

    id: str
    type: EventType
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]
    trigger: Span
    sentence: Span
    negated: bool = False
    future: bool = False
    hypothetical: bool = False
    historical: bool = False
    said_by: Span | None = None
    confidence: float = 1.0  # 0 to 1
    rule: str = ""  # the lexicon entry or model that found it
    actor_countries: tuple[str, ...] = ()  # ISO 3166 alpha-3 of each actor, "" where unknown
    recipient_countries: tuple[str, ...] = ()  # the same of each recipient
    mode: str = ""  # PLOVER's mode of this type, such as "heavy-weapons" of ASSAULT
    contexts: tuple[str, ...] = ()  # PLOVER's contexts, such as "military"
    location: Span | None = None  # where it is said to have happened
    location_country: str = ""  # ISO 3166 alpha-3
    day: date | None = None  # when it is said to have happened
    size: Size | None = None
    sources: tuple[str, ...] = ()  # ids of the articles that tell of it, once a story's events are merged


class AnnotatedArticle(Record, frozen=True, kw_only=True):
    """What `news.annotated` carries. A copy refers to its original and has no annotations of its own."""

    story: str
    article: Article
    relation: Relation
    original: str | None = None
    language: str = "und"
    sentences: tuple[tuple[int, int], ...] = ()
    mentions: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
    quotes: tuple[Quote, ...] = ()
    annotator: str = ""  # model and version, or why there are no annotations

    @classmethod
    def of(
        cls,
        placed: StoryArticle,
        *,
        language: str,
        annotator: str,
        sentences: tuple[tuple[int, int], ...] = (),
        mentions: tuple[Mention, ...] = (),
        events: tuple[Event, ...] = (),
        quotes: tuple[Quote, ...] = (),
    ) -> "AnnotatedArticle":
        """The article of `placed` with what was found in it."""
        return cls(
            story=placed.story,
            article=placed.article,
            relation=placed.relation,
            original=placed.original,
            language=language,
            annotator=annotator,
            sentences=sentences,
            mentions=mentions,
            events=events,
            quotes=quotes,
        )


class Severity(StrEnum):
    """How loud an alert is, from low to critical."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class Evidence(Record, frozen=True, kw_only=True):
    """One reason why a watch matched, with the words and the sentence they stand in."""

    clause: str  # the part of the watch that it satisfies, such as "actor macron" or "term ceasefire"
    matched: Span
    sentence: Span
    field: str  # "title" or "text"


class Match(Record, frozen=True, kw_only=True):
    """A watch met an article; what `news.matches` carries."""

    id: str
    watch: str
    watchlist: str
    severity: Severity
    routes: tuple[str, ...]
    story: str
    article: Article
    relation: Relation
    evidence: tuple[Evidence, ...]
    event: Event | None = None
    found: datetime
    mode: str = "live"  # of the watch; the matches of a "shadow" watch are recorded and tell nobody


class Alert(Record, frozen=True, kw_only=True):
    """What people are told; the `data` of the CloudEvent on `news.alerts`."""

    id: str  # a function of watch, story and the step of the alert: a replay gives the same id
    watch: str
    watchlist: str
    severity: Severity
    story: str
    article: str  # article id
    title: str
    url: str
    publisher: str
    published: datetime | None
    matched: tuple[str, ...]  # the matched words, as they stand in the text
    sentence: str  # the sentence that shows the match best
    evidence: tuple[Evidence, ...]
    event: Event | None = None
    reason: str  # why this alert came
    raised: datetime
    routes: tuple[str, ...] = ()


class DeliveryState(StrEnum):
    """Where a delivery stands in the ledger."""

    PENDING = "pending"  # intended, not yet taken by the receiver
    SENT = "sent"
    FAILED = "failed"  # given up, visibly


class Delivery(Record, frozen=True, kw_only=True):
    """One alert on its way to one receiver; the row of the delivery ledger."""

    id: str  # a function of alert id and receiver
    alert: Alert
    receiver: str
    state: DeliveryState = DeliveryState.PENDING
    attempts: int = 0
    next_attempt: datetime
    created: datetime
    sent: datetime | None = None
    error: str = ""  # of the last attempt


class DeadLetterReason(StrEnum):
    """Why a message stands among the dead letters."""

    UNDECODABLE = "undecodable"
    UNPROCESSABLE = "unprocessable"
    WORKER_DIED = "worker died"
    WORKER_TIMEOUT = "worker timeout"
    UNEXPECTED = "unexpected error"


class DeadLetter(Record, frozen=True, kw_only=True):
    """What could not be handled: the raw bytes, where they came from and why."""

    id: str  # a function of topic, partition and offset
    agent: str
    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes
    reason: DeadLetterReason
    error: str
    trace: str = ""
    at: datetime


T = TypeVar("T", bound=Record)


def encode(record: Record) -> bytes:
    """`record` as JSON in UTF-8."""
    return msgspec.json.encode(record)


def decode(data: bytes, kind: type[T]) -> T:
    """The record of type `kind` that `data` holds; raises Unprocessable, with the path of the mistake, if none."""
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise Unprocessable(f"no {kind.__name__}: {error}") from error
