"""How events are shown to a person: who did what to whom, why it was read so, and why a sentence has none."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from monitor.alerting.wording import modes_in_words
from monitor.annotate.events.silence import Silence
from monitor.records import Event, Party, Size


def shown_event(event: Event) -> RenderableType:
    """An event in some lines: its sides and modes, then the reasons, what else is told of it, and its sentence."""
    head = Text.assemble((f"{event.type} ", "bold"), f"{_named(event.actors)} → {_named(event.recipients)}")
    head.append(f"  {', '.join(modes_in_words(event)) or 'asserted'}", "italic")
    rule = f"“{event.trigger.text}”, by {event.rule}, confidence {event.confidence:.2f}"
    lines = (rule, *_parties(event), *_circumstances(event), event.sentence.text)
    return Group(head, *(Text(f"  {line}", "dim") for line in lines))


def shown_silence(silence: Silence) -> Text:
    """A sentence without an event, and why it has none."""
    words = f" (“{silence.trigger.text}”)" if silence.trigger else ""
    return Text.assemble((f"{silence.sentence.text.strip()}  ", "dim"), f"{silence.reason}{words}")


def _named(parties: tuple[Party, ...]) -> str:
    return ", ".join(party.text for party in parties) or "–"


def _parties(event: Event) -> Iterator[str]:
    """Who each party is, how that is known, and where it stands."""
    roles = (
        ("actor", event.actors),
        ("recipient", event.recipients),
        ("said by", (event.said_by,) if event.said_by else ()),
    )
    for role, parties in roles:
        yield from (f"{role} “{party.text}”: {_identity(party)}" for party in parties)


def _identity(party: Party) -> str:
    known = ", ".join(filter(None, (party.actor, party.country, party.sector)))
    who = f"{known} ({party.reason})" if known else str(party.reason)
    return f"{who}; {party.position}" if party.position else who


def _circumstances(event: Event) -> Iterator[str]:
    """Mode, contexts, place, day and size, as far as the text tells them."""
    known = {
        "mode": event.mode,
        "contexts": ", ".join(event.contexts),
        "at": _place(event),
        "on": event.day.isoformat() if event.day else "",
        "size": _size(event.size),
    }
    told = "; ".join(f"{name} {value}" for name, value in known.items() if value)
    if told:
        yield told


def _place(event: Event) -> str:
    if event.location is None:
        return ""
    return f"{event.location.text} ({event.location_country})" if event.location_country else event.location.text


def _size(size: Size | None) -> str:
    if size is None:
        return ""
    counts = {name: getattr(size, name) for name in ("dead", "injured", "arrested", "troops", "countries")}
    told = [f"{count} {name}" for name, count in counts.items() if count is not None]
    if size.money is not None:
        told.append(f"{size.money:,.0f} {size.currency}".strip())
    return ", ".join(told)
