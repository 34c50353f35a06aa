"""The message that tells what was held.

A single match is told as itself, and says that it was held; several are one message, which shows the first of them in
the order of severity, then newness.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from msgspec.structs import replace

from monitor.alerting.severities import highest, rank
from monitor.alerting.state import AlertState, DecisionRow
from monitor.identity import content_id
from monitor.records import Alert, AlertKind, Change, Held, HeldItem

ITEMS: Final = 20
"""That a message names at most; the others are counted."""


def message(held: Sequence[DecisionRow], states: Mapping[str, AlertState], now: datetime) -> Alert:
    """The alert that tells `held`, at least one row of one watch; `states` are those of its stories, by story."""
    return _single(held[0], states, now) if len(held) == 1 else _several(held, now)


def _single(row: DecisionRow, states: Mapping[str, AlertState], now: datetime) -> Alert:
    """The alert as it would have been told, as the next one of its story."""
    alert, state = _alert(row), states.get(row.decision.story)
    step = state.alerts + 1 if state else 1
    return replace(
        alert,
        id=content_id("al", "release", row.decision.subject),
        kind=AlertKind.AGAIN if step > 1 and alert.kind is AlertKind.FIRST else alert.kind,
        step=step,
        replaces=state.replaceable if state else "",
        raised=now,
        held=held_in((row,)),
    )


def _several(held: Sequence[DecisionRow], now: datetime) -> Alert:
    """One message for all of `held`; it shows the first of them."""
    ordered = sorted(held, key=lambda row: (rank(row.decision.severity), row.decision.at), reverse=True)
    alert, together = _alert(ordered[0]), held_in(ordered)
    stories = {row.decision.story for row in held}
    identity = content_id("al", "release", *sorted(row.decision.subject for row in held))
    return replace(
        alert,
        id=identity,
        kind=AlertKind.RELEASE,
        severity=highest(row.decision.severity for row in held),
        story=alert.story if len(stories) == 1 else content_id("s", identity),
        routes=tuple(dict.fromkeys(route for row in ordered for route in _alert(row).routes)),
        reason=f"Watch '{alert.watch}': {together.count} matches were held: {together.why}.",
        raised=now,
        step=1,
        changes=_changes(held) if len(stories) == 1 else (),
        replaces="",
        held=together,
    )


def _changes(held: Sequence[DecisionRow]) -> tuple[Change, ...]:
    """What changed in a story while it was held, each once, the earliest first."""
    by_time = sorted(held, key=lambda row: row.decision.at)
    return tuple(dict.fromkeys(change for row in by_time for change in row.decision.changes))


def held_in(ordered: Sequence[DecisionRow]) -> Held:
    """What an alert says of the rows that it releases, at least one."""
    return Held(
        count=len(ordered),
        why=ordered[0].decision.detail or ordered[0].decision.reason,
        since=min(row.decision.at for row in ordered),
        items=tuple(map(_item, ordered[:ITEMS])),
    )


def _item(row: DecisionRow) -> HeldItem:
    decision = row.decision
    return HeldItem(
        subject=decision.subject,
        story=decision.story,
        article=decision.article,
        title=decision.title,
        url=decision.url,
        publisher=decision.publisher,
        severity=decision.severity,
        found=decision.at,
    )


def _alert(row: DecisionRow) -> Alert:
    assert row.alert is not None, "what is held keeps its alert"
    return row.alert
