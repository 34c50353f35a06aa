"""An event in plain English: what happened, who → whom, whether it happened, where, how many, how sure that is."""

from collections.abc import Iterator, Sequence
from typing import Final

from monitor.alerting.messages.names import country, event_type
from monitor.alerting.messages.pieces import Line
from monitor.records import AuxiliaryMode, Event, ModeReason, Party, PartyReason, Size

_STATUS: Final = {
    AuxiliaryMode.NEGATED: "denied, it did not happen",
    AuxiliaryMode.FUTURE: "planned, not done yet",
    AuxiliaryMode.HYPOTHETICAL: "only a possibility",
    AuxiliaryMode.HISTORICAL: "years ago",
}
_ASSERTED: Final = "reported as fact"
_SURE: Final = {0.8: "high", 0.5: "medium", 0.0: "low"}  # from so much confidence on
_FOUND: Final = (PartyReason.NAME, PartyReason.OFFICE, PartyReason.PRONOUN, PartyReason.PHRASE)
"""How the country of a party was found where people are told of it; the other ways are guesses."""


def event_lines(event: Event) -> Iterator[Line]:
    """`event` for people, line by line."""
    yield Line(happening(event), "What")
    yield Line(f"{told_by(event)}; certainty {sureness(event)}", "Status")
    circumstances = [each for each in (_place(event), _day(event), _size(event.size)) if each]
    if circumstances:
        yield Line("; ".join(circumstances), "Details")


def happening(event: Event) -> str:
    """What `event` is, and who → whom: "attack with heavy weapons, Russia → Kharkiv (Ukraine)"."""
    sides = f"{_side(event.actors)} → {_side(event.recipients)}" if event.recipients else _side(event.actors)
    return f"{event_type(event.type, event.mode)}, {sides}"


def told_by(event: Event) -> str:
    """Whether `event` happened, with the word that says so, and who says it: "planned, not done yet ('will')"."""
    speaker = f", according to {_party(event.said_by)}" if event.said_by else ""
    return f"{status(event)}{speaker}"


def status(event: Event) -> str:
    """Whether `event` happened: its auxiliary modes (PLOVER manual 0.8) in plain English, with their cues."""
    reasons = {reason.mode: reason for reason in event.mode_reasons}
    modes = (mode for mode in AuxiliaryMode if getattr(event, mode))
    return "; ".join(_STATUS[mode] + _cue(reasons.get(mode)) for mode in modes) or _ASSERTED


def sureness(event: Event) -> str:
    """How sure it is that the text tells of `event` so: "high (0.84)"."""
    word = next(word for least, word in _SURE.items() if event.confidence >= least)
    return f"{word} ({event.confidence:.2f})"


def _cue(reason: ModeReason | None) -> str:
    return f" ('{reason.cue.text}')" if reason and reason.cue else ""


def _side(parties: Sequence[Party]) -> str:
    *first, last = map(_party, parties) if parties else ["somebody not named"]
    return f"{', '.join(first)} and {last}" if first else last


def _party(party: Party) -> str:
    named = party.name or party.text
    land = country(party.country) if party.country and party.reason in _FOUND else ""
    return f"{named} ({land})" if land and land.casefold() not in named.casefold() else named


def _place(event: Event) -> str:
    named = event.location.text if event.location else ""
    land = country(event.location_country) if event.location_country else ""
    if not named:
        return ""
    return f"in {named} ({land})" if land and land.casefold() not in named.casefold() else f"in {named}"


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
