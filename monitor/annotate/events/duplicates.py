"""Events that a text tells twice: "gunmen attacked a bus, killing five", "lifted the ban, yielding to protests".

Where the same actor does the same in one sentence, the fuller telling stays.
"""

from collections.abc import Iterable, Sequence

import msgspec

from monitor.records import Event, Span


def without_repeats(events: Iterable[Event]) -> list[Event]:
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
        and _fit(one.actors, one.actor_countries, other.actors, other.actor_countries)
        and _fit(one.recipients, one.recipient_countries, other.recipients, other.recipient_countries)
    )


def _modes(event: Event) -> tuple[bool, ...]:
    return (event.negated, event.future, event.hypothetical, event.historical)


def _fit(one: Sequence[Span], of_one: Sequence[str], other: Sequence[Span], of_other: Sequence[str]) -> bool:
    """Whether two lists of parties can be the same: one tells no country, or they share a country or a span."""
    countries = ({*of_one} - {""}, {*of_other} - {""})
    if not all(countries):
        return True
    return not countries[0].isdisjoint(countries[1]) or not set(one).isdisjoint(other)


def _completed(first: Event, again: Event) -> Event:
    """The first telling, with the side that only the other one knows."""
    if not first.actors:
        first = msgspec.structs.replace(first, actors=again.actors, actor_countries=again.actor_countries)
    if not any(first.recipient_countries) and any(again.recipient_countries):
        first = msgspec.structs.replace(
            first, recipients=again.recipients, recipient_countries=again.recipient_countries
        )
    return msgspec.structs.replace(first, confidence=max(first.confidence, again.confidence))
