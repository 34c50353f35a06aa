"""How much it says that two texts share a word: as much as the word is rare in news (inverse document frequency,
Spärck Jones 1972: A statistical interpretation of term specificity and its application in retrieval)."""

from functools import cache
from typing import Final

from monitor.text.tables import groups

RAREST: Final = 6.5  # of what three of two thousand articles have, or fewer: what is rarer counts as much


def rarity(stem: str) -> float:
    """How rare a stem is in news, 0 to 1; one that the table does not have is as rare as can be."""
    return _table().get(stem, 1.0)


@cache
def _table() -> dict[str, float]:
    return {stem: float(rare) / RAREST for rare, stems in groups(__package__, "rarity.tsv").items() for stem in stems}
