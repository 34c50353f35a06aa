"""Which texts hold a shingle: an inverted index in sorted arrays, 12 bytes an entry.

A dictionary of lists would take ten times the memory. New texts go into a small run, which is merged into the large one
when it is full, so that adding a text stays cheap while the index grows.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from monitor.stories.fingerprint import Hashes

Counts = NDArray[np.intp]
Numbers = NDArray[np.uint32]  # of texts, from 0 in the order in which they were added

_RECENT: Final = 32_768  # entries in the small run, at most; 0.4 MB


class Sharing(NamedTuple):
    """What the indexed texts have in common with one that is looked up. Boilerplate does not count."""

    telling: int  # shingles of the text looked up that are no boilerplate
    texts: Numbers  # those that share any of them; those that share most come first, then the oldest
    shared: Counts  # how many of them each shares


class Postings:
    """Texts by their shingles. Shingles that stand in more than `boilerplate` texts say nothing and are passed over."""

    def __init__(self, boilerplate: int, texts: Sequence[Hashes] = ()) -> None:
        self._boilerplate = boilerplate
        self._settled = _sorted_run(texts)
        self._recent = _sorted_run(())
        self._size = len(texts)

    def add(self, shingles: Hashes) -> None:
        """Adds the next text."""
        text = np.full(len(shingles), self._size, np.uint32)
        self._recent = self._recent.merged(_Run(shingles, text))
        self._size += 1
        if len(self._recent.hashes) > _RECENT:
            self._settled, self._recent = self._settled.merged(self._recent), _sorted_run(())

    def telling(self, shingles: Hashes) -> int:
        """How many of `shingles` are no boilerplate."""
        entries = self._settled.entries(shingles).counts + self._recent.entries(shingles).counts
        return int(np.count_nonzero(entries <= self._boilerplate))

    def sharing(self, shingles: Hashes) -> Sharing:
        """The texts that hold any of `shingles`."""
        settled, recent = self._settled.entries(shingles), self._recent.entries(shingles)
        telling = settled.counts + recent.counts <= self._boilerplate
        holders = np.concatenate((self._settled.holders(settled, telling), self._recent.holders(recent, telling)))
        texts, shared = np.unique(holders, return_counts=True)
        order = np.argsort(-shared, kind="stable")
        return Sharing(int(np.count_nonzero(telling)), texts[order], shared[order])


class _Entries(NamedTuple):
    """Where the entries of some shingles stand in a run: the first of each, and how many."""

    first: Counts
    counts: Counts


class _Run(NamedTuple):
    """Entries sorted by hash."""

    hashes: Hashes
    texts: Numbers

    def merged(self, other: Self) -> "_Run":
        """Both runs as one."""
        places = np.searchsorted(self.hashes, other.hashes, "right")
        return _Run(np.insert(self.hashes, places, other.hashes), np.insert(self.texts, places, other.texts))

    def entries(self, shingles: Hashes) -> _Entries:
        """The entries of each of `shingles`."""
        first = np.searchsorted(self.hashes, shingles, "left")
        return _Entries(first, np.searchsorted(self.hashes, shingles, "right") - first)

    def holders(self, entries: _Entries, wanted: NDArray[np.bool_]) -> Numbers:
        """The texts of those `entries` that are `wanted`, each text as often as it has entries."""
        first, counts = entries.first[wanted], entries.counts[wanted]
        before = np.cumsum(counts) - counts  # entries taken before those of each shingle
        held: Numbers = self.texts[np.arange(counts.sum()) + np.repeat(first - before, counts)]
        return held


def _sorted_run(texts: Sequence[Hashes]) -> _Run:
    """All of `texts` at once, numbered from 0, as one run."""
    hashes = np.concatenate((np.empty(0, np.uint64), *texts))
    numbers = np.repeat(np.arange(len(texts), dtype=np.uint32), [len(shingles) for shingles in texts])
    order = np.argsort(hashes, kind="stable")
    return _Run(hashes[order], numbers[order])
