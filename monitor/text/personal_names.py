"""Words of personal names: given names with the sex that they tell, surnames, and the titles that stand before names.

Names are compared folded, in Latin letters; Cyrillic ones as they are usually written in Latin ones (BGN/PCGN, without
its marks).
"""

from collections.abc import Iterable
from enum import StrEnum
from functools import cache, lru_cache

from monitor.text.fold import fold
from monitor.text.tables import parted, rows


class Sex(StrEnum):
    """Whose a given name or a title is."""

    MAN = "m"
    WOMAN = "f"
    EITHER = "b"


class Title(StrEnum):
    """What a word before a name says of the one who bears it."""

    MAN = "man"
    WOMAN = "woman"
    ADDRESS = "address"
    RANK = "rank"


_SURNAME = "s"
_REMEMBERED = 1 << 14
_ONE_FOR_ONE = ("абвгдезийклмнопрстуфыіґєйэёїў", "abvgdeziyklmnoprstufyigeyeeiu")
_SEVERAL = {"х": "kh", "ц": "ts", "ж": "zh", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya"}
_LATIN = str.maketrans(dict(zip(*_ONE_FOR_ONE, strict=True)) | _SEVERAL)
"""Cyrillic letters and the Latin ones that are usually written for them."""


@lru_cache(_REMEMBERED)
def name_key(name: str) -> str:
    """`name` as names are compared: folded, without marks, in Latin letters where it is in Cyrillic ones."""
    return _latin(name.lower() if name.isascii() else fold(name).text)


def _latin(folded: str) -> str:
    bare = folded.strip(" .'-").replace("'", "")
    return bare if bare.isascii() else bare.translate(_LATIN)


def given_name(word: str) -> Sex | None:
    """Whose given name `word` is, None where it is none that is known; of a compound (Jean-Marie) its first part's."""
    known = _known()
    key = name_key(word)
    kind = known.get(key) or known.get(key.split("-")[0])
    return Sex(kind) if kind and kind != _SURNAME else None


def is_surname(word: str) -> bool:
    """Whether `word` is a known surname that is no given name."""
    return _known().get(name_key(word)) == _SURNAME


def title(word: str) -> Title | None:
    """What kind of title `word` is, of a compound (CDU-Chef) its last part, None where it is none."""
    key = word.casefold().strip(".,")
    return _titles().get(key) or _titles().get(key.rpartition("-")[2])


@cache
def person_names() -> dict[str, str]:
    """Name → m, f or b for a given name of men, women or both, s for a surname."""
    return {name: kind for kind, name in rows(__package__, "words/person_names.tsv", 2)}


@cache
def _known() -> dict[str, str]:
    more = {name: kind for kind, cell in rows(__package__, "words/given_names.tsv", 2) for name in parted(cell)}
    kinds = person_names() | more
    return dict(zip(_keys(kinds), kinds.values(), strict=True))


def _keys(names: Iterable[str]) -> list[str]:
    """The keys of many names, which take less time together."""
    return [_latin(folded) for folded in fold("\n".join(names)).text.split("\n")]


@cache
def _titles() -> dict[str, Title]:
    found: dict[str, Title] = {}
    for kind, cell in rows(__package__, "words/titles.tsv", 2):
        for word in parted(cell):
            found.setdefault(word, Title(kind))
    return found
