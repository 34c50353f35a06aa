"""The open stories that share the heaviest terms with a text: an inverted index in sorted arrays, 8 bytes an entry.

New entries go into a small run, which is merged into the large one when it is full, so that adding stays cheap while
the index grows.
"""

from typing import Final, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from monitor.stories.joining.vector import Terms, Vector

Numbers = NDArray[np.uint32]  # of stories

INDEXED: Final = 40  # terms of a text, the heaviest
_COMMON: Final = 2_000  # stories; a term that more have says too little to look them all up
_RECENT: Final = 16_384  # entries in the small run, at most


class _Run(NamedTuple):
    """Entries sorted by term."""

    terms: Terms
    stories: Numbers

    def merged(self, other: Self) -> "_Run":
        places = np.searchsorted(self.terms, other.terms, "right")
        return _Run(np.insert(self.terms, places, other.terms), np.insert(self.stories, places, other.stories))


class Candidates:
    """Stories by their heaviest terms; they are numbered from 0."""

    def __init__(self) -> None:
        self._settled = self._recent = _EMPTY
        self._size = 0

    def add(self, terms: Terms, story: int) -> None:
        """Adds `terms`, sorted, to those by which `story` is found."""
        self._recent = self._recent.merged(_Run(terms, np.full(len(terms), story, np.uint32)))
        self._size = max(self._size, story + 1)
        if len(self._recent.terms) > _RECENT:
            self._settled, self._recent = self._settled.merged(self._recent), _EMPTY

    def sharing(self, vector: Vector, most: int) -> NDArray[np.intp]:
        """The stories that share the largest weights of `vector`, at most `most`, in no order."""
        looked_up = vector.heaviest(INDEXED)
        weights = looked_up.weights * looked_up.weights
        scores = np.zeros(self._size)
        for run in (self._settled, self._recent):
            first = np.searchsorted(run.terms, looked_up.terms, "left")
            counts = np.searchsorted(run.terms, looked_up.terms, "right") - first
            counts[counts > _COMMON] = 0
            before = np.cumsum(counts) - counts
            entries = np.arange(counts.sum()) + np.repeat(first - before, counts)
            scores += np.bincount(run.stories[entries], np.repeat(weights, counts), self._size)
        found = np.flatnonzero(scores)
        if len(found) <= most:
            return found
        return found[np.argpartition(-scores[found], most)[:most]]

    def renumber(self, numbers: NDArray[np.int64]) -> None:
        """Gives each story the number at its place in `numbers`, and drops those of which that is negative."""
        whole = self._settled.merged(self._recent)
        stories = numbers[whole.stories]
        kept = stories >= 0
        self._settled = _Run(whole.terms[kept], stories[kept].astype(np.uint32))
        self._recent, self._size = _EMPTY, int(numbers.max(initial=-1)) + 1


_EMPTY: Final = _Run(np.empty(0, np.uint32), np.empty(0, np.uint32))
