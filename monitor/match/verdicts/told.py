"""What else of an article a match carries: the actors that were found, and the events that have to do with them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Final

from monitor.match.watchlist import Holder
from monitor.records import Event, Evidence, PartyReason

MAX_EVENTS: Final = 8
_OPENING: Final = 400  # characters
_ACTOR: Final = "actor "
_COUNTRY: Final = "country "
_KNOWN: Final = frozenset({PartyReason.NAME, PartyReason.OFFICE, PartyReason.PRONOUN, PartyReason.PHRASE})
"""How a party's country is known for sure, and not only supposed."""

Offices = Mapping[str, tuple[Holder, ...]]
"""Clauses of actors that are offices, and who holds them."""

Entities = dict[str, tuple[str, ...]]
"""Clauses of actors, and the entities that they are; of countries their code (ISO 3166 alpha-3) too."""


def in_office(offices: Offices, day: date) -> Entities:
    """The clauses of offices, and the entities that hold them on a day."""
    held = {clause: [each.actor.identity.entity for each in offices[clause] if each.holds(day)] for clause in offices}
    return {clause: tuple(filter(None, entities)) for clause, entities in held.items()}


def actors_of(shown: Iterable[Evidence], entities: Entities) -> tuple[str, ...]:
    """The ids of the watchlist's actors that were found, each followed by the entity that it is, if it is one.

    Of a party that was found by its country, the code of the country.
    """
    clauses = dict.fromkeys(piece.clause for piece in shown if piece.clause.startswith((_ACTOR, _COUNTRY)))
    ids = {clause: clause.removeprefix(_ACTOR).removeprefix(_COUNTRY) for clause in clauses}
    named = (each for clause, id_ in ids.items() for each in (id_, *entities.get(clause, ())))
    return tuple(dict.fromkeys(named))


def events_of(
    events: Sequence[Event], asked: Sequence[Event], shown: Sequence[Evidence], actors: Collection[str], title: int
) -> tuple[Event, ...]:
    """Of the events of an article those that have to do with what was found, `MAX_EVENTS` at most.

    First those that the watch asks for, in the order given; then, in the order of the text, those that stand in a
    sentence of the evidence, that the title tells where evidence stands soon behind it, or that have one of `actors` as
    a party.

    title: its length, in characters.
    """
    if not events:
        return ()
    sentences = {piece.sentence.start for piece in shown}
    near = any(piece.matched.start < title + _OPENING for piece in shown)
    triggers = {event.trigger for event in asked}
    others = (
        event
        for event in events
        if event.trigger not in triggers
        and (event.sentence.start in sentences or (near and _is_titled(event, title)) or _has(event, actors))
    )
    return (*asked[:MAX_EVENTS], *islice(others, max(0, MAX_EVENTS - len(asked))))


def _is_titled(event: Event, title: int) -> bool:
    return event.in_title or event.sentence.start < title


def opening_events(events: Iterable[Event], title: int) -> tuple[Event, ...]:
    """Those that an article opens with, `MAX_EVENTS` at most; title: its length, in characters."""
    return tuple(islice((event for event in events if event.trigger.start < title + _OPENING), MAX_EVENTS))


def _has(event: Event, actors: Collection[str]) -> bool:
    parties = (*event.actors, *event.recipients)
    return any(party.actor in actors or (party.country in actors and party.reason in _KNOWN) for party in parties)
