"""What may be asked of events."""

from enum import StrEnum

from monitor.match.watchlist.conditions import OneOf
from monitor.records import AuxiliaryMode, EventType, Record


class Modality(StrEnum):
    """In what way an event is reported: asserted, or one of PLOVER's auxiliary modes (manual 0.8)."""

    ASSERTED = "asserted"
    NEGATED = AuxiliaryMode.NEGATED.value
    FUTURE = AuxiliaryMode.FUTURE.value
    HYPOTHETICAL = AuxiliaryMode.HYPOTHETICAL.value
    HISTORICAL = AuxiliaryMode.HISTORICAL.value


DEFAULT_MODALITY = (Modality.ASSERTED, Modality.FUTURE)


class AtLeast(Record, frozen=True, kw_only=True):
    """A figure of an event that is at least so high; an unknown one never is."""

    figure: str  # a field of Size: dead, injured, arrested, troops, countries, money
    gte: float


class EventIs(Record, frozen=True, kw_only=True):
    """An event of one of `types`, between these parties. What is not known never satisfies what is asked for."""

    types: tuple[EventType, ...]
    actors: tuple[OneOf, ...] = ()  # each of them does it; none means anybody
    recipients: tuple[OneOf, ...] = ()  # to each of them; none means anybody or nobody
    location: OneOf | None = None  # a place that is an actor, or any place in a country
    said_by: OneOf | None = None  # who says so
    quoted: bool = False  # whether somebody must be named who says so
    size: tuple[AtLeast, ...] = ()  # each of these
    negated: bool | None = None  # None: both; False: only affirmed ones
    modality: tuple[Modality, ...] = DEFAULT_MODALITY  # an event in several modes needs all of them here
    asks_modes: bool = False  # whether the watch says so itself: then a mode is no doubt
    confidence: float = 0.0  # of the event, at least; 0 to 1
    digest: float | None = None  # of one that is less sure and stands in digests alone, at least; None: none does

    @property
    def least(self) -> float:
        """The confidence below which an event is no match."""
        return self.confidence if self.digest is None else self.digest
