"""Actors of the archive: what they are, and which belong together.

A country is one actor, by its id in the gazetteer. Who by their own words act for it and have no name are groups of it,
by country and sector: `RUS.MIL`. They are its parts: what is told of them is told of the country.
"""

from datetime import date
from enum import StrEnum
from typing import Final

from monitor.alerting.messages.names import country, sector, sectors
from monitor.annotate.gazetteer.directory import load_directory
from monitor.records import EntityType, Record

_ALPHA3: Final = 3  # letters of the code of a country


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    ORGANISATION = "org"
    COUNTRY = "country"
    PLACE = "place"  # any other
    GROUP = "group"  # of those who act for a country without a name of their own


class KnownActor(Record, frozen=True, kw_only=True):
    """Somebody or something that was in the news."""

    actor: str  # id; of a group its country and sector
    name: str
    type: EntityType | None = None  # None for a group
    country: str = ""  # ISO 3166 alpha-3
    sector: str = ""  # PLOVER


class ActorCount(Record, frozen=True, kw_only=True):
    """In how many articles somebody was, day by day."""

    who: KnownActor
    articles: dict[date, int]  # by day, UTC; days without any are left out


class CountedActors(Record, frozen=True, kw_only=True):
    """A part of those who were in the news."""

    items: tuple[ActorCount, ...]
    total: int  # how many there are in all


class ActorQuery(Record, frozen=True, kw_only=True):
    """Who is asked for, from one day to another (UTC, by when articles were fetched); all that is given must hold."""

    first: date
    last: date
    kind: ActorKind | None = None  # without it all but groups, which stand with their countries
    names: tuple[str, ...] | None = None  # one of these stands in the name or the id, in any case
    ids: tuple[str, ...] = ()  # or it is one of these, where `names` are given
    beyond: tuple[int, str] | None = None  # those behind the one of so many articles with this id


def kind(who: KnownActor) -> ActorKind | None:
    """What `who` is; None where no article says more than a name."""
    if is_group(who.actor):
        return ActorKind.GROUP
    if who.type is EntityType.PLACE:
        return ActorKind.COUNTRY if who.actor in country_ids() else ActorKind.PLACE
    return None if who.type is None else ActorKind(who.type)


def is_group(actor: str) -> bool:
    """Whether it is the id of a group: no name's id has a full stop or a capital."""
    return actor[_ALPHA3 : _ALPHA3 + 1] == "." and actor[:_ALPHA3].isupper() and actor[_ALPHA3 + 1 :].isupper()


def acting_for(code: str, of_sector: str) -> KnownActor:
    """The group of those of a sector who act for a country; the country itself where no sector is known."""
    whole = whole_country(code)
    if not of_sector:
        return whole
    name = f"{whole.name}: {sector(of_sector)}"
    return KnownActor(actor=f"{code}.{of_sector}", name=name, country=code, sector=of_sector)


def whole_country(code: str) -> KnownActor:
    """The country of an alpha-3 code."""
    entry = load_directory().countries.get(code)
    if entry is None:
        return KnownActor(actor=code, name=country(code), type=EntityType.PLACE, country=code)
    return KnownActor(actor=entry.id, name=entry.name, type=EntityType.PLACE, country=code)


def same_actor(actor: str) -> str:
    """The id under which an actor is kept: a country may be asked for by its alpha-3 code."""
    entry = load_directory().countries.get(actor)
    return actor if entry is None else entry.id


def with_parts(actor: str) -> tuple[str, ...]:
    """The id of `actor`, and of a country those of its groups."""
    code = country_ids().get(actor)
    return (actor, *(f"{code}.{each}" for each in sectors())) if code else (actor,)


def country_ids() -> dict[str, str]:
    """The alpha-3 codes of countries by their ids."""
    return load_directory().country_codes
