"""Which events of an article a watch asks for: type, parties, polarity, modality."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from msgspec.structs import replace

from monitor.match.conditions.leaves import Words
from monitor.match.occurrences.scan import Hit, Scan
from monitor.match.watchlist import EventIs, Modality
from monitor.records import Event, EventType, Party, PartyReason


class EventRefusal(StrEnum):
    """Why an event of the right type is not the one asked for, the nearest miss last."""

    NONE = "no event of this type"
    ACTOR = "the event has another actor"
    RECIPIENT = "the event has another recipient"
    POLARITY = "the event is negated or affirmed, against what the watch asks"
    MODALITY = "the event has a mode that the watch does not ask for"
    CONFIDENCE = "the event is less sure than the watch asks"


def modality(event: Event, *, with_polarity: bool = True) -> frozenset[Modality]:
    """The auxiliary modes of `event`, asserted where it has none; negation only `with_polarity`."""
    modes = {
        Modality.NEGATED: event.negated and with_polarity,
        Modality.FUTURE: event.future,
        Modality.HYPOTHETICAL: event.hypothetical,
        Modality.HISTORICAL: event.historical,
    }
    return frozenset(mode for mode, is_set in modes.items() if is_set) or frozenset({Modality.ASSERTED})


RECIPROCAL = frozenset({EventType.AGREE, EventType.CONSULT, EventType.COOPERATE})
"""Types of which all parties may stand as actors, with no recipient (PLOVER manual 0.8)."""


class EventClause:
    """An `EventIs`, compiled."""

    def __init__(self, wanted: EventIs, actors: Words | None, recipients: Words | None) -> None:
        self.wanted, self._actors, self._recipients = wanted, actors, recipients

    def events(self, scan: Scan) -> tuple[Event, ...]:
        """The events of the article that are asked for, in the order of the text."""
        meant = (event for event in scan.annotated.events if event.type in self.wanted.types)
        return tuple(sorted((event for event in meant if self._refusal(scan, event) is None), key=_position))

    def refusal(self, scan: Scan) -> str:
        """Why there is none: of all its near misses the nearest."""
        meant = [event for event in scan.annotated.events if event.type in self.wanted.types]
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
        return ""

    def _modality(self, event: Event) -> list[Modality]:
        """The modes of `event`, in the order of `Modality`, for the watch to allow.

        Where the watch speaks of polarity itself, its modality is about the rest.
        """
        modes = modality(event, with_polarity=self.wanted.negated is None)
        return [mode for mode in Modality if mode in modes]

    def _refusal(self, scan: Scan, event: Event) -> EventRefusal | None:
        wanted = self.wanted
        actors, recipients = self._actors_of(scan, event), self._recipients_of(scan, event)
        if self._actors and not actors:
            return EventRefusal.ACTOR
        if self._recipients and not recipients:
            return EventRefusal.RECIPIENT
        if wanted.negated is not None and event.negated is not wanted.negated:
            return EventRefusal.POLARITY
        if not set(self._modality(event)) <= set(wanted.modality):
            return EventRefusal.MODALITY
        return None if self._confidence(scan, event) >= wanted.confidence else EventRefusal.CONFIDENCE

    def _confidence(self, scan: Scan, event: Event) -> float:
        """How sure `event` is: as sure as if all were known, where the watch names those of whom nothing is."""
        if event.confidence_if_known is None or not any(map(_is_unknown, self._asked(scan, event))):
            return event.confidence
        return event.confidence_if_known

    def _asked(self, scan: Scan, event: Event) -> Iterator[Party]:
        """The parties that are those asked for by name."""
        hits = (*self._actors_of(scan, event), *self._recipients_of(scan, event))
        parties = (*event.actors, *event.recipients)
        return (party for party in parties if any(_is_for(hit, party) for hit in hits))

    def hits(self, scan: Scan, event: Event) -> tuple[Hit, ...]:
        """What shows `event`: its trigger and the names of the parties asked for."""
        return (trigger(scan, event), *self._actors_of(scan, event), *self._recipients_of(scan, event))

    def _actors_of(self, scan: Scan, event: Event) -> tuple[Hit, ...]:
        return _named(scan, self._actors, event.actors) if self._actors else ()

    def _recipients_of(self, scan: Scan, event: Event) -> tuple[Hit, ...]:
        """The recipients asked for that are named; where two parties meet, each is what the other meets."""
        if self._recipients is None:
            return ()
        if event.recipients or event.type not in RECIPROCAL:
            return _named(scan, self._recipients, event.recipients)
        others = _others(self._actors_of(scan, event), event.actors)
        return _named(scan, self._recipients, others)

    def as_watched(self, scan: Scan, event: Event) -> Event:
        """`event` as its watchlist knows its parties: with the country and sector that it gives those asked for."""
        first = [self._actors] if event.recipients else [self._actors, self._recipients]
        return replace(
            event,
            confidence=self._confidence(scan, event),
            actors=tuple(_known(scan, first, party) for party in event.actors),
            recipients=tuple(_known(scan, [self._recipients], party) for party in event.recipients),
        )

    @property
    def parties(self) -> tuple[Words, ...]:
        """Those who must be named."""
        return tuple(leaf for leaf in (self._actors, self._recipients) if leaf)

    def describe(self) -> str:
        """The types and parties, in the words of the watchlist."""
        parties = " and ".join(leaf.describe() for leaf in self.parties)
        return f"event {' or '.join(self.wanted.types)}" + (f" with {parties}" if parties else "")


def trigger(scan: Scan, event: Event) -> Hit:
    """The word that made `event` one; it stands where the event stands."""
    return scan.hit(event.trigger.start, event.trigger.end, f"event {event.type}")


def _named(scan: Scan, leaf: Words, roles: tuple[Party, ...]) -> tuple[Hit, ...]:
    """The names of `leaf` within the spans of a role, else what stands there for one of its actors without a name.

    None where the role is unknown.
    """
    named = tuple(hit for hit in leaf.hits(scan) if any(_is_for(hit, role) for role in roles))
    return named or tuple(hit for role in roles for hit in leaf.as_party(scan, role))


def _known(scan: Scan, leaves: Sequence[Words | None], party: Party) -> Party:
    """`party` with what the watchlist says of the actor of `leaves` that it is, if it is one."""
    hit = next((hit for leaf in leaves if leaf for hit in _named(scan, leaf, (party,))), None)
    sought = next((leaf.sought[hit.clause] for leaf in leaves if hit and leaf and hit.clause in leaf.sought), None)
    if sought is None:
        return party
    actor = sought.actor
    return replace(party, country=actor.country or party.country, sector=actor.sector or party.sector)


def _is_unknown(party: Party) -> bool:
    """Whether the annotator knows nothing of a party but its name."""
    return party.reason is PartyReason.UNKNOWN or not (party.country or party.sector)


def _others(named: tuple[Hit, ...], roles: tuple[Party, ...]) -> tuple[Party, ...]:
    """The parties besides the one that is named; all of them where several are, or nobody was asked for."""
    taken = [role for role in roles if any(_is_for(hit, role) for hit in named)]
    return tuple(role for role in roles if len(taken) != 1 or role is not taken[0]) if len(roles) > 1 else ()


def _is_for(hit: Hit, role: Party) -> bool:
    """Whether the name stands in the role, or the role is the part of the name that the annotator took for it."""
    in_role = role.start <= hit.start and hit.end <= role.end
    return in_role or (hit.start <= role.start and role.end <= hit.end)


def _position(event: Event) -> tuple[int, int]:
    return event.trigger.start, event.trigger.end
