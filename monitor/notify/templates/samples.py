"""Messages of every kind, to try a template on."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from msgspec.structs import replace

from monitor.alerting.messages.pieces import Action, Reply
from monitor.records import (
    Alert,
    AlertKind,
    Bundle,
    BundleKind,
    Change,
    ChangeKind,
    Event,
    EventType,
    Evidence,
    Held,
    HeldItem,
    Part,
    Party,
    Severity,
    Span,
)

_NOON: Final = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)
_TITLE: Final = "Shells fall on river town"
_SENTENCE: Final = "Shells fell on the river town of Arvo, killing three."
_WHOLE: Final = Span(text=_SENTENCE, start=len(_TITLE) + 1, end=len(_TITLE) + 1 + len(_SENTENCE))
_WORD: Final = Span(text="Shells", start=0, end=6)
_URL: Final = "https://news.example/arvo"

REPLY: Final = Reply("https://desk.example/a/token", (Action("Acknowledge", "https://desk.example/a/token"),))


def alerts() -> Iterator[Alert]:
    """An alert of each kind; the first one says all that an alert can say, the last one next to nothing."""
    yield from (_of_kind(kind) for kind in AlertKind)
    plain = _of_kind(AlertKind.NOTICE)
    yield replace(
        plain, title="", url="", publisher="", published=None, matched=(), sentence="", evidence=(), event=None
    )


def bundles() -> Iterator[Bundle]:
    """A bundle of each kind."""
    several = (_of_kind(AlertKind.FIRST), replace(_of_kind(AlertKind.CHANGE), story="s-2"))
    for kind in BundleKind:
        yield Bundle(id="d-1", kind=kind, alerts=several, more=3, since=_NOON - timedelta(hours=8), until=_NOON)


def _of_kind(kind: AlertKind) -> Alert:
    changes = (Change(kind=ChangeKind.FIGURE, what="dead", before="3", after="40"),)
    corrections = (Change(kind=ChangeKind.CORRECTION, what="corrected", before="3 dead", after="none"),)
    told = {AlertKind.CHANGE: changes, AlertKind.CORRECTION: corrections}
    return Alert(
        id="al-1",
        watch="attacks",
        watchlist="morning",
        severity=Severity.HIGH,
        story="s-1",
        article="a-1",
        title=_TITLE,
        url=_URL,
        publisher="News",
        published=_NOON,
        matched=("Shells",),
        sentence=_SENTENCE,
        evidence=(Evidence(clause="event ASSAULT", matched=_WORD, sentence=_WHOLE, field=Part.TITLE),),
        event=_event(),
        reason="Watch 'attacks': event of the kind 'attack' ('Shells') in the title; first alert in this story.",
        raised=_NOON,
        publishers=4,
        independent=2,
        kind=kind,
        step=2 if kind in told else 1,
        changes=told.get(kind, ()),
        replaces="al-0" if kind in told else "",
        held=_held() if kind is AlertKind.RELEASE else None,
    )


def _event() -> Event:
    town = Party(text="the river town of Arvo", start=0, end=22)
    return Event(id="e-1", type=EventType.ASSAULT, actors=(), recipients=(town,), trigger=_WORD, sentence=_WHOLE)


def _held() -> Held:
    item = HeldItem(
        subject="m-1",
        story="s-1",
        article="a-1",
        title=_TITLE,
        url=_URL,
        publisher="News",
        severity=Severity.HIGH,
        found=_NOON,
    )
    why = "muted by anna until 2026-01-01 20:00 UTC: known"
    return Held(count=5, why=why, since=_NOON, items=(item, replace(item, subject="m-2")))
