"""Linear models over named features: softmax regression, its weights in bytes.

A file of weights (NumPy `.npz`) holds, for each model, the names of its features (one string, parted by newlines), a
matrix of int8 (features × classes), a scale a class and a bias a class; besides these the classes and a temperature.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
NO_EVENT = "NONE"
"""The class of what looks like an event and is none."""


class LinearModel(NamedTuple):
    """One model: where the row of each feature stands, and the weights, small integers whose sums are exact."""

    rows: dict[str, int]
    weights: Floats
    scale: Floats
    bias: Floats

    def summed(self, features: Iterable[str]) -> Floats:
        """The sum of the weights of `features` for each class; those that the model never saw count nothing."""
        known = [row for row in map(self.rows.get, features) if row is not None]
        total: Floats = np.add.reduce(self.weights[known], axis=0)
        return total

    def scored(self, summed: Floats) -> Floats:
        """The score of each class, given the sum of the weights of the features."""
        scores: Floats = summed * self.scale + self.bias
        return scores


class EventModels(NamedTuple):
    """The models of both views, the classes that they tell apart, and the temperature that calibrates them."""

    classes: tuple[str, ...]
    words: LinearModel
    lexicon: LinearModel
    temperature: float

    def summed(self, words: Sequence[str], lexicon: Sequence[str]) -> tuple[Floats, Floats]:
        """The sums of the weights of the features of both views."""
        return self.words.summed(words), self.lexicon.summed(lexicon)

    def likely(self, words: Floats, lexicon: Floats) -> dict[str, float]:
        """How likely each class is by the mean of both views, given what `summed` gives."""
        scores = np.asarray((self.words.scored(words) + self.lexicon.scored(lexicon)) / 2, np.float32)
        return dict(zip(self.classes, softmax(scores / np.float32(self.temperature)).tolist(), strict=True))


def softmax(scores: Floats) -> Floats:
    """Probabilities of scores; the last axis sums to 1."""
    raised: Floats = np.exp(scores - scores.max(axis=-1, keepdims=True))
    total: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return total


@cache
def load_event_models() -> EventModels:
    """The models that ship; read once a process."""
    data = np.load(BytesIO((files("monitor.annotate.confidence") / "events.npz").read_bytes()))
    return EventModels(
        classes=tuple(str(name) for name in data["classes"]),
        words=_model(data, "words"),
        lexicon=_model(data, "lexicon"),
        temperature=float(data["temperature"]),
    )


def _model(data: "np.lib.npyio.NpzFile", name: str) -> LinearModel:
    names = str(data[f"{name}_names"]).split("\n")
    return LinearModel(
        rows={feature: row for row, feature in enumerate(names)},
        weights=data[f"{name}_weights"].astype(np.float32),
        scale=data[f"{name}_scale"],
        bias=data[f"{name}_bias"],
    )
