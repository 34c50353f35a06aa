"""Places: countries, regions and towns; of several of one name that of a country which the article speaks of."""

from monitor.annotate.actors.context import Context
from monitor.annotate.actors.phrases.identity import Identity, of_entry
from monitor.annotate.gazetteer.compiled import Place
from monitor.records import EntityType


class Places:
    """The places of one article."""

    def __init__(self, context: Context) -> None:
        self._context, self._directory, self._on = context, context.directory, context.on

    def is_river(self, name: str) -> bool:
        """Whether a company is called after a region or river: the Amazon."""
        found = self._directory.named(name)
        return len(found) == 1 and found[0].sector == "BUS" and bool(self._directory.places(name))

    def identity(self, name: str) -> Identity:
        """Which place or country `name` is, or that a company has the name as well."""
        found = [entry for entry in self._directory.named(name) if entry.type is not EntityType.PERSON]
        places = self._directory.places(name)
        if len(found) == 1 and found[0].sector == "BUS" and places:  # Rio Tinto, Santander
            candidates = (found[0].id, *(place.id for place in places))
            return Identity(candidates=candidates, reason="a company and a place have this name")
        if len(found) == 1:
            return of_entry(found[0], self._on, self._directory, reason=f"gazetteer: {found[0].name}")
        return self._context.one_of(found) if found else self.itself(name)

    def itself(self, name: str) -> Identity:
        """The region or town of that name, whoever else has it."""
        places = self._directory.places(name)
        codes = () if places else self._directory.subdivision(name)
        places = places or tuple(Place(name=name, country=code) for code in codes)
        here = [place for place in places if place.country in self._context.countries]
        meant = places if len(places) == 1 else here
        if not places and (country := self._directory.country_abroad(name)):
            return of_entry(country, self._on, self._directory, reason=f"{country.name} in another language")
        if len(meant) != 1:
            candidates = tuple(place.id for place in places)
            around = {place.country for place in places}
            return Identity(
                candidates=candidates,
                country=around.pop() if len(around) == 1 else None,
                reason="several places have this name" if candidates else "",
            )
        (place,) = meant
        return _of_place(place, f"{place.name} in {place.country}" if place.country else f"gazetteer: {place.name}")

    def contained(self, place: Place) -> Identity:
        """A place as the state, province or country beside its name tells it."""
        return _of_place(place, f"in {place.country}, as the words beside it say")


def _of_place(place: Place, reason: str) -> Identity:
    return Identity(
        actor=place.id, name=place.name, type=EntityType.PLACE, country=place.country, reason=reason, repairs_type=True
    )
