"""The words of a short text, as they are compared, each with its place."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from monitor.text.characters import UNSPACED
from monitor.text.fold import fold

_JOINED: Final = "\u00ad\u200b-\u200f\u2060-\u2064\ufeff"  # invisible within words
_WORD: Final = re.compile(
    rf"\d+(?:[.,:٫．，]\d+)*|[{UNSPACED}]|(?:(?![{UNSPACED}])[\w{_JOINED}])+(?:['’](?:(?![{UNSPACED}])\w)+)*"
)


class Word(NamedTuple):
    """A word: a number, a character of a script without spaces, or letters."""

    folded: str
    start: int
    end: int


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of `text` between two offsets, without case, accents and typography."""
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return [Word(_folded(each.group()), *each.span()) for each in found]


@lru_cache(16_384)
def _folded(word: str) -> str:
    plain = fold(word).text
    return plain.replace(",", "") if plain[:1].isdigit() else plain
