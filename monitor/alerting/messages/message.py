"""What a message about one alert says."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from monitor.alerting.messages.change import change_in_words, change_lines
from monitor.alerting.messages.event import event_lines
from monitor.alerting.messages.pieces import NO_REPLY, Item, Line, Reply
from monitor.alerting.messages.source import others, source
from monitor.records import OWN_WATCHLIST, Alert, AlertKind, Event, HeldItem, Part, Severity

_NO_EVENT: Final = Line("as the sentence says; who did what to whom was not recognised for sure", "What")
_SURE: Final = 0.5  # confidence of an event that is told though no watch asked for it
_CHANGE_IN_TITLE: Final = 60  # letters of a change that stands in a title, at most


class Message(NamedTuple):
    """What an alert says."""

    severity: Severity
    kind: AlertKind
    title: str  # with how loud it is, and what is new
    changes: tuple[Line, ...]  # what is otherwise than was told, from what to what
    held: tuple[Line, ...]  # why it was held, where it was
    items: tuple[Item, ...]  # what it releases, the most severe first
    more: int  # what it releases beside those
    sentence: str  # "" where the title has just said it
    words: tuple[str, ...]  # of the text, by which the watch was met
    event: tuple[Line, ...]  # who did what to whom, whether it happened, how sure that is
    source: Line  # and how many others have the story
    link: str
    reason: Line  # which watch, by which words, and why now
    silence: Line  # the commands that mute and acknowledge
    reply: Reply  # links that do the same
    id: Line


def message(alert: Alert, reply: Reply = NO_REPLY) -> Message:
    """What `alert` says to people; `reply` has its links to mute and acknowledge."""
    about_article = alert.kind.is_of_one_story
    items = () if alert.held is None or about_article else tuple(map(_item, alert.held.items))
    return Message(
        severity=alert.severity,
        kind=alert.kind,
        title=f"[{alert.severity}] {heading(alert)}",
        changes=tuple(change_lines(alert)),
        held=tuple(_held(alert)),
        items=items,
        more=alert.held.count - len(items) if alert.held and items else 0,
        sentence="" if items or says_again(alert) else alert.sentence,
        words=alert.matched,
        event=tuple(_event(alert)) if about_article else (),
        source=_source(alert) if about_article else Line(""),
        link="" if items else alert.url,
        reason=Line(alert.watch, "Watch") if items else Line(alert.reason),
        silence=Line(commands(alert), "Silence"),
        reply=reply,
        id=Line(f"Alert {alert.id}"),
    )


def heading(alert: Alert) -> str:
    """The title of `alert` on one line, with what is new before it."""
    title = " ".join(alert.title.split())
    if alert.kind is AlertKind.CORRECTION:
        return f"Correction: {title}"
    if alert.kind is AlertKind.CHANGE and alert.changes:
        return f"Update ({_short(change_in_words(alert.changes[0]))}): {title}"
    if alert.kind is AlertKind.RELEASE and alert.held and alert.held.items:
        return f"{alert.held.count} held until now: {' '.join(alert.held.items[0].title.split())}"
    return title


def main_event(alert: Alert) -> Event | None:
    """The event that `alert` is about: the one that its watch asks for, else the surest that its sentence tells of, or
    its title where that has the words, too.

    Of one that no watch asked for nothing is said where it may well be misread.
    """
    if alert.event is not None:
        return alert.event
    by_title = any(piece.field is Part.TITLE for piece in alert.evidence)
    sure = [each for each in alert.events if each.confidence >= _SURE]
    shown = [each for each in sure if each.sentence.text == alert.sentence or (by_title and each.in_title)]
    return max(shown, key=lambda each: each.confidence, default=None)


def commands(alert: Alert) -> str:
    """The commands that silence what `alert` is about, for whoever has no link; "" for what is about a feed."""
    if alert.watchlist == OWN_WATCHLIST:
        return ""
    if not alert.kind.is_of_one_story:
        return f"wirewatch mute {alert.id}"
    return f"wirewatch mute {alert.id}, or until something changes: wirewatch ack {alert.id}"


def _held(alert: Alert) -> Iterator[Line]:
    if alert.held is None:
        return
    held = f"{alert.held.count} matches since {alert.held.since:%Y-%m-%d %H:%M} UTC, {alert.held.why}"
    yield Line(held if alert.held.count > 1 else alert.held.why, "Held")


def _item(held: HeldItem) -> Item:
    source = f"{held.publisher}, found {held.found:%Y-%m-%d %H:%M} UTC" if held.publisher else ""
    return Item(severity=held.severity, title=held.title, about=(), source=source, link=held.url)


def _event(alert: Alert) -> Iterator[Line]:
    event = main_event(alert)
    if event is not None:
        yield from event_lines(event)
    elif alert.evidence:
        yield _NO_EVENT


def _source(alert: Alert) -> Line:
    return Line(f"{source(alert)}; {others(alert)}" if alert.publisher else others(alert), "Source")


def _short(text: str) -> str:
    return text if len(text) <= _CHANGE_IN_TITLE else f"{text[: _CHANGE_IN_TITLE - 1].rstrip()}…"


def says_again(alert: Alert) -> bool:
    """Whether the sentence of `alert` is its title, or the title without the publisher's name behind it."""
    title, sentence = (" ".join(text.casefold().split()).rstrip(".…") for text in (alert.title, alert.sentence))
    return title.startswith(sentence) if len(sentence) > len(title) // 2 else not sentence
