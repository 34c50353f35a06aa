"""What watches find, and what people are told."""

from enum import StrEnum
from typing import Final

import msgspec

from monitor.records.articles import Article, Dating, Part, Relation
from monitor.records.base import Moment, Record, Versioned
from monitor.records.changes import Change
from monitor.records.events import Event
from monitor.records.language import Span

OWN_WATCHLIST: Final = "wirewatch"
"""The watchlist of alerts about the program itself, which has no watches that could be muted."""

CANARY: Final = "wirewatch.canary"
"""The name of the canary's feed, watch, watchlist and receiver (`monitor.canary`)."""


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


class Withdrawal(StrEnum):
    """Why there is a match of an article that does not meet the watch, in a story that people were told."""

    EDITED = "its publisher changed the text, which does not meet the watch any more"
    WITHDRAWN = "its publisher withdrew it"
    CORRECTED = "its publisher corrects what was told"
    DENIED = "it denies or calls off what was told"
    FIGURE = "it goes on with what was told and has a figure far above it"


class Match(Versioned, frozen=True, kw_only=True):
    """A watch met an article; what `news.matches` carries."""

    id: str  # a function of watch, article and version
    watch: str  # its id
    watchlist: str  # name of the watch's file
    severity: Severity  # as the watch says
    routes: tuple[str, ...]  # names of the receivers that the watch names
    story: str  # id of the article's story
    merged: tuple[str, ...] = ()  # ids of stories that turned out to be parts of this one, known by now
    storyline: str = ""  # id of a wider group of stories, for display; "" where none is known
    article: Article  # that the watch met
    relation: Relation  # of the article to its story
    publishers: int = 1  # that have carried the story so far
    independent: int = 1  # publisher families that have written about the story themselves; copies add none
    evidence: tuple[Evidence, ...]  # why it met
    score: str = ""  # how much what was found weighs, where the watch asks for that: "4 (title 1, body 1)"
    event: Event | None = None  # that the watch asks for, where it asks for one
    events: tuple[Event, ...] = ()  # of the article, that have to do with what was found, `event` first
    asked: int = 0  # how many of `events` the watch asks for; they come first
    actors: tuple[str, ...] = ()  # of the watchlist that were found: ids, their entities, codes of countries
    withdrawal: Withdrawal | None = None  # why it is told of an article that does not meet the watch, if so
    unsure: bool = False  # its event is less sure than the watch asks for alerts: for digests alone
    found: Moment  # when, UTC
    # of the watch; the matches of a watch in shadow are recorded and tell nobody
    visibility: Visibility = msgspec.field(default=Visibility.LIVE, name="mode")


class AlertKind(StrEnum):
    """What an alert is about."""

    FIRST = "first"  # the first of a watch in a story
    CHANGE = "change"  # something material changed in a story that was told
    CORRECTION = "correction"  # what was told is corrected or withdrawn
    AGAIN = "again"  # another article of a story, for a watch that tells every match
    RELEASE = "release"  # what was held, in one message
    SPIKE = "spike"  # more matches than usual
    ABSENCE = "absence"  # no match for long
    NOTICE = "notice"  # about Wirewatch itself: a feed, a runaway watch

    @property
    def is_of_one_story(self) -> bool:
        """Whether such an alert tells of an article of one story; a spike, an absence or a release does not."""
        return self in (AlertKind.FIRST, AlertKind.CHANGE, AlertKind.CORRECTION, AlertKind.AGAIN)


class HeldItem(Record, frozen=True, kw_only=True):
    """One match that was held and is now told."""

    subject: str  # match id
    story: str  # id
    article: str  # id
    title: str  # of the article
    url: str  # of its page
    publisher: str  # whose it is
    severity: Severity  # that its own alert would have had
    found: Moment  # UTC


class Held(Record, frozen=True, kw_only=True):
    """What an alert releases."""

    count: int  # how many matches
    why: str  # in words: "muted by anna until 2026-10-01 09:00 UTC: known"
    since: Moment  # when the first of them was held, UTC
    items: tuple[HeldItem, ...]  # the most severe first, then the newest; at most 20


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
    kind: AlertKind = AlertKind.FIRST  # what it is about
    step: int = 1  # the number of the alert among those of its watch in its story
    changes: tuple[Change, ...] = ()  # what is otherwise than people were told
    replaces: str = ""  # id of the alert before it in its story, "" for the first
    independent: int = 1  # publisher families that wrote about the story themselves, by then
    storyline: str = ""  # id of the wider cluster that the story stands in
    events: tuple[Event, ...] = ()  # of the article, that have to do with what was found
    held: Held | None = None  # what it releases, where it does
    unsure: bool = False  # its event is less sure than the watch asks for alerts: it stands in digests alone
