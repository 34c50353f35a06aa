"""A figure that jumped."""

from collections.abc import Iterator
from typing import Final

from monitor.alerting.facts.facts import Facts
from monitor.records import Change, ChangeKind

_LEAST: Final = {"dead": 5, "injured": 10, "arrested": 10, "troops": 500, "countries": 3, "money": 0}
"""By how much a figure must grow to have jumped; fewer are counted anew all the time."""
_RATIO: Final = 1.5


def jumps(told: Facts, new: Facts) -> Iterator[Change]:
    """The figures of `new` that are far above those that were told."""
    for figure in new.figures:
        before = [each.value for each in told.figures if (each.what, each.unit) == (figure.what, figure.unit)]
        if before and has_jumped(figure.what, max(before), figure.value):
            yield Change(
                kind=ChangeKind.FIGURE,
                what=figure.what,
                before=written(max(before), figure.unit),
                after=written(figure.value, figure.unit),
            )


def has_jumped(what: str, before: float, after: float) -> bool:
    """Whether `after` is so far above `before` that people want to know."""
    return after - before >= _LEAST[what] and after >= _RATIO * before


def written(value: float, unit: str) -> str:
    """A figure as people write it."""
    return f"{value:,.0f} {unit}".strip()
