"""Full names of people as papers misspell them: Kier Starmer, Vladmir Putin, Benjamin Netanyaho.

One of the two words must be right; of the other one letter may differ, or two have changed places, and it must be no
known name of its own. A first name may also be like the right one as `likeness` says. Names whose family name stands
first are left out: there one letter makes another first name.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from monitor.match.names.bearer import Bearer, Kind, is_whole, words
from monitor.match.names.likeness import fits, is_initials, is_misspelt
from monitor.match.watchlist import Actor
from monitor.text.personal_names import given_name, is_surname, name_key

_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶĹĽŁŃŅŇŌŐŘŚŞŠŢŤŪŮŰŹŻŽА-ЯЁЄІЇҐЎ]"
_PAIR = re.compile(rf"(?<!\w)(?=({_CAPITAL}[\w'’-]+) ({_CAPITAL}[\w'’]+))")

Pair = tuple[str, str]
"""First name and surname, as keys."""


def pairs(actor: Actor, bearer: Bearer) -> Iterator[Pair]:
    """The full names of a person in two words, one with each first name."""
    if bearer.kind is not Kind.PERSON or bearer.behind:
        return
    for word in actor.names:
        parts = [name_key(part) for part in word.text.split()]
        if is_whole(word.text) and not words("particles").intersection(parts) and parts[-1] not in words("junior"):
            yield from ((first, parts[-1]) for first in parts[:-1])


def placed(document: str) -> Iterator[tuple[int, Pair]]:
    """What in `document` may be a full name, misspelt, and where it begins."""
    for match in _PAIR.finditer(document):
        surname = match.group(2)
        yield match.start(), (name_key(match.group(1)), name_key(surname[: len(surname) - _possessive(surname)]))


def told_by(pair: Pair) -> tuple[str, str]:
    """Of each two full names of which one may be a misspelling of the other, one of these is the same.

    The surname, or the first name with the initial of the surname, which nobody gets wrong (`is_misspelt`).
    """
    first, last = pair
    return f"n:{last}", f"m:{last[:1]}:{first}"


class FullNames:
    """Finds misspelt full names; `numbers` are those of the pairs, by which their actors know them."""

    def __init__(self, numbers: Mapping[Pair, int]) -> None:
        self._by_first = _index((first, (last, number)) for (first, last), number in numbers.items())
        self._by_last = _index((last, (first, number)) for (first, last), number in numbers.items())

    def find(self, document: str) -> dict[int, list[tuple[int, int]]]:
        """Number of a full name → where `document` misspells it."""
        found: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for match in _PAIR.finditer(document) if self._by_first else ():
            surname = match.group(2)
            for number in self._misspelt(match.group(1), surname[: len(surname) - _possessive(surname)]):
                found[number].append((match.start(), match.end(2) - _possessive(match.group(2))))
        return dict(found)

    def _misspelt(self, one: str, two: str) -> Iterator[int]:
        first, last = name_key(one), name_key(two)
        for own, number in self._by_first.get(first, ()):
            if is_misspelt(last, own) and given_name(two) is None and not is_surname(two):
                yield number
        for own, number in self._by_last.get(last, ()):
            if first != own and not is_initials(one) and fits(one, (own,)):
                yield number


def _possessive(word: str) -> int:
    return 2 * word.endswith(("'s", "’s"))


def _index(entries: Iterable[tuple[str, tuple[str, int]]]) -> dict[str, tuple[tuple[str, int], ...]]:
    found: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for key, entry in entries:
        found[key].append(entry)
    return {key: tuple(listed) for key, listed in found.items()}
