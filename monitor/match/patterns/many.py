"""Very many patterns: whole words and phrases by their hashes, the others by an automaton."""

from collections.abc import Sequence
from itertools import compress
from typing import Self

import numpy as np
from daachorse import CharwiseDoubleArrayAhoCorasick
from numpy.typing import NDArray

from monitor.match.patterns.hashed import Hashed, hashed, is_hashable, read, written

_Numbers = NDArray[np.int32]


class Many:
    """Finds patterns in padded texts.

    phrases, others: the numbers of those that are hashed, and of those of the automaton.
    """

    def __init__(self, by_hash: Hashed, phrases: _Numbers, automaton: bytes, others: _Numbers) -> None:
        self._hashed, self._automaton, self._numbers = by_hash, automaton, (phrases, others)
        self._phrases = phrases.tolist() if len(others) else []  # else those are numbered as they are hashed
        self._others = others.tolist()
        self._rest = CharwiseDoubleArrayAhoCorasick.deserialize(automaton) if len(others) else None

    @classmethod
    def of(cls, patterns: Sequence[str]) -> Self:
        """`patterns` as they are looked for. Those whose hashes are equal are left to the automaton."""
        chosen = np.fromiter(map(is_hashable, patterns), np.bool_, len(patterns))
        try:
            by_hash = hashed(list(compress(patterns, chosen.tolist())))
        except ValueError:
            chosen[:] = False
            by_hash = hashed([])
        phrases, others = (which.nonzero()[0].astype(np.int32) for which in (chosen, ~chosen))
        rest = list(compress(patterns, (~chosen).tolist()))
        return cls(by_hash, phrases, CharwiseDoubleArrayAhoCorasick(rest).serialize() if rest else b"", others)

    @classmethod
    def read(cls, data: bytes) -> Self:
        """What was `written`."""
        arrays, data = read(data)
        phrases, others = np.frombuffer(data, np.int64, 2).tolist()
        at = 16 + 4 * (phrases + others)
        numbers = np.frombuffer(data[16:at], np.int32)
        return cls(Hashed(arrays), numbers[:phrases], data[at:], numbers[phrases:])

    def written(self) -> bytes:
        """All of it, to be kept."""
        counts = np.array([len(numbers) for numbers in self._numbers], np.int64)
        parts = (counts, *self._numbers)
        return b"".join([written(self._hashed.arrays), *(part.tobytes() for part in parts), self._automaton])

    def find_overlapping(self, padded: str, /) -> list[tuple[int, int, int]]:
        """Start, end and number of each pattern that stands in `padded`."""
        places = self._hashed.find_overlapping(padded)
        if self._rest is None:
            return places
        phrases, others = self._phrases, self._others
        rest = self._rest.find_overlapping(padded)
        return [
            *((start, end, phrases[number]) for start, end, number in places),
            *((start, end, others[number]) for start, end, number in rest),
        ]
