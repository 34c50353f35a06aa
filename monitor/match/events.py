"""Which events of an article a watch asks for: type, parties, polarity, modality."""

from enum import StrEnum

from monitor.match.clauses import Leaf
from monitor.match.scan import Hit, Scan
from monitor.match.watchlist import EventIs
from monitor.records import Event, Span


class EventRefusal(StrEnum):
    """Why an event of the right type is not the one asked for, the nearest miss last."""

    NONE = "no event of this type"
    ACTOR = "the event has another actor"
    RECIPIENT = "the event has another recipient"
    POLARITY = "the event is denied or affirmed, against what the watch asks"
    MODALITY = "the event is denied, hypothetical, planned or past, which the watch does not ask for"


def modality(event: Event, *, with_polarity: bool = True) -> frozenset[str]:
    """What the flags of `event` make of it: denied, hypothetical, planned, past, several of them, or else asserted."""
    flags = {
        "denied": event.negated and with_polarity,
        "hypothetical": event.hypothetical,
        "planned": event.future,
        "past": event.historical,
    }
    return frozenset(name for name, is_set in flags.items() if is_set) or frozenset({"asserted"})


class EventClause:
    """An `EventIs`, compiled."""

    def __init__(self, wanted: EventIs, actors: Leaf | None, recipients: Leaf | None) -> None:
        self.wanted, self._actors, self._recipients = wanted, actors, recipients

    def events(self, scan: Scan) -> tuple[Event, ...]:
        """The events of the article that are asked for, in the order of the text."""
        meant = (event for event in scan.annotated.events if event.type in self.wanted.types)
        return tuple(sorted((event for event in meant if self._refusal(scan, event) is None), key=_position))

    def refusal(self, scan: Scan) -> EventRefusal:
        """Why there is none: of all its near misses the nearest."""
        misses = {self._refusal(scan, event) for event in scan.annotated.events if event.type in self.wanted.types}
        return next((why for why in reversed(EventRefusal) if why in misses), EventRefusal.NONE)

    def _refusal(self, scan: Scan, event: Event) -> EventRefusal | None:
        wanted = self.wanted
        if self._actors and not _named(scan, self._actors, event.actors):
            return EventRefusal.ACTOR
        if self._recipients and not _named(scan, self._recipients, event.recipients):
            return EventRefusal.RECIPIENT
        if wanted.negated is not None and event.negated is not wanted.negated:
            return EventRefusal.POLARITY
        # Where the watch speaks of polarity itself, its modality is about the rest.
        allowed = modality(event, with_polarity=wanted.negated is None) <= set(wanted.modality)
        return None if allowed else EventRefusal.MODALITY

    def hits(self, scan: Scan, event: Event) -> tuple[Hit, ...]:
        """What shows `event`: its trigger and the names of the parties asked for."""
        trigger = Hit(start=event.trigger.start, end=event.trigger.end, clause=f"event {event.type}")
        actors = _named(scan, self._actors, event.actors) if self._actors else ()
        recipients = _named(scan, self._recipients, event.recipients) if self._recipients else ()
        return (trigger, *actors, *recipients)

    def anchors(self) -> tuple[Leaf, ...]:
        """The parties that must be named."""
        return tuple(leaf for leaf in (self._actors, self._recipients) if leaf)

    def describe(self) -> str:
        """The types and parties, in the words of the watchlist."""
        parties = " and ".join(leaf.describe() for leaf in self.anchors())
        return f"event {' or '.join(self.wanted.types)}" + (f" with {parties}" if parties else "")


def _named(scan: Scan, leaf: Leaf, roles: tuple[Span, ...]) -> tuple[Hit, ...]:
    """The names of `leaf` within the spans of a role; none where the role is unknown."""
    return tuple(
        hit for hit in leaf.hits(scan) if any(role.start <= hit.start and hit.end <= role.end for role in roles)
    )


def _position(event: Event) -> tuple[int, int]:
    return event.trigger.start, event.trigger.end
