"""The tables in the form that ships: one compressed file, quick to load, made of the tables and nothing else.

`python -m benchmarks.training.gazetteer` writes it; a test compares it with the tables.
"""

import zlib
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import msgspec

from monitor.annotate.gazetteer.entries import Entry
from monitor.annotate.gazetteer.phrases import classed_names, indexed
from monitor.annotate.gazetteer.reading import Named, countries, organisations, people, states
from monitor.annotate.gazetteer.rows import parted, rows
from monitor.annotate.gazetteer.shortening import short_names
from monitor.annotate.gazetteer.spelling import exact_key, folded_key, is_acronym, slug, sounding_key
from monitor.records import EntityType, Record
from monitor.text.personal_names import person_names

SHIPPED = "compiled.bin"

_LONGEST_SHORT_FORM = 6
"""Letters of the longest short form of a state: "Calif."."""

_DOMINANT = 4.0
"""How many times larger a city must be than the next one of its name to be meant by it."""

_LARGE = 300
"""Thousand people of a city that is meant rather than a province of another country that is called so."""

_TOWNS_ABOVE_PROVINCES = frozenset("USA CAN GBR AUS XKX ESH".split())
"""Countries whose towns are meant rather than provinces elsewhere: Syracuse."""


class Place(Record, frozen=True, kw_only=True, array_like=True):
    """A town or region; `country` is an ISO 3166 alpha-3 code, None for what lies in several."""

    name: str
    country: str | None

    @property
    def id(self) -> str:
        """Its name with its country: "paris-fra"."""
        return slug(f"{self.name} {self.country}" if self.country else self.name)


class Names(msgspec.Struct, kw_only=True, array_like=True):
    """Key → the numbers of the entries that it names."""

    exact: dict[str, list[int]] = msgspec.field(default_factory=dict)  # acronyms, as written
    folded: dict[str, list[int]] = msgspec.field(default_factory=dict)
    sounding: dict[str, list[int]] = msgspec.field(default_factory=dict)  # of people
    short: dict[str, list[int]] = msgspec.field(default_factory=dict)  # of people

    def add(self, number: int, entry: Entry, names: Iterable[str]) -> None:
        """Files an entry under its names."""
        for name in names:
            if is_acronym(name):
                _append(self.exact, exact_key(name), number)
            else:
                _append(self.folded, folded_key(name), number)
            if entry.type is EntityType.PERSON:
                _append(self.sounding, sounding_key(name), number)
                for short in () if entry.in_full else short_names(name, entry.country):
                    _append(self.short, short, number)


class Compiled(Record, frozen=True, kw_only=True, array_like=True):
    """All that is looked up."""

    entries: list[Entry]
    names: Names
    nationalities: dict[str, str]
    seats: dict[str, str]  # capitals and other seats of governments → country, or id of an organisation
    regions: dict[str, Place]
    cities: dict[str, tuple[Place, ...]]
    subdivisions: dict[str, tuple[str, ...]]  # names of states and provinces → countries
    states: dict[str, Place]  # "Fla", "NH" → the state
    abroad: dict[str, str]  # names of countries in other languages, where they mean one country
    phrases: dict[str, list[tuple[tuple[str, ...], str]]]
    persons: dict[str, str]  # given names (m, f, b) and surnames (s)


def _append(found: dict[str, list[int]], key: str, number: int) -> None:
    numbers = found.setdefault(key, [])
    if number not in numbers:
        numbers.append(number)


def compile_tables() -> Compiled:
    """The tables, read and indexed; takes a second or two."""
    named: list[Named] = [*countries(), *states(), *organisations(), *people()]
    names = Names()
    for number, (entry, spellings) in enumerate(named):
        names.add(number, entry, spellings)
    return Compiled(
        entries=[entry for entry, _ in named],
        names=names,
        nationalities=_nationalities(),
        seats=_seats(),
        regions=_regions(),
        cities=_cities(),
        subdivisions=_subdivisions(),
        states=_states(),
        abroad=_abroad(),
        phrases=indexed(classed_names()),
        persons=person_names(),
    )


def encoded(compiled: Compiled) -> bytes:
    """The bytes that ship; equal tables give equal bytes."""
    return zlib.compress(msgspec.msgpack.encode(compiled, order="deterministic"), 9)


