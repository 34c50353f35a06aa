"""Events that a text tells twice: "gunmen attacked a bus, killing five", "lifted the ban, yielding to protests".

Where the same actor does the same in one sentence, the fuller telling stays.
"""

from collections.abc import Iterable, Sequence

import msgspec

from monitor.records import Event, EventType, Party


def without_duplicates(events: Iterable[Event]) -> list[Event]:
    """The events of one sentence, each happening once, in their order."""
    kept: list[Event] = []
    for event in events:
        same = next((at for at, other in enumerate(kept) if _is_same(event, other)), None)
        if same is None:
            kept.append(event)
        else:
            kept[same] = _completed(kept[same], event)
    return kept


def _is_same(one: Event, other: Event) -> bool:
    """Whether two events of a sentence are one: type and modes are the same, and neither side tells them apart."""
    return (
        one.type is other.type
        and _modes(one) == _modes(other)
        and _fit(one.actors, other.actors)
        and not _are_rivals(one.actors, other.actors)
        and _fit(one.recipients, other.recipients)
    )


def _modes(event: Event) -> tuple[bool, ...]:
    return (event.negated, event.future, event.hypothetical, event.historical)


def _fit(one: Sequence[Party], other: Sequence[Party]) -> bool:
    """Whether two lists of parties can be the same: one tells no country, or they share one."""
    countries, others = _countries(one), _countries(other)
    return not (countries and others) or not countries.isdisjoint(others)


def _are_rivals(one: Sequence[Party], other: Sequence[Party]) -> bool:
    """Whether both sides have sectors, and not the same: separatists hijacked a train, and commandos killed them."""
    sectors, others = ({party.sector for party in parties if party.sector} for parties in (one, other))
    return bool(sectors and others) and sectors.isdisjoint(others)


def _countries(parties: Sequence[Party]) -> set[str]:
    return {party.country for party in parties if party.country}


def _completed(first: Event, again: Event) -> Event:
    """The first telling, with the side that only the other one knows."""
    if not first.actors:
        first = msgspec.structs.replace(first, actors=again.actors)
    if not _countries(first.recipients) and _countries(again.recipients):
        first = msgspec.structs.replace(first, recipients=again.recipients)
    if first.location is None and first.type is EventType.ASSAULT:
        first = msgspec.structs.replace(first, location=again.location, location_country=again.location_country)
    surer = max(first, again, key=lambda event: event.confidence)
    return msgspec.structs.replace(
        first,
        confidence=surer.confidence,
        confidence_if_known=surer.confidence_if_known,
        confidence_if_asserted=surer.confidence_if_asserted,
        confidence_if_on_topic=surer.confidence_if_on_topic,
    )
