"""What of a match is otherwise than a watch has told, in the order in which people want to know."""

from collections.abc import Iterator
from typing import Final

from monitor.alerting.facts.corrections import corrections
from monitor.alerting.facts.facts import Facts
from monitor.alerting.facts.figures import jumps
from monitor.alerting.facts.modes import Stance, turns
from monitor.alerting.facts.novelty import new_events
from monitor.alerting.facts.stages import moved
from monitor.alerting.facts.steps import louder, more_publishers, places
from monitor.alerting.policy import Policy
from monitor.records import Change, ChangeKind, Withdrawal

_BACK: Final = frozenset({Stance.DENIED, Stance.CALLED_OFF})


def changes(told: Facts, new: Facts, policy: Policy) -> tuple[Change, ...]:
    """What is otherwise in `new` than in what was `told`, of the kinds that count for the watch; corrections always."""
    counts = {ChangeKind.CORRECTION, *policy.again}
    return tuple(change for change in _all(told, new, policy) if change.kind in counts)


def _turns(told: Facts, new: Facts) -> Iterator[Change]:
    """The flips of its events; where they tell none, how far its words say that it has come."""
    by_events = tuple(turns(told, new))
    yield from by_events or moved(told, new)


def takes_up(told: Facts, new: Facts) -> bool:
    """Whether an article that does not meet the watch has to do with what was told, as its `withdrawal` says."""
    return any(_taken_up(told, new))


def _taken_up(told: Facts, new: Facts) -> Iterator[Change]:
    match new.withdrawal:
        case Withdrawal.DENIED:
            yield from (change for change in _turns(told, new) if change.after in _BACK)
        case Withdrawal.FIGURE:
            yield from (jump for jump in jumps(told, new) if jump.before)
        case _:
            yield from corrections(told, new)


def _all(told: Facts, new: Facts, policy: Policy) -> Iterator[Change]:
    if new.withdrawal is not None:
        yield from _taken_up(told, new)
        return
    corrected = tuple(corrections(told, new))
    yield from corrected
    if not new.overview:
        yield from _turns(told, new)
        yield from new_events(told, new)
    known = {change.what for change in corrected}
    yield from (jump for jump in jumps(told, new) if jump.what not in known)
    yield from places(told, new)
    yield from louder(told, new, policy)
    yield from more_publishers(told, new, policy)
