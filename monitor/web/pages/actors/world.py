"""The map: countries as shapes, the darker the more was counted there; a table beside it says the same in numbers."""

from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

from monitor.alerting.messages.names import country
from monitor.text.tables import rows

WIDTH: Final = 1600
HEIGHT: Final = 710
STEPS: Final = (1, 2, 5, 10, 25)
"""From so many on a country has the next shade."""
LEGEND: Final = ("1", "2 to 4", "5 to 9", "10 to 24", "25 or more")
"""The same in words."""


class Land(NamedTuple):
    """A country on the map."""

    code: str  # ISO 3166 alpha-3, "" where it has none
    name: str
    path: str  # of its shape
    counted: int
    shade: int  # 0 for nothing, then one for each of `STEPS`


def world(counts: Mapping[str, int]) -> list[Land]:
    """All that is drawn, with what was counted there; what is too small to be drawn is left out."""
    lands = (Land(code, country(code), path, counts.get(code, 0), 0) for code, path in _shapes())
    return [each._replace(shade=sum(each.counted >= step for step in STEPS)) for each in lands]


@cache
def _shapes() -> list[list[str]]:
    return list(rows(__package__, "countries.tsv", 2))
