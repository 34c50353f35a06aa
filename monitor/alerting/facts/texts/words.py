"""Words as they are compared between two texts."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from monitor.text.inflection import irregular_bases
from monitor.text.ordinary import function_words

_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_ENDINGS: Final = ("ings", "ing", "ied", "ies", "ed", "es", "s", "e", "y")
_LETTERS: Final = 6
_LEAST: Final = 3


def stem(word: str) -> str:
    """`word` without its ending, cut to its first letters: "condemned" → "condem", "struck" → "strik"."""
    lower = word.casefold()
    lower = irregular_bases().get(lower, lower)
    ending = next((end for end in _ENDINGS if lower.endswith(end) and len(lower) - len(end) >= _LEAST), "")
    return lower.removesuffix(ending)[:_LETTERS]


def stems(text: str) -> Iterator[str]:
    """The stems of the words of `text`, as they stand."""
    return (stem(found.group()) for found in _WORD.finditer(text))


@cache
def function_stems() -> frozenset[str]:
    """The stems of words that every text has."""
    return frozenset(map(stem, function_words("en")))
