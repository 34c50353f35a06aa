"""What has been scored once is looked up from then on: words and combinations of codes, numbered as first seen."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from monitor.annotate.entities.features import EDGE, RUN_TEMPLATES, WORD_TEMPLATES, Attributes, all_attributes
from monitor.annotate.entities.kinds import CONNECTORS, kind_of, signs_of
from monitor.annotate.entities.layout import Indices
from monitor.annotate.entities.weights import Weights
from monitor.annotate.entities.words import is_capital, shape

Scores = NDArray[np.float32]

_ROOM = 65_536
"""Words that there is room for at first: memory that nothing was written to costs nothing, making room costs a copy."""

_BITS = 20  # of a code that is one of three
_THIRD = (1 << _BITS) - 1


class Codes:
    """Names numbered as they are first seen."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._numbers: dict[str, int] = {}

    def numbers(self, names: Sequence[str]) -> Indices:
        """The number of each name."""
        found = list(map(self._numbers.get, names))
        if None in found:
            found = list(map(self.number, names))
        return np.array(found, np.int64)

    def number(self, name: str) -> int:
        """The number of a name."""
        number = self._numbers.get(name)
        if number is None:
            number = self._numbers[name] = len(self.names)
            self.names.append(name)
        return number


def tripled(before: Indices, at: Indices, behind: Indices) -> Indices:
    """Three codes each in one number."""
    return (before << 2 * _BITS) | (at << _BITS) | behind


def parts(triple: int) -> tuple[int, int, int]:
    """The three codes of a number."""
    return triple >> 2 * _BITS, triple >> _BITS & _THIRD, triple & _THIRD


class Table:
    """Numbers with the scores of the attributes that they stand for."""

    def __init__(self, weights: Weights, attributes: Callable[[int], Attributes]) -> None:
        self._weights, self._attributes = weights, attributes
        self._places: dict[int, int] = {}
        self._scores = np.zeros((256, len(weights.labels)), np.float32)

    def __len__(self) -> int:
        return len(self._places)

    def scores(self, codes: Indices) -> Scores:
        """The scores of each: (codes, labels)."""
        keys = codes.tolist()
        found = list(map(self._places.get, keys))
        if None in found:
            for key in dict.fromkeys(key for key, place in zip(keys, found, strict=True) if place is None):
                self._add(key)
            found = list(map(self._places.get, keys))
        scores: Scores = self._scores[np.array(found, np.intp)]
        return scores

    def _add(self, key: int) -> None:
        place = len(self._places)
        if place == len(self._scores):
            self._scores = np.concatenate([self._scores, np.zeros_like(self._scores)])
        self._scores[place] = self._weights.score(self._attributes(key))
        self._places[key] = place


class Vocabulary:
    """Words with what matters of them; the arrays are by number of the word, number 0 is the edge of a sentence.

    scores: (templates, words, labels); shapes: codes of `shape`; kinds, signs: see `kinds`.
    """

    def __init__(self, weights: Weights) -> None:
        self._weights = weights.by_position(tuple(WORD_TEMPLATES))
        self._of_runs = [at for at, position in enumerate(WORD_TEMPLATES) if position in RUN_TEMPLATES]
        self._numbers: dict[str, int] = {}
        self._shapes = Codes()
        self.scores = np.zeros((len(WORD_TEMPLATES), _ROOM, len(weights.labels)), np.float32)
        self.capital, self.connector = np.zeros(_ROOM, np.bool_), np.zeros(_ROOM, np.bool_)
        self.kinds, self.signs, self.shapes = (np.zeros(_ROOM, np.int64) for _ in range(3))
        self.add(EDGE)

    def __len__(self) -> int:
        return len(self._numbers)

    def shape(self, code: int) -> str:
        """The shape that a code stands for."""
        return self._shapes.names[code]

    def numbers(self, words: Sequence[str]) -> list[int]:
        """The number of each of `words`; those never seen before are added."""
        found = list(map(self._numbers.get, words))
        if None in found:
            for word in dict.fromkeys(word for word, number in zip(words, found, strict=True) if number is None):
                self.add(word)
            found = list(map(self._numbers.get, words))
        return found  # type: ignore[return-value]

    def add(self, word: str) -> None:
        """Remembers a word that was not seen before."""
        number = self._numbers[word] = len(self._numbers)
        if number == len(self.capital):
            self._grow()
        self.scores[:, number] = self._weights.score(all_attributes(word))
        if not is_capital(word):
            self.scores[self._of_runs, number] = 0
        self.capital[number] = is_capital(word)
        self.connector[number] = word in CONNECTORS
        self.kinds[number], self.signs[number] = kind_of(word), signs_of(word)
        self.shapes[number] = self._shapes.number(shape(word))

    def _grow(self) -> None:
        self.scores = np.concatenate([self.scores, np.zeros_like(self.scores)], axis=1)
        for name in ("capital", "connector", "kinds", "signs", "shapes"):
            array = getattr(self, name)
            setattr(self, name, np.concatenate([array, np.zeros_like(array)]))
