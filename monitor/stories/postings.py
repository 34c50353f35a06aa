"""Which texts hold a shingle: an inverted index in sorted arrays, 12 bytes an entry.

A dictionary of lists would take ten times the memory. New texts go into a small run, which is merged into the large one
when it is full, so that adding a text stays cheap while the index grows.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from monitor.stories.fingerprint import Hashes

Numbers = NDArray[np.uint32]  # of texts, in the order in which they were added
Counts = NDArray[np.intp]

_RECENT: Final = 65_536  # entries in the small run, at most; 0.8 MB


class _Run(NamedTuple):
    """Entries sorted by hash."""

    hashes: Hashes
    texts: Numbers

    def merged(self, other: Self) -> "_Run":
        """Both runs as one."""
        places = np.searchsorted(self.hashes, other.hashes, side="right")
        return _Run(np.insert(self.hashes, places, other.hashes), np.insert(self.texts, places, other.texts))

    def counts(self, shingles: Hashes) -> Counts:
        """How many entries each of `shingles` has."""
        return np.searchsorted(self.hashes, shingles, "right") - np.searchsorted(self.hashes, shingles, "left")

    def holders(self, shingles: Hashes) -> Numbers:
        """The texts of all entries of `shingles`, each text as often as it has entries."""
        first = np.searchsorted(self.hashes, shingles, "left")
        count = np.searchsorted(self.hashes, shingles, "right") - first
        offset = np.cumsum(count) - count
        entries = np.arange(count.sum()) + np.repeat(first - offset, count)
        held: Numbers = self.texts[entries]
        return held


_EMPTY: Final = _Run(np.empty(0, np.uint64), np.empty(0, np.uint32))


class Postings:
    """Texts, numbered from 0 in the order in which they are added, by their shingles."""

    def __init__(self, texts: Sequence[Hashes] = ()) -> None:
        self._settled = _sorted_run(texts)
        self._recent = _EMPTY
        self._size = len(texts)

    def add(self, shingles: Hashes) -> None:
        """Adds the next text."""
        text = np.full(len(shingles), self._size, np.uint32)
        self._recent = self._recent.merged(_Run(shingles, text))
        self._size += 1
        if len(self._recent.hashes) > _RECENT:
            self._settled, self._recent = self._settled.merged(self._recent), _EMPTY

    def counts(self, shingles: Hashes) -> Counts:
        """In how many texts each of `shingles` stands."""
        return self._settled.counts(shingles) + self._recent.counts(shingles)

    def sharing(self, shingles: Hashes) -> tuple[Numbers, Counts]:
        """The texts that share any of `shingles`, and how many each: those that share most first, then by age."""
        holders = np.concatenate((self._settled.holders(shingles), self._recent.holders(shingles)))
        texts, shared = np.unique(holders, return_counts=True)
        order = np.argsort(-shared, kind="stable")
        return texts[order], shared[order]


def _sorted_run(texts: Sequence[Hashes]) -> _Run:
    """All texts at once, as one run."""
    if not texts:
        return _EMPTY
    hashes = np.concatenate(texts)
    numbers = np.repeat(np.arange(len(texts), dtype=np.uint32), [len(shingles) for shingles in texts])
    order = np.argsort(hashes, kind="stable")
    return _Run(hashes[order], numbers[order])
