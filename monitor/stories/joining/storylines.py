"""Which stories belong side by side: average link between groups, measured by how close the groups are in themselves.

Two groups are put together, the closest first, while the mean similarity between their texts is large enough beside
the mean similarity within them. A group of few texts is taken to be as close as stories are as a rule.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_USUAL: Final = 0.35  # mean similarity of two texts of a story
_PRIOR: Final = 3.0  # pairs of texts that the usual one counts for


def closeness(between: Floats, sizes: Floats, size: float, within: Floats, own: float) -> Floats:
    """How close a group is to others: mean similarity between them, relative to that within, on the usual scale.

    between: sums of similarity over all pairs of texts, one in the group and one in the other; sizes, size: texts;
    within, own: sums over the pairs inside.
    """
    cohesion = np.sqrt(_cohesion(sizes, within) * _cohesion(np.array(size), np.array(own)))
    result: Floats = between / (sizes * size) * (_USUAL / cohesion)
    return result


def gathered(between: Floats, sizes: Floats, within: Floats, least: float) -> list[int]:
    """For each story the first of its group. between: symmetric, sums over pairs of texts; 0 on the diagonal."""
    between, sizes, within = between.copy(), sizes.copy(), within.copy()
    groups = np.arange(len(sizes))
    close = np.array([closeness(between[row], sizes, sizes[row], within, within[row]) for row in groups])
    np.fill_diagonal(close, -1)
    while len(sizes) > 1:
        one, other = sorted(divmod(int(np.argmax(close)), len(sizes)))
        if close[one, other] < least:
            break
        within[one] += within[other] + between[one, other]
        sizes[one] += sizes[other]
        between[one] += between[other]
        between[:, one] = between[one]
        between[one, one] = 0
        groups[groups == other] = one
        row = closeness(between[one], sizes, sizes[one], within, within[one])
        row[close[one] < 0] = -1
        close[one] = close[:, one] = row
        close[other] = close[:, other] = -1
    return groups.tolist()


def _cohesion(sizes: Floats, within: Floats) -> Floats:
    """The mean similarity of two texts of a group."""
    result: Floats = (_USUAL * _PRIOR + within) / (_PRIOR + sizes * (sizes - 1) / 2)
    return result
