"""Figures that are told without a number, by the least that they say: dozens are 24 at least, hundreds 200."""

import re
from typing import Final

from monitor.records import Size
from monitor.text.quantities.size import size_of

_LEAST: Final = {
    "hundreds of thousands": 200_000,
    "tens of thousands": 20_000,
    "thousands": 2_000,
    "hundreds": 200,
    "scores": 40,
    "dozens": 24,
}
_VAGUE: Final = re.compile(rf"\b(?:{'|'.join(_LEAST)})\b(?: of)?(?! others)", re.IGNORECASE)


def least_size_of(text: str) -> Size:
    """What the sentence says of how many at least: "killed dozens of villagers" is 24 dead and more.

    Of a sentence with numbers alone it says nothing, which `size_of` reads.
    """
    digits, replaced = _VAGUE.subn(_in_digits, text)
    return size_of(digits, of_one=False) if replaced else Size()


def _in_digits(found: re.Match[str]) -> str:
    words = found.group().lower().removesuffix(" of")
    return str(_LEAST[words])
