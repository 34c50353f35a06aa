"""The PLOVER sector of a phrase: of its name, else of its head noun, else of the modifiers."""

from collections.abc import Callable
from datetime import date

from monitor.annotate.actors.phrases.phrase import Phrase, is_international
from monitor.annotate.actors.phrases.sector_nouns import UNKNOWN, is_unspecific, sector_ending
from monitor.annotate.lexicon.words import words_of
from monitor.records import EntityType

Behind = Callable[[str], str | None]
"""The sector of the phrase that stands behind the preposition of another one."""

_QUANTITIES = words_of("actors", "quantities")
"""Head nouns behind which "of" shows who it is."""

_FORMER = words_of("actors", "former")
_ARMED = frozenset({"REB", "UAF", "CRM", "SPY", "PRM"})
"""Sectors of organisations whose name decides whatever noun follows: Boko Haram gunmen, a Hamas official."""

_BROAD = frozenset({"GOV", "CVL", "UNK"})
"""Sectors that say less than others about a phrase that holds both."""


def sector_of(phrase: Phrase, named: str | None, on: date, behind: Behind) -> str | None:
    """The sector of a phrase on a day, None where nothing says; `named` is that of the name that it is, if any.

    Whoever left an office is of the elite.
    """
    if any(word in _FORMER or word.startswith("ex-") for word in phrase.lower[: phrase.head_end]):
        return "ELI"
    if named:
        return named
    end = phrase.head_end
    while end > 0 and phrase.lower[end - 1] in ("'s", "’s"):
        end -= 1
    if armed := [entry.sector for _, stop, entry in phrase.names if stop < end and entry.sector in _ARMED]:
        return armed[0]
    return _of_belonging(phrase, end, on, behind) or _of_noun(phrase, end, on)


def _of_belonging(phrase: Phrase, end: int, on: date, behind: Behind) -> str | None:
    """The sector of whose a noun is that itself says little: president of the Riigikogu, several of the unions."""
    if not end or phrase.lower[end - 1] not in _QUANTITIES:
        return None
    after = phrase.lower[phrase.head_end : phrase.head_end + 1]
    if after in (["of"], ["for"]) and (deeper := behind(" ".join(phrase.words[phrase.head_end + 1 :]))):
        return deeper
    modified = _of_modifiers(phrase, end - 1, on)
    return None if modified in _BROAD else modified


def _of_noun(phrase: Phrase, end: int, on: date) -> str | None:
    """The sector of the noun before `end`, else of what stands before it; of a people that of its civilians."""
    if head := sector_ending(phrase.lower, end):
        before = [entry for _, stop, entry in phrase.names if stop <= head[1]]
        return "IGO" if head[0] == "GOV" and any(map(is_international, before)) else head[0]  # NATO ministers
    unspecific = UNKNOWN if is_unspecific(phrase.lower[phrase.head_end - 1]) else None
    people = "CVL" if end and phrase.demonym(end - 1) else None
    return _of_modifiers(phrase, end, on) or unspecific or people


def _of_modifiers(phrase: Phrase, end: int, on: date) -> str | None:
    """The sector that a word before the head gives it: army accountant, Jewish community leader, CIA official."""
    for _, stop, entry in phrase.names:
        if stop <= end and entry.type is EntityType.ORGANISATION and (sector := entry.sector_on(on)):
            return sector
    ending = (sector_ending(phrase.lower, at) for at in range(end, 0, -1))
    found = sorted((sector for sector, _ in filter(None, ending)), key=_BROAD.__contains__)
    return found[0] if found else None
