"""Vectors of words in their context: a `tok2vec` of spaCy, or an exact reading of the same weights in numpy.

spaCy's usual one (HashEmbedCNN) embeds each word by its norm, prefix, suffix and shape, mixes these, and lets four
convolutions look around. Before them nothing hangs on the context, so the mixed vectors of the words seen last are
remembered; the convolutions work in place. The vectors are the same up to rounding, in little more than half the time.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.tokens import Doc

Floats: TypeAlias = NDArray[np.float32]

REMEMBERED = 32_768
"""Words whose vectors are kept; 12 MB at the width of the small models."""

_BATCH = 4096
"""Tokens that are worked on at a time: 20 MB."""

_MIXED = ["extract_features", "list2ragged", "with_array", "with_array(maxout>>layernorm>>dropout)", "ragged2list"]
_CONVOLUTION = "residual(expand_window>>maxout>>layernorm>>dropout)"


class Vectors(Protocol):
    """Vectors of words."""

    def of(self, docs: Sequence["Doc"]) -> Floats:
        """The vectors of all tokens of `docs`, none of them empty, in one row after the other."""


def open_vectors(model: Any) -> Vectors:
    """The vectors of a `tok2vec`: read in numpy where its layers are those known here, else by the model itself."""
    return ReadVectors(model) if is_known(model) else ModelVectors(model)


def is_known(model: Any) -> bool:
    """Whether a model mixes hashed features of words, without static vectors, and convolves over three of them."""
    if len(model.layers) != 2 or len(model.layers[0].layers) != len(_MIXED) or not model.layers[1].layers:
        return False
    embed, encode = model.layers
    convolutions = encode.layers[0].layers
    return (
        all(layer.name.startswith(name) for layer, name in zip(embed.layers, _MIXED, strict=True))
        and encode.name.startswith("with_array")
        and len(convolutions) > 1
        and encode.attrs["pad"] == len(convolutions)
        and all(layer.name == _CONVOLUTION for layer in convolutions)
        and all(layer.attrs["window_size"] == 1 for layer in encode.walk() if layer.name == "expand_window")
    )


def in_batches(docs: Iterable["Doc"]) -> Iterator[list["Doc"]]:
    """Those of `docs` that have tokens, in order, as many at a time as are worked on at once; a long one alone."""
    batch: list[Doc] = []
    tokens = 0
    for doc in (each for each in docs if len(each)):
        if batch and tokens + len(doc) > _BATCH:
            yield batch
            batch, tokens = [], 0
        batch.append(doc)
        tokens += len(doc)
    if batch:
        yield batch


class ModelVectors:
    """What spaCy makes of any `tok2vec`."""

    def __init__(self, model: Any) -> None:
        self._model = model

    def of(self, docs: Sequence["Doc"]) -> Floats:
        """The vectors of all tokens."""
        return np.concatenate(self._model.predict(docs))


class ReadVectors:
    """The weights of a model that `is_known`, read in numpy. Not for use by two threads at once.

    `remembered` is how many words it keeps the vectors of; where they are more, it begins anew.
    """

    def __init__(self, model: Any, remembered: int = REMEMBERED) -> None:
        embed, encode = model.layers
        self._columns: list[Any] = embed.layers[0].attrs["columns"]
        self._hashed: Any = embed.layers[2]
        self._mix = _Dense(embed.layers[3])
        self._pad: int = encode.attrs["pad"]
        self._convolutions = [_Convolution(layer) for layer in encode.layers[0].layers]
        self._rows: dict[bytes, int] = {}
        self._table = np.empty((remembered, model.get_dim("nO")), dtype=np.float32)

    def of(self, docs: Sequence["Doc"]) -> Floats:
        """The vectors of all tokens."""
        embedded = self._embedded(np.concatenate([doc.to_array(self._columns) for doc in docs]))
        lengths = [len(doc) for doc in docs]
        places = np.arange(len(embedded)) + self._pad * np.repeat(np.arange(1, len(docs) + 1), lengths)
        padded = np.zeros((len(embedded) + self._pad * (len(docs) + 1), embedded.shape[1]), dtype=np.float32)
        padded[places] = embedded
        *convolutions, last = self._convolutions
        for convolution in convolutions:
            padded = convolution.added(padded)
        return last.added_at(padded, places - len(convolutions))

    def _embedded(self, features: NDArray[np.uint64]) -> Floats:
        """The mixed vector of each row of features, from memory where it was seen before."""
        keys: list[bytes] = features.view(f"V{features.strides[0]}")[:, 0].tolist()
        found = list(map(self._rows.get, keys))
        if None in found:
            if not self._remember(keys, features):
                return self._mixed(features)
            found = list(map(self._rows.get, keys))
        return self._table[np.array(found, np.intp)]

    def _remember(self, keys: Sequence[bytes], features: NDArray[np.uint64]) -> bool:
        """Keeps the vectors of the rows that are new; not where these are more than it can keep."""
        new = {key: at for at, key in enumerate(keys) if key not in self._rows}
        if len(self._rows) + len(new) > len(self._table):
            self._rows.clear()
            new = {key: at for at, key in enumerate(keys)}
        if len(new) > len(self._table):
            return False
        end = len(self._rows) + len(new)
        self._table[len(self._rows) : end] = self._mixed(features[list(new.values())])
        self._rows.update(zip(new, range(len(self._rows), end), strict=True))
        return True

    def _mixed(self, features: NDArray[np.uint64]) -> Floats:
        return self._mix.of(self._hashed.predict(features))


class _Dense:
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
        pieces = rows @ self._weights
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


class _Convolution(_Dense):
    """One residual layer, over each row beside its neighbours."""

    def added(self, rows: Floats) -> Floats:
        """The rows with what the layer adds to them, but for the first and the last one, which lack a neighbour."""
        windows = np.concatenate([rows[:-2], rows[1:-1], rows[2:]], axis=1)
        return rows[1:-1] + self.of(windows)

    def added_at(self, rows: Floats, places: NDArray[np.intp]) -> Floats:
        """The rows at `places`, none of which is the first or last one, with what the layer adds to them."""
        kept = rows[places]
        return kept + self.of(np.concatenate([rows[places - 1], kept, rows[places + 1]], axis=1))
