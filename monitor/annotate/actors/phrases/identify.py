"""Who an actor phrase speaks of: its country, its PLOVER sector, and the actor where it names one.

A proper name decides first, then an office with its holder on the day, then the noun ("Ukrainian farmers").
"""

from datetime import date

import msgspec

from monitor.annotate.actors.phrases.country import country_of
from monitor.annotate.actors.phrases.identity import Identity, of_entries, of_entry
from monitor.annotate.actors.phrases.office_holder import holder_of
from monitor.annotate.actors.phrases.phrase import Phrase
from monitor.annotate.actors.phrases.sector import sector_of
from monitor.annotate.actors.phrases.sector_nouns import sector_ending
from monitor.annotate.gazetteer.directory import Directory
from monitor.records import EntityType


def identify(text: str, on: date, directory: Directory) -> Identity:
    """Who the phrase `text` speaks of, on a day, where it stands for somebody who acts.

    So a capital alone is its government, and another town its people.
    """
    if found := directory.named(text):
        return of_entries(found, on, directory)
    if seat := _seat(text, on, directory):
        return seat
    if known := directory.known_for_short(text, on):
        return of_entry(known, on, directory, reason=f"{known.name} for short")
    return describe(text, on, directory)


def describe(text: str, on: date, directory: Directory) -> Identity:
    """Who a phrase speaks of by the words in it, where it is no name that is known itself."""
    phrase = Phrase(text, directory)
    if not phrase.words:
        return Identity()
    whence = country_of(phrase, directory)
    named = _by_name(phrase, on, directory) or Identity()
    if named.actor is None and (holder := holder_of(phrase, whence.country, on, directory)):
        return of_entry(holder, on, directory, reason=f"holder of the office on {on:%Y-%m-%d}")
    return msgspec.structs.replace(
        named,
        country=named.country or whence.country,
        sector=sector_of(phrase, named.sector, on, lambda behind: identify(behind, on, directory).sector),
        organisation=next((entry.id for _, _, entry in phrase.names if entry.type is EntityType.ORGANISATION), None),
        is_by_place=whence.is_by_place and not named.country,
        reason="; ".join(part for part in (named.reason, whence.reason) if part),
    )


def _seat(text: str, on: date, directory: Directory) -> Identity | None:
    """The government that sits in a capital, the people of another town."""
    if seat := directory.governed_from(text):
        entry = directory.country(seat) or directory.entries.get(seat)
        if entry:
            meant = of_entry(entry, on, directory, reason=f"{text} for its government")
            return msgspec.structs.replace(meant, sector=meant.sector or "GOV")
    places = directory.place(text)
    if len(places) == 1 and not text.islower():  # a man is nobody from Man in Ivory Coast
        return Identity(country=places[0], sector="CVL", type=EntityType.PLACE, reason=f"{text} is in {places[0]}")
    return None


def _titled(identity: Identity, phrase: Phrase, start: int) -> Identity:
    """Somebody who left office but bears its title: the phrase is older than its day."""
    title = sector_ending(phrase.lower, start)
    return msgspec.structs.replace(identity, sector=title[0]) if title and identity.sector == "ELI" else identity


def _by_name(phrase: Phrase, on: date, directory: Directory) -> Identity | None:
    """The person or organisation that a phrase names: alone, behind titles, or as its last word."""
    people = [(start, end, entry) for start, end, entry in phrase.names if entry.type is EntityType.PERSON]
    for start, end, entry in people:
        if end == phrase.head_end:
            return _titled(of_entry(entry, on, directory, reason=f"{entry.name} by name"), phrase, start)
    for start, end, entry in phrase.names:
        whole = end == phrase.head_end and all(word in ("the", "a") for word in phrase.lower[:start])
        if entry.type is EntityType.ORGANISATION and whole:
            return of_entry(entry, on, directory, reason=f"{entry.name} by name")
    return None
