"""Vectors of words in their context: a `tok2vec` of spaCy, or an exact reading of the same weights in numpy.

spaCy's usual one (HashEmbedCNN) embeds each word by its norm, prefix, suffix and shape, mixes these, and lets four
convolutions look around. Before them nothing hangs on the context, so the mixed vectors of the words seen last are
remembered. The first convolution multiplies the vectors of a word and its neighbours with its weights and adds up, so
that what each word gives to it can be remembered, too; the others work in place. The vectors are the same up to
rounding, in half the time.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from monitor.nlp.layers import Convolution, Dense, Floats
from monitor.nlp.tokens import keys_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

Flags: TypeAlias = NDArray[np.bool_]

REMEMBERED = 32_768
"""Words whose vectors are kept; 12 MB at the width of the small models."""

MULTIPLIED = 8_192
"""Words of which it is kept, too, what they give to the first convolution: 28 MB. Nine of ten words of news are."""

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


def batches(lengths: Sequence[int]) -> Iterator[slice]:
    """Sentences of these lengths, as many at a time as are worked on at once; a long one alone."""
    first = tokens = 0
    for at, length in enumerate(lengths):
        if tokens and tokens + length > _BATCH:
            yield slice(first, at)
            first, tokens = at, 0
        tokens += length
    if tokens:
        yield slice(first, len(lengths))


def in_batches(docs: Iterable["Doc"]) -> Iterator[list["Doc"]]:
    """Those of `docs` that have tokens, in order, in `batches`."""
    kept = [doc for doc in docs if len(doc)]
    return (kept[batch] for batch in batches(list(map(len, kept))))


class ModelVectors:
    """What spaCy makes of any `tok2vec`."""

    def __init__(self, model: Any) -> None:
        self._model = model

    def of(self, docs: Sequence["Doc"]) -> Floats:
        """The vectors of all tokens."""
        return np.concatenate(self._model.predict(docs))


class ReadVectors:
    """The weights of a model that `is_known`, read in numpy. Not for use by two threads at once.

    `remembered` is how many words it keeps the vectors of; where they are more, it begins anew. `multiplied` is of how
    many of them it keeps what they give to the first convolution.
    """

    def __init__(self, model: Any, remembered: int = REMEMBERED, multiplied: int = MULTIPLIED) -> None:
        embed, encode = model.layers
        self.columns: list[Any] = embed.layers[0].attrs["columns"]
        self._pad: int = encode.attrs["pad"]
        first, *self._convolutions = [Convolution(layer) for layer in encode.layers[0].layers]
        self._words = _Words(embed, first, remembered, multiplied)

    def of(self, docs: Sequence["Doc"]) -> Floats:
        """The vectors of all tokens."""
        return self.of_keys([key for doc in docs for key in keys_of(doc, self.columns)], [len(doc) for doc in docs])

    def of_keys(self, keys: Sequence[bytes], lengths: Sequence[int], wanted: Flags | None = None) -> Floats:
        """The vectors of all words of sentences of these lengths, not all empty, by their keys: see `keys_of`.

        With `wanted`, of those words only; the others cost the less the farther they are from these.
        """
        places = np.arange(len(keys)) + self._pad * np.repeat(np.arange(1, len(lengths) + 1), lengths)
        size = len(places) + self._pad * (len(lengths) + 1)
        padded = self._words.convolved(keys, places, size)
        places = (places if wanted is None else places[wanted]) - 1  # in the rows without the first one
        *seen, last = self._seen(places, len(padded))
        for convolution, rows in zip(self._convolutions, seen, strict=False):
            padded[rows] = convolution.added_at(padded, rows)
        return self._convolutions[-1].added_at(padded, last)

    def _seen(self, places: NDArray[np.intp], size: int) -> list[NDArray[np.intp]]:
        """The rows that each convolution must give so that the last one gives those of `places`: their surroundings."""
        is_seen = np.zeros(size, np.bool_)
        is_seen[places] = True
        rows = [places]
        while len(rows) < len(self._convolutions):
            is_seen[1:-1] |= is_seen[:-2] | is_seen[2:]
            rows.append(np.flatnonzero(is_seen))
        return rows[::-1]


class _Words:
    """What hangs on a word alone, by its number: its mixed vector, and its shares in the first convolution.

    Number 0 is no word: zeros, as the model pads sentences with.
    """

    def __init__(self, embed: Any, convolution: Convolution, remembered: int, multiplied: int) -> None:
        self._hashed: Any = embed.layers[2]
        self._mix = Dense(embed.layers[3])
        self._convolution = convolution
        self._remembered, self._multiplied = remembered, multiplied
        self._forget(remembered)

    def _forget(self, size: int) -> None:
        self._numbers: dict[bytes, int] = {}
        self._vectors = np.zeros((size + 1, self._convolution.width), dtype=np.float32)
        self._shares = np.zeros((min(size, self._multiplied) + 1, self._convolution.shares), dtype=np.float32)

    def convolved(self, keys: Sequence[bytes], places: NDArray[np.intp], size: int) -> Floats:
        """What the first convolution makes of `size` rows, with the words of these keys at `places`; the first row and
        the last one, which lack a neighbour, are left out.
        """
        numbers = np.zeros(size, np.intp)
        numbers[places] = self._numbered(keys)
        vectors = self._vectors[numbers]
        shares = self._shares.take(numbers, axis=0, mode="clip")
        if len(others := np.flatnonzero(numbers >= len(self._shares))):
            shares[others] = self._convolution.shared(vectors[others])
        return self._convolution.summed(vectors, shares)

    def _numbered(self, keys: Sequence[bytes]) -> NDArray[np.intp]:
        """The number of the word of each key."""
        found = list(map(self._numbers.get, keys))
        if None in found:
            self._remember(keys)
            found = list(map(self._numbers.get, keys))
        return np.array(found, np.intp)

    def _remember(self, keys: Sequence[bytes]) -> None:
        """Numbers the keys that are new; forgets all others first where they are too many together."""
        new = dict.fromkeys(key for key in keys if key not in self._numbers)
        if len(self._numbers) + len(new) >= len(self._vectors):
            new = dict.fromkeys(keys)
            self._forget(max(self._remembered, len(new)))
        first = len(self._numbers) + 1
        self._numbers.update(zip(new, range(first, first + len(new)), strict=True))
        features = np.frombuffer(b"".join(new), np.uint64).reshape(len(new), -1)
        vectors = self._mix.of(self._hashed.predict(features))
        self._vectors[first : first + len(new)] = vectors
        kept = self._shares[first : first + len(new)]
        kept[:] = self._convolution.shared(vectors[: len(kept)])
