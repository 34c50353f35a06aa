"""What watches find, and what people are told."""

from enum import StrEnum

import msgspec

from monitor.records.articles import Article, Dating, Part, Relation
from monitor.records.base import Moment, Record, Versioned
from monitor.records.events import Event
from monitor.records.language import Span


class Severity(StrEnum):
    """How loud an alert is, from low to critical."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class Visibility(StrEnum):
    """What a watch does with what it finds; in the watchlist and on the wire it is called `mode`."""

    LIVE = "live"  # people are told
    SHADOW = "shadow"  # recorded, nobody is told
    OFF = "off"  # nothing is looked for


class FoundBy(StrEnum):
    """How words of an article were found to be what a watch asks for."""

    WORDS = "words of the watchlist"
    ENTITY = "another name or office of the same actor"
    DOUBTFUL = "words of the watchlist, beside a name that nobody knows"
    MISSPELT = "a spelling like the full name of the actor"
    SHORT = "short for the actor, who is named in full elsewhere in the article"


class Evidence(Record, frozen=True, kw_only=True):
    """One reason why a watch matched, with the words and the sentence they stand in."""

    clause: str  # the part of the watch that it satisfies, such as "actor macron" or "term ceasefire"
    matched: Span  # the words that matched
    sentence: Span  # that they stand in
    field: Part  # of the article's document
    found_by: FoundBy = FoundBy.WORDS  # how they were found
    meant: str = ""  # whom the words mean ("Emmanuel Macron"), where they are not the watchlist's own


class Match(Versioned, frozen=True, kw_only=True):
    """A watch met an article; what `news.matches` carries."""

    id: str  # a function of watch, article and version
    watch: str  # its id
    watchlist: str  # name of the watch's file
    severity: Severity  # as the watch says
    routes: tuple[str, ...]  # names of the receivers that the watch names
    story: str  # id of the article's story
    article: Article  # that the watch met
    relation: Relation  # of the article to its story
    publishers: int = 1  # that have carried the story so far
    evidence: tuple[Evidence, ...]  # why it met
    event: Event | None = None  # that the watch asks for, where it asks for one
    found: Moment  # when, UTC
    # of the watch; the matches of a watch in shadow are recorded and tell nobody
    visibility: Visibility = msgspec.field(default=Visibility.LIVE, name="mode")


class Alert(Versioned, frozen=True, kw_only=True):
    """What people are told; the `data` of the CloudEvent on `news.alerts`."""

    id: str  # a function of watch, story and the step of the alert: a replay gives the same id
    watch: str  # its id
    watchlist: str  # name of the watch's file
    severity: Severity  # as the watch says
    story: str  # id of the article's story
    article: str  # article id
    title: str  # of the article
    url: str  # of the article's page, "" where it has none
    publisher: str  # whose the article is
    published: Moment | None  # when the article was, UTC
    dating: Dating = Dating.GIVEN  # how far that is to be believed, or why it is null
    matched: tuple[str, ...]  # the matched words, as they stand in the text
    sentence: str  # the sentence that shows the match best
    evidence: tuple[Evidence, ...]  # why the watch met
    event: Event | None = None  # that the watch asks for, where it asks for one
    reason: str  # why this alert came
    raised: Moment  # when, UTC
    routes: tuple[str, ...] = ()  # names of the receivers that the watch names
    publishers: int = 1  # that had carried the story by then, this one included
