"""Counts that the sizes of events do not hold: homes lost, people freed, ill, driven out or missing, tonnes."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from monitor.text.quantities.numbers import NUMBER, number

_HOMES: Final = "houses|homes|dwellings|buildings"
_LOST: Final = "burned|burnt|destroyed|gone|lost|flattened|razed|swept away"
_BETWEEN: Final = r"(?:(?!and\b|or\b|but\b)[\w'’-]+ ){0,3}?"
_ABOUT: Final = "(?:about |some |over |at least )?"
_NOW: Final = "to|at|past|pass(?:es|ed)?|reach(?:es|ed)?|top(?:s|ped)?"
PATTERNS: Final = {
    "homes": (
        rf"(?P<n>{NUMBER}) {_BETWEEN}(?:{_HOMES}) {_BETWEEN}(?:{_LOST})\b",
        rf"\b(?:{_HOMES}) (?:{_LOST})\b[^.;]{{0,80}}? (?:to|at|past) {_ABOUT}(?P<n>{NUMBER})",
        rf"\b(?:destroy|flatten)(?:ed|ing|s)? {_ABOUT}(?P<n>{NUMBER}) (?:\w+ )?(?:{_HOMES})\b",
    ),
    "freed": (
        rf"(?P<n>{NUMBER}) (?:of )?{_BETWEEN}(?:freed|released)\b",
        rf"\b(?:free[sd]?|releases?d?) (?P<n>{NUMBER})\b",
    ),
    "cases": (
        rf"(?P<n>{NUMBER}) {_BETWEEN}(?:cases|infections)\b",
        rf"\b(?:cases|infections)\b[^.;]{{0,60}}? (?:{_NOW}) {_ABOUT}(?P<n>{NUMBER})",
        rf"\b(?P<n>first|one|single) {_BETWEEN}case\b",
        rf"\b(?:infect(?:ed|ing|s)|sicken(?:ed|ing|s)) {_ABOUT}(?P<n>{NUMBER})",
    ),
    "displaced": (
        rf"(?P<n>{NUMBER}) {_BETWEEN}(?:evacuated|displaced|homeless|fled|flee|refugees|evacuees)\b",
        rf"\b(?:refugees|evacuees|displaced)\b[^.;]{{0,80}}? (?:{_NOW}) {_ABOUT}(?P<n>{NUMBER})",
        rf"\b(?:evacuat|displac)(?:e|es|ed|ing) {_ABOUT}(?P<n>{NUMBER})",
    ),
    "escaped": (
        rf"(?P<n>{NUMBER}) {_BETWEEN}(?:escaped?|broke out|on the run|fugitives|absconded|escapees)\b",
        rf"\b(?:escaped|fugitive|escapees)\b[^.;]{{0,40}}? (?:{_NOW}|of) {_ABOUT}(?P<n>{NUMBER})",
    ),
    "kidnapped": (
        rf"(?P<n>{NUMBER}) {_BETWEEN}(?:kidnapped|abducted|taken hostage|taken captive|held hostage)\b",
        rf"\b(?:kidnap(?:ped|s)?|abduct(?:ed|s|ing)?) {_ABOUT}(?P<n>{NUMBER})",
    ),
    "without power": (rf"(?P<n>{NUMBER}) {_BETWEEN}(?:without|lose|lost) (?:power|electricity)\b",),
    "trapped": (rf"(?P<n>{NUMBER}) {_BETWEEN}(?:trapped|stranded|buried|stuck)\b",),
    "in hospital": (rf"(?P<n>{NUMBER}) {_BETWEEN}(?:in hospital|hospitali[sz]ed)\b",),
    "missing": (rf"(?P<n>{NUMBER}) {_BETWEEN}missing\b",),
    "tonnes": (rf"(?P<n>{NUMBER}) (?:metric )?(?:tonnes|tons)\b",),
}
"""What tells a count of each kind."""

SPOKEN_OF: Final = {
    "homes": ("house", "home", "dwelling", "building"),
    "freed": ("free", "releas"),
    "cases": ("case", "infect", "sicken"),
    "displaced": ("evacu", "displac", "homeless", "fled", "flee", "refugee"),
    "escaped": ("escap", "broke out", "on the run", "fugitive", "abscond"),
    "kidnapped": ("kidnap", "abduct", "hostage", "captive"),
    "without power": ("power", "electricity"),
    "trapped": ("trap", "strand", "buried", "stuck"),
    "in hospital": ("hospital",),
    "missing": ("missing",),
    "tonnes": ("tonnes", "tons"),
}
"""Beginnings of words without which a text does not tell a count: looked for first, as that costs least."""

_NOT: Final = re.compile(rf"(?:, | and | rather )(?:not|than) (?P<n>{NUMBER})(?=[.,;:]| as |\W*$)", re.IGNORECASE)


@cache
def _searches(what: str) -> list[re.Pattern[str]]:
    """Compiled when a text first speaks of it: all of them would be a fiftieth of a start."""
    return [re.compile(each, re.IGNORECASE) for each in PATTERNS[what]]


def counted(sentence: str) -> Iterator[tuple[str, float]]:
    """The first count of each kind in a sentence."""
    lower = sentence.lower()
    spoken = (what for what, words in SPOKEN_OF.items() if any(word in lower for word in words))
    for what in spoken:
        found = next(filter(None, (search.search(sentence) for search in _searches(what))), None)
        if found is not None:
            yield what, number(found["n"])


def revoked(sentences: Iterable[str]) -> Iterator[float]:
    """The figures that are said to be wrong: "24 girls, not 30"."""
    return (number(found["n"]) for text in sentences for found in _NOT.finditer(text))
