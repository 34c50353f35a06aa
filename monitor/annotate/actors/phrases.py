"""Who an actor phrase speaks of: its country, its PLOVER sector, and the actor where it names one.

The phrase is read as a noun phrase: what stands before its first preposition is its head with modifiers, the rest says
where. A proper name decides first, then an office with its holder on the day, then the noun ("Ukrainian farmers").
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import product

import msgspec

from monitor.annotate.actors.offices import office_at
from monitor.annotate.actors.roles import UNKNOWN, is_unspecific, sector_ending
from monitor.annotate.gazetteer.directory import Directory
from monitor.annotate.gazetteer.entries import Entry
from monitor.annotate.gazetteer.own_entries import OwnEntry
from monitor.records import EntityType, Record

_WORD = re.compile(r"['’]s\b|(?:\w\.){2,}|\w+(?:[-'’](?!s\b)\w+)*")
_LONGEST_NAME = 7
PREPOSITIONS = frozenset(
    "of in from for at across on near to under within inside behind with by against over outside who that which based "
    "loyal backed belonging representing".split()
)
_QUANTITIES = frozenset(
    "several some many most both all dozens hundreds thousands group groups number couple handful members member "
    "majority part parts one two three four five six seven eight nine ten various more series crowd team leader "
    "leaders head chief president chairman chairwoman spokesman spokeswoman spokesperson director representative "
    "representatives supporters supporter wife husband son daughter family relatives convoy".split()
)
"""Head nouns behind which "of" shows who it is."""

_FROM_THERE = re.compile(r"(.+)-(?:born|based|bred|raised|led)")

_FORMER = frozenset("former ex retired late then-former ousted deposed".split())
_ARMED = frozenset({"REB", "UAF", "CRM", "SPY", "PRM"})
"""Sectors of organisations whose name decides whatever noun follows: Boko Haram gunmen, a Hamas official."""

_OF_OFFICES = frozenset(
    "the a of 's ’s current sitting incumbent outgoing embattled newly elected new longtime long-time veteran powerful "
    "populist conservative centrist leftist socialist hardline nationalist far-right right-wing left-wing".split()
)
"""What may stand with an office beside whose it is."""

_BROAD = frozenset({"GOV", "CVL", "UNK"})
"""Sectors that say less than others about a phrase that holds both."""


class Identity(Record, frozen=True, kw_only=True):
    """What is known of an actor; None where nothing is."""

    actor: str | None = None  # id in the gazetteer
    name: str | None = None
    type: EntityType | None = None
    country: str | None = None  # ISO 3166 alpha-3
    sector: str | None = None
    wikidata: str | None = None
    candidates: tuple[str, ...] = ()  # ids, where a name is ambiguous
    organisation: str | None = None  # id of the organisation that is named in a phrase: "EU" in "EU leaders"
    is_by_place: bool = False  # whether `country` follows only from a town or region in the words
    repairs_type: bool = False  # whether `type` is better than what a model says of the name
    reason: str = ""


class _Phrase:
    """A phrase cut into words, with the names that stand in it."""

    def __init__(self, text: str, directory: Directory) -> None:
        self.words = _WORD.findall(text)
        self.lower = [word.lower() for word in self.words]
        here = {code for word in self.words if word[0].isupper() and (code := directory.nationality(word))}
        self.names = [
            (start, end, entry)
            for start, end, entry in _names(self.words, directory)
            # the Grand Ethiopian Renaissance Dam has nothing to do with a French party
            if entry.sector != "PTY" or end - start > 1 or not here or entry.country in here
        ]
        edges = [at for at, word in enumerate(self.lower) if word in PREPOSITIONS and not self._in_name(at)]
        self.head_end = edges[0] if edges and edges[0] > 0 else len(self.words)

    def _in_name(self, at: int) -> bool:
        return any(start <= at < end for start, end, _ in self.names)


def identify(text: str, on: date, directory: Directory) -> Identity:
    """Who the phrase `text` speaks of, on a day, where it stands for somebody who acts.

    So a capital alone is its government, and another town its people.
    """
    if found := directory.named(text):
        return _of_entries(found, on, directory)
    if seat := _seat(text, on, directory):
        return seat
    if known := directory.known_for_short(text, on):
        return of_entry(known, on, directory, reason=f"{known.name} for short")
    return describe(text, on, directory)


def describe(text: str, on: date, directory: Directory) -> Identity:
    """Who a phrase speaks of by the words in it, where it is no name that is known itself."""
    phrase = _Phrase(text, directory)
    if not phrase.words:
        return Identity()
    country, why = _country(phrase, directory)
    identity = _by_name(phrase, on, directory) or Identity()
    sector = _sector(phrase, identity.sector, on, directory)
    reason = "; ".join(part for part in (identity.reason, why) if part)
    holder = None if identity.actor else _holder(phrase, country, on, directory)
    if holder:
        return of_entry(holder, on, directory, reason=f"holder of the office on {on:%Y-%m-%d}")
    return Identity(
        actor=identity.actor,
        name=identity.name,
        type=identity.type,
        country=identity.country or country,
        sector=sector,
        wikidata=identity.wikidata,
        organisation=next((entry.id for _, _, entry in phrase.names if entry.type is EntityType.ORGANISATION), None),
        is_by_place=bool(country) and " is in " in why and not identity.country,
        reason=reason,
    )


def _seat(text: str, on: date, directory: Directory) -> Identity | None:
    """The government that sits in a capital, the people of another town."""
    if seat := directory.governed_from(text):
        entry = directory.country(seat) or directory.entries.get(seat)
        if entry:
            meant = of_entry(entry, on, directory, reason=f"{text} for its government")
            return msgspec.structs.replace(meant, sector=meant.sector or "GOV")
    places = directory.place(text)
    if len(places) == 1:
        return Identity(country=places[0], sector="CVL", type=EntityType.PLACE, reason=f"{text} is in {places[0]}")
    return None


def of_entry(entry: Entry, on: date, directory: Directory, *, reason: str = "gazetteer") -> Identity:
    """What the gazetteer says of an entry on a day; who serves an organisation acts for it and for no country."""
    office = entry.office_on(on)
    served = directory.entries.get(office.of) if office and not office.is_national else None
    given = entry if isinstance(entry, OwnEntry) else None
    return Identity(
        actor=entry.id,
        name=entry.name,
        type=entry.type,
        country=(given and given.given_country) or (served.country if served else entry.country),
        sector=(given and given.given_sector) or (served.sector if served else entry.sector_on(on)),
        organisation=served.id if served else None,
        wikidata=entry.wikidata,
        reason=reason,
    )


def _of_entries(found: list[Entry], on: date, directory: Directory) -> Identity:
    if len(found) == 1:
        return of_entry(found[0], on, directory)
    places = {entry.country for entry in found}
    return Identity(
        candidates=tuple(entry.id for entry in found),
        country=places.pop() if len(places) == 1 else None,
        reason="ambiguous in the gazetteer",
    )


def _names(words: list[str], directory: Directory) -> Iterator[tuple[int, int, Entry]]:
    """The gazetteer's names in a phrase, longest first from the left."""
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + _LONGEST_NAME), at, -1):
            if words[at].islower() and end - at == 1:
                continue
            found = directory.named(" ".join(words[at:end]))
            if len(found) == 1:
                yield at, end, found[0]
                at = end - 1
                break
        at += 1


