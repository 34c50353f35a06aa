"""What of a match is otherwise than a watch has told, in the order in which people want to know."""

from collections.abc import Iterator

from monitor.alerting.facts.corrections import corrections
from monitor.alerting.facts.developments.taken import came_later, contradicted, taken
from monitor.alerting.facts.facts import Facts
from monitor.alerting.facts.figures import jumps
from monitor.alerting.facts.novelty import new_events
from monitor.alerting.facts.steps import louder, more_publishers, places
from monitor.alerting.facts.taking_up import taken_up, turned
from monitor.alerting.policy import Policy
from monitor.records import Change, ChangeKind


def changes(told: Facts, new: Facts, policy: Policy) -> tuple[Change, ...]:
    """What is otherwise in `new` than in what was `told`, of the kinds that count for the watch; corrections always."""
    counts = {ChangeKind.CORRECTION, *policy.again}
    return tuple(change for change in _all(told, new, policy) if change.kind in counts)


def _all(told: Facts, new: Facts, policy: Policy) -> Iterator[Change]:
    if new.withdrawal is not None:
        yield from taken_up(told, new)
        return
    corrected = tuple(corrections(told, new))
    yield from corrected
    if not new.overview:
        found = (*turned(told, new), *new_events(told, new))
        yield from found or tuple(contradicted(told, new)) or tuple(taken(told, new)) or came_later(told, new)
    known = {change.what for change in corrected}
    yield from (jump for jump in jumps(told, new) if jump.what not in known)
    yield from places(told, new)
    yield from louder(told, new, policy)
    yield from more_publishers(told, new, policy)
