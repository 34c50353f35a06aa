"""Organisations: by their own name, by the full name of an acronym, by the country whose parliament or party it is."""

from collections.abc import Mapping

from monitor.annotate.actors import acronyms
from monitor.annotate.actors.common_names import is_shared
from monitor.annotate.actors.context import Context
from monitor.annotate.actors.phrases.identify import describe
from monitor.annotate.actors.phrases.identity import Identity, of_entry
from monitor.annotate.gazetteer.entries import Entry
from monitor.annotate.gazetteer.spelling import slug
from monitor.records import EntityType


class Organisations:
    """The organisations of one article; acronyms mean what the `names` in it say."""

    def __init__(self, context: Context, names: list[str]) -> None:
        self._context, self._directory, self._on = context, context.directory, context.on
        self._acronyms: Mapping[str, str] = acronyms.defined(names, context.document)

    def identity(self, name: str, owner: str) -> Identity:
        """Who is called `name` behind the name of the country `owner`, "" where none stands there."""
        full = self._acronyms.get(name.replace(".", ""))
        for spelled in filter(None, (full, name)):
            if known := self._in_gazetteer(spelled, owner):
                return known
        if not full and self._directory.places(name):
            return Identity(reason="a place of this name, and no organisation that is known")
        return self._of_article(full or name, f"acronym of {full}" if full else "")

    def _in_gazetteer(self, name: str, owner: str) -> Identity | None:
        found = [entry for entry in self._directory.named(name) if entry.type is not EntityType.PERSON]
        if len(found) != 1:
            return self._context.one_of(found) if found else None
        known = of_entry(found[0], self._on, self._directory, reason=f"gazetteer: {found[0].name}")
        return self._shared(name, found[0], owner) or known

    def _of_article(self, name: str, reason: str) -> Identity:
        """An organisation of this article only, described by its name; a town in that says little of the country."""
        described = describe(name, self._on, self._directory)
        abroad = described.is_by_place and described.country not in self._context.around  # Orlando Pirates of Soweto
        return Identity(
            actor=slug(name),
            name=name,
            type=EntityType.ORGANISATION,
            country=None if abroad else described.country,
            sector=None if described.sector == "CVL" else described.sector,  # "City" tells nothing of a football club
            reason=reason or described.reason,
        )

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
