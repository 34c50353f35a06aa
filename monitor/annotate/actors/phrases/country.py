"""The country of a phrase: of a demonym in it, else of any name, else of a place."""

import re
from collections.abc import Iterator

from monitor.annotate.actors.phrases.phrase import Phrase, is_international
from monitor.annotate.gazetteer.directory import Directory
from monitor.records import Record

_FROM_THERE = re.compile(r"(.+)-(?:born|based|bred|raised|led)")


class Whence(Record, frozen=True, kw_only=True):
    """A country (ISO 3166 alpha-3), and why."""

    country: str | None = None
    reason: str = ""
    is_by_place: bool = False  # whether it follows only from a town or region in the words


def country_of(phrase: Phrase, directory: Directory) -> Whence:
    """The country of a phrase; none for those who serve several, wherever they do: a UN peacekeeper in Mali."""
    if found := _by_demonym(phrase):
        return found
    if any(start < phrase.head_end and is_international(entry) for start, _, entry in phrase.names):
        return Whence()
    for _, _, entry in phrase.names:
        if entry.country:
            return Whence(country=entry.country, reason=f"{entry.name} is of {entry.country}")
    return _by_place(phrase, directory) or Whence()


def _by_demonym(phrase: Phrase) -> Whence | None:
    for at, word in enumerate(phrase.words):
        if not word[0].isupper() or (at and phrase.lower[at - 1] == "ethnic" and phrase.head_end < len(phrase.words)):
            continue  # ethnic Albanians in North Macedonia are of the latter
        for size in (2, 1):
            if code := phrase.demonym(at, size):
                return Whence(country=code, reason=f"nationality {' '.join(phrase.words[at : at + size])}")
    return None


def _by_place(phrase: Phrase, directory: Directory) -> Whence | None:
    for text in _places(phrase):
        if code := directory.nationality(text) or directory.country_called(text):
            return Whence(country=code, reason=f"nationality {text}")
        if len(codes := directory.place(text)) == 1 and not directory.person(text):
            return Whence(country=codes[0], reason=f"{text} is in {codes[0]}", is_by_place=True)
    return None


def _places(phrase: Phrase) -> Iterator[str]:
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
