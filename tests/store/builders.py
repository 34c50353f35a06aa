"""Records for the stores to keep, each differing from the next only in what a test says."""

from datetime import UTC, datetime, timedelta

import msgspec

from monitor.alerting.attention.cap import Window
from monitor.identity import content_id
from monitor.records import (
    Alert,
    AnnotatedArticle,
    Article,
    Decision,
    DecisionOutcome,
    DecisionReason,
    Delivery,
    DeliveryState,
    EntityType,
    Event,
    EventType,
    Mention,
    Party,
    Relation,
    Severity,
    Span,
)
from monitor.store.base import AlertState, DecisionRow, FeedState, SeenEntry, Sketch, Subscription, WatchState
from tests.feeds.builders import a_feed, a_state

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def feed_state(
    feed: str = "bbc", *, etag: str | None = '"1"', failures: int = 0, last_poll: datetime | None = None
) -> FeedState:
    configured = a_feed(id=feed, url=f"https://{feed}.example/rss")
    return a_state(configured, etag=etag, failures=failures, last_poll=last_poll, next_poll=NOON)


def subscription(feed: str = "bbc", *, until: datetime | None = None) -> Subscription:
    return Subscription(feed=feed, hub="https://hub.example/", topic=f"https://{feed}.example/rss", until=until)


def seen_entry(entry: str, feed: str = "bbc", *, version: int = 1) -> SeenEntry:
    return SeenEntry(feed=feed, entry=entry, article=f"a-{entry[:8]}", version=version, seen=NOON)


def sketch(article: str, *, placed: datetime = NOON, story: str = "s-1") -> Sketch:
    return Sketch(
        article=article,
        story=story,
        relation=Relation.NEW_STORY,
        original=None,
        digest="d" * 32,
        shingles=bytes(range(256)),
        words=300,
        placed=placed,
    )


def alert_state(watch: str = "ceasefire", story: str = "s-1", *, alerts: int = 1, last: datetime = NOON) -> AlertState:
    return AlertState(watch=watch, story=story, alerts=alerts, first=NOON, last=last, last_alert="al-1")


def watch_state(watch: str = "ceasefire", *, last: datetime = NOON) -> WatchState:
    return WatchState(watch=watch, watchlist="peace", last=last, window=Window(start=NOON, told=1))


def decided(
    subject: str = "m-1",
    outcome: DecisionOutcome = DecisionOutcome.TOLD,
    *,
    receiver: str = "",
    until: datetime | None = None,
    at: datetime = NOON,
    unsent: bool = False,
    **others: str,
) -> DecisionRow:
    """A row of the ledger of decisions; `others` are fields of its decision."""
    held = outcome is DecisionOutcome.HELD
    decision = Decision(
        id=content_id("dc", subject, receiver, outcome),
        subject=subject,
        receiver=receiver,
        outcome=outcome,
        reason=DecisionReason.MUTED if held else DecisionReason.FIRST_IN_STORY,
        until=until,
        watch="ceasefire",
        watchlist="peace",
        severity=Severity.HIGH,
        story="s-1",
        article="a-1",
        alert="al-1",
        at=at,
    )
    decision = msgspec.convert(msgspec.to_builtins(decision) | others, Decision)
    return DecisionRow(decision=decision, alert=alert(1), unsent=unsent)


def alert(number: int = 1, *, watchlist: str = "peace", raised: datetime = NOON) -> Alert:
    return Alert(
        id=f"al-{number}",
        watch="ceasefire",
        watchlist=watchlist,
        severity=Severity.HIGH,
        story="s-1",
        article="a-1",
        title="Ceasefire agreed",
        url="https://bbc.example/1",
        publisher="bbc.example",
        published=NOON,
        matched=("ceasefire",),
        sentence="A ceasefire was agreed.",
        evidence=(),
        reason="first article of this story to match",
        raised=raised,
    )


def delivery(
    number: int = 1,
    receiver: str = "console",
    *,
    state: DeliveryState = DeliveryState.PENDING,
    attempts: int = 0,
    next_attempt: datetime = NOON,
    created: datetime = NOON,
) -> Delivery:
    return Delivery(
        id=content_id("d", f"al-{number}", receiver),
        alert=alert(number),
        receiver=receiver,
        state=state,
        attempts=attempts,
        next_attempt=next_attempt,
        created=created,
    )


def annotated(
    article: str = "a-1",
    *,
    relation: Relation = Relation.NEW_STORY,
    fetched: datetime = NOON,
    mentions: int = 0,
    events: int = 0,
) -> AnnotatedArticle:
    return AnnotatedArticle(
        story="s-1",
        article=Article(
            id=article, feed="bbc", entry="1", url="https://bbc.example/1", title="Macron", text="Text", fetched=fetched
        ),
        relation=relation,
        mentions=(Mention(type=EntityType.PERSON, text="Macron", start=0, end=6),) * mentions,
        events=(_event(),) * events,
    )


def _event() -> Event:
    macron, party = Span(text="Macron", start=0, end=6), Party(text="Macron", start=0, end=6, actor="emmanuel-macron")
    return Event(id="e-1", type=EventType.CONSULT, actors=(party,), recipients=(), trigger=macron, sentence=macron)
