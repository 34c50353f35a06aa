"""An article as its names are resolved: its words around a name, and the countries that it speaks of."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from monitor.annotate.actors.common_names import is_shared
from monitor.annotate.actors.phrases.identity import Identity, of_entry
from monitor.annotate.actors.toponyms.containment import Containment
from monitor.annotate.gazetteer.compiled import Place
from monitor.annotate.gazetteer.directory import Directory
from monitor.annotate.gazetteer.entries import Entry
from monitor.records import EntityType, Mention

WORD = re.compile(r"['’]s\b|(?:\w\.){2,}|\w+(?:[-'’](?!s\b)\w+)*|[^\w\s]")
BEFORE, BEHIND = 60, 40  # characters of context looked at


class Context:
    """The mentions of one article, published on a day, and what stands around them."""

    def __init__(self, mentions: Sequence[Mention], document: str, on: date, directory: Directory) -> None:
        self.mentions, self.document, self.on, self.directory = mentions, document, on, directory
        self._by_end = {mention.end: mention for mention in mentions}

    @cached_property
    def contained(self) -> Mapping[int, Place]:
        """Where a mention begins → the place that it is, for towns named with what they lie in."""
        return Containment(self.mentions, self.document, self.directory).places()

    @cached_property
    def countries(self) -> set[str]:
        """The countries that are named, or whose nationality is."""
        return {code for mention in self.mentions if (code := self.country_named(mention))}

    def country_named(self, mention: Mention) -> str | None:
        """The country that a mention names or that it is of."""
        if mention.start in self.contained:
            return None
        if mention.actor and mention.type is EntityType.PLACE:
            return mention.country
        if code := self.directory.nationality(mention.text):
            return code
        found = self.directory.named(mention.text) if mention.type is EntityType.PLACE else []
        return found[0].country if len(found) == 1 else None

    @cached_property
    def around(self) -> set[str]:
        """The countries that the article speaks of: by name, town, people or organisation."""
        around = set(self.countries)
        for mention in self.mentions:
            found = self.directory.named(mention.text)
            telling = not is_shared(mention.text) and not mention.text.isupper()
            around.update(entry.country for entry in found if entry.country and telling)
            if place := self.contained.get(mention.start):
                around.update({place.country} if place.country else ())
                continue
            if mention.type is EntityType.PLACE:
                around.update(self.directory.place(mention.text))
            if mention.type is EntityType.PERSON:
                known = self.directory.known_for_short(mention.text, self.on)
                around.update({known.country} if known and known.country else ())
        return around

    def owner(self, mention: Mention) -> str:
        """The country whose name or nationality stands right before: Peru's Congress, the Ghanaian parliament."""
        for gap in (" ", "'s ", "’s "):
            end = mention.start - len(gap)
            if end in self._by_end and self.document.startswith(gap, end):
                return self.country_named(self._by_end[end]) or ""
        return ""

    def article(self, mention: Mention) -> str:
        """ "the " where it stands before a mention."""
        return "the " if self.document[max(0, mention.start - 4) : mention.start].lower() == "the " else ""

    def titles(self, mention: Mention) -> list[str]:
        """The two words before a mention on its line."""
        return self.document[max(0, mention.start - 25) : mention.start].rsplit("\n", 1)[-1].split()[-2:]

    def words_before(self, mention: Mention) -> list[str]:
        """The last words before a mention on its line, and signs."""
        return WORD.findall(self.document[max(0, mention.start - BEFORE) : mention.start].rsplit("\n", 1)[-1])

    def words_behind_names(self, mention: Mention) -> list[str]:
        """The words before a mention on its line, those behind the last person named there."""
        people = (each.end for each in self.mentions if each.type is EntityType.PERSON and each.end <= mention.start)
        start = max((mention.start - BEFORE, *people, 0))
        return WORD.findall(self.document[start : mention.start].rsplit("\n", 1)[-1])

    def words_behind(self, mention: Mention) -> list[str]:
        """The first words behind a mention on its line, and signs."""
        return WORD.findall(self.document[mention.end : mention.end + BEHIND].split("\n", 1)[0])

    def one_of(self, found: Sequence[Entry]) -> Identity:
        """The one of several entries that is of a country named here; all of them as candidates where none is."""
        here = [entry for entry in found if entry.country in self.countries]
        if len(here) == 1:
            return of_entry(here[0], self.on, self.directory, reason=f"{here[0].name}: the one of a country named here")
        return Identity(candidates=tuple(entry.id for entry in found), reason="ambiguous in the gazetteer")
