"""Looking names up: entries by name and spelling, people by surname and office, countries by nationality and place."""

import re
from collections import defaultdict
from collections.abc import Collection
from datetime import date
from functools import cache, cached_property

from monitor.annotate.gazetteer.compiled import Compiled, Place, load_compiled
from monitor.annotate.gazetteer.entries import Entry, Tenure
from monitor.annotate.gazetteer.spelling import exact_key, folded_key, sounding_key
from monitor.records import EntityType

_DIVISIONS = re.compile(
    r"(?:^(?:state|province) of | (?:state|province|region|governorate|oblast|prefecture|county|department|district)$)",
    re.IGNORECASE,
)
"""The words for what a part of a country is."""


class Directory:
    """The gazetteer, to look names up in. It knows no watchlists, so that an article is annotated alike for all."""

    def __init__(self, compiled: Compiled) -> None:
        self._compiled, self._names, self._listed = compiled, compiled.names, compiled.entries
        self.entries = {entry.id: entry for entry in reversed(self._listed)}
        self._holders: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in self._listed:
            for tenure in entry.tenures:
                self._holders[tenure.of, tenure.office].append(entry)
        places = [entry for entry in reversed(self._listed) if entry.type is EntityType.PLACE]
        self.countries = {entry.country: entry for entry in places if entry.country}
        self.country_codes = {entry.id: code for code, entry in self.countries.items()}

    @cached_property
    def by_wikidata(self) -> dict[str, Entry]:
        """The entries by their Wikidata item, as far as it is known."""
        return {entry.wikidata: entry for entry in reversed(self._listed) if entry.wikidata}

    def named(self, name: str) -> list[Entry]:
        """The entries that `name` may mean."""
        numbers = self._names.exact.get(exact_key(name)) or self._names.folded.get(folded_key(name))
        return [] if numbers is None else [self._listed[number] for number in numbers]

    def person(self, name: str) -> list[Entry]:
        """People by full name, in any of its usual spellings."""
        found = [entry for entry in self.named(name) if entry.type is EntityType.PERSON]
        return found or self._people("sounding", name)

    def surnamed(self, name: str, on: date) -> list[Entry]:
        """People known by the short name `name` on a day."""
        return [person for person in self._people("short", name) if person.is_remembered(on)]

    def ever_in_office(self, surname: str, offices: Collection[str]) -> list[Entry]:
        """People of a surname who ever held one of these offices; all of that surname where there is none."""
        people = self._people("short", surname)
        held = [person for person in people if any(tenure.office in offices for tenure in person.tenures)]
        return held if offices else people

    def _people(self, way: str, name: str) -> list[Entry]:
        numbers = getattr(self._names, way).get(sounding_key(name), ())
        return [self._listed[number] for number in numbers]

    def known_for_short(self, name: str, on: date) -> Entry | None:
        """The one who is meant by a surname alone on a day: the only leader of a country, else the only one of all."""
        if not name[:1].isupper():
            return None
        people = self.surnamed(name, on)
        leading = [person for person in people if any(held.leads_country and held.holds(on) for held in person.tenures)]
        led = [person for person in people if any(held.leads_country for held in person.tenures)]
        for known in (leading, led, people):
            if known:
                return known[0] if len(known) == 1 else None
        return None

    def holders(self, of: str, office: str, on: date) -> list[Entry]:
        """Who held an office of a country (alpha-3) or organisation (id) on a day."""
        return [
            entry
            for entry in dict.fromkeys(self._holders.get((of, office), ()))
            if any(tenure.of == of and tenure.office == office and tenure.holds(on) for tenure in entry.tenures)
        ]

    def ever(self, of: str, office: str) -> list[tuple[Entry, Tenure]]:
        """Whoever held an office of a country (alpha-3) or organisation (id), each time, with the days."""
        entries = dict.fromkeys(self._holders.get((of, office), ()))
        return [(entry, held) for entry in entries for held in entry.tenures if (held.of, held.office) == (of, office)]

    def only_seat(self, office: str) -> str | None:
        """The one country or organisation that has an office: that of the pope."""
        seats = {of for of, name in self._holders if name == office}
        return next(iter(seats)) if len(seats) == 1 else None

    def seat(self, entry: Entry) -> str | None:
        """Whose offices the tables list for an entry: the alpha-3 code of a country, the id of an organisation."""
        if entry.type is EntityType.PERSON:
            return None
        if entry.country and self.countries.get(entry.country) is entry:
            return entry.country
        return entry.id

    def country(self, code: str | None) -> Entry | None:
        """The country with that ISO 3166 alpha-3 code."""
        return self.countries.get(code) if code else None

    def country_called(self, name: str) -> str | None:
        """The alpha-3 code of the country or breakaway state of this name."""
        found = [entry.country for entry in self.named(name) if entry.type is EntityType.PLACE]
        return found[0] if len(found) == 1 else None

    def is_town(self, name: str) -> bool:
        """Whether a town, or the seat of a government, has this name."""
        key = folded_key(name)
        return key in self._compiled.seats or key in self._compiled.cities

    def is_in_news(self, name: str) -> bool:
        """Whether it is the seat of a government, or a region or town that stands in the news of a country."""
        key = folded_key(name)
        region = self._compiled.regions.get(key)
        return key in self._compiled.seats or (region is not None and region.country is not None)

    def has_states(self, country: str | None) -> bool:
        """Whether news names the states of a country behind its towns."""
        return any(place.country == country for place in self._compiled.states.values())

    def country_abroad(self, name: str) -> Entry | None:
        """The country that some language calls so; None where two languages mean two countries."""
        return self.country(self._compiled.abroad.get(folded_key(name)))

    def nationality(self, word: str) -> str | None:
        """The country of a nationality or people, in singular or plural."""
        return self._compiled.nationalities.get(folded_key(word))

    def governed_from(self, place: str) -> str | None:
        """The country, or the id of the organisation, whose government sits in `place`."""
        return self._compiled.seats.get(folded_key(place))

    def places(self, name: str) -> tuple[Place, ...]:
        """The regions and towns of this name; several where none of them is much the largest."""
        key = folded_key(name)
        cities = self._compiled.cities.get(key, ())
        if region := self._compiled.regions.get(key):
            return tuple(city for city in cities if city.country == region.country)[:1] or (region,)
        if (capital := self._compiled.seats.get(key)) and len(capital) == 3:
            return tuple(city for city in cities if city.country == capital) or (Place(name=name, country=capital),)
        return cities or self._only_subdivision(name)

    def _only_subdivision(self, name: str) -> tuple[Place, ...]:
        """The state or province of this name, where it is the only one; Paul of Cape Verde is more often somebody."""
        codes = () if name in self._compiled.persons else self.subdivision(name)
        return (Place(name=_DIVISIONS.sub("", name), country=codes[0]),) if len(codes) == 1 else ()

    def subdivision(self, name: str) -> tuple[str, ...]:
        """The countries that have a state or province of this name, with or without the word for what it is."""
        known = self._compiled.subdivisions
        found = known.get(folded_key(name), ())
        return found or (known.get(folded_key(_DIVISIONS.sub("", name)), ()) if " " in name else ())

    def state_for_short(self, name: str) -> Place | None:
        """The state that stands behind a town for short: "Fla.", "N.H.", "TX"."""
        return self._compiled.states.get(exact_key(name))

    def place(self, name: str) -> tuple[str, ...]:
        """The countries in which a place of this name may lie."""
        return tuple(place.country for place in self.places(name) if place.country)


@cache
def load_directory() -> Directory:
    """The directory of what ships; read once a process."""
    return Directory(load_compiled())
