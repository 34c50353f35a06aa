"""Towns named with what they lie in: "Lebanon, New Hampshire", "Cordoba, Colombia", "the Texas town of Odessa".

The state, province or country beside a town decides where it lies, for every later mention of the town, too. A list of
places is none ("in London, New York and Tokyo"); nor is a country or the seat of a government before a country.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from monitor.annotate.actors.toponyms.described import container_start
from monitor.annotate.actors.toponyms.homonyms import states_called_like_countries
from monitor.annotate.gazetteer.compiled import Place
from monitor.annotate.gazetteer.directory import Directory
from monitor.annotate.lexicon.words import words_of
from monitor.records import EntityType, Mention, Record

_PLACED = words_of("actors", "placed") | {"of", "from", "to"}
_BEHIND = re.compile(r",\s+(in\s+)?(?:(?:the\s+)?(?:north|south|east|west)\w*\s+)?")
_WORD = re.compile(r"[A-ZÀ-Þ](?:[\w’'-]|\.(?=\w))*\.?|(?:of|and|do|de|del)(?= [A-Z])")
_SPACE = re.compile(r"[ \n]")
_LONGEST = 5
_LISTED_BEHIND = re.compile(r",?\s+(?:and|or|&)\s+(?:the\s+)?[A-Z]|,\s+[A-Z]")
_LISTED_BEFORE = re.compile(r"(?:[A-Z][\w.]+(?:,| and| or)|between)\s+$")
_NAME_GOES_ON = re.compile(r" [A-Z]")
_ENDS = re.compile(r"\s*(?:[,.;:)!?\n—–]|$)")
_TOWN_OF = re.compile(
    r"\b([A-Z][\w.-]+(?: [A-Z][\w.-]+){0,2})(?:['’]s?)?(?: (?!(?:the|an?|its|his|their|[a-z]+ed)\b)[a-z-]+)? "
    r"(?:city|town|village|suburb|township|municipality|port|community|hamlet|state|province|region|district|county|"
    r"governorate|department|island|capital|enclave) of $"
)


class _Container(Record, frozen=True, kw_only=True):
    """What a town is said to lie in: a state, a province or a country."""

    country: str
    name: str
    start: int
    end: int
    is_state: bool  # of a country whose news names its states behind towns: the United States, Canada, Australia
    is_sure: bool  # whether no country, large town or government is called so as well
    is_in: bool = False  # whether "in" stands before it: "Tripoli, in northern Lebanon"


class Containment:
    """The towns of one article that are named with what they lie in."""

    def __init__(self, mentions: Sequence[Mention], document: str, directory: Directory) -> None:
        self._mentions, self._document, self._directory = mentions, document, directory

    def places(self) -> Mapping[int, Place]:
        """Where a mention begins → the place that it is, for those that something in the article explains."""
        found = dict(pair for mention in self._mentions for pair in self._qualified(mention))
        found = {**self._called_alike(found), **found}
        return {**states_called_like_countries(self._mentions, self._document, self._directory), **found}

    def _called_alike(self, found: Mapping[int, Place]) -> Mapping[int, Place]:
        """All mentions of a town that is explained once, those of the title before it, too."""
        meant: dict[str, Place] = {}
        for mention in self._mentions:
            if place := found.get(mention.start):
                meant.setdefault(mention.text, place)
        return {
            mention.start: meant[mention.text]
            for mention in self._mentions
            if mention.text in meant and mention.type is EntityType.PLACE
        }

    def _qualified(self, mention: Mention) -> Iterator[tuple[int, Place]]:
        """A town as what stands beside it explains it, and the state where a country is called like it."""
        if mention.type not in (EntityType.PLACE, EntityType.ORGANISATION):
            return
        container = self._described(mention) or self._behind(mention) or self._before(mention)
        if container is None:
            return
        yield mention.start, self._placed(mention.text, container.country)
        if container.is_state and not container.is_sure:
            yield container.start, Place(name=container.name.rstrip("."), country=container.country)

    def _placed(self, name: str, country: str) -> Place:
        known = (place for place in self._directory.places(name) if place.country == country)
        return next(known, Place(name=name, country=country))

    def _before(self, mention: Mention) -> _Container | None:
        """ "the Texas town of Odessa", "the Venezuelan city of Valencia"."""
        if self._document[max(0, mention.start - 3) : mention.start] != "of ":
            return None
        if not self._document[max(0, mention.start - 5) : mention.start].rstrip("\n").endswith(" of "):
            return None
        found = _TOWN_OF.search(self._document, max(0, mention.start - 70), mention.start)
        if found is None:
            return None
        words = found[1].split(" ")
        names = (" ".join(words[at:]) for at in range(len(words)))
        return next(filter(None, (self._container(name, *found.span(1)) for name in names)), None)

    def _described(self, mention: Mention) -> _Container | None:
        """ "Victoria, a town in Cameroon"."""
        start = container_start(self._document, mention.end)
        if start is None:
            return None
        ends = [end for _, end in _words(self._document, start)]
        names = ((self._document[start:end].removesuffix("'s").removesuffix("’s"), end) for end in reversed(ends))
        found = (self._container(name, start, end) or self._town(name, start, end) for name, end in names)
        return next(filter(None, found), None)

    def _town(self, name: str, start: int, end: int) -> _Container | None:
        """A town as what a district lies in."""
        places = self._directory.places(name)
        code = places[0].country if len(places) == 1 else None
        return _Container(country=code, name=name, start=start, end=end, is_state=False, is_sure=True) if code else None

    def _behind(self, mention: Mention) -> _Container | None:
        """ "Odessa, Texas"."""
        behind = _BEHIND.match(self._document, mention.end)
        spans = list(_words(self._document, behind.end())) if behind else []
        for end in (span[1] for span in reversed(spans)):
            container = self._container(self._document[spans[0][0] : end], spans[0][0], end)
            if container is not None and behind and behind[1]:
                container = msgspec.structs.replace(container, is_in=True)
            if container is not None and self._holds(container, mention):
                return container
        return None

    def _container(self, name: str, start: int, end: int) -> _Container | None:
        state = self._directory.state_for_short(name)
        if state and not _NAME_GOES_ON.match(self._document, end):  # but for "Los Angeles, La Paz"
            code, is_state, is_sure = state.country, True, True
        else:
            country = self._directory.country_called(name) or self._directory.nationality(name)
            codes = self._directory.subdivision(name)
            code = codes[0] if len(codes) == 1 else country
            is_state = code in codes and self._directory.has_states(code)
            is_sure = country is None and not self._directory.is_town(name)
        if code is None:
            return None
        return _Container(country=code, name=name, start=start, end=end, is_state=is_state, is_sure=is_sure)

    def _holds(self, container: _Container, mention: Mention) -> bool:
        """Whether what stands behind a place is what it lies in, and no other one of a list."""
        directory, is_list = self._directory, self._is_list(mention, container)
        if directory.country_called(mention.text):
            return container.is_state and container.is_sure and not is_list and self._is_placed(mention, container)
        if (directory.subdivision(mention.text) and is_list) or self._acts(container, mention):
            return False
        if directory.governed_from(mention.text) and not container.is_state:
            return container.is_in and directory.governed_from(mention.text) != container.country
        return container.is_sure or not is_list

    def _acts(self, container: _Container, mention: Mention) -> bool:
        """Whether a country behind a town of others opens the next clause: "killed in Idlib, Turkey says"."""
        countries = {place.country for place in self._directory.places(mention.text)}
        goes_on = not _ENDS.match(self._document, container.end)
        is_country = self._directory.country_called(container.name) == container.country
        return is_country and bool(countries) and container.country not in countries and goes_on

    def _is_list(self, mention: Mention, container: _Container) -> bool:
        before = self._document[max(0, mention.start - 30) : mention.start]
        return bool(_LISTED_BEFORE.search(before) or _LISTED_BEHIND.match(self._document, container.end))

    def _is_placed(self, mention: Mention, container: _Container) -> bool:
        """Whether something happens there: "in Lebanon, New Hampshire", and not "Mexico, Texas sign a deal"."""
        before = self._document[max(0, mention.start - 12) : mention.start].split()
        return not _PLACED.isdisjoint(before[-1:]) or bool(_ENDS.match(self._document, container.end))


def _words(document: str, start: int) -> Iterator[tuple[int, int]]:
    """The capitalised words from `start` on, and the small ones between them."""
    for _ in range(_LONGEST):
        word = _WORD.match(document, start)
        if word is None:
            return
        yield word.span()
        if not _SPACE.match(document, word.end()):
            return
        start = word.end() + 1
