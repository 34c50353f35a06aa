"""The weights of the sequence model, as they ship: one compressed file of numpy arrays.

labels, transitions (from, to), attributes (names parted by newlines) and their weights as 16-bit integers.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from monitor.errors import Unprocessable

Scores = NDArray[np.float32]

SHIPPED = "model.npz"


class Weights:
    """What an attribute says for each label, and each label for the next one."""

    def __init__(self, labels: tuple[str, ...], transitions: Scores, attributes: dict[str, int], weights: Scores):
        self.labels, self.transitions, self.weights = labels, transitions, weights
        self._rows = attributes

    def score(self, attributes: list[str]) -> Scores:
        """The sum of the weights of `attributes`, for each label; unknown ones count nothing."""
        known = [row for row in map(self._rows.get, attributes) if row is not None]
        total: Scores = np.add.reduce(self.weights[known], axis=0)
        return total

    def by_position(self, positions: Sequence[str]) -> "PositionWeights":
        """The weights of attributes that are seen of words, the same attribute at all positions side by side."""
        return PositionWeights(self._rows, self.weights, positions)

    def save(self, file: BinaryIO) -> None:
        """Writes them in the form that ships, attributes in alphabetical order."""
        names = sorted(self._rows)
        ordered = self.weights[[self._rows[name] for name in names]]
        scale = max(float(np.abs(ordered).max(initial=0)), 1e-6) / 32767
        np.savez_compressed(
            file,
            labels=np.frombuffer("\n".join(self.labels).encode(), np.uint8),
            transitions=self.transitions,
            attributes=np.frombuffer("\n".join(names).encode(), np.uint8),
            weights=np.round(ordered / scale).astype(np.int16),
            scale=np.float32(scale),
        )


class PositionWeights:
    """What an attribute of a word says for each label, at each position that a template looks at."""

    def __init__(self, rows: dict[str, int], weights: Scores, positions: Sequence[str]) -> None:
        at = {position: number for number, position in enumerate(positions)}
        self._rows: dict[str, int] = {}
        placed: list[tuple[int, int, int]] = []
        for name, row in rows.items():
            position, separator, attribute = name.partition(":")
            if separator and position in at:
                placed.append((self._rows.setdefault(attribute, len(self._rows)), at[position], row))
        self._scores = np.zeros((len(self._rows), len(positions), weights.shape[1]), np.float32)
        if placed:
            attribute, position, row = np.array(placed).T
            self._scores[attribute, position] = weights[row]

    def score(self, attributes: list[str]) -> Scores:
        """The sums for `attributes`: (positions, labels)."""
        known = [row for row in map(self._rows.get, attributes) if row is not None]
        total: Scores = np.add.reduce(self._scores[known], axis=0)
        return total


def read_weights(file: BinaryIO) -> Weights:
    """The weights that `save` wrote. Raises Unprocessable where it holds none."""
    try:
        with np.load(file) as arrays:
            names = arrays["attributes"].tobytes().decode().split("\n")
            weights = arrays["weights"].astype(np.float32) * arrays["scale"]
            labels = tuple(arrays["labels"].tobytes().decode().split("\n"))
            return Weights(labels, arrays["transitions"], {name: at for at, name in enumerate(names)}, weights)
    except (KeyError, ValueError, OSError) as error:
        raise Unprocessable(f"no model of names: {error}") from error


@cache
def load_weights() -> Weights:
    """The weights that ship; read once a process."""
    return read_weights(BytesIO((files("monitor.annotate.entities") / SHIPPED).read_bytes()))
