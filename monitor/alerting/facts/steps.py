"""What a watch itself counts: new places, its steps of severity, numbers of independent publishers."""

from collections.abc import Iterator
from typing import Final

from monitor.alerting.facts.facts import Facts, merged
from monitor.alerting.facts.reading import of
from monitor.alerting.policy import Policy, SeverityStep
from monitor.records import Change, ChangeKind, Match, Severity

_LOUDNESS: Final = tuple(Severity)


def severity(match: Match, policy: Policy) -> Severity:
    """How loud an alert on `match` is: as the watch says, or as the loudest of its steps that hold."""
    return severity_of(of(match), policy)


def severity_of(facts: Facts, policy: Policy) -> Severity:
    """The same for facts."""
    reached = (step.to for step in policy.steps if _holds(step, facts))
    return max((policy.severity, *reached), key=_LOUDNESS.index)


def _holds(step: SeverityStep, facts: Facts) -> bool:
    types = {happening.type for happening in facts.happenings if not happening.modes}
    return (
        (step.independent_publishers is None or facts.independent >= step.independent_publishers)
        and (not step.event_types or not types.isdisjoint(step.event_types))
        and all(
            any(figure.what == each.figure and figure.value >= each.gte for figure in facts.figures)
            for each in step.figures
        )
    )


def places(told: Facts, new: Facts) -> Iterator[Change]:
    """Where it happens too."""
    before = {place.casefold() for place in told.places}
    for place in new.places:
        if before and place.casefold() not in before:
            yield Change(kind=ChangeKind.PLACE, what="place", before=", ".join(told.places), after=place)


def louder(told: Facts, new: Facts, policy: Policy) -> Iterator[Change]:
    """The step of severity that is reached now."""
    before, after = severity_of(told, policy), severity_of(merged(told, new), policy)
    if _LOUDNESS.index(after) > _LOUDNESS.index(before):
        yield Change(kind=ChangeKind.SEVERITY, what="severity", before=before, after=after)


def more_publishers(told: Facts, new: Facts, policy: Policy) -> Iterator[Change]:
    """The number of independent publishers that is reached now."""
    reached = [step for step in policy.publisher_steps if told.independent < step <= new.independent]
    if reached:
        before, after = str(told.independent), str(new.independent)
        yield Change(kind=ChangeKind.PUBLISHERS, what="independent publishers", before=before, after=after)
