"""The best labels of many short stretches at once, by the Viterbi algorithm.

Works through the stretches side by side, longest first, so that a step costs the same for one as for a hundred.
"""

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Indices = NDArray[np.intp]


def best_labels(emissions: Scores, transitions: Scores, starts: Indices, lengths: Indices, opening: Scores) -> Indices:
    """For each row of `emissions` the label of the best path; rows outside of all stretches get label 0.

    emissions: (words, labels); transitions: (from, to); starts, lengths: of the stretches, which do not overlap;
    opening: (stretches, labels), the score of beginning with a label.
    """
    order = np.argsort(-lengths, kind="stable")
    starts, lengths, opening = starts[order], lengths[order], opening[order]
    back = np.zeros(emissions.shape, np.intp)
    longest = int(lengths[0]) if len(lengths) else 0
    active: list[int] = np.searchsorted(-lengths, -np.arange(longest), side="left").tolist()
    best = np.zeros((len(starts), emissions.shape[1]), np.float32)
    for step in range(longest):
        count = active[step]
        rows = starts[:count] + step
        if step == 0:
            best[:count] = opening[:count] + emissions[rows]
            continue
        paths = best[:count, :, None] + transitions
        back[rows] = paths.argmax(axis=1)
        best[:count] = paths.max(axis=1) + emissions[rows]
    return _read_back(back, best.argmax(axis=1), starts, active)


def _read_back(back: Indices, last: Indices, starts: Indices, active: list[int]) -> Indices:
    """The labels of the best paths; `active` is how many stretches are longer than each step."""
    labels = np.zeros(len(back), np.intp)
    current = last.copy()
    for step in range(len(active) - 1, -1, -1):
        count = active[step]
        rows = starts[:count] + step
        labels[rows] = current[:count]
        current[:count] = back[rows, current[:count]]
    return labels
