"""How an event is told: its modes, how sure it is, and the deed that words are about."""

from math import exp, log
from typing import Final

from msgspec.structs import replace

from monitor.match.watchlist import Modality
from monitor.records import AuxiliaryMode, Event, EventType

_EDGE: Final = 1e-4
_BY_LAW: Final = frozenset({"arrested", "convicted", "detained", "imprisoned", "jailed", "sentenced"})


def modality(event: Event, *, with_polarity: bool = True) -> frozenset[Modality]:
    """The auxiliary modes of `event`, asserted where it has none; negation only `with_polarity`.

    What is only thought of, or denied, may well be still to come; that is not told of it beside.
    """
    is_negated = event.negated and with_polarity
    modes = {
        Modality.NEGATED: is_negated,
        Modality.FUTURE: event.future and not event.hypothetical and not is_negated,
        Modality.HYPOTHETICAL: event.hypothetical,
        Modality.HISTORICAL: event.historical,
    }
    return frozenset(mode for mode, is_set in modes.items() if is_set) or frozenset({Modality.ASSERTED})


def is_by_authorities(event: Event) -> bool:
    """Whether nobody is said to do what only police and courts do: "a journalist was arrested in Istanbul"."""
    return event.type is EventType.COERCE and not event.actors and event.trigger.text.lower() in _BY_LAW


def deed_of(event: Event) -> Event | None:
    """What `event` is about, as an event by itself: the help that is promised, still to come. None where it is none."""
    if event.deed is None:
        return None
    return replace(event, type=event.deed.type, **{mode.value: mode in event.deed.modes for mode in AuxiliaryMode})


def sureness(event: Event, *, known: bool = True, asserted: bool = True, on_topic: bool = True) -> float:
    """How sure `event` is: as if all were known of its parties, as if it were told without its modes, as if the article
    were about it; at most all of these.
    """
    figures = (
        event.confidence_if_known if known else None,
        event.confidence_if_asserted if asserted else None,
        event.confidence_if_on_topic if on_topic else None,
    )
    shifts = [_odds(figure) - _odds(event.confidence) for figure in figures if figure is not None]
    if not shifts:
        return event.confidence
    return round(1 / (1 + exp(-_odds(event.confidence) - sum(shifts))), 3)


def _odds(probability: float) -> float:
    return log((probability + _EDGE) / (1 - probability + _EDGE))
