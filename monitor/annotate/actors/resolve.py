"""Every mention of an article resolved: who it is, of which country and sector, and why.

Steps: people joined within the article, then looked up; organisations with their acronyms; places, capitals as
governments where they act as such; nationalities; last the offices that words speak of ("the Russian president").
"""

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from monitor.annotate.actors.context import Context
from monitor.annotate.actors.divided import divided
from monitor.annotate.actors.metonymy import stands_for_government
from monitor.annotate.actors.office_holders import office_mentions
from monitor.annotate.actors.organisations import Organisations
from monitor.annotate.actors.persons import People
from monitor.annotate.actors.phrases.identify import identify
from monitor.annotate.actors.phrases.identity import Identity, of_entry
from monitor.annotate.actors.places import Places
from monitor.annotate.actors.things import is_thing, is_word
from monitor.annotate.gazetteer.directory import Directory
from monitor.annotate.lexicon.words import words_of
from monitor.records import EntityType, Mention

_WORD = Identity(reason="a word here, and no country")
_THING = Identity(reason="a ship, a street, a prize or the like that is called after somebody")


_INSIDE = frozenset(("in", "near", "outside"))
_TRUST = words_of("actors", "trust")


class Resolver:
    """Resolves the mentions of one article, published on a day."""

    def __init__(self, mentions: Sequence[Mention], document: str, on: date, directory: Directory) -> None:
        self._mentions, self._on, self._directory = mentions, on, directory
        self._context = Context(self._mentions, document, on, directory)
        self._people, self._places = People(self._context), Places(self._context)
        names = [mention.text for mention in mentions if mention.type is EntityType.ORGANISATION]
        self._organisations = Organisations(self._context, names)
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
        if mention.actor or mention.country:
            return self._found(mention)
        if place := self._context.contained.get(mention.start):
            return self._places.contained(place)
        if self._is_government(mention):
            return msgspec.structs.replace(identify(mention.text, self._on, self._directory), repairs_type=True)
        if mention.type is EntityType.PLACE and is_word(mention, self._context):
            return _WORD
        if mention.type is EntityType.PERSON:
            return self._person(mention)
        owner = self._context.owner(mention) if mention.type is EntityType.ORGANISATION else ""
        key = mention.type, f"{owner} {self._context.article(mention)}{mention.text}"
        if key not in self._known:
            self._known[key] = self._by_name(mention, owner)
        return self._known[key]

    def _person(self, mention: Mention) -> Identity:
        if self._is_town(mention):
            return msgspec.structs.replace(self._places.itself(mention.text), type=EntityType.PLACE, repairs_type=True)
        return _THING if is_thing(mention, self._context) else self._people.identity(mention)

    def _found(self, mention: Mention) -> Identity:
        """Who a mention is that was found by a name of the gazetteer in another language."""
        if entry := self._directory.entries.get(mention.actor or ""):
            return of_entry(entry, self._on, self._directory, reason=f"{entry.name} in another language")
        return Identity(actor=mention.actor, name=mention.name, type=mention.type, country=mention.country)

    def _by_name(self, mention: Mention, owner: str) -> Identity:
        if (self._context.article(mention) and self._places.is_river(mention.text)) or self._is_dateline(mention):
            return self._places.itself(mention.text)
        if mention.type is EntityType.PLACE:
            return self._places.identity(mention.text)
        if mention.type is EntityType.NATIONALITY:
            return self._nationality(mention.text)
        return self._organisations.identity(mention.text, owner)

    def _is_dateline(self, mention: Mention) -> bool:
        """Whether a town opens a report: "BEIRUT (Reuters) -"."""
        opens = self._context.document.startswith(" (", mention.end) and not self._context.words_before(mention)
        return opens and mention.text.isupper() and bool(self._directory.places(mention.text))

    def _nationality(self, name: str) -> Identity:
        country = self._directory.country(self._directory.nationality(name))
        if country is not None:
            return Identity(country=country.country, name=country.name, reason=f"of {country.name}")
        found = self._directory.named(name)
        return of_entry(found[0], self._on, self._directory) if len(found) == 1 else Identity()

    def _is_town(self, mention: Mention) -> bool:
        """Whether the surname of somebody known is that of a town here: "in Masisi", and no "trust in Masisi"."""
        before = ["", "", *(word.lower() for word in self._context.words_before(mention))]
        alone = " " not in mention.text and self._people.full_names(mention) == (mention.text,)
        owns = self._context.document.startswith(("'s", "’s"), mention.end)
        return alone and not owns and before[-1] in _INSIDE and before[-2] not in _TRUST

    def _is_government(self, mention: Mention) -> bool:
        """Whether a capital acts as one, whatever it was taken for; "Washington said" of no Denzel Washington."""
        if not self._directory.governed_from(mention.text):
            return False
        if self._people.full_names(mention) != (mention.text,):
            return False
        before = [word.lower() for word in self._context.words_before(mention)]
        return stands_for_government(before, [word.lower() for word in self._context.words_behind(mention)])


def resolve(mentions: Iterable[Mention], document: str, on: date, directory: Directory) -> tuple[Mention, ...]:
    """The mentions of a document with their actors, and mentions of the offices that it speaks of."""
    return Resolver(divided(mentions, document, directory), document, on, directory).resolved()
