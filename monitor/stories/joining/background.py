"""How common a term is: in a fixed background of news, and in the stories that are open.

A name that no background knows says much while few stories have it, and little when hundreds of open stories do. A few
do not count: they may be one story that was not recognised as such.
The background holds counts of documents by hashed term (`benchmarks.training.background` makes it).
"""

from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Final

import numpy as np
from numpy.typing import NDArray

from monitor.stories.joining.vector import Terms

_PLACES: Final = 1 << 20  # counted; terms that fall on one place are counted together
_FEW: Final = 20  # open stories with a term that do not make it common
_TABLE: Final = "background.npz"


class Commonness:
    """Counts of documents a term, background and open stories together."""

    def __init__(self) -> None:
        self._background, self._documents = _background()
        self._open, self._stories = np.zeros(_PLACES, np.int32), 0

    def add(self, terms: Terms) -> None:
        """Counts a story that has opened, by the terms of its first text."""
        self._open[np.unique(places(terms))] += 1
        self._stories += 1

    def remove(self, terms: Terms) -> None:
        """The opposite, where it is closed."""
        self._open[np.unique(places(terms))] -= 1
        self._stories -= 1

    def rarity(self, terms: Terms) -> NDArray[np.float32]:
        """The inverse document frequency of each of `terms`: ln of documents ÷ documents with the term.

        That of the background, or of it and the open stories together, where those have the term more often.
        """
        where = places(terms)
        before, now = self._background[where], np.maximum(self._open[where] - _FEW, 0)
        rarity = np.log((self._documents + 1) / (before + 1))
        together = np.log((self._documents + self._stories + 1) / (before + now + 1))
        return np.minimum(rarity, together).astype(np.float32)


def places(terms: Terms) -> NDArray[np.intp]:
    """Where `terms` are counted; a word of the first lines is counted where it is among all words."""
    return (terms & np.uint32(_PLACES - 1)).astype(np.intp)


@cache
def _background() -> tuple[NDArray[np.int32], int]:
    counts = np.zeros(_PLACES, np.int32)
    table = np.load(BytesIO(files(__package__).joinpath(_TABLE).read_bytes()))
    np.add.at(counts, table["places"].astype(np.intp), table["counts"].astype(np.int32))
    return counts, int(table["documents"])
