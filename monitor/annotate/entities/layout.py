"""Where each template of the sequence model looks, for every word of a document at once.

Words of all sentences stand in one row, two edges before, between and behind them, so that no template sees over the
end of a sentence.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.annotate.entities.kinds import KINDS, SIGNS

Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]

MARGIN = 2


def padded_positions(starts: Sequence[int], length: int) -> Indices:
    """The place in the padded row of each of `length` words, whose sentences begin at `starts` (the first at 0)."""
    sentence = np.zeros(length, np.intp)
    sentence[np.asarray(starts[1:], np.intp)] = 1
    return np.arange(length) + MARGIN * (np.cumsum(sentence) + 1)


class Edges(NamedTuple):
    """First and last place of the run that each place of the padded row stands in."""

    first: Indices
    last: Indices


def chained(capital: Flags, connector: Flags) -> Flags:
    """The places in chains: capitalised words, and one or two connectors between two of them."""
    before, behind = _shifted(capital), _shifted(capital, -1)
    one = connector & before & behind
    pair = connector & before & _shifted(connector, -1) & _shifted(capital, -2)
    chain: Flags = capital | one | pair | (connector & _shifted(pair))
    return chain


def edges_of(member: Flags) -> Edges:
    """The edges of runs of neighbouring members."""
    return _run_edges(member, member & ~_shifted(member))


def looked_at(
    place: Indices, capital: Edges, chain: Edges, chained: Flags, begins: Flags, inside: Flags
) -> dict[str, Indices]:
    """Template → the place in the padded row that it looks at, for each word; 0, an edge, where there is none.

    place: of the words, from `padded_positions`; the others are of the padded row: edges of capitalised words and of
    chains, whether a word is in a chain, whether a name of the model begins there, and whether one stands there.
    """
    first, last = capital
    opens, closes = chain
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
        "behind2": np.minimum(last[place] + 2, len(first) - 1),
        "behind3": np.minimum(last[place] + 3, len(first) - 1),
        "entity": np.where(inside[place], name_last[place], 0),
        "opens": np.where(chained[place], opens[place], 0),
        "closes": np.where(chained[place], closes[place], 0),
        "ahead": np.where(chained[place], opens[place] - 1, 0),
        "after": np.where(chained[place], closes[place] + 1, 0),
    }


class Run(NamedTuple):
    """What matters of a run of words to one of them.

    signs: that any of its words gives; before, behind: its words before and behind this one, at most 2; length: in
    words, at most MOST_WORDS; first, last: kinds of its edges.
    """

    signs: int
    before: int
    behind: int
    length: int
    first: int
    last: int


MOST_WORDS = 7
_SIZES = (1 << len(SIGNS), 3, 3, MOST_WORDS + 1, len(KINDS), len(KINDS))
NO_RUN = -1


def run_codes(place: Indices, member: Flags, edges: Edges, kinds: Indices, signs: Indices) -> Indices:
    """The run that each word stands in, as one number; NO_RUN for words in none. All but `place` of the padded row."""
    first, last = edges
    places = np.arange(len(first))
    opens = first == places
    together = np.bitwise_or.reduceat(signs, np.flatnonzero(opens))[np.cumsum(opens) - 1]
    run = (
        together[place],
        np.minimum(place - first[place], 2),
        np.minimum(last[place] - place, 2),
        np.minimum(last[place] - first[place] + 1, MOST_WORDS),
        kinds[first[place]],
        kinds[last[place]],
    )
    return np.where(member[place], np.ravel_multi_index(run, _SIZES), NO_RUN)


def run_of(code: int) -> Run | None:
    """The run that a number of `run_codes` means."""
    return None if code == NO_RUN else Run(*map(int, np.unravel_index(code, _SIZES)))


def _shifted(flags: Flags, by: int = 1) -> Flags:
    moved = np.zeros_like(flags)
    if by > 0:
        moved[by:] = flags[:-by]
    else:
        moved[:by] = flags[-by:]
    return moved


def _run_edges(member: Flags, begins: Flags) -> Edges:
    """First and last place of the run that each place stands in; a place outside of all runs is a run of its own."""
    length = len(member)
    places = np.arange(length)
    opens = begins | ~member
    first = np.maximum.accumulate(np.where(opens, places, 0))
    closes = np.ones(length, np.bool_)
    closes[:-1] = opens[1:]
    last = np.minimum.accumulate(np.where(closes, places, length - 1)[::-1])[::-1]
    return Edges(first, last)
