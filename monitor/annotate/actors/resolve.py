"""Every mention of an article resolved: who it is, of which country and sector, and why.

Steps: people joined within the article, then looked up; organisations with their acronyms; places, capitals as
governments where they act as such; nationalities; last the offices that words speak of ("the Russian president").
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property

import msgspec

from monitor.annotate.actors import acronyms
from monitor.annotate.actors.offices import may_begin_office, office_at
from monitor.annotate.actors.own import with_own_names
from monitor.annotate.actors.people import joined, person, sex_of
from monitor.annotate.actors.phrases import PREPOSITIONS, Identity, describe, identify, of_entry
from monitor.annotate.actors.seats import stands_for_government
from monitor.annotate.actors.shared import is_shared, may_stand_alone
from monitor.annotate.gazetteer.directory import Directory
from monitor.annotate.gazetteer.entries import Entry
from monitor.annotate.gazetteer.spelling import slug
from monitor.records import EntityType, Mention

_WORD = re.compile(r"['’]s\b|(?:\w\.){2,}|\w+(?:[-'’](?!s\b)\w+)*|[^\w\s]")
_BEFORE, _BEHIND = 60, 40  # characters of context looked at
_CLAUSE_ENDS = frozenset('.,;:!?()"“”\n—–')
_OWN, _SEVERAL_OWN = "a name of your watchlists", "a name of several actors of your watchlists"
_IMPERSONAL = frozenset("BUS JRN IGO NGO EDU".split())
_NOT_HELD = frozenset("former ex late then next future incoming deputy vice acting ousted deposed first".split())


class Resolver:
    """Resolves the mentions of one article, published on a day."""

    def __init__(self, mentions: Sequence[Mention], document: str, on: date, directory: Directory) -> None:
        self._document, self._on, self._directory = document, on, directory
        self._mentions = with_own_names(mentions, document, directory)
        self._people = self._joined_people()
        names = [mention.text for mention in mentions if mention.type is EntityType.ORGANISATION]
        self._acronyms = acronyms.defined(names, document)
        self._known: dict[tuple[EntityType, str], Identity] = {}
        self._countries = {
            code
            for mention in mentions
            if (code := directory.nationality(mention.text) or self._country_named(mention))
        }

    def _country_named(self, mention: Mention) -> str | None:
        """The country that a mention names or that it is of."""
        if mention.type is EntityType.NATIONALITY:
            return self._directory.nationality(mention.text)
        found = self._directory.named(mention.text) if mention.type is EntityType.PLACE else []
        return found[0].country if len(found) == 1 else None

    def resolved(self) -> tuple[Mention, ...]:
        """The mentions with their actors, and those of offices; in order of the text."""
        found = [self._resolved(mention) for mention in self._mentions]
        found += self._offices()
        return tuple(sorted(found, key=lambda mention: (mention.start, -mention.end)))

    def _resolved(self, mention: Mention) -> Mention:
        identity = self._identity(mention)
        reason = f"{mention.reason}; {identity.reason}" if identity.reason else mention.reason
        return msgspec.structs.replace(
            mention,
            type=(identity.type if identity.repairs_type else None) or mention.type,
            actor=identity.actor,
            name=identity.name,
            country=identity.country,
            sector=identity.sector,
            wikidata=identity.wikidata,
            candidates=identity.candidates,
            reason=reason,
        )

    def _identity(self, mention: Mention) -> Identity:
        if own := self._own(mention):
            return own
        if mention.type is EntityType.PERSON:
            return self._person(mention)
        if mention.type is EntityType.PLACE and self._is_government(mention):
            return identify(mention.text, self._on, self._directory)
        owner = self._owner(mention) if mention.type is EntityType.ORGANISATION else ""
        key = mention.type, f"{owner} {self._article(mention)}{mention.text}"
        if key not in self._known:
            self._known[key] = self._by_name(mention, owner)
        return self._known[key]

    def _by_name(self, mention: Mention, owner: str) -> Identity:
        if self._article(mention) and self._is_river(mention.text):
            return self._place_itself(mention.text)
        if mention.type is EntityType.PLACE:
            return self._place(mention.text)
        if mention.type is EntityType.NATIONALITY:
            return self._nationality(mention.text)
        return self._organisation(mention.text, owner)

    def _own(self, mention: Mention) -> Identity | None:
        """The user's actor whose name a mention is, unless it is short for somebody else in this article."""
        meant = self._people.get(mention.start, (mention.text,))
        found = self._directory.own(meant[0]) if len(meant) == 1 else []
        if mention.type is EntityType.NATIONALITY:  # "Russian", though a watch looks for this word, is no government
            found = [entry for entry in found if entry.type is mention.type]
        if len(found) != 1:
            return Identity(candidates=tuple(entry.id for entry in found), reason=_SEVERAL_OWN) if found else None
        return msgspec.structs.replace(of_entry(found[0], self._on, self._directory, reason=_OWN), repairs_type=True)

    # people

    def _joined_people(self) -> dict[int, tuple[str, ...]]:
        people = [mention for mention in self._mentions if mention.type is EntityType.PERSON]
        named = [person(mention.text, sex_of(mention.text, self._titles(mention))) for mention in people]
        return {mention.start: meant for mention, meant in zip(people, joined(named), strict=True)}

    def _person(self, mention: Mention) -> Identity:
        meant = self._people[mention.start]
        if len(meant) > 1:
            return Identity(candidates=tuple(map(slug, meant)), reason=f"may be {' or '.join(meant)}")
        name = meant[0]
        key = mention.type, name
        if key not in self._known:
            self._known[key] = self._looked_up(mention, name)
        identity = self._known[key]
        if name == mention.text or identity.actor is None:
            return identity
        return msgspec.structs.replace(identity, reason=f"short for {name}; {identity.reason}")

    def _looked_up(self, mention: Mention, name: str) -> Identity:
        """A name as the gazetteer knows it, else as a person of this article only, told by the words before it."""
        found = self._directory.person(name) if " " in name else self._directory.named(name)
        people = [entry for entry in found if entry.type is EntityType.PERSON]
        known = people[0] if len(people) == 1 else None
        if known is None and " " not in name and may_stand_alone(mention, self._document):
            known = self._known_for_short(name)
        if known is not None:
            identity = of_entry(known, self._on, self._directory, reason=f"gazetteer: {known.name}")
            return self._in_office(identity, name) if identity.sector == "ELI" else identity
        if (company := self._company(found)) is not None:
            return company
        if " " not in name:
            candidates = tuple(entry.id for entry in self._directory.surnamed(name))
            return Identity(candidates=candidates, reason="several people have this name" if candidates else "")
        described = self._described(name)
        return Identity(
            actor=slug(name),
            name=name,
            type=EntityType.PERSON,
            country=described.country,
            sector=described.sector,
            reason="named in full in this article",
        )

    def _known_for_short(self, name: str) -> Entry | None:
        """Whom a surname means that no full name in the article explains."""
        people = self._directory.surnamed(name)
        here = [entry for entry in people if entry.country in self._countries]
        if len(here) == 1:
            return here[0]
        return self._directory.known_for_short(name, self._on)

    def _in_office(self, identity: Identity, name: str) -> Identity:
        """Somebody who left office by the article's day, but bears its title in it: texts are older than they seem."""
        if not any(mention.text == name for mention in self._mentions):
            return identity
        described = self._described(name)
        if described.sector != "GOV":
            return identity
        return msgspec.structs.replace(
            identity, sector="GOV", reason=f"{identity.reason}; by the title before the name"
        )

    def _described(self, name: str) -> Identity:
        """What the words before the first mention of a full name say: "Ugandan opposition leader …"."""
        mention = next(mention for mention in self._mentions if mention.text == name)
        words = self._words_before(mention)
        if not words or words[-1].lower() in PREPOSITIONS:
            return Identity()  # "in place of Makoto Uchida", "led by Juliette Binoche"
        start = max((at + 1 for at, word in enumerate(words) if word in _CLAUSE_ENDS), default=0)
        phrase = " ".join(words[start:][-7:])
        found = identify(phrase, self._on, self._directory) if phrase else Identity()
        return found if found.sector or found.country else Identity()

    # organisations, places, nationalities

    def _company(self, found: Sequence[Entry]) -> Identity | None:
        """The company or the like that alone is called so: Sinopec is no person."""
        if len(found) != 1 or found[0].type is not EntityType.ORGANISATION or found[0].sector not in _IMPERSONAL:
            return None
        identity = of_entry(found[0], self._on, self._directory, reason=f"gazetteer: {found[0].name}, no person")
        return msgspec.structs.replace(identity, repairs_type=True)

    def _owner(self, mention: Mention) -> str:
        """The country whose name or nationality stands right before: Peru's Congress, the Ghanaian parliament."""
        for other in self._mentions:
            if other.end < mention.start and self._document[other.end : mention.start] in (" ", "'s ", "’s "):
                return self._directory.nationality(other.text) or self._country_named(other) or ""
        return ""

    def _shared(self, name: str, entry: Entry, owner: str) -> Identity | None:
        """Who bears a name that many countries have, where it is not `entry`; None where it is."""
        party = entry.sector == "PTY" and name.isupper()  # the NPP of Ghana, or of Hong Kong
        if not (party or is_shared(name)) or not entry.country or entry.country == owner:
            return None
        if owner:
            whose = f"the {name} of {owner}"
            return Identity(actor=slug(f"{name} {owner}"), name=name, country=owner, sector=entry.sector, reason=whose)
        if not self._around or entry.country in self._around:
            return None
        return Identity(candidates=(entry.id,), sector=entry.sector, reason=f"{entry.country} is not spoken of")

    @cached_property
    def _around(self) -> set[str]:
        """The countries that the article speaks of: by name, town, people or organisation."""
        around = set(self._countries)
        for mention in self._mentions:
            found = self._directory.named(mention.text)
            telling = not is_shared(mention.text) and not mention.text.isupper()
            around.update(entry.country for entry in found if entry.country and telling)
            if mention.type is EntityType.PLACE:
                around.update(self._directory.place(mention.text))
            if mention.type is EntityType.PERSON and (known := self._directory.known_for_short(mention.text, self._on)):
                around.update({known.country} - {None})  # type: ignore[arg-type]
        return around

    def _article(self, mention: Mention) -> str:
        return "the " if self._document[max(0, mention.start - 4) : mention.start].lower() == "the " else ""

    def _is_river(self, name: str) -> bool:
        """Whether a company is called after a region or river: the Amazon."""
        found = self._directory.named(name)
        return len(found) == 1 and found[0].sector == "BUS" and bool(self._directory.places(name))

    def _organisation(self, name: str, owner: str) -> Identity:
        full = self._acronyms.get(name.replace(".", ""))
        for spelled in (full, name):
            if not spelled:
                continue
            found = [entry for entry in self._directory.named(spelled) if entry.type is not EntityType.PERSON]
            if len(found) == 1:
                known = of_entry(found[0], self._on, self._directory, reason=f"gazetteer: {found[0].name}")
                return self._shared(spelled, found[0], owner) or known
            if found:
                return self._ambiguous(found)
        described = describe(full or name, self._on, self._directory)
        if not full and self._directory.places(name):
            return Identity(reason="a place of this name, and no organisation that is known")
        abroad = described.is_by_place and described.country not in self._around  # Orlando Pirates play in Soweto
        return Identity(
            actor=slug(full or name),
            name=full or name,
            type=EntityType.ORGANISATION,
            country=None if abroad else described.country,
            sector=None if described.sector == "CVL" else described.sector,  # "City" tells nothing of a football club
            reason=f"acronym of {full}" if full else described.reason,
        )

    def _ambiguous(self, found: Sequence[Entry]) -> Identity:
        here = [entry for entry in found if entry.country in self._countries]
        if len(here) == 1:
            return of_entry(
                here[0], self._on, self._directory, reason=f"{here[0].name}: the one of a country named here"
            )
        return Identity(candidates=tuple(entry.id for entry in found), reason="ambiguous in the gazetteer")

    def _place(self, name: str) -> Identity:
        found = [entry for entry in self._directory.named(name) if entry.type is not EntityType.PERSON]
        places = self._directory.places(name)
        if len(found) == 1 and found[0].sector == "BUS" and places:  # Rio Tinto, Santander
            candidates = (found[0].id, *(place.id for place in places))
            return Identity(candidates=candidates, reason="a company and a place have this name")
        if len(found) == 1:
            return of_entry(found[0], self._on, self._directory, reason=f"gazetteer: {found[0].name}")
        return self._ambiguous(found) if found else self._place_itself(name)

    def _place_itself(self, name: str) -> Identity:
        """The region or town of that name, whoever else has it."""
        places = self._directory.places(name)
        here = [place for place in places if place.country in self._countries]
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
        reason = f"{place.name} in {place.country}" if place.country else f"gazetteer: {place.name}"
        return Identity(actor=place.id, name=place.name, type=EntityType.PLACE, country=place.country, reason=reason)

    def _nationality(self, name: str) -> Identity:
        country = self._directory.country(self._directory.nationality(name))
        if country is not None:
            return Identity(country=country.country, name=country.name, reason=f"of {country.name}")
        found = self._directory.named(name)
        return of_entry(found[0], self._on, self._directory) if len(found) == 1 else Identity()

    def _is_government(self, mention: Mention) -> bool:
        if not self._directory.governed_from(mention.text):
            return False
        before = [word.lower() for word in self._words_before(mention)]
        return stands_for_government(before, [word.lower() for word in self._words_behind(mention)])

    # offices

    def _offices(self) -> Iterator[Mention]:
        """The holders of offices that words speak of, but for those that a name follows."""
        people = {mention.start for mention in self._mentions if mention.type is EntityType.PERSON}
        for mention in self._mentions:
            if mention.type is EntityType.PERSON:
                continue
            found = self._office_behind(mention) or self._office_before(mention)
            of = self._office_of(mention) if found else None
            if found is None or of is None:
                continue
            offices, start, end = found
            if self._name_follows(end, people) or self._name_follows(mention.end, people):
                continue
            holders = {entry.id: entry for office in offices for entry in self._directory.holders(of, office, self._on)}
            if len(holders) == 1:
                yield self._office_mention(next(iter(holders.values())), start, end)

    def _office_of(self, mention: Mention) -> str | None:
        """The country (alpha-3) or organisation (id) whose offices a mention can name."""
        if mention.type is EntityType.NATIONALITY:
            return self._directory.nationality(mention.text)
        found = self._directory.named(mention.text)
        return self._directory.seat(found[0]) if len(found) == 1 else None

    def _office_behind(self, mention: Mention) -> tuple[tuple[str, ...], int, int] | None:
        """ "the Russian president", "Russia's president", "NATO chief"."""
        following = self._document[mention.end : mention.end + _BEHIND].lower().split(None, 2)[:2]
        if not any(may_begin_office(word.rstrip(",.;:")) for word in following):
            return None
        spans = [found.span() for found in _WORD.finditer(self._document, mention.end, mention.end + _BEHIND)]
        words = [self._document[start:end].lower() for start, end in spans]
        skip = 1 if words and words[0] in ("'s", "’s") else 0
        office = office_at(words, skip)
        before = [word.lower() for word in self._words_before(mention)[-1:]]
        if office is None or _NOT_HELD.intersection([*before, *words[:skip]]):
            return None
        return office[0], mention.start, spans[office[1] - 1][1]

    def _office_before(self, mention: Mention) -> tuple[tuple[str, ...], int, int] | None:
        """ "the president of Russia"."""
        if "of" not in self._document[max(0, mention.start - 8) : mention.start].split():
            return None
        begin = max(0, mention.start - _BEFORE)
        spans = [found.span() for found in _WORD.finditer(self._document, begin, mention.start)]
        words = [self._document[start:end].lower() for start, end in spans]
        while words and words[-1] == "the":
            words.pop()
        if not words or words[-1] != "of":
            return None
        for start in range(max(0, len(words) - 6), len(words) - 1):
            office = office_at(words[:-1], start)
            if office and office[1] == len(words) - 1:
                held = start == 0 or words[start - 1] not in _NOT_HELD
                return (office[0], spans[start][0], mention.end) if held else None
        return None

    def _name_follows(self, end: int, people: set[int]) -> bool:
        """Whether a person is named right behind, as in "the French president, Emmanuel Macron"."""
        return any(self._document[end : end + gap].strip(" ,") == "" and end + gap in people for gap in (1, 2))

    def _office_mention(self, holder: Entry, start: int, end: int) -> Mention:
        identity = of_entry(holder, self._on, self._directory)
        return Mention(
            type=EntityType.PERSON,
            text=self._document[start:end],
            start=start,
            end=end,
            actor=identity.actor,
            name=identity.name,
            country=identity.country,
            sector=identity.sector,
            wikidata=identity.wikidata,
            reason=f"holder of the office on {self._on:%Y-%m-%d}",
        )

    # context

    def _titles(self, mention: Mention) -> list[str]:
        """The two words before a mention on its line."""
        return self._document[max(0, mention.start - 25) : mention.start].rsplit("\n", 1)[-1].split()[-2:]

    def _words_before(self, mention: Mention) -> list[str]:
        return _WORD.findall(self._line(max(0, mention.start - _BEFORE), mention.start).rsplit("\n", 1)[-1])

    def _words_behind(self, mention: Mention) -> list[str]:
        return _WORD.findall(self._line(mention.end, mention.end + _BEHIND).split("\n", 1)[0])

    def _line(self, start: int, end: int) -> str:
        return self._document[start:end]


def resolve(mentions: Iterable[Mention], document: str, on: date, directory: Directory) -> tuple[Mention, ...]:
    """The mentions of a document with their actors, and mentions of the offices that it speaks of."""
    return Resolver(tuple(mentions), document, on, directory).resolved()
