"""What a message about an alert says, whatever it is shown on: a title, lines with and without names, a link, an id.

Title and lines are as the feed wrote them; making them harmless is the work of whoever shows them.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from monitor.alerting.published import published
from monitor.alerting.wording import modes_in_words, parties_in_words
from monitor.records import Alert, AuxiliaryMode, Bundle, Event, Size

_CALLED: Final = {
    AuxiliaryMode.NEGATED: "denied",
    AuxiliaryMode.FUTURE: "planned",
    AuxiliaryMode.HYPOTHETICAL: "only thought of",
    AuxiliaryMode.HISTORICAL: "years ago",
}
_ASSERTED: Final = "asserted"


class Line(NamedTuple):
    """One line of a message."""

    text: str
    name: str = ""  # what it is, such as "Source"; "" where it speaks for itself


class Message(NamedTuple):
    """What an alert says."""

    title: str  # with how loud it is
    sentence: str  # "" where the title has just said it
    words: tuple[str, ...]  # of the text, by which the watch was met
    event: tuple[Line, ...]  # who did what to whom, and how that is known
    story: tuple[Line, ...]  # what else the story has
    source: Line
    link: str
    reason: Line  # which watch, and why now
    id: Line

    @property
    def matched(self) -> Line:
        """The words as a line."""
        return Line(", ".join(self.words), "Matched")


def message(alert: Alert) -> Message:
    """What `alert` says to people."""
    when = published(alert)
    return Message(
        title=f"[{alert.severity}] {' '.join(alert.title.split())}",
        sentence="" if _says_it_again(alert) else alert.sentence,
        words=alert.matched,
        event=() if alert.event is None else tuple(event_lines(alert.event)),
        story=(Line(f"{alert.publishers} publishers so far", "Story"),) if alert.publishers > 1 else (),
        source=Line(f"{alert.publisher}, {when}" if when else alert.publisher, "Source"),
        link=alert.url,
        reason=Line(alert.reason),
        id=Line(f"Alert {alert.id}"),
    )


def bundle_message(bundle: Bundle) -> Message:
    """What `bundle` says to people: how many alerts and why together, and a line for each."""
    return Message(
        title=bundle_title(bundle),
        sentence="",
        words=(),
        event=tuple(Line(f"[{each.severity}] {each.title} · {each.publisher} · {each.url}") for each in bundle.alerts),
        story=(Line(f"and {bundle.more} more"),) if bundle.more else (),
        source=Line(""),
        link="",
        reason=Line(""),
        id=Line(f"Bundle {bundle.id}"),
    )


def bundle_title(bundle: Bundle) -> str:
    """How many alerts `bundle` has, and why they come together."""
    count = len(bundle.alerts) + bundle.more
    alerts = "1 alert" if count == 1 else f"{count} alerts"
    return f"{alerts}: {bundle.kind}, {bundle.until:%Y-%m-%d %H:%M} UTC"


def event_lines(event: Event) -> Iterator[Line]:
    """What happened: who did what to whom; whether it happens; where, when and how large; how sure that is."""
    yield Line(parties_in_words(event))
    yield Line(stance(event), "Stance")
    circumstances = [each for each in (_place(event), _day(event), _size(event.size)) if each]
    if circumstances:
        yield Line("; ".join(circumstances), "Details")
    if event.said_by is not None:
        yield Line(event.said_by.name or event.said_by.text, "Said by")
    yield Line(f"{event.confidence:.2f}", "Confidence")


def stance(event: Event) -> str:
    """Whether `event` happens, as it is told: asserted, or its auxiliary modes (PLOVER manual 0.8) with their cues."""
    modes = [mode for mode in AuxiliaryMode if getattr(event, mode)]
    words = zip(modes, modes_in_words(event), strict=True)
    return "; ".join(f"{_CALLED[mode]}: {shown}" for mode, shown in words) or _ASSERTED


def _says_it_again(alert: Alert) -> bool:
    """Whether the sentence is the title, or the title without the publisher's name behind it."""
    title, sentence = (" ".join(text.casefold().split()).rstrip(".…") for text in (alert.title, alert.sentence))
    return title.startswith(sentence) if len(sentence) > len(title) // 2 else not sentence


def _place(event: Event) -> str:
    named = event.location.text if event.location else ""
    return f"in {named} ({event.location_country})" if named and event.location_country else f"in {named}" * bool(named)


def _day(event: Event) -> str:
    return "" if event.day is None else f"on {event.day:%Y-%m-%d}"


def _size(size: Size | None) -> str:
    if size is None:
        return ""
    people = (("dead", size.dead), ("injured", size.injured), ("arrested", size.arrested), ("troops", size.troops))
    counted = [f"{number:,} {what}" for what, number in people if number is not None]
    if size.countries is not None:
        counted.append(f"{size.countries} countries")
    if size.money is not None:
        counted.append(f"{size.money:,.0f} {size.currency}".strip())
    return ", ".join(counted)
