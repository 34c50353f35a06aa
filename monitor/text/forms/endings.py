"""The inflected forms of words and names in languages other than English, by tables of endings.

A word is given every ending that a word so ending may take, whatever it is: forms that do not exist are never met. No
dictionary is asked, so names are declined as words are; sound changes within a word (Vertrag, Verträge apart, which
folding makes one) are not known, and such forms are given as words of their own.
"""

import re
from functools import cache
from itertools import islice, product
from typing import NamedTuple

from monitor.text.tables import rows

_KINDS = ("noun", "adjective", "verb")
_NATIONALITY = "nationality"
_MOST = 400  # forms of a phrase
_BEHIND_THE_HEAD = re.compile(
    r"(?:de|du|des|del|d['’].*|à|au|aux|a|al|en|pour|por|para|con|von|der|im|zu|für|gegen|unter)$"
)
_ADJECTIVE = re.compile(r"(?:ый|ой|[кнщш]ий|ая|яя|ое|ые|[кгхжшщч]ие|[цс]ьк[аіе]|ськ[аіе]|[нв]і|ий|sk[iae]|n[yae])$")
_GENITIVE_AT_THE_END = frozenset({"de"})  # languages in which the last word of a name alone is declined


class Row(NamedTuple):
    """A row of the table, as it is written."""

    language: str
    kind: str
    before: str
    taken: str
    forms: str


class Ending(NamedTuple):
    """A row of the table, ready to be asked."""

    before: re.Pattern[str]  # with the ending
    taken: int  # letters
    forms: tuple[tuple[str, ...], ...]  # for each place of the row the alternatives

    def fits(self, word: str) -> bool:
        """Whether `word` ends so."""
        return self.before.search(word.lower()) is not None

    def of(self, word: str) -> tuple[tuple[str, ...], ...]:
        """The forms of `word`, which ends so."""
        stem = word[: len(word) - self.taken]
        return tuple(tuple(stem + form for form in place) for place in self.forms)


def languages() -> frozenset[str]:
    """The languages (primary subtags) whose words have endings here."""
    return frozenset(row.language for row in _rows() if row.kind != _NATIONALITY)


def words(phrase: str, language: str) -> tuple[str, ...]:
    """The forms of `phrase` in `language`, itself first. Of several words, those up to the head are inflected."""
    parts = phrase.split(" ")
    head = _head(parts)
    before = [_forms(part, language, ("adjective",) if _ADJECTIVE.search(part) else _KINDS) for part in parts[:head]]
    choices = [*before, _forms(parts[head], language, _KINDS), *((part,) for part in parts[head + 1 :])]
    return tuple(dict.fromkeys((phrase, *islice(map(" ".join, product(*choices)), _MOST))))


def nationality(adjective: str, language: str) -> tuple[str, ...]:
    """The forms of the adjective of a country, which is given in the masculine, itself first."""
    found = [ending.of(adjective) for ending in _table(language, _NATIONALITY) if ending.fits(adjective)]
    return tuple(dict.fromkeys((adjective, *(form for places in found for place in places for form in place))))


def name(written: str, language: str) -> tuple[str, ...]:
    """The cases of a name in `language`, itself first: all its words in one case, those up to the head, or the last."""
    parts = written.split(" ")
    last = range(len(parts) - 1, len(parts))
    if language in _GENITIVE_AT_THE_END:
        cases = [_in_case(parts, 0, last, language)]
    else:
        declined = dict.fromkeys((range(len(parts)), range(_head(parts) + 1), last))
        cases = [_in_case(parts, case, places, language) for case in range(5) for places in declined]
    return tuple(dict.fromkeys((written, *(form for forms in cases for form in forms))))


def _in_case(parts: list[str], case: int, declined: range, language: str) -> tuple[str, ...]:
    choices = [_case(part, case, language) if place in declined else (part,) for place, part in enumerate(parts)]
    return tuple(islice(map(" ".join, product(*choices)), _MOST))


def _case(word: str, case: int, language: str) -> tuple[str, ...]:
    """`word` in one case; as it is where it has none."""
    found = [form for ending in _endings(word, language, "name") for form in ending.of(word)[case]]
    return tuple(dict.fromkeys(found)) or (word,)


def _forms(word: str, language: str, kinds: tuple[str, ...]) -> tuple[str, ...]:
    endings = [ending for kind in kinds for ending in _endings(word, language, kind)]
    return tuple(dict.fromkeys((word, *(form for ending in endings for place in ending.of(word) for form in place))))


def _head(parts: list[str]) -> int:
    """The place of the noun of a phrase: behind its adjectives, before what belongs to it by case or preposition."""
    if any(map(_BEHIND_THE_HEAD.match, parts[1:])):
        return next(place for place, part in enumerate(parts[1:]) if _BEHIND_THE_HEAD.match(part))
    if not re.search("[а-яіїєґ]", parts[0].lower()):
        return len(parts) - 1
    return next((place for place, part in enumerate(parts) if not _ADJECTIVE.search(part)), len(parts) - 1)


def _endings(word: str, language: str, kind: str) -> list[Ending]:
    """Those that `word` has; an abbreviation in capitals, a number and a word of two letters (no name) have none."""
    if (
        len(word) < (2 if kind == "name" else 3)
        or (word.isupper() and len(word) > 1)
        or not word.replace("'", "").replace("’", "").isalpha()
    ):
        return []
    lower = word.lower()
    return [ending for ending in _table(language, kind) if ending.before.search(lower)]


@cache
def _table(language: str, kind: str) -> tuple[Ending, ...]:
    return tuple(_ending(row) for row in _rows() if (row.language, row.kind) == (language, kind))


def _ending(row: Row) -> Ending:
    places = [tuple("" if form == "-" else form for form in place.split("/")) for place in row.forms.split(" ")]
    return Ending(re.compile(f"{row.before}{row.taken}$"), len(row.taken), tuple(places))


@cache
def _rows() -> tuple[Row, ...]:
    return tuple(map(Row._make, rows(__package__, "endings.tsv", 5)))