def _country(phrase: _Phrase, directory: Directory) -> tuple[str | None, str]:
    """The country of a phrase: of a nationality in it, else of any name, else of a place.

    None for those who serve several countries, wherever they do: a UN peacekeeper in Mali.
    """
    for at, word in enumerate(phrase.words):
        if not word[0].isupper() or (at and phrase.lower[at - 1] == "ethnic" and phrase.head_end < len(phrase.words)):
            continue  # ethnic Albanians in North Macedonia are of the latter
        for text in (" ".join(phrase.words[at : at + 2]), word):
            if code := directory.nationality(text):
                return code, f"nationality {text}"
    if any(start < phrase.head_end and _is_international(entry) for start, _, entry in phrase.names):
        return None, ""
    for _, _, entry in phrase.names:
        if entry.country:
            return entry.country, f"{entry.name} is of {entry.country}"
    for text in _places(phrase):
        if code := directory.nationality(text):
            return code, f"nationality {text}"
        if len(codes := directory.place(text)) == 1 and not directory.person(text):
            return codes[0], f"{text} is in {codes[0]}"
    return None, ""


def _is_international(entry: Entry) -> bool:
    return entry.type is EntityType.ORGANISATION and entry.country is None and entry.sector == "IGO"


def _places(phrase: _Phrase) -> Iterator[str]:
    """The words that may name a place, longest first: no part of a name that is known, and no surname."""
    taken = {at for start, end, _ in phrase.names for at in range(start, end)}
    for at, word in enumerate(phrase.words):
        if at in taken or not word[0].isupper():
            continue
        if at and phrase.words[at - 1].istitle() and at - 1 not in taken and phrase.lower[at - 1] not in ("the", "a"):
            continue  # Joe Anderson has nothing to do with Anderson, Indiana
        yield from (" ".join(phrase.words[at:end]) for end in (at + 3, at + 2, at + 1))
        if found := _FROM_THERE.fullmatch(word):
            yield found[1]


