"""Articles a day as bars."""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

HEIGHT: Final = 60
_STEP: Final = 10  # from one bar to the next
_GAP: Final = 2


class Bar(NamedTuple):
    """A day."""

    day: date
    articles: int
    x: int
    y: float
    width: int
    height: float


class Chart(NamedTuple):
    """Days, the oldest first."""

    bars: Sequence[Bar]
    width: int
    height: int
    most: int  # articles of one day


def chart(days: Sequence[date], daily: Sequence[int]) -> Chart:
    """The bars of so many articles a day."""
    most = max(daily, default=0)
    heights = [HEIGHT * count / most if most else 0.0 for count in daily]
    bars = [
        Bar(day, count, number * _STEP, round(HEIGHT - high, 1), _STEP - _GAP, round(high, 1))
        for number, (day, count, high) in enumerate(zip(days, daily, heights, strict=True))
    ]
    return Chart(bars, _STEP * len(bars), HEIGHT, most)
