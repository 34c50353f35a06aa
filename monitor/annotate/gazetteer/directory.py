"""Looking names up: entries by name and spelling, people by surname and office, countries by nationality and place."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache

from monitor.annotate.gazetteer.compiled import Compiled, Place, load_compiled
from monitor.annotate.gazetteer.entries import Entry
from monitor.annotate.gazetteer.own import OwnActor, OwnNames
from monitor.annotate.gazetteer.own_entries import OwnEntry, with_own
from monitor.annotate.gazetteer.spelling import exact_key, folded_key, sounding_key
from monitor.records import EntityType
from monitor.text.language_range import primary


class Directory:
    """The gazetteer, to look names up in.

    `own` are users' actors, under the names that articles in `language` (a primary subtag) call them by. These names
    mean them before anybody else; whom the gazetteer knows too has the user's id under all other names as well.
    """

    def __init__(self, compiled: Compiled, own: Iterable[OwnActor] = (), language: str = "") -> None:
        self._compiled, self._names, self._own = compiled, compiled.names, OwnNames()
        self._listed, placed = with_own(compiled, own)
        for number, actor in placed:
            for name in actor.names:
                if name.is_in(language):
                    self._own.add(number, name)
        shipped = [*zip(compiled.entries, self._listed, strict=False)]
        self.entries = {entry.id: entry for entry in reversed(self._listed)}
        self.entries |= {before.id: entry for before, entry in reversed(shipped)}
        self._holders: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in self._listed:
            for tenure in entry.tenures:
                self._holders[tenure.of, tenure.office].append(entry)
        places = [both for both in reversed(shipped) if both[0].type is EntityType.PLACE]
        self._countries = {before.country: entry for before, entry in places if before.country}

    def named(self, name: str) -> list[Entry]:
        """The entries that `name` may mean, a user's own before all others."""
        exact, folded = exact_key(name), folded_key(name)
        shipped = self._names.exact.get(exact) or self._names.folded.get(folded, [])
        numbers = self._own.named(exact, folded) or shipped
        return [self._listed[number] for number in numbers]

    def own(self, name: str) -> list[Entry]:
        """The user's actors whom `name` means by what their user wrote."""
        return [self._listed[number] for number in self._own.named(exact_key(name), folded_key(name))]

    def find_own(self, document: str) -> Iterator[tuple[int, int, Entry]]:
        """Where the names of users' actors begin and end in `document`, and whose they are."""
        return ((start, end, self._listed[number]) for start, end, number in self._own.find(document))

    def person(self, name: str) -> list[Entry]:
        """People by full name, in any of its usual spellings."""
        found = [entry for entry in self.named(name) if entry.type is EntityType.PERSON]
        return found or self._people("sounding", name)

    def surnamed(self, name: str) -> list[Entry]:
        """People known by the short name `name`."""
        return self._people("short", name)

    def _people(self, way: str, name: str) -> list[Entry]:
        numbers = getattr(self._names, way).get(sounding_key(name), ())
        return [self._listed[number] for number in numbers]

    def known_for_short(self, name: str, on: date) -> Entry | None:
        """The one who is meant by a surname alone on a day: the only leader of a country, else the only one of all."""
        if not name[:1].isupper():
            return None
        people = self.surnamed(name)
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

    def seat(self, entry: Entry) -> str | None:
        """Whose offices the tables list for an entry: the alpha-3 code of a country, the id of an organisation."""
        if entry.type is EntityType.PERSON:
            return None
        if entry.country and self._countries.get(entry.country) is entry:
            return entry.country
        return entry.stands_for if isinstance(entry, OwnEntry) else entry.id

    def country(self, code: str | None) -> Entry | None:
        """The country with that ISO 3166 alpha-3 code."""
        return self._countries.get(code) if code else None

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
        return cities

    def place(self, name: str) -> tuple[str, ...]:
        """The countries in which a place of this name may lie."""
        return tuple(place.country for place in self.places(name) if place.country)


class Directories:
    """A directory for the articles of each language, with the actors of the user's watchlists."""

    def __init__(self, own: Sequence[OwnActor] = ()) -> None:
        self._own = own
        self._languages = {primary(name.language) for actor in own for name in actor.names} - {"*"}
        self._made: dict[str, Directory] = {}

    def for_language(self, language: str) -> Directory:
        """The directory for articles in `language` (BCP 47 primary subtag); made once."""
        key = language if language in self._languages else ""
        if key not in self._made:
            self._made[key] = Directory(load_compiled(), self._own, key) if self._own else load_directory()
        return self._made[key]


@cache
def load_directory() -> Directory:
    """The directory of what ships; read once a process."""
    return Directory(load_compiled())