def _by_name(phrase: _Phrase, on: date, directory: Directory) -> Identity | None:
    """The person or organisation that a phrase names: alone, behind titles, or as its last word."""
    people = [(start, end, entry) for start, end, entry in phrase.names if entry.type is EntityType.PERSON]
    for _, end, entry in people:
        if end == phrase.head_end:
            return of_entry(entry, on, directory, reason=f"{entry.name} by name")
    for start, end, entry in phrase.names:
        whole = end == phrase.head_end and all(word in ("the", "a") for word in phrase.lower[:start])
        if entry.type is EntityType.ORGANISATION and whole:
            return of_entry(entry, on, directory, reason=f"{entry.name} by name")
    return None


def _sector(phrase: _Phrase, named: str | None, on: date, directory: Directory) -> str | None:
    if any(word in _FORMER or word.startswith("ex-") for word in phrase.lower[: phrase.head_end]):
        return "ELI"
    if named:
        return named
    end = phrase.head_end
    while end > 0 and phrase.lower[end - 1] in ("'s", "’s"):
        end -= 1
    if armed := [entry.sector for _, stop, entry in phrase.names if stop < end and entry.sector in _ARMED]:
        return armed[0]
    return _sector_of_noun(phrase, end, on, directory)


def _sector_of_noun(phrase: _Phrase, end: int, on: date, directory: Directory) -> str | None:
    """The sector of the noun before `end`: its own, unless the noun says little and what belongs to it says more."""
    if end > 0 and phrase.lower[end - 1] in _QUANTITIES:
        if deeper := _sector_behind(phrase, on, directory):
            return deeper
        modified = _sector_of_modifiers(phrase, end - 1, on, directory)
        if modified and modified not in _BROAD:
            return modified
    if head := sector_ending(phrase.lower, end):
        before = [entry for _, stop, entry in phrase.names if stop <= head[1]]
        return "IGO" if head[0] == "GOV" and any(map(_is_international, before)) else head[0]  # NATO ministers
    unspecific = UNKNOWN if is_unspecific(phrase.lower[phrase.head_end - 1]) else None
    people = "CVL" if end and directory.nationality(phrase.words[end - 1]) else None
    return _sector_of_modifiers(phrase, end, on, directory) or unspecific or people


def _sector_behind(phrase: _Phrase, on: date, directory: Directory) -> str | None:
    """The sector of what stands behind "of": president of the Riigikogu, several of the largest unions."""
    if phrase.head_end >= len(phrase.words) or phrase.lower[phrase.head_end] not in ("of", "for"):
        return None
    rest = identify(" ".join(phrase.words[phrase.head_end + 1 :]), on, directory)
    return rest.sector


def _sector_of_modifiers(phrase: _Phrase, end: int, on: date, directory: Directory) -> str | None:
    """The sector that a word before the head gives it: army accountant, Jewish community leader, CIA official."""
    for _, stop, entry in phrase.names:
        if stop <= end and entry.type is EntityType.ORGANISATION and (sector := entry.sector_on(on)):
            return sector
    ending = (sector_ending(phrase.lower, at) for at in range(end, 0, -1))
    found = sorted((sector for sector, _ in filter(None, ending)), key=_BROAD.__contains__)
    return found[0] if found else None


def _says_no_more(phrase: _Phrase, start: int, end: int, directory: Directory) -> bool:
    """Whether a phrase is an office and whose it is: no president of a country's football federation."""
    known = {at for first, stop, _ in phrase.names for at in range(first, stop)} | {*range(start, end)}
    for at, size in product(range(len(phrase.words)), (1, 2)):
        if directory.nationality(" ".join(phrase.words[at : at + size])):
            known.update(range(at, at + size))
    return all(at in known or word in _OF_OFFICES for at, word in enumerate(phrase.lower))


def _holder(phrase: _Phrase, country: str | None, on: date, directory: Directory) -> Entry | None:
    """Who held the office that a phrase speaks of; None where that is nobody or several."""
    organisations = [entry for _, _, entry in phrase.names if entry.type is EntityType.ORGANISATION]
    of = directory.seat(organisations[0]) if organisations else country
    if of is None or any(word in _FORMER or word in ("deputy", "vice", "next", "future") for word in phrase.lower):
        return None
    for at in range(len(phrase.lower)):
        if found := office_at(phrase.lower, at):
            offices, end = found
            if end != phrase.head_end or not _says_no_more(phrase, at, end, directory):
                continue
            holders = {entry.id: entry for office in offices for entry in directory.holders(of, office, on)}
            return next(iter(holders.values())) if len(holders) == 1 else None
    return None
