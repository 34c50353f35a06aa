"""An alert as a watch on sanctions raises it, with evidence in its title and its sentence."""

from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from monitor.identity import content_id
from monitor.records import (
    Alert,
    AlertKind,
    Bundle,
    BundleKind,
    Delivery,
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

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

SENTENCE = "Ministers agreed new sanctions on Monday."


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


def alert(
    number: int = 1,
    *,
    title: str = "EU agrees sanctions",
    sentence: str = SENTENCE,
    severity: Severity = Severity.HIGH,
    routes: tuple[str, ...] = (),
    url: str = "https://news.example/eu",
) -> Alert:
    headline = Span(text=title, start=0, end=len(title))
    offset = len(title) + 1
    shown = Span(text=sentence, start=offset, end=offset + len(sentence))
    return Alert(
        id=f"al-{number}",
        watch="eu-sanctions",
        watchlist="trade",
        severity=severity,
        story="s-1",
        article="a-1",
        title=title,
        url=url,
        publisher="news.example",
        published=NOON,
        matched=("sanctions",),
        sentence=sentence,
        evidence=(
            Evidence(clause="term sanctions", matched=_word(title, 0), sentence=headline, field=Part.TITLE),
            Evidence(clause="term sanctions", matched=_word(sentence, offset), sentence=shown, field=Part.TEXT),
        ),
        reason="Watch 'eu-sanctions': term sanctions ('sanctions') in the title; first alert in this story.",
        raised=NOON,
        routes=routes,
    )


def release(count: int = 14, *, title: str = "Held", why: str = "") -> Alert:
    """The alert that tells of `count` matches which were held while muted; the first 20 by their titles."""
    since = NOON - timedelta(hours=1)
    items = tuple(
        HeldItem(
            subject=f"m-{number}",
            story="s-1",
            article=f"a-{number}",
            title=f"{title} {number}",
            url=f"https://news.example/held/{number}",
            publisher="news.example",
            severity=Severity.HIGH if number < 3 else Severity.LOW,
            found=since,
        )
        for number in range(1, min(count, 20) + 1)
    )
    held = Held(count=count, why=why or "muted by anna until 2026-03-02 12:00 UTC: known", since=since, items=items)
    return replace(alert(), kind=AlertKind.RELEASE, held=held, reason="Watch 'eu-sanctions': the mute has ended.")


def sanctions() -> Event:
    """The event that an alert's sentence tells of."""
    span = Span(text="Ministers", start=20, end=29)
    return Event(
        id="e-1",
        type=EventType.SANCTION,
        actors=(Party(text="Ministers", start=20, end=29),),
        recipients=(Party(text="Moscow", start=20, end=29, actor="russia", name="Russia", country="RUS"),),
        trigger=span,
        sentence=span,
    )


def delivery(number: int = 1, receiver: str = "desk", *, created: datetime = NOON, attempts: int = 0) -> Delivery:
    return Delivery(
        id=content_id("d", f"al-{number}", receiver),
        alert=alert(number, title=f"Alert {number}"),
        receiver=receiver,
        attempts=attempts,
        next_attempt=created,
        created=created,
    )


def bundle(*alerts: Alert, more: int = 0, kind: BundleKind = BundleKind.DIGEST) -> Bundle:
    return Bundle(id="d-digest", kind=kind, alerts=alerts, more=more, since=NOON - seconds(3600), until=NOON)


def _word(text: str, offset: int) -> Span:
    start = max(text.find("sanctions"), 0)
    return Span(text=text[start : start + 9], start=offset + start, end=offset + start + 9)
