"""Every mention of an article resolved: who it is, of which country and sector, and why.

Steps: people joined within the article, then looked up; organisations with their acronyms; places, capitals as
governments where they act as such; nationalities; last the offices that words speak of ("the Russian president").
"""

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from monitor.annotate.actors import acronyms
from monitor.annotate.actors.context import Context
from monitor.annotate.actors.holders import office_mentions
from monitor.annotate.actors.own import with_own_names
from monitor.annotate.actors.people import joined, person, sex_of
from monitor.annotate.actors.phrases import PREPOSITIONS, Identity, describe, identify, of_entry
from monitor.annotate.actors.seats import stands_for_government
from monitor.annotate.actors.shared import is_shared, may_stand_alone
from monitor.annotate.gazetteer.directory import Directory
from monitor.annotate.gazetteer.entries import Entry
from monitor.annotate.gazetteer.spelling import slug
from monitor.records import EntityType, Mention

_CLAUSE_ENDS = frozenset('.,;:!?()"“”\n—–')
_OWN, _SEVERAL_OWN = "a name of your watchlists", "a name of several actors of your watchlists"
_IMPERSONAL = frozenset("BUS JRN IGO NGO EDU".split())


class Resolver:
    """Resolves the mentions of one article, published on a day."""

    def __init__(self, mentions: Sequence[Mention], document: str, on: date, directory: Directory) -> None:
        self._mentions = with_own_names(mentions, document, directory)
        self._document, self._on, self._directory = document, on, directory
        self._context = Context(self._mentions, document, on, directory)
        self._people = self._joined_people()
        names = [mention.text for mention in mentions if mention.type is EntityType.ORGANISATION]
        self._acronyms = acronyms.defined(names, document)
        self._known: dict[tuple[EntityType, str], Identity] = {}

    def resolved(self) -> tuple[Mention, ...]:
        """The mentions with their actors, and those of offices; in order of the text."""
        found = [self._resolved(mention) for mention in self._mentions]
        found += office_mentions(self._context)
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
        if self._is_government(mention):
            return msgspec.structs.replace(identify(mention.text, self._on, self._directory), repairs_type=True)
        if mention.type is EntityType.PERSON:
            return self._person(mention)
        owner = self._context.owner(mention) if mention.type is EntityType.ORGANISATION else ""
        key = mention.type, f"{owner} {self._context.article(mention)}{mention.text}"
        if key not in self._known:
            self._known[key] = self._by_name(mention, owner)
        return self._known[key]

    def _by_name(self, mention: Mention, owner: str) -> Identity:
        if self._context.article(mention) and self._is_river(mention.text):
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
        named = [person(mention.text, sex_of(mention.text, self._context.titles(mention))) for mention in people]
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
        here = [entry for entry in people if entry.country in self._context.countries]
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
        words = self._context.words_before(mention)
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

    def _shared(self, name: str, entry: Entry, owner: str) -> Identity | None:
        """Who bears a name that many countries have, where it is not `entry`; None where it is."""
        party = entry.sector == "PTY" and name.isupper()  # the NPP of Ghana, or of Hong Kong
        if not (party or is_shared(name)) or not entry.country or entry.country == owner:
            return None
        if owner:
            whose = f"the {name} of {owner}"
            return Identity(actor=slug(f"{name} {owner}"), name=name, country=owner, sector=entry.sector, reason=whose)
        if not self._context.around or entry.country in self._context.around:
            return None
        return Identity(candidates=(entry.id,), sector=entry.sector, reason=f"{entry.country} is not spoken of")

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
        abroad = (
            described.is_by_place and described.country not in self._context.around
        )  # Orlando Pirates play in Soweto
        return Identity(
            actor=slug(full or name),
            name=full or name,
            type=EntityType.ORGANISATION,
            country=None if abroad else described.country,
            sector=None if described.sector == "CVL" else described.sector,  # "City" tells nothing of a football club
            reason=f"acronym of {full}" if full else described.reason,
        )

    def _ambiguous(self, found: Sequence[Entry]) -> Identity:
        here = [entry for entry in found if entry.country in self._context.countries]
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
        reason = f"{place.name} in {place.country}" if place.country else f"gazetteer: {place.name}"
        return Identity(actor=place.id, name=place.name, type=EntityType.PLACE, country=place.country, reason=reason)

    def _nationality(self, name: str) -> Identity:
        country = self._directory.country(self._directory.nationality(name))
        if country is not None:
            return Identity(country=country.country, name=country.name, reason=f"of {country.name}")
        found = self._directory.named(name)
        return of_entry(found[0], self._on, self._directory) if len(found) == 1 else Identity()

    def _is_government(self, mention: Mention) -> bool:
        """Whether a capital acts as one, whatever it was taken for; "Washington said" of no Denzel Washington."""
        if not self._directory.governed_from(mention.text):
            return False
        if self._people.get(mention.start, (mention.text,)) != (mention.text,):
            return False
        before = [word.lower() for word in self._context.words_before(mention)]
        return stands_for_government(before, [word.lower() for word in self._context.words_behind(mention)])


def resolve(mentions: Iterable[Mention], document: str, on: date, directory: Directory) -> tuple[Mention, ...]:
    """The mentions of a document with their actors, and mentions of the offices that it speaks of."""
    return Resolver(tuple(mentions), document, on, directory).resolved()
