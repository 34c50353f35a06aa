"""The chain: every step after a match, in its order. A step is inserted here."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from monitor.alerting.chain import steps
from monitor.alerting.chain.considered import Considered, considered
from monitor.alerting.chain.counting import beside
from monitor.alerting.chain.known import Known
from monitor.alerting.chain.recording import Decided, row_of, states_after, storyline_after, window_after
from monitor.alerting.chain.steps import Verdict
from monitor.records import DecisionOutcome, DecisionReason, Match

STEPS: Final[tuple[Callable[[Considered], Verdict | None], ...]] = (
    steps.shadow,
    steps.expired,
    steps.old,
    steps.unmet,
    steps.counted,
    steps.copy,
    steps.nothing_material,
    steps.acknowledgement,
    steps.unsure,
    steps.mute,
    steps.throttle,
    steps.cap,
    steps.told,
)
"""What becomes of a match is what the first of these says that says anything; the last one always does."""

_SAME_MATCH: Final = Verdict(outcome=DecisionOutcome.NOT_TOLD, reason=DecisionReason.SAME_MATCH)


def decide(match: Match, known: Known, now: datetime) -> Decided:
    """What becomes of `match` at `now`, with all that is recorded of it at once.

    A match that its story has seen changes nothing, and is not recorded again.
    """
    c = considered(match, known, now)
    if match.id in c.state.matches:
        return Decided(row=row_of(c, _SAME_MATCH))
    verdict = first_verdict(c)
    row = row_of(c, verdict)
    window = window_after(c, verdict)
    watch, others = beside(c, verdict, window)
    return Decided(
        row=row,
        others=others,
        states=(*states_after(c, row), *storyline_after(c, known, row)),
        watch=watch,
        is_held_before=c.state.held > 0,
    )


def first_verdict(c: Considered) -> Verdict:
    """What the first step says that says anything."""
    return next(verdict for step in STEPS if (verdict := step(c)) is not None)
