"""What was held is told, and counts as told from then on: the message with all that is recorded of it at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from msgspec.structs import replace

from monitor.alerting.attention.throttle import paced
from monitor.alerting.policy import Throttle
from monitor.alerting.releases.message import message
from monitor.alerting.state import AlertState, DecisionRow, together, told_in_storyline, unknown
from monitor.identity import content_id
from monitor.records import Alert, Decision, DecisionOutcome, DecisionReason, Record

_ENDS: Final = {
    DecisionReason.MUTED: DecisionReason.MUTE_ENDED,
    DecisionReason.THROTTLED: DecisionReason.THROTTLE_ENDED,
    DecisionReason.OVER_CAP: DecisionReason.CAP_DIGEST,
}


class Release(Record, frozen=True, kw_only=True):
    """One message that tells what was held, with all that is recorded of it at once."""

    row: DecisionRow  # of the message itself
    released: tuple[DecisionRow, ...]  # the held rows, as they are now
    states: tuple[AlertState, ...]  # of the stories that it tells


def release(
    held: Sequence[DecisionRow], states: Mapping[str, AlertState], throttle: Throttle | None, now: datetime
) -> Release:
    """The message that tells `held`, at least one row of one watch.

    `states` are those of its stories and storylines, by id; `throttle` is that of the watch, if it has one still.
    """
    first = held[0].decision
    reason = _ENDS[first.reason]
    alert = message(held, states, now)
    row = DecisionRow(decision=decision_on(alert, reason, first.detail, now), alert=alert, unsent=True)
    return Release(
        row=row,
        released=tuple(as_released(each, alert, reason, now) for each in held),
        states=(*_told(held, states, alert, throttle, now), *_in_storylines(held, states, alert, now)),
    )


def decision_on(alert: Alert, reason: DecisionReason, detail: str, now: datetime) -> Decision:
    """The decision on the message itself."""
    return Decision(
        id=content_id("dc", alert.id, "", DecisionOutcome.TOLD),
        subject=alert.id,
        outcome=DecisionOutcome.TOLD,
        reason=reason,
        detail=detail,
        alert=alert.id,
        watch=alert.watch,
        watchlist=alert.watchlist,
        severity=alert.severity,
        story=alert.story,
        article=alert.article,
        title=alert.title,
        url=alert.url,
        publisher=alert.publisher,
        at=now,
    )


def as_released(row: DecisionRow, alert: Alert, reason: DecisionReason, now: datetime) -> DecisionRow:
    """A held row, told with `alert`."""
    decision = replace(
        row.decision,
        id=content_id("dc", row.decision.subject, "", DecisionOutcome.RELEASED),
        outcome=DecisionOutcome.RELEASED,
        reason=reason,
        until=None,
        alert=alert.id,
        at=now,
    )
    return replace(row, decision=decision, alert=None, unsent=True)


def _told(
    held: Sequence[DecisionRow],
    states: Mapping[str, AlertState],
    alert: Alert,
    throttle: Throttle | None,
    now: datetime,
) -> Iterator[AlertState]:
    """The states of the stories that `alert` tells: what was held is told now, and `alert` is their last one."""
    for story in dict.fromkeys(row.decision.story for row in held):
        state = states.get(story) or unknown(alert.watch, story, now)
        rows = [row for row in held if row.decision.story == story]
        yield replace(
            without_held(state, len(rows)),
            alerts=state.alerts + 1,
            last_alert=alert.id,
            told=together((state.told, *(row.facts for row in rows))),
            told_at=now,
            pace=paced(state.pace, throttle, now),
            replaceable=alert.id if len(held) == len(rows) else "",
            routes=tuple(dict.fromkeys((*state.routes, *alert.routes))),
        )


def _in_storylines(
    held: Sequence[DecisionRow], states: Mapping[str, AlertState], alert: Alert, now: datetime
) -> Iterator[AlertState]:
    """What is told now in each storyline, whichever of its stories it was."""
    for name in storylines(held):
        state = states.get(name) or unknown(held[0].decision.watch, name, now)
        facts = (row.facts for row in held if row.alert is not None and row.alert.storyline == name)
        yield told_in_storyline(state, facts, alert, now, alone=len(held) == 1)


def storylines(held: Iterable[DecisionRow]) -> tuple[str, ...]:
    """The storylines in which `held` stands, apart from its stories."""
    names = dict.fromkeys(row.alert.storyline for row in held if row.alert is not None and row.alert.storyline)
    stories = {row.decision.story for row in held}
    return tuple(name for name in names if name not in stories)


def without_held(state: AlertState, count: int) -> AlertState:
    """`state` with so many fewer held matches; what is held no more is not known as held."""
    left = max(0, state.held - count)
    return replace(state, held=left, held_facts=state.held_facts if left else None)
