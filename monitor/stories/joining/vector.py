"""Sparse vectors of length 1 over hashed terms, and sums of them."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Terms = NDArray[np.uint32]  # hashed, sorted, each once
Weights = NDArray[np.float32]

_STORED: Final = np.dtype([("term", "<u4"), ("weight", "<f2")])


class Vector(NamedTuple):
    """Weights of terms."""

    terms: Terms
    weights: Weights

    def heaviest(self, most: int) -> "Vector":
        """The `most` terms with the largest weights, in order of the terms."""
        if len(self.terms) <= most:
            return self
        kept = np.sort(np.argpartition(-self.weights, most)[:most])
        return Vector(self.terms[kept], self.weights[kept])

    def normalised(self) -> "Vector":
        """The same direction with length 1."""
        length = float(np.sqrt(self.weights @ self.weights))
        return Vector(self.terms, self.weights / np.float32(length)) if length else self

    def plus(self, other: "Vector") -> "Vector":
        """The sum of both."""
        terms = np.concatenate((self.terms, other.terms))
        weights = np.concatenate((self.weights, other.weights))
        order = np.argsort(terms, kind="stable")
        terms, weights = terms[order], weights[order]
        first = np.flatnonzero(np.concatenate(([True], terms[1:] != terms[:-1]))) if len(terms) else order
        return Vector(terms[first], np.add.reduceat(weights, first) if len(terms) else weights)

    def stored(self) -> bytes:
        """As a sketch keeps it: six bytes a term."""
        rows = np.empty(len(self.terms), _STORED)
        rows["term"], rows["weight"] = self.terms, self.weights
        return rows.tobytes()


def read(stored: bytes) -> Vector:
    """The vector that a sketch keeps."""
    rows = np.frombuffer(stored, _STORED)
    return Vector(rows["term"].astype(np.uint32), rows["weight"].astype(np.float32))


def dots(vector: Vector, others: list[Vector]) -> NDArray[np.float64]:
    """The scalar product of `vector` with each of `others`."""
    if not others or not len(vector.terms):
        return np.zeros(len(others))
    lengths = np.array([len(other.terms) for other in others])
    terms = np.concatenate([other.terms for other in others])
    weights = np.concatenate([other.weights for other in others])
    places = np.searchsorted(vector.terms, terms)
    places[places == len(vector.terms)] = 0
    shared = np.where(vector.terms[places] == terms, vector.weights[places] * weights, np.float32(0))
    sums = np.concatenate(([0.0], np.cumsum(shared, dtype=np.float64)))
    ends = np.cumsum(lengths)
    product: NDArray[np.float64] = sums[ends] - sums[ends - lengths]
    return product
