"""The store: what Wirewatch remembers between messages. One contract suite (`tests/store/`) runs on every member.

Every write is an upsert by id, so that a replay changes nothing. What is forgotten by age goes in batches, between
which others write; the caller says before which moment nothing is needed any more. May raise StoreError (final) and
Transient (try again).
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar

from monitor.alerting.attention.absence import Silence
from monitor.alerting.renames import KnownWatch
from monitor.alerting.state import (
    ALL_ALERTS,
    AlertQuery,
    AlertState,
    DailyHits,
    DecisionQuery,
    DecisionRow,
    ToldStory,
    WatchState,
)
from monitor.errors import StoreError, Unprocessable
from monitor.feeds.seen import SeenEntry
from monitor.feeds.state import FeedState
from monitor.feeds.websub.subscription import Subscription
from monitor.match.narrowing.terms import EVERYTHING, Requirement
from monitor.records import (
    Acknowledgement,
    Alert,
    AnnotatedArticle,
    Article,
    Asking,
    Delivery,
    DeliveryState,
    EventType,
    Feedback,
    Mute,
    Record,
    Relation,
    Token,
    decode,
)
from monitor.store.actors import ActorCount, ActorKind, ActorQuery, CountedActors, KnownActor
from monitor.store.participants import ArchivedEvent, EventQuery, Relationship, Relationships, Side
from monitor.stories.entry import StoryEntry, StorySummary
from monitor.stories.sketch import Sketch

__all__ = [
    "ALL_ALERTS",
    "AccessStore",
    "ActorCount",
    "ActorKind",
    "ActorQuery",
    "AlertQuery",
    "AlertState",
    "AlertStore",
    "ArchiveStore",
    "ArchivedEvent",
    "AttentionStore",
    "Candidate",
    "CountedActors",
    "DailyHits",
    "DecisionQuery",
    "DecisionRow",
    "DeliveryStore",
    "EventQuery",
    "EventStore",
    "FeedState",
    "FeedStore",
    "KnownActor",
    "KnownWatch",
    "Relationship",
    "Relationships",
    "SeenEntry",
    "Side",
    "Silence",
    "Sketch",
    "Span",
    "Store",
    "StoryEntry",
    "StoryStore",
    "StorySummary",
    "Subscription",
    "SubscriptionStore",
    "ToldStory",
    "WatchState",
    "WatchStore",
    "Wording",
    "longest_hold",
    "longest_lease",
    "longest_wait",
    "polled",
]

R = TypeVar("R", bound=Record)

_LEASE = timedelta(hours=1)  # a lease lasts a minute, and the clocks of workers differ less
_HOLD = timedelta(days=32)  # a mute lasts 30 days at most
_RETRY = timedelta(days=2)  # deliver.longest_retry is a day at most


def polled(state: FeedState, since: datetime) -> bool:
    """Whether a feed was polled at `since` or later."""
    return state.last_poll is not None and state.last_poll >= since


def longest_lease(now: datetime) -> datetime:
    """The latest moment at which a lease may end: one beyond was taken by a clock that ran ahead, and holds nobody."""
    return now + _LEASE


def longest_wait(now: datetime) -> datetime:
    """The latest moment at which a delivery may be tried next; one beyond was set by a clock that ran ahead."""
    return now + _RETRY


def longest_hold(now: datetime) -> datetime:
    """The latest moment until which a match may be held; one beyond was set by a clock that ran ahead."""
    return now + _HOLD


class FeedStore(Protocol):
    """Feed state and seen entries, for ingest."""

    async def feed_states(self) -> dict[str, FeedState]:
        """All states by feed id."""

    async def feed_state(self, feed: str) -> FeedState | None:
        """The state of one feed."""

    async def seen(self, feed: str) -> dict[str, SeenEntry]:
        """The entries of `feed` seen before, by entry id."""

    async def remember_poll(
        self, state: FeedState, entries: Sequence[SeenEntry], forgotten: Sequence[str] = ()
    ) -> None:
        """Writes the state and the entries of one poll, and removes those `forgotten` by id, in one transaction."""

    async def claim(self, host: str, worker: str, now: datetime, seconds: float) -> bool:
        """Whether `worker` holds the lease on `host` for the next `seconds`: taken if free or expired, else renewed."""

    async def release(self, worker: str) -> None:
        """Gives up every lease of `worker`."""

    async def forget_leases(self, before: datetime) -> int:
        """Removes leases that ran out before `before`; returns how many."""

    async def forget_feeds(self, configured: Collection[str], before: datetime) -> int:
        """Removes state and entries of feeds that are not `configured` and were not polled since `before`."""


class SubscriptionStore(Protocol):
    """Subscriptions at hubs, each beside the state of its feed: both change at any time."""

    async def subscriptions(self) -> dict[str, Subscription]:
        """All subscriptions by feed id."""

    async def remember_subscription(self, subscription: Subscription) -> None:
        """Writes one subscription."""

    async def forget_subscriptions(self, kept: Collection[str]) -> int:
        """Removes those of all feeds but these; returns how many."""


class StoryStore(Protocol):
    """Sketches, for the story agent; and what is told of stories, under the names that they have by now."""

    async def sketches(self, since: datetime) -> Sequence[Sketch]:
        """All sketches placed at or after `since`, in the order they were placed."""

    async def remember_sketch(self, sketch: Sketch, entry: StoryEntry | None = None) -> None:
        """Writes one sketch, and what is told of its article; renames what was merged or moved when it was placed."""

    async def stories(
        self,
        since: datetime | None = None,
        *,
        story: str | None = None,
        storyline: str | None = None,
        last: int | None = None,
        beyond: tuple[datetime, str] | None = None,
    ) -> Sequence[StorySummary]:
        """Stories with an article placed at `since` or later, this one, of this storyline; the `last`, newest last.

        beyond: those that are older than the one whose last article was placed then, and that has this id.
        """

    async def story_entries(self, story: str) -> Sequence[StoryEntry]:
        """The articles of a story and of what was merged into it, in order of time; by any name that it had."""

    async def forget_stories(self, before: datetime) -> int:
        """Removes articles of stories from before `before`, and stories without any; returns how many articles."""

    async def forget_sketches(self, before: datetime) -> int:
        """Removes sketches placed before `before`; returns how many."""


class AlertStore(Protocol):
    """The ledger of decisions, and what they follow from: alert states by watch and story, watch states."""

    async def alert_states(self, watch: str, stories: Collection[str]) -> dict[str, AlertState]:
        """What is known of this watch in each of these stories, by story; none of those that it never met."""

    async def latest_alert_states(self, watch: str, since: datetime, limit: int) -> Sequence[AlertState]:
        """What is known of this watch where a match was decided at `since` or later: the last ones, newest first."""

    async def watch_state(self, watch: str) -> WatchState | None:
        """What is known of this watch over all stories."""

    async def watch_states(self) -> dict[str, WatchState]:
        """All of them by watch."""

    async def decision(self, subject: str, receiver: str = "") -> DecisionRow | None:
        """What was decided last about this match, or about this alert at this receiver."""

    async def record_decisions(
        self,
        rows: Sequence[DecisionRow],
        states: Sequence[AlertState] = (),
        watches: Sequence[WatchState] = (),
        released: Sequence[DecisionRow] = (),
    ) -> bool:
        """Writes the rows with the states that they lead to, durably and in one transaction.

        `released` take the place of rows that are held. Where one of those is not held (any more), nothing of all this
        is written, and the answer is False.
        """

    async def decisions(self, wanted: DecisionQuery, limit: int = 1000) -> Sequence[DecisionRow]:
        """Recorded decisions that are wanted, newest first."""

    async def daily_hits(self, since: datetime, watch: str | None = None) -> Sequence[DailyHits]:
        """How many matches were decided at `since` or later, of a watch or all: by watch, then by day of the decision.

        Days without any are left out.
        """

    async def held_due(self, now: datetime, limit: int = 1000) -> Sequence[DecisionRow]:
        """Held matches whose moment of release has come, the oldest first."""

    async def holding(self) -> set[str]:
        """Ids of the mutes that hold matches now."""

    async def unsent_decisions(self) -> Sequence[DecisionRow]:
        """Decisions whose messages may not be in the log, the oldest first."""

    async def decisions_sent(self, rows: Sequence[DecisionRow]) -> None:
        """Notes that the messages of `rows` are in the log; one that was decided otherwise since stays unsent."""

    async def forget_alert_states(self, before: datetime) -> int:
        """Removes states whose last match was decided before `before`; returns how many."""

    async def forget_watch_states(self, before: datetime) -> int:
        """Removes states of watches whose last match was decided before `before`; returns how many."""

    async def forget_decisions(self, before: datetime) -> int:
        """Removes decisions made before `before`, never on what is held or unsent; returns how many."""


class WatchStore(Protocol):
    """Which watches are configured, and what each says; what is remembered of one may go on under another id."""

    async def known_watches(self) -> Sequence[KnownWatch]:
        """All of them, those that are gone included, by id."""

    async def remember_watches(
        self, watches: Sequence[KnownWatch], taken_over: Mapping[str, KnownWatch], now: datetime
    ) -> Mapping[str, str]:
        """Writes `watches`; those that are `taken_over`, by their id, go on as others, in the same transaction.

        What is remembered under the old id then stands under the new one: alert states, the watch state, silence,
        acknowledgements, and mutes that name the watch. Where something stands there already, alert states are
        joined, and of the others the later one stays. An alert state in which something is held stays besides, for
        its release. Returns the new ids by the old ones of those that
        nobody took over before.
        """

    async def renames(self) -> Mapping[str, str]:
        """By the ids of watches that went on under another one, those under which they are known now.

        An id that is configured again is not among them.
        """

    async def forget_watches(self, configured: Collection[str]) -> int:
        """Removes those that are not `configured` and have no watch state; returns how many."""

    async def forget_renames(self, before: datetime) -> int:
        """Removes renames of watches that went on under another id before `before`; returns how many."""


class DeliveryStore(Protocol):
    """The delivery ledger. The row of the canary is sent like any other, and neither listed nor counted."""

    async def enqueue(self, deliveries: Sequence[Delivery], decided: Sequence[DecisionRow] = ()) -> None:
        """Adds deliveries that are not in the ledger; those that are stay as they are, whatever their state.

        So with what was `decided` about them: in the same transaction, and only where nothing is recorded.
        """

    async def due(self, now: datetime, limit: int = 100, receiver: str | None = None) -> Sequence[Delivery]:
        """Pending deliveries that are due, the oldest first: of one receiver or all, none of those that are paused."""

    async def receivers_due(self, now: datetime) -> Sequence[str]:
        """The receivers that have a delivery due, or one that is held to be released, by name."""

    async def held_deliveries(self, receiver: str) -> Sequence[Delivery]:
        """All deliveries that are held at `receiver`, the oldest first."""

    async def receivers_holding(self) -> Sequence[str]:
        """The receivers at which something is held, by name."""

    async def bundle(self, bundle: Delivery, parts: Sequence[Delivery], decided: Sequence[DecisionRow] = ()) -> bool:
        """Adds `bundle` and writes the `parts` that it is made of with what was `decided`, in one transaction.

        Where there is a delivery with its id, or a part is not held (any more), nothing is written and the answer is
        False.
        """

    async def move(
        self, deliveries: Sequence[Delivery], was: DeliveryState, decided: Sequence[DecisionRow] = ()
    ) -> bool:
        """Writes `deliveries` with what was `decided`, in one transaction.

        Where the state of one is not `was` (any more), nothing is written and the answer is False.
        """

    async def pause(self, receiver: str, until: datetime) -> None:
        """Keeps every delivery of `receiver` from being due before `until`."""

    async def record(self, delivery: Delivery) -> None:
        """Writes the outcome of an attempt."""

    async def deliveries(
        self, state: str | None = None, limit: int = 1000, receiver: str | None = None
    ) -> Sequence[Delivery]:
        """The ledger, newest first, of one state or all, to one receiver or all."""

    async def deliveries_with(self, ids: Collection[str]) -> Sequence[Delivery]:
        """Those of the deliveries with these ids that are in the ledger, the oldest first."""

    async def delivery_counts(self, receiver: str | None = None) -> dict[str, int]:
        """How many deliveries stand in each state, to one receiver or all."""

    async def oldest_pending(self) -> dict[str, datetime]:
        """By receiver, when the oldest of its pending deliveries was made; receivers without any are left out."""

    async def forget_deliveries(self, before: datetime) -> int:
        """Removes deliveries made before `before`, none that is still to be sent or held; returns how many."""

    async def forget_pauses(self, before: datetime) -> int:
        """Removes the pauses of receivers that ended before `before`; returns how many."""


class AttentionStore(Protocol):
    """Mutes and acknowledgements, which people make at any time; silences of watches."""

    async def remember_mute(self, mute: Mute) -> None:
        """Writes one mute."""

    async def mutes(self, since: datetime) -> Sequence[Mute]:
        """Mutes that end at `since` or later, whether somebody ended them sooner or not; what ends first is first."""

    async def remember_acknowledgement(self, acknowledgement: Acknowledgement) -> None:
        """Writes what is said of a watch and story, in the place of what was said before."""

    async def acknowledgements(self, watch: str | None = None) -> Sequence[Acknowledgement]:
        """Those of a watch, or all, newest first."""

    async def silences(self) -> dict[str, Silence]:
        """How long each watch that tells absence has been without a match, by watch."""

    async def remember_silence(self, silence: Silence) -> None:
        """Writes it."""

    async def forget_mutes(self, before: datetime) -> int:
        """Removes mutes that end before `before`; returns how many."""

    async def forget_acknowledgements(self, before: datetime) -> int:
        """Removes acknowledgements made before `before`; returns how many."""

    async def forget_silences(self, kept: Collection[str]) -> int:
        """Removes those of all watches but these; returns how many."""


class AccessStore(Protocol):
    """Who may ask over HTTP, what was answered to requests that change something, and what people make of alerts."""

    async def remember_token(self, token: Token) -> None:
        """Writes one token, in the place of what was known of it."""

    async def token(self, digest: str) -> Token | None:
        """The token of this digest."""

    async def tokens(self) -> Sequence[Token]:
        """All of them, the oldest first."""

    async def begin_request(self, asking: Asking) -> Asking:
        """Writes it where there is none with its id; returns the one that there is now."""

    async def remember_answer(self, asking: Asking) -> None:
        """Writes it with its answer."""

    async def remember_feedback(self, feedback: Feedback) -> None:
        """Writes what a person says of an alert, in the place of what they said before."""

    async def feedback(self, watch: str | None = None, alert: str | None = None) -> Sequence[Feedback]:
        """That of a watch and of an alert, or all, newest first."""

    async def forget_tokens(self, before: datetime) -> int:
        """Removes tokens that were revoked or ran out before `before`; returns how many."""

    async def forget_requests(self, before: datetime) -> int:
        """Removes requests that came before `before`; returns how many."""

    async def forget_feedback(self, before: datetime) -> int:
        """Removes what was said before `before`; returns how many."""


class Wording(Record, frozen=True, kw_only=True):
    """The words of an archived article, without what was found in it: read in a fraction of the time."""

    story: str
    article: Article
    relation: Relation
    language: str = "und"
    sentences: tuple[tuple[int, int], ...] = ()

    def annotated(self) -> AnnotatedArticle:
        """As an article in which nothing was found."""
        return AnnotatedArticle(
            story=self.story,
            article=self.article,
            relation=self.relation,
            language=self.language,
            sentences=self.sentences,
        )


class Placed(Record, frozen=True, kw_only=True):
    """In which stories an archived article stands, and nothing else of it."""

    story: str
    merged: tuple[str, ...] = ()

    @property
    def stories(self) -> tuple[str, ...]:
        """Its own, and those that were merged into it."""
        return (self.story, *self.merged)


class Span(Record, frozen=True, kw_only=True):
    """What of the archive is looked at."""

    articles: int
    first: datetime | None = None  # when the oldest and the newest of them was fetched, UTC
    last: datetime | None = None


class Candidate:
    """An archived article that a watch may match, read when it is asked for.

    position: in the order in which articles came into the archive. What it is asked for raises StoreError for a record
    that this version cannot read.
    """

    def __init__(self, position: int, record: bytes) -> None:
        self.position, self._record = position, record

    @property
    def wording(self) -> AnnotatedArticle:
        """The article as if nothing had been found in it."""
        return _read(self._record, Wording).annotated()

    @property
    def stories(self) -> tuple[str, ...]:
        """The stories in which it stands."""
        return _read(self._record, Placed).stories

    @property
    def annotated(self) -> AnnotatedArticle:
        """The whole article."""
        return _read(self._record, AnnotatedArticle)


def _read(record: bytes, kind: type[R]) -> R:
    try:
        return decode(record, kind)
    except Unprocessable as error:
        raise StoreError(f"store: a row was written by another version: {error}") from error


class ArchiveStore(Protocol):
    """Annotated articles and alerts, for search, page and backtest."""

    async def archive_article(self, annotated: AnnotatedArticle) -> None:
        """Writes one article with its annotations."""

    async def archive_articles(self, annotated: Sequence[AnnotatedArticle], *, missing_only: bool = False) -> None:
        """Writes all of them, or with `missing_only` those of which none with that id is archived.

        What stands in the archive as it is here is left alone.
        """

    async def archive_alert(self, alert: Alert) -> None:
        """Writes one alert."""

    async def archived(self, article: str) -> AnnotatedArticle | None:
        """The archived article with this id."""

    async def articles(self, since: datetime | None = None, limit: int = 1000) -> Sequence[AnnotatedArticle]:
        """Archived articles by fetch time, newest first."""

    async def candidates(
        self,
        requirement: Requirement,
        *,
        together: Requirement = EVERYTHING,
        since: datetime | None = None,
        before: int | None = None,
        limit: int = 100,
    ) -> Sequence[Candidate]:
        """Archived articles that may meet `requirement`: those of which the index tells it, and those not indexed yet.

        What was archived last comes first; `before` a position, to go on from the last of an answer, which is shorter
        than `limit` only at the end. together: what stands in one sentence of an article; where the index tells that it
        does not, the article is left out.
        """

    async def related(
        self,
        relations: Collection[Relation],
        *,
        since: datetime | None = None,
        before: int | None = None,
        limit: int = 100,
    ) -> Sequence[Candidate]:
        """Archived articles that are one of `relations` to their story; otherwise as `candidates`."""

    async def span(self, since: datetime | None = None) -> Span:
        """How many articles were fetched at `since` or later, and when."""

    async def index_articles(self, limit: int = 100) -> int:
        """Indexes articles that are not, or were by another version of the tokens; returns how many."""

    async def unindexed(self) -> int:
        """How many articles `index_articles` has still to index."""

    async def alerts(self, wanted: AlertQuery = ALL_ALERTS, limit: int = 1000) -> Sequence[Alert]:
        """Archived alerts that are wanted, newest first."""

    async def told_stories(self, wanted: AlertQuery = ALL_ALERTS, limit: int = 50) -> Sequence[ToldStory]:
        """The stories of the archived alerts that are wanted, the one with the newest alert first.

        An alert that is of no story, such as one about a feed, stands alone. `wanted.beyond` goes on behind the story
        whose `latest` that is.
        """

    async def alert(self, identity: str) -> Alert | None:
        """The archived alert with this id."""

    async def counts(self) -> dict[str, int]:
        """How many of each the archive holds: articles, copies, mentions, events, alerts."""

    async def forget_archived(self, before: datetime) -> int:
        """Removes articles fetched and alerts raised before `before`; returns how many."""


class EventStore(Protocol):
    """Who did what to whom in the archived articles, and who was in the news.

    Copies, and what did not happen, are left out. What an earlier version archived is there once
    `ArchiveStore.index_articles` has been through.
    """

    async def actors(self, wanted: ActorQuery, limit: int = 50) -> CountedActors:
        """Those who are wanted, the one in most articles first, and how many there are.

        Each with its articles by day, from as many days before the first on as there are from it to the last.
        """

    async def actor_days(self, ids: Collection[str], first: date, last: date) -> dict[str, dict[date, int]]:
        """In how many articles each of these actors was, by day; who and when there were none is left out."""

    async def known_actors(self, ids: Collection[str]) -> dict[str, KnownActor]:
        """Those of these actors of whom an archived article speaks, by id."""

    async def actor_articles(self, identity: str, limit: int = 20) -> Sequence[AnnotatedArticle]:
        """Archived articles that speak of it, newest first."""

    async def events(self, wanted: EventQuery, limit: int = 50) -> Sequence[ArchivedEvent]:
        """Events that are wanted, those of the newest articles first."""

    async def event_types(self, ids: Collection[str], since: datetime) -> dict[tuple[EventType, Side], int]:
        """Of how many events of each type one of `ids` is a party, and on which side; fetched since then."""

    async def relationships(
        self, about: Sequence[str], since: datetime, types: Collection[EventType] | None = None, nodes: int = 60
    ) -> Relationships:
        """What passed between `about` and those it shares most events with, `nodes` in all, and among these.

        about: ids that count as the first of them. What names one side alone is left out. The strongest of them, at
        most five a node.
        """

    async def event_countries(self, since: datetime, types: Collection[EventType] | None = None) -> dict[str, int]:
        """How many events, of articles fetched since then, happened in each country (ISO 3166 alpha-3)."""


class Store(
    FeedStore,
    SubscriptionStore,
    StoryStore,
    AlertStore,
    WatchStore,
    DeliveryStore,
    AttentionStore,
    AccessStore,
    ArchiveStore,
    EventStore,
    Protocol,
):
    """The whole store, open."""

    async def size(self) -> int | None:
        """The size of what is stored, in bytes; None where it is not in a file or database."""

    async def migrate(self) -> None:
        """Brings the schema to this version; raises StoreError where the store is newer."""

    async def close(self) -> None:
        """Releases files and connections."""
