"""Where each template of the sequence model looks, for every word of a document at once.

Words of all sentences stand in one row, two edges before, between and behind them, so that no template sees over the
end of a sentence.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]

MARGIN = 2


def padded_positions(starts: Sequence[int], length: int) -> Indices:
    """The place in the padded row of each of `length` words, whose sentences begin at `starts` (the first at 0)."""
    sentence = np.zeros(length, np.intp)
    sentence[np.asarray(starts[1:], np.intp)] = 1
    return np.arange(length) + MARGIN * (np.cumsum(sentence) + 1)


def looked_at(place: Indices, capital: Flags, begins: Flags, inside: Flags) -> dict[str, Indices]:
    """Template → the place in the padded row that it looks at, for each word.

    place: of the words, from `padded_positions`; the other arrays are of the padded row: whether its word begins with
    a capital, whether a name of the model begins there, and whether one stands there.
    """
    first, last = _run_edges(capital, capital & ~_shifted(capital))
    _, name_last = _run_edges(inside, begins)
    return {
        "0": place,
        "-1": place - 1,
        "+1": place + 1,
        "-2": place - 2,
        "+2": place + 2,
        "first": first[place],
        "last": last[place],
        "before": first[place] - 1,
        "before2": np.maximum(first[place] - 2, 0),
        "behind": last[place] + 1,
        "behind2": np.minimum(last[place] + 2, len(capital) - 1),
        "behind3": np.minimum(last[place] + 3, len(capital) - 1),
        "entity": np.where(inside[place], name_last[place], 0),
    }


def _shifted(flags: Flags) -> Flags:
    moved = np.zeros_like(flags)
    moved[1:] = flags[:-1]
    return moved


def _run_edges(member: Flags, begins: Flags) -> tuple[Indices, Indices]:
    """First and last place of the run that each place stands in; a place outside of all runs is a run of its own."""
    length = len(member)
    places = np.arange(length)
    opens = begins | ~member
    first = np.maximum.accumulate(np.where(opens, places, 0))
    closes = np.ones(length, np.bool_)
    closes[:-1] = opens[1:]
    last = np.minimum.accumulate(np.where(closes, places, length - 1)[::-1])[::-1]
    return first, last
