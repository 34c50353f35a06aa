"""Which events of an article a watch asks for: type, parties, place, speaker, size, polarity, modality."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from msgspec.structs import replace

from monitor.match.conditions.clauses import Patterns
from monitor.match.conditions.figures import figures, is_so_large, said_so_large, so_large
from monitor.match.conditions.parties import AnyOf, all_named, is_for
from monitor.match.conditions.telling import deed_of, is_by_authorities, modality, sureness
from monitor.match.occurrences.scan import Hit, Scan
from monitor.match.watchlist import EventIs, Modality
from monitor.records import Event, EventType, Party, PartyReason, Span


class EventRefusal(StrEnum):
    """Why an event of the right type is not the one asked for, the nearest miss last."""

    NONE = "no event of this type"
    ACTOR = "the event has another actor"
    RECIPIENT = "the event has another recipient"
    LOCATION = "the event has another place, or none that is known"
    SAID_BY = "somebody else says so, or nobody who is named"
    POLARITY = "the event is negated or affirmed, against what the watch asks"
    MODALITY = "the event has a mode that the watch does not ask for"
    SIZE = "the event is smaller than the watch asks, or its size is not known"
    CONFIDENCE = "the event is less sure than the watch asks"


RECIPROCAL = frozenset({EventType.AGREE, EventType.CONSULT, EventType.COOPERATE})
"""Types of which all parties may stand as actors, with no recipient (PLOVER manual 0.8)."""


class Parts(NamedTuple):
    """Who and where, as an event must have it; of actors and recipients each one is asked for."""

    actors: tuple[AnyOf, ...] = ()
    recipients: tuple[AnyOf, ...] = ()
    location: AnyOf | None = None
    said_by: AnyOf | None = None

    @property
    def asked(self) -> tuple[AnyOf, ...]:
        """All that are asked for."""
        return (*self.actors, *self.recipients, *filter(None, (self.location, self.said_by)))


class EventClause:
    """An `EventIs`, compiled."""

    def __init__(self, wanted: EventIs, parts: Parts) -> None:
        self.wanted, self._parts = wanted, parts

    def events(self, scan: Scan) -> tuple[Event, ...]:
        """The events of the article that are asked for, in the order of the text.

        Where none is as sure as the watch asks, those that are sure enough for digests.
        """
        meant = [(event, self._refusal(scan, event)) for event in scan.annotated.events if self._meant(event)]
        sure = [event for event, why in meant if why is None]
        if not sure and self.wanted.digest is not None:
            unsure = [event for event, why in meant if why is EventRefusal.CONFIDENCE]
            sure = [event for event in unsure if self._sureness(scan, event) >= self.wanted.digest]
        return tuple(sorted(sure, key=_position))

    def is_sure(self, scan: Scan, told: Event) -> bool:
        """Whether an event is as sure as the watch asks."""
        return self._sureness(scan, told) >= self.wanted.confidence

    def _sureness(self, scan: Scan, told: Event) -> float:
        return self._confidence(scan, self._meant(told) or told)

    def _meant(self, event: Event) -> Event | None:
        """`event`, or the deed that it is about, where it is of a type that is asked for."""
        if event.type in self.wanted.types:
            return event
        return deed_of(event) if event.deed and event.deed.type in self.wanted.types else None

    def refusal(self, scan: Scan) -> str:
        """Why there is none: of all its near misses the nearest."""
        meant = [event for event in map(self._meant, scan.annotated.events) if event]
        refused = {event: why for event in meant if (why := self._refusal(scan, event))}
        nearest = next((why for why in reversed(EventRefusal) if why in refused.values()), EventRefusal.NONE)
        misses = [event for event, why in refused.items() if why is nearest]
        return str(nearest) + (self._difference(scan, nearest, misses) if misses else "")

    def _difference(self, scan: Scan, why: EventRefusal, misses: list[Event]) -> str:
        """What the surest of `misses` is, and what the watch asks for, where that is a matter of degree or choice."""
        best = max(misses, key=lambda event: self._confidence(scan, event))
        if why is EventRefusal.CONFIDENCE:
            sure, asked = f"{self._confidence(scan, best):.2f}", f"{self.wanted.confidence:.2f}"
            return f" ('{best.trigger.text}' has a confidence of {sure}, and {asked} is asked for)"
        if why is EventRefusal.MODALITY:
            found, asked = " and ".join(self._modality(best)), " or ".join(self.wanted.modality)
            return f" ('{best.trigger.text}' is {found}, and {asked} is asked for)"
        if why is EventRefusal.SIZE:
            found = said_so_large(best.size, self.wanted.size)
            return f" ('{best.trigger.text}' has {found}, and{so_large(self.wanted.size)} is asked for)"
        return ""

    def _modality(self, event: Event) -> list[Modality]:
        """The modes of `event`, in the order of `Modality`, for the watch to allow.

        Where the watch speaks of polarity itself, its modality is about the rest.
        """
        modes = modality(event, with_polarity=self.wanted.negated is None)
        return [mode for mode in Modality if mode in modes]

    def _refusal(self, scan: Scan, told: Event) -> EventRefusal | None:
        wanted, event = self.wanted, self._meant(told) or told
        if (refusal := self._missing(scan, event)) is not None:
            return refusal
        if wanted.negated is not None and event.negated is not wanted.negated:
            return EventRefusal.POLARITY
        if not set(self._modality(event)) <= set(wanted.modality):
            return EventRefusal.MODALITY
        if not is_so_large(event, wanted.size):
            return EventRefusal.SIZE
        return None if self._confidence(scan, event) >= wanted.confidence else EventRefusal.CONFIDENCE

    def _missing(self, scan: Scan, event: Event) -> EventRefusal | None:
        """Which of the parts that the watch asks for is another one, or not known."""
        parts = self._parts
        if parts.actors and not self._actors_of(scan, event):
            return EventRefusal.ACTOR
        if parts.recipients and not self._recipients_of(scan, event):
            return EventRefusal.RECIPIENT
        if parts.location and not self._location_of(scan, event):
            return EventRefusal.LOCATION
        is_said = event.said_by is not None if parts.said_by is None else bool(self._speaker_of(scan, event))
        return EventRefusal.SAID_BY if (parts.said_by or self.wanted.quoted) and not is_said else None

    def _confidence(self, scan: Scan, event: Event) -> float:
        """How sure `event` is: as sure as if all were known, where the watch names those of whom nothing is; as if it
        were asserted, where the watch says in which modes it may be told; and with less doubt about an article that
        speaks of other things, too, where the watch says of whom or where it is to be.
        """
        known = event.confidence_if_known is not None and any(map(_is_unknown, self._asked(scan, event)))
        return sureness(event, known=known, asserted=self.wanted.asks_modes, on_topic=self._asks_whom_or_where)

    @property
    def _asks_whom_or_where(self) -> bool:
        return bool(self._parts.actors or self._parts.recipients or self._parts.location)

    def _asked(self, scan: Scan, event: Event) -> Iterator[Party]:
        """The parties that are those asked for by name."""
        hits = (*self._actors_of(scan, event), *self._recipients_of(scan, event))
        parties = (*event.actors, *event.recipients)
        return (party for party in parties if any(is_for(hit, party) for hit in hits))

    def hits(self, scan: Scan, told: Event) -> tuple[Hit, ...]:
        """What shows an event: its trigger, the names of the parties asked for, its place, speaker and figures."""
        event = self._meant(told) or told
        parties = (*self._actors_of(scan, event), *self._recipients_of(scan, event))
        around = (*self._location_of(scan, event), *self._speaker_of(scan, event))
        return (trigger(scan, told), *parties, *around, *figures(scan, event, self.wanted.size))

    def _location_of(self, scan: Scan, event: Event) -> tuple[Hit, ...]:
        location = self._parts.location
        return location.at(scan, event.location or _at_home(event), event.location_country) if location else ()

    def _speaker_of(self, scan: Scan, event: Event) -> tuple[Hit, ...]:
        """What names who says so: the speaker asked for, or whoever it is where somebody must be named."""
        if event.said_by is None:
            return ()
        if self._parts.said_by is not None:
            return self._parts.said_by.hits(scan, (event.said_by,), is_there=True)
        return (scan.hit(event.said_by.start, event.said_by.end, "said by somebody"),) if self.wanted.quoted else ()

    def _actors_of(self, scan: Scan, event: Event) -> tuple[Hit, ...]:
        """The actors asked for that are named; who must meet may stand as actors and recipients."""
        if is_by_authorities(event):
            there = [each.at(scan, event.trigger, event.location_country) for each in self._parts.actors]
            return tuple(hit for hits in there for hit in hits) if all(there) else ()
        is_meeting = len(self._parts.actors) > 1 and event.type in RECIPROCAL
        parties = (*event.actors, *event.recipients) if is_meeting else event.actors
        return all_named(scan, self._parts.actors, parties, is_there=event.type is EventType.PROTEST)

    def _recipients_of(self, scan: Scan, event: Event) -> tuple[Hit, ...]:
        """The recipients asked for that are named; where two parties meet, each is what the other meets."""
        recipients = self._parts.recipients
        if event.recipients or event.type not in RECIPROCAL:
            return all_named(scan, recipients, event.recipients, is_there=True)
        others = _others(self._actors_of(scan, event), event.actors)
        return all_named(scan, recipients, others)

    def as_watched(self, scan: Scan, told: Event) -> Event:
        """An event as its watchlist knows its parties: with the country and sector that it gives those asked for."""
        event = self._meant(told) or told
        actors, recipients = self._parts.actors, self._parts.recipients
        first = actors if event.recipients else (*actors, *recipients)
        return replace(
            told,
            confidence=self._confidence(scan, event),
            actors=tuple(_known(scan, first, party) for party in event.actors),
            recipients=tuple(_known(scan, recipients, party) for party in event.recipients),
        )

    @property
    def required(self) -> tuple[Patterns, ...]:
        """Sets of patterns of each of which one is found where there is such an event."""
        return tuple(each.required for each in self._parts.asked)

    def describe(self) -> str:
        """The types, parties, place, speaker and figures, in the words of the watchlist."""
        parties = " and ".join(each.describe() for each in (*self._parts.actors, *self._parts.recipients))
        place = f" in {self._parts.location.describe()}" if self._parts.location else ""
        speaker = self._parts.said_by.describe() if self._parts.said_by else ""
        said = f" said by {speaker or 'somebody'}" if speaker or self.wanted.quoted else ""
        types = " or ".join(self.wanted.types)
        return f"event {types}" + (f" with {parties}" if parties else "") + place + said + so_large(self.wanted.size)


def trigger(scan: Scan, event: Event) -> Hit:
    """The word that made `event` one; it stands where the event stands."""
    return scan.hit(event.trigger.start, event.trigger.end, f"event {event.type}" + _about(event))


_ABOUT = {EventType.AGREE: "to", EventType.REJECT: "of", EventType.THREATEN: "with"}


def _about(event: Event) -> str:
    """What an event of words is about: " to AID" of AGREE, " of RETREAT" of REJECT."""
    return f" {_ABOUT.get(event.type, 'of')} {event.deed.type}" if event.deed else ""


def _known(scan: Scan, asked: tuple[AnyOf, ...], party: Party) -> Party:
    """`party` with what the watchlist says of the actor that it is, if it is one of those asked for."""
    sought = next((found for each in asked if (found := each.sought(scan, party))), None)
    if sought is None:
        return party
    actor = sought.actor
    return replace(party, country=actor.country or party.country, sector=actor.sector or party.sector)


def _is_unknown(party: Party) -> bool:
    """Whether the annotator knows nothing of a party but its name."""
    return party.reason is PartyReason.UNKNOWN or not (party.country or party.sector)


def _others(named: tuple[Hit, ...], roles: tuple[Party, ...]) -> tuple[Party, ...]:
    """The parties besides the one that is named; all of them where several are, or nobody was asked for."""
    taken = [role for role in roles if any(is_for(hit, role) for hit in named)]
    return tuple(role for role in roles if len(taken) != 1 or role is not taken[0]) if len(roles) > 1 else ()


def _position(event: Event) -> tuple[int, int]:
    return event.trigger.start, event.trigger.end


def _at_home(event: Event) -> Span | None:
    """What shows where a protest is that names no place: who protests, "Italian teachers"."""
    party = event.actors[0] if event.type is EventType.PROTEST and event.actors else None
    return None if party is None else Span(text=party.text, start=party.start, end=party.end)
