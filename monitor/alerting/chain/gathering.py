"""A story that is told takes along what of it was held; what is withdrawn before it was told is dropped, visibly."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from msgspec.structs import replace

from monitor.alerting.attention.mutes import is_about
from monitor.alerting.chain.known import Known
from monitor.alerting.chain.recording import Decided
from monitor.alerting.chain.steps import TAKEN_BACK
from monitor.alerting.facts import Facts
from monitor.alerting.releases.message import held_in
from monitor.alerting.releases.release import as_released, without_held
from monitor.alerting.state import AlertState, DecisionRow, together
from monitor.identity import content_id
from monitor.records import Alert, Change, Decision, DecisionOutcome, DecisionReason, Match


def stories_held(decided: Decided) -> tuple[str, ...]:
    """The stories whose held rows `gathered` needs; none where it has nothing to do."""
    decision = decided.row.decision
    is_due = decision.outcome is DecisionOutcome.TOLD or decision.reason is DecisionReason.WITHDRAWN
    if not (is_due and decided.is_held_before):
        return ()
    own = next(state for state in decided.states if state.story == decision.story)
    return (own.story, *own.parts)


def gathered(decided: Decided, match: Match, known: Known, held: Sequence[DecisionRow], now: datetime) -> Decided:
    """`decided` with those of the `held` rows of its story that go with it, each with an outcome of its own."""
    is_taken_back = match.withdrawal in TAKEN_BACK
    gone = [row for row in held if is_taken_back and row.decision.article == match.article.id]
    left = _with(decided, known, gone, tuple(_dropped(row, now) for row in gone))
    return _told(left, match, known, [row for row in held if row not in gone], now)


def _told(decided: Decided, match: Match, known: Known, held: Sequence[DecisionRow], now: datetime) -> Decided:
    """With those that a message takes along; nothing where there is no message."""
    if decided.row.alert is None:
        return decided
    let_through = {mute.id for mute in known.mutes if is_about(mute.matcher, match)}
    taken = [row for row in held if _goes_along(row.decision, let_through, now)]
    if not taken:
        return decided
    alert = _naming(decided.row.alert, taken)
    naming = replace(decided, row=replace(decided.row, alert=alert))
    released = tuple(as_released(row, alert, DecisionReason.WITH_CHANGE, now) for row in taken)
    return _with(naming, known, taken, released)


def _goes_along(held: Decision, let_through: Collection[str], now: datetime) -> bool:
    """What was throttled, what is due anyway, and what a mute holds that let this match pass; other mutes go on."""
    is_due = held.until is None or held.until <= now
    return held.reason is DecisionReason.THROTTLED or is_due or held.by in let_through


def _naming(alert: Alert, taken: Sequence[DecisionRow]) -> Alert:
    """`alert`, saying what it takes along and what is new in that."""
    changes: dict[tuple[str, str], Change] = {}
    for change in (*(change for row in taken for change in row.decision.changes), *alert.changes):
        first = changes.get((change.kind, change.what), change)
        changes[change.kind, change.what] = replace(change, before=first.before)
    return replace(alert, held=held_in(taken), changes=tuple(changes.values()))


def _dropped(row: DecisionRow, now: datetime) -> DecisionRow:
    outcome = DecisionOutcome.NOT_TOLD
    decision = replace(
        row.decision,
        id=content_id("dc", row.decision.subject, "", outcome),
        outcome=outcome,
        reason=DecisionReason.WITHDRAWN,
        until=None,
        at=now,
    )
    return replace(row, decision=decision, alert=None, facts=None, unsent=True)


def _with(decided: Decided, known: Known, held: Sequence[DecisionRow], released: tuple[DecisionRow, ...]) -> Decided:
    """`decided` with the rows that are held no more; what of them is told is known as told."""
    states = {state.story: state for state in decided.states}
    stories = {row.decision.story for row in held}
    states |= {name: known.states[name] for name in sorted(stories - states.keys()) if name in known.states}
    changed = tuple(_after(state, held, released) for state in states.values())
    return replace(decided, released=(*decided.released, *released), states=changed)


def _after(state: AlertState, held: Sequence[DecisionRow], released: Sequence[DecisionRow]) -> AlertState:
    of_story = [row for row in held if row.decision.story == state.story]
    return replace(without_held(state, len(of_story)), told=together((state.told, *_facts(of_story, released))))


def _facts(held: Sequence[DecisionRow], released: Sequence[DecisionRow]) -> Iterator[Facts | None]:
    told = {row.decision.subject for row in released if row.decision.outcome is DecisionOutcome.RELEASED}
    return (row.facts for row in held if row.decision.subject in told)
