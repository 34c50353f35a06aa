"""A figure that jumped."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from monitor.alerting.facts.facts import Facts
from monitor.alerting.facts.texts.tolls import Figure
from monitor.alerting.facts.texts.words import stem
from monitor.records import Change, ChangeKind


class Jump(NamedTuple):
    """By how much a figure must grow for people to want to know; fewer are counted anew all the time."""

    least: float
    ratio: float
    large: float = float("inf")  # by so much it has jumped at a smaller ratio, too
    large_ratio: float = 1.25
    small: float = float("inf")  # so many more are a jump where they are so many times as many
    small_ratio: float = 3
    most: float = float("inf")  # more than so many times as much is another figure: a price, and what a firm is worth


_JUMPS: Final = {
    "dead": Jump(least=5, ratio=1.5, large=50, small=3),
    "injured": Jump(least=20, ratio=2, small=8, small_ratio=4),
    "arrested": Jump(least=20, ratio=2),
    "troops": Jump(least=500, ratio=1.5),
    "countries": Jump(least=3, ratio=1.5),
    "money": Jump(least=0, ratio=1.5, most=1000),
    "homes": Jump(least=20, ratio=2),
    "freed": Jump(least=20, ratio=2),
    "cases": Jump(least=20, ratio=2, small=5, small_ratio=5),
    "displaced": Jump(least=1000, ratio=2),
    "escaped": Jump(least=10, ratio=1.5),
    "kidnapped": Jump(least=20, ratio=1.5),
    "without power": Jump(least=10000, ratio=3),
    "trapped": Jump(least=20, ratio=2),
    "in hospital": Jump(least=30, ratio=2),
    "missing": Jump(least=10, ratio=2),
    "tonnes": Jump(least=50, ratio=2, most=100),
}
_FEW: Final = 3  # dead; so many are news where none were told
_SOME: Final = 10  # dead; so many are news where it was told that there are some
_OF_DEATH: Final = frozenset(map(stem, "kill dead die death deadly toll casualties victim body fatal slain".split()))


def jumps(told: Facts, new: Facts) -> Iterator[Change]:
    """The figures of `new` that are far above those that were told, and deaths where none were."""
    known = {(each.what, each.value, each.unit) for each in told.mentioned}
    dead = any(figure.what == "dead" for figure in (*told.figures, *new.figures))
    for figure in new.figures:
        if dead and figure.what == "injured":
            continue  # who counts the dead does not wait for the hurt
        if (figure.what, figure.value, figure.unit) in known:
            continue
        before = [each.value for each in told.figures if (each.what, each.unit) == (figure.what, figure.unit)]
        if has_jumped(figure.what, max(before), figure.value) if before else _is_first(told, figure):
            yield Change(
                kind=ChangeKind.FIGURE,
                what=figure.what,
                before=written(max(before), figure.unit) if before else "",
                after=written(figure.value, figure.unit),
            )


def has_jumped(what: str, before: float, after: float) -> bool:
    """Whether `after` is so far above `before` that people want to know."""
    jump, more = _JUMPS[what], after - before
    if after > jump.most * before:
        return False
    by_ratio = more >= jump.least and after >= jump.ratio * before
    by_size = more >= jump.large and after >= jump.large_ratio * before
    return by_ratio or by_size or (more >= jump.small and after >= jump.small_ratio * before)


def _is_first(told: Facts, figure: Figure) -> bool:
    """Whether people are dead of whom nothing was told."""
    spoken_of = not _OF_DEATH.isdisjoint(told.words)
    return figure.what == "dead" and bool(told.articles) and figure.value >= (_SOME if spoken_of else _FEW)


def written(value: float, unit: str) -> str:
    """A figure as people write it."""
    return f"{value:,.0f} {unit}".strip()
