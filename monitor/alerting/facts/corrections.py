"""What a publisher takes back: corrections and retractions that say so, edits that silently change what was told."""

from collections.abc import Iterator, Sequence
from typing import Final

from monitor.alerting.facts.facts import Facts, Happening, Side
from monitor.alerting.facts.figures import written
from monitor.alerting.facts.modes import Stance, stance
from monitor.alerting.facts.sides import in_words, share
from monitor.alerting.facts.texts.tolls import Figure
from monitor.records import Change, ChangeKind, Withdrawal

_GONE: Final = frozenset({Withdrawal.EDITED, Withdrawal.WITHDRAWN})


def corrections(told: Facts, new: Facts) -> Iterator[Change]:
    """What the publisher of `new` takes back of what was told."""
    if new.withdrawal in _GONE:
        if told.withdrawal not in _GONE:
            yield _correction("article", told.title, new.withdrawal)
    elif new.correction and not told.correction:
        yield from tuple(_figures(told.figures, new.figures)) or (_correction("article", told.title, new.title),)
    elif wrong := [figure for figure in told.figures if figure.value in new.revoked]:
        yield from _figures(wrong, new.figures)
    elif is_edit(told, new):
        noted = new.note and not told.note
        changed = tuple(_edited(told, new, smaller=not noted))
        yield from changed or ((_correction("article", told.title, new.note),) if noted else ())


def is_edit(told: Facts, new: Facts) -> bool:
    """Whether `new` is another version of an article that was told."""
    return not set(new.articles).isdisjoint(told.articles)


def _edited(told: Facts, new: Facts, *, smaller: bool) -> Iterator[Change]:
    """What an edit changes: a figure that is smaller (else: that is another), who did it, whether it happened."""
    figures = [figure for figure in told.figures if figure.article in new.articles]
    yield from _figures(figures, new.figures, smaller=smaller)
    for before in told.happenings:
        if before.article in new.articles and before.prominent:
            again = [each for each in new.happenings if each.prominent and each.trigger == before.trigger]
            yield from _otherwise(before, again)


def _otherwise(before: Happening, again: Sequence[Happening]) -> Iterator[Change]:
    """How a happening is told in the next version, where it is not told as it was."""
    same = [each for each in again if share(before.actors, each.actors)]
    others = [each for each in again if _are_known(each.actors)]
    if _are_known(before.actors) and others and not same:
        yield _correction("who", in_words(before), in_words(others[0]))
    elif same and stance(before) is Stance.ASSERTED and all(stance(each) is Stance.PLANNED for each in same):
        yield _correction(in_words(before), stance(before), Stance.PLANNED)


def _are_known(sides: Sequence[Side]) -> bool:
    return bool(sides) and all(side.actor or side.country for side in sides)


def _figures(told: Sequence[Figure], new: Sequence[Figure], *, smaller: bool = False) -> Iterator[Change]:
    """The figures that are otherwise in `new`."""
    for figure in new:
        before = [each.value for each in told if (each.what, each.unit) == (figure.what, figure.unit)]
        if before and (figure.value < max(before) or (figure.value > max(before) and not smaller)):
            yield _correction(figure.what, written(max(before), figure.unit), written(figure.value, figure.unit))


def _correction(what: str, before: str, after: str) -> Change:
    return Change(kind=ChangeKind.CORRECTION, what=what, before=before, after=after)