@cache
def load_compiled() -> Compiled:
    """What ships; read once a process."""
    data = (files("monitor.annotate.gazetteer") / SHIPPED).read_bytes()
    return msgspec.msgpack.decode(zlib.decompress(data), type=Compiled)


def _nationalities() -> dict[str, str]:
    found: dict[str, str] = {}
    for table in ("countries.tsv", "states.tsv"):
        for code, *_, demonyms in rows(table, 6):
            for demonym in parted(demonyms):
                found.setdefault(folded_key(demonym), code)
    return found


def _seats() -> dict[str, str]:
    seats = {folded_key(name): slug(of[1:]) if of.startswith("@") else of for name, of in rows("metonyms.tsv", 2)}
    for code, _, _, capitals, *_ in rows("countries.tsv", 6):
        for capital in parted(capitals):
            seats.setdefault(folded_key(capital), code)
    return seats


def _regions() -> dict[str, Place]:
    states = {folded_key(name): Place(name=name, country=code) for code, name, _ in rows("states_for_short.tsv", 3)}
    return states | {
        folded_key(name): Place(name=name.removeprefix("the "), country=code or None)
        for code, cell in rows("regions.tsv", 2)
        for name in parted(cell)
    }


def _cities() -> dict[str, tuple[Place, ...]]:
    sizes: dict[str, dict[Place, int]] = defaultdict(dict)
    for code, name, thousands, others in rows("cities.tsv", 4):
        place = Place(name=name, country=code)
        for spelling in (name, *parted(others)):
            found = sizes[folded_key(spelling)]
            found[place] = max(found.get(place, 0), int(thousands))
    abroad = _provinces()
    return {name: (*_meant(found), *_provinces_abroad(name, found, abroad)) for name, found in sizes.items()}


def _provinces() -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = defaultdict(list)
    for code, name in rows("subdivisions.tsv", 2):
        found[folded_key(name)].append(Place(name=name, country=code))
    return found


def _provinces_abroad(name: str, sizes: dict[Place, int], provinces: dict[str, list[Place]]) -> list[Place]:
    """The provinces of another country that a smaller town, or one spelt otherwise, is called like: Samar, Bali."""
    meant = _meant(sizes)
    if len(meant) > 1 or name not in provinces:
        return []
    (town,), others = meant, provinces[name]
    is_known = folded_key(town.name) == name and (sizes[town] >= _LARGE or town.country in _TOWNS_ABOVE_PROVINCES)
    return [] if is_known or any(place.country == town.country for place in others) else others


def _meant(sizes: dict[Place, int]) -> tuple[Place, ...]:
    ordered = sorted(sizes, key=lambda place: -sizes[place])
    alone = len(ordered) == 1 or sizes[ordered[0]] >= _DOMINANT * sizes[ordered[1]]
    return tuple(ordered[:1] if alone else ordered)


def _subdivisions() -> dict[str, tuple[str, ...]]:
    """Of one name those that news shortens come first and alone: Florida is no department of Uruguay."""
    found: dict[str, set[str]] = defaultdict(set)
    for code, name in rows("subdivisions.tsv", 2):
        found[folded_key(name)].add(code)
    countries = {folded_key(name) for _, name, *_ in rows("countries.tsv", 6)}
    known = {name: tuple(sorted(codes)) for name, codes in sorted(found.items()) if name not in countries}
    for code, name, others in rows("states_for_short.tsv", 3):
        known |= {folded_key(full): (code,) for full in (name, *parted(others)) if len(full) > _LONGEST_SHORT_FORM}
    return known


def _states() -> dict[str, Place]:
    table = rows("states_for_short.tsv", 3)
    return {
        exact_key(short): Place(name=name, country=code)
        for code, name, others in table
        for short in parted(others)
        if len(short) <= _LONGEST_SHORT_FORM
    }


def _abroad() -> dict[str, str]:
    found: dict[str, set[str]] = defaultdict(set)
    for code, name, _ in rows("country_names.tsv", 3):
        found[folded_key(name)].add(code)
    return {name: codes.pop() for name, codes in sorted(found.items()) if len(codes) == 1}
