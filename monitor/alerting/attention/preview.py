"""What a mute would have held, had it been there: counted on the decisions that are recorded."""

from collections.abc import Iterable, Sequence
from typing import Final

from monitor.alerting.attention.mutes import meets
from monitor.records import Decision, DecisionOutcome, DecisionReason, MuteMatcher, Record

SHOWN: Final = 3

_REACHED: Final = frozenset({DecisionOutcome.TOLD, DecisionOutcome.HELD, DecisionOutcome.RELEASED})
_OF_NO_MATCH: Final = frozenset(
    {DecisionReason.SPIKE, DecisionReason.ABSENCE, DecisionReason.BLIND, DecisionReason.RUNAWAY}
)


class Preview(Record, frozen=True, kw_only=True):
    """What a mute would have held."""

    held: int  # matches that it is about
    reached: int  # matches that were told, or held and told later, in all
    newest: tuple[Decision, ...]  # of those that it is about, at most `SHOWN`


def preview(matcher: MuteMatcher, decisions: Iterable[Decision], *, until_changed: bool = False) -> Preview:
    """What a mute with `matcher` would have held of `decisions`, which are given newest first.

    Matches that were not told anyway do not count; a mute comes after them. until_changed: in each story it ends, as
    an acknowledgement does, at the first match with a change.
    """
    reached = [decision for decision in decisions if _is_reached(decision)]
    about = [decision for decision in reached if _is_about(matcher, decision)]
    held = _before_changes(about) if until_changed else about
    return Preview(held=len(held), reached=len(reached), newest=tuple(held[:SHOWN]))


def _before_changes(decisions: Sequence[Decision]) -> list[Decision]:
    """Those, newest first, that came before the first change of their stories."""
    changed: set[str] = set()
    held: list[Decision] = []
    for decision in reversed(decisions):
        if decision.changes:
            changed.add(decision.story)
        if decision.story not in changed:
            held.append(decision)
    return held[::-1]


def _is_reached(decision: Decision) -> bool:
    """Whether it is on a match that people were told of, or would have been."""
    is_of_match = not decision.receiver and decision.reason not in _OF_NO_MATCH and decision.subject != decision.alert
    return is_of_match and decision.outcome in _REACHED


def _is_about(matcher: MuteMatcher, decision: Decision) -> bool:
    return meets(
        matcher,
        watch=decision.watch,
        stories=(decision.story,),
        actors=decision.actors,
        publisher=decision.publisher,
        tags=decision.tags,
    )
