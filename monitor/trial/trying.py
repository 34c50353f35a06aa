"""A trial: the archive is read for all sides at once, and then decided on side by side."""

from collections.abc import Sequence
from datetime import datetime

from monitor.store.base import ArchiveStore, Span
from monitor.trial.deciding import Deciding
from monitor.trial.reading import Reading, follow_all, match_all, sample
from monitor.trial.sides import Outcome, Progress, Side, Stage, Tried


def _silent(_stage: Stage, _share: float) -> None:
    """Nobody wants to know how far it is."""


async def try_watches(
    store: ArchiveStore, sides: Sequence[Side], since: datetime | None = None, progress: Progress = _silent
) -> Tried:
    """What each of `sides` would have told of the articles fetched at `since` or later."""
    span, readings = await store.span(since), [Reading(side) for side in sides]
    await _read(store, readings, since, span, progress)
    outcomes = [await _decide(Deciding(store, each), span, progress) for each in readings]
    some = await sample(store)
    for reading, outcome in zip(readings, outcomes, strict=True):
        outcome.seconds = reading.cost(some)
    return Tried(span, outcomes)


async def _read(
    store: ArchiveStore, readings: Sequence[Reading], since: datetime | None, span: Span, progress: Progress
) -> None:
    async for moment in match_all(store, readings, since):
        progress(Stage.MATCHING, 1.0 - _share(span, moment))
    newest = None
    async for position in follow_all(store, readings, since):
        newest = newest or position
        progress(Stage.FOLLOWING, min(1.0, (newest - position) / max(1, span.articles)))


async def _decide(deciding: Deciding, span: Span, progress: Progress) -> Outcome:
    if span.first is not None:
        await deciding.begin(span.first)
    for kept in deciding.kept:
        await deciding.take(kept)
        progress(Stage.DECIDING, _share(span, kept.at))
    await deciding.end()
    return deciding.outcome


def _share(span: Span, moment: datetime) -> float:
    """How much of `span` is before `moment`."""
    if span.first is None or span.last is None or span.first == span.last:
        return 1.0
    return (moment - span.first) / (span.last - span.first)
