"""Amounts of money: "$5 million", "NZ$5m", "38 million Australian dollars", "Rs 500 crore", "2bn euros"."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple
from unicodedata import category

from monitor.text.quantities.numbers import NUMBER, SCALES, number
from monitor.text.tables import parted, rows

_SHORT = {"m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9, "tn": 10**12, "trn": 10**12, "crores": 10**7}
_SHORT |= {"lakhs": 10**5, "k": 10**3, "b": 10**9}
_SCALES = SCALES | _SHORT
_SCALED_ONLY = frozenset("won sol som sum colon kip lek".split())
"""Units that are other words, too: money only behind "million" and the like."""

_WORD = re.compile(r"[^\W\d]+")


class Amount(NamedTuple):
    """An amount, and where it stands in its text. currency: by ISO 4217, "" where the text does not tell which.

    is_usual: written as "$5 million" or "5 million dollars", with which readers of English text are familiar.
    """

    start: int
    end: int
    value: float
    currency: str
    is_usual: bool


class _Currencies(NamedTuple):
    signs: dict[str, str]
    units: dict[str, str]  # as they are found, in the plural too, to the unit
    owned: dict[tuple[str, str], str]  # whose and unit, to the code
    alone: dict[str, str]  # unit without anybody before it, to the code


def amounts_in(text: str) -> Iterator[Amount]:
    """The amounts of money that a text tells, in its order."""
    if not _may_tell(text):
        return
    for found in _pattern().finditer(text):
        amount = _by_sign(found) if found["n"] else _by_unit(found)
        if amount is not None:
            yield amount


@lru_cache(maxsize=4096)
def is_of_money(word: str) -> bool:
    """Whether a word holds the sign of a currency or is a unit: "A$", "€2bn", "francs"."""
    return word.lower() in _currencies().units or any(category(char) == "Sc" for char in word)


def _may_tell(text: str) -> bool:
    """Whether a text has a sign or a unit at all; most have none, and the pattern is long."""
    known = _currencies()
    words = frozenset(_WORD.findall(text))
    is_named = not known.units.keys().isdisjoint(map(str.lower, words)) or not known.signs.keys().isdisjoint(words)
    return is_named or not _marks().isdisjoint(text)


@cache
def _currencies() -> _Currencies:
    """The table, in the forms that are looked up."""
    found = _Currencies({}, {}, {}, {})
    owners: dict[str, set[str]] = {}
    for code, signs, peoples, units, alone in rows("monitor.text", "words/currencies.tsv", 5):
        found.signs.update(dict.fromkeys((*parted(signs), code), code))
        for unit in parted(units):
            found.units.update({unit: unit, f"{unit}s": unit})
            found.owned.update({(people.lower(), unit): code for people in parted(peoples)})
            owners.setdefault(unit, set()).add(code)
            found.alone.update({unit: code} if alone else {})
    sole = {unit: next(iter(codes)) for unit, codes in owners.items() if len(codes) == 1}
    return found._replace(alone=sole | found.alone)


@cache
def _marks() -> frozenset[str]:
    """What signs hold beside letters: "$", "/"."""
    return frozenset(char for sign in _currencies().signs for char in sign if not char.isalnum()) - {"."}


@cache
def _pattern() -> re.Pattern[str]:
    """Both ways to write an amount. Signs in letters count in their own case; a code needs a scale or four digits."""
    known = _currencies()
    scale, short = rf"(?i:{_any(_SCALES)})\b", rf"(?i:{_any(_SCALES)})"
    figures = r"\d[\d,]*(?:\.\d+)?"
    codes = {*known.signs.values(), "R"}
    large = rf"(?=\s?{figures}[\s-]?{scale}|\s?\d{{1,3}},\d{{3}}|\s?\d{{4}})"
    sign = rf"(?P<sign>{_any(known.signs.keys() - codes)}|{_any(codes)}{large})"
    by_sign = rf"(?<![\w$]){sign}\s?(?P<n>{figures})(?:[\s-]?(?P<scale>{scale}))?"
    peoples = _any({people for people, _ in known.owned})
    by_unit = (
        rf"(?P<half>(?i:\bhalf ))?(?:\b(?P<few>{figures})(?P<gap>[\s-]?)(?P<short>{short})|(?P<m>(?i:{NUMBER})))"
        rf"[\s-](?:(?P<people>(?i:{peoples}))\s)?(?P<unit>(?i:{_any(known.units)})|{_any(codes)})\b"
    )
    return re.compile(rf"{by_sign}|{by_unit}")


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"


def _by_sign(found: re.Match[str]) -> Amount:
    scale = (found["scale"] or "").lower()
    value = number(found["n"]) * _SCALES.get(scale, 1)
    is_usual = len(found["sign"]) == 1 and not found["sign"].isalpha() and scale not in _SHORT
    return Amount(*found.span(), value, _currencies().signs[found["sign"]], is_usual)


def _by_unit(found: re.Match[str]) -> Amount | None:
    known, named = _currencies(), found["unit"]
    unit, people = known.units.get(named.lower(), ""), (found["people"] or "").lower()
    value = _SCALES[found["short"].lower()] * number(found["few"]) if found["few"] else number(found["m"])
    if unit in _SCALED_ONLY and value < min(_SHORT.values()):
        return None
    code = known.owned.get((people, unit), "") if people else known.alone.get(unit, known.signs.get(named, ""))
    is_usual = not people and found["gap"] in (" ", None) and unit in ("dollar", "euro", "pound")
    return Amount(*found.span(), value / 2 if found["half"] else value, code, is_usual)
