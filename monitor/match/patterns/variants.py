"""Other ways to write the same words in English: hyphen and space, British and American, initials, "&", "St."."""

import re
from collections.abc import Iterator

from monitor.text.fold import fold
from monitor.text.tables import parted, rows

_COMPOUNDS = {
    compound.replace(" ", ""): compound.index(" ")
    for (cell,) in rows(__package__, "compounds.tsv", 1)
    for compound in parted(cell)
}
"""Words that are also written in two or with a hyphen → where they part."""

_SPELT = [tuple(parted(cell)) for (cell,) in rows(__package__, "spelt.tsv", 1)]
"""Beginnings of words as they are spelt in Britain and in America."""

_SPELT_OTHERWISE = {one: other for pair in _SPELT for one, other in (pair, pair[::-1])}
_BEGINNING = re.compile(rf"\b(?:{'|'.join(sorted(_SPELT_OTHERWISE, key=len, reverse=True))})")
_ISE = re.compile(r"(?<=[a-z]{3})(?P<is>is|iz|ys|yz)(?=(?:e|ed|es|er|ers|ing|ation|ations)\b)")
_SWAPPED = {"is": "iz", "iz": "is", "ys": "yz", "yz": "ys"}
_INITIALS = re.compile(r"\b(?:[A-Z]\. ?)+(?=[A-Z])")
_SHORT = {"St.": "Saint", "St": "Saint", "Mt.": "Mount", "Mt": "Mount", "Ft.": "Fort", "Ft": "Fort"}
_LONG = {"Saint": ("St.", "St"), "Mount": ("Mt.", "Mt"), "Fort": ("Ft.", "Ft")}


_UMLAUTS = str.maketrans(dict(zip("äöüÄÖÜøØå", "ae oe ue Ae Oe Ue oe Oe aa".split(), strict=True)))


def joined(form: str) -> tuple[str, ...]:
    """`cease-fire` is `ceasefire` too, and `air strike` is `airstrike`; but `re-sign` is not `resign`."""
    whole = form.replace("-", "")
    if whole == form:
        whole = form.replace(" ", "")
        return (whole,) if whole != form and _place_to_part(whole) else ()
    return () if form.lower().startswith("re-") else (whole,)


def separated(form: str) -> tuple[str, ...]:
    """`airstrikes` is `air strikes` too."""
    place = _place_to_part(form)
    return (f"{form[:place]}-{form[place:]}",) if place else ()


def spelt_otherwise(form: str) -> tuple[str, ...]:
    """`defence` is `defense` too, `organise` is `organize`; a spelling that does not exist is never met."""
    lower = form.lower()
    other = _ISE.sub(lambda found: _SWAPPED[found["is"]], lower)
    other = _BEGINNING.sub(lambda found: _SPELT_OTHERWISE[found.group()], other)
    return (_in_capitals_of(form, other),) if other != lower else ()


def transliterated(text: str) -> tuple[str, ...]:
    """`Özil` is `Oezil` too, where an umlaut could not be printed."""
    plain = text.translate(_UMLAUTS)
    return (plain,) if plain != text else ()


def in_case(name: str) -> Iterator[str]:
    """Ways to write a name that would be other words in small letters: `Yahoo` of Yahoo!, `ONeill`, `Xian`."""
    plain = name.rstrip("!?")
    if plain != name and plain[:1].isupper():
        yield plain
    if found := re.search(r"(?<=\w)['’](?=\w)", name):
        yield name[: found.start()] + name[found.end() :]
        if name[found.end()].isupper():
            yield f"{name[: found.start()]} {name[found.end() :]}"


def of_name(name: str) -> Iterator[str]:
    """Other ways to write a name: `J. P. Morgan` and `JP Morgan`, `Saint Louis`, `Sana'a`, `Marks and Spencer`."""
    if found := _INITIALS.match(name):
        letters, rest = re.findall("[A-Z]", found.group()), name[found.end() :]
        if len(rest) > 1 and rest[1:2] != ".":
            yield f"{''.join(letters)} {rest}"
            yield f"{' '.join(letter + '.' for letter in letters)} {rest}"
            yield f"{''.join(letter + '.' for letter in letters)}{rest}"
    first, _, rest = name.partition(" ")
    if rest and first in _SHORT:
        yield f"{_SHORT[first]} {rest}"
    yield from (f"{short} {rest}" for short in _LONG.get(first, ()) if rest)
    if found := re.search("aa|ii|ia|au", name):
        yield f"{name[: found.start() + 1]}'{name[found.start() + 1 :]}"
        yield f"{name[: found.start()]}'{name[found.start() + 1 :]}"
    if " & " in name or " and " in name:
        yield name.replace(" & ", " and ") if " & " in name else name.replace(" and ", " & ")


def dotted(text: str) -> tuple[str, ...]:
    """`US` is `U.S.`, `U.S` and `U. S.` too, `NGOs` is `N.G.O.s`; nothing for what is no abbreviation in capitals."""
    if re.fullmatch(r"(?:[A-Z]\.){2,5}", text):
        return text[:-1], text.replace(".", ". ").strip()
    capitals = text.removesuffix("s")
    if not (2 <= len(capitals) <= 5 and capitals.isalpha() and capitals.isupper() and capitals.isascii()):
        return ()
    end = text[len(capitals) :]
    return f"{'.'.join(capitals)}.{end}", f"{'. '.join(capitals)}.{end}", f"{'.'.join(capitals)}{end}"


def _place_to_part(form: str) -> int:
    """Where a known compound or one of its inflections parts, 0 for any other word."""
    lower = fold(form).text
    if len(lower) != len(form):
        return 0
    return next((_COMPOUNDS[lower[:end]] for end in range(len(lower), 4, -1) if lower[:end] in _COMPOUNDS), 0)


def _in_capitals_of(form: str, other: str) -> str:
    """`other` with a capital where the words of `form` begin with one."""
    if form.isupper():
        return other.upper()
    words = zip(form.split(" "), other.split(" "), strict=True)
    return " ".join(new.capitalize() if old[:1].isupper() else new for old, new in words)
