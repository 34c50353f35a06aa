"""What the title of an article tells, and its text tells again, at more length and in other words.

"Caracas throws out two envoys": "Venezuela expelled the ambassadors of Panama and Paraguay on Tuesday". The two are
taken for one event where type and modes are the same and nothing that both tell differs: countries of either side as
far as the parties' own words say them, place and day.
"""

from collections.abc import Iterable, Sequence, Set

import msgspec

from monitor.annotate.gazetteer.directory import load_directory
from monitor.records import Event, Party

_CLEARLY = 0.2
"""By how much a title has to be surer; titles say less of who did it."""


def told_once(events: Iterable[Event], title: int) -> list[Event]:
    """`events`, each of the title (the first `title` characters) made one with the first of the text that retells it.

    The text's telling stands unless the title's is clearly surer, and takes from the other what it does not say; who
    it was stands as the text tells it.
    Refuses to join two events of the text.
    """
    found = list(events)
    heads = [event for event in found if event.trigger.start < title]
    rest = [event for event in found if event.trigger.start >= title]
    kept: list[Event] = []
    for head in heads:
        again = next((at for at, event in enumerate(rest) if _is_retold(head, event)), None)
        if again is None:
            kept.append(msgspec.structs.replace(head, in_title=True))
        else:
            rest[again] = _joined(head, rest[again])
    return [*kept, *rest]


def _is_retold(head: Event, event: Event) -> bool:
    return (
        (head.type, *_modes(head)) == (event.type, *_modes(event))
        and _agree(_countries(head.actors), _countries(event.actors))
        and _agree(_countries(head.recipients), _countries(event.recipients))
        and _agree({head.location_country} - {""}, {event.location_country} - {""})
        and _agree(_towns(head), _towns(event))
        and _agree({head.day} - {None}, {event.day} - {None})
    )


def _modes(event: Event) -> tuple[bool, ...]:
    return (event.negated, event.future, event.hypothetical, event.historical)


def _agree(one: Set[object], other: Set[object]) -> bool:
    """Whether two sets of what is told have something in common, or one tells nothing."""
    return not (one and other) or not one.isdisjoint(other)


def _countries(parties: Sequence[Party]) -> set[object]:
    return {party.country for party in parties if party.country and party.reason.is_in_its_words}


def _towns(event: Event) -> set[object]:
    """The towns where or to which it happened; a country can hold the town that another telling names."""
    places = (*event.recipients, *([event.location] if event.location else []))
    return {place.text for place in places if load_directory().is_town(place.text)}


def _joined(head: Event, event: Event) -> Event:
    """One of two tellings, with the sides, the place, the day and the size that only the other one tells."""
    told, other = (head, event) if head.confidence > event.confidence + _CLEARLY else (event, head)
    surer = max(head, event, key=lambda telling: telling.confidence)
    return msgspec.structs.replace(
        told,
        in_title=True,
        actors=_named(_fuller(event.actors, head.actors), head.actors),
        recipients=_named(_fuller(event.recipients, head.recipients), head.recipients),
        said_by=told.said_by or other.said_by,
        location=told.location or other.location,
        location_country=told.location_country or other.location_country,
        day=told.day or other.day,
        size=told.size or other.size,
        confidence=surer.confidence,
        confidence_if_known=surer.confidence_if_known,
        confidence_if_asserted=surer.confidence_if_asserted,
        confidence_if_on_topic=surer.confidence_if_on_topic,
    )


def _fuller(side: tuple[Party, ...], other: tuple[Party, ...]) -> tuple[Party, ...]:
    """A side of an event, or that of the other telling where only that one says which country it is of."""
    return other if _countries(other) and not _countries(side) else side or other


def _named(side: tuple[Party, ...], titled: tuple[Party, ...]) -> tuple[Party, ...]:
    """`side`, where "Iranian" is what is left of a party the one that the title names: "Iran"."""
    known = {party.name: party for party in titled if party.actor}
    return tuple(party if party.actor else known.get(party.name, party) for party in side)
