"""The holder of the office that a phrase speaks of, on a day."""

from datetime import date
from itertools import product

from monitor.annotate.actors.phrases.offices import office_at
from monitor.annotate.actors.phrases.phrase import Phrase
from monitor.annotate.gazetteer.directory import Directory
from monitor.annotate.gazetteer.entries import Entry
from monitor.annotate.lexicon.words import words_of
from monitor.records import EntityType

_FORMER = words_of("actors", "former")
_OF_OFFICES = words_of("actors", "of_offices")
"""What may stand with an office beside whose it is."""


def holder_of(phrase: Phrase, country: str | None, on: date, directory: Directory) -> Entry | None:
    """Who held the office that a phrase speaks of; None where that is nobody or several."""
    organisations = [entry for _, _, entry in phrase.names if entry.type is EntityType.ORGANISATION]
    of = directory.seat(organisations[0]) if organisations else country
    if of is None or any(word in _FORMER or word in ("deputy", "vice", "next", "future") for word in phrase.lower):
        return None
    for at in range(len(phrase.lower)):
        if found := office_at(phrase.lower, at):
            offices, end = found
            if end != phrase.head_end or not _says_no_more(phrase, at, end):
                continue
            holders = {entry.id: entry for office in offices for entry in directory.holders(of, office, on)}
            return next(iter(holders.values())) if len(holders) == 1 else None
    return None


def _says_no_more(phrase: Phrase, start: int, end: int) -> bool:
    """Whether a phrase is an office and whose it is: no president of a country's football federation."""
    known = {at for first, stop, _ in phrase.names for at in range(first, stop)} | {*range(start, end)}
    for at, size in product(range(len(phrase.words)), (1, 2)):
        if phrase.demonym(at, size):
            known.update(range(at, at + size))
    return all(at in known or word in _OF_OFFICES for at, word in enumerate(phrase.lower))
