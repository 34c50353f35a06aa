"""Layers of spaCy's `tok2vec`, read in numpy."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float32]

_NEIGHBOURS = np.array((-1, 0, 1))
"""Where the words stand that a convolution sees: the one before a word, itself, and the one behind it."""

_WINDOW = len(_NEIGHBOURS)


class Dense:
    """One layer: Maxout (Goodfellow et al. 2013), then layer normalisation (Ba et al. 2016)."""

    def __init__(self, layer: Any) -> None:
        (maxout,) = (each for each in layer.walk() if each.name == "maxout")
        (norm,) = (each for each in layer.walk() if each.name == "layernorm")
        width, pieces, seen = (maxout.get_dim(name) for name in ("nO", "nP", "nI"))
        self._shape = (pieces, width)
        self._weights = np.ascontiguousarray(np.moveaxis(maxout.get_param("W"), 2, 0).transpose(0, 2, 1))
        self._weights = self._weights.reshape(seen, pieces * width)
        self._bias = np.ascontiguousarray(maxout.get_param("b").T).reshape(pieces * width)
        self._scale, self._shift = norm.get_param("G"), norm.get_param("b")

    def of(self, rows: Floats) -> Floats:
        """What the layer makes of each row."""
        return self._finished(rows @ self._weights)

    def _finished(self, pieces: Floats) -> Floats:
        """What the layer makes of the products of rows and weights, which are used up."""
        pieces += self._bias
        best: Floats
        best, *others = pieces.reshape(-1, *self._shape).swapaxes(0, 1)
        for other in others:
            best = np.maximum(best, other)
        best -= np.add.reduce(best, axis=1, keepdims=True) / np.float32(best.shape[1])
        variance = np.einsum("ij,ij->i", best, best) / best.shape[1] + 1e-8
        best *= (variance**-0.5)[:, None]
        best *= self._scale
        best += self._shift
        return best


class Convolution(Dense):
    """One residual layer, over each row beside its neighbours."""

    def __init__(self, layer: Any) -> None:
        super().__init__(layer)
        self.width = self._shape[1]
        parts = self._weights.reshape(_WINDOW, self.width, -1)
        self._by_place = np.ascontiguousarray(parts.swapaxes(0, 1)).reshape(self.width, -1)
        self.shares: int = self._by_place.shape[1]

    def shared(self, rows: Floats) -> Floats:
        """What each row gives to the products of the layer: as the one before, as the one at, as the one behind."""
        shares: Floats = rows @ self._by_place
        return shares

    def summed(self, rows: Floats, shares: Floats) -> Floats:
        """What `added` gives of `rows`, of which these are the shares."""
        before, at, behind = np.split(shares, _WINDOW, axis=1)
        pieces = before[:-2] + at[1:-1]
        pieces += behind[2:]
        return rows[1:-1] + self._finished(pieces)

    def added(self, rows: Floats) -> Floats:
        """The rows with what the layer adds to them, but for the first and the last one, which lack a neighbour."""
        windows = np.concatenate([rows[:-2], rows[1:-1], rows[2:]], axis=1)
        return rows[1:-1] + self.of(windows)

    def added_at(self, rows: Floats, places: NDArray[np.intp]) -> Floats:
        """The rows at `places`, none of which is the first or last one, with what the layer adds to them."""
        windows: Floats = rows.take((places[:, None] + _NEIGHBOURS).ravel(), axis=0).reshape(len(places), -1)
        added: Floats = windows[:, self.width : 2 * self.width] + self.of(windows)
        return added
