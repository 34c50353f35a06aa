"""What is recorded of a decision: its row, and the states that follow from it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from msgspec.structs import replace

from monitor.alerting.attention import cap
from monitor.alerting.attention.cap import Window
from monitor.alerting.attention.throttle import paced
from monitor.alerting.chain.considered import Considered
from monitor.alerting.chain.known import Known, linked
from monitor.alerting.chain.raised import alert_of
from monitor.alerting.chain.steps import Verdict, told
from monitor.alerting.facts import Facts
from monitor.alerting.state import AlertState, DecisionRow, WatchState, together, told_in_storyline, unknown
from monitor.identity import content_id
from monitor.records import Alert, Decision, DecisionOutcome, DecisionReason, Match, Record

REMEMBERED_MATCHES: Final = 256  # of one watch in one story; a replay goes back by one commit interval, a few seconds


class Decided(Record, frozen=True, kw_only=True):
    """What was decided about a match; all of it is recorded in one transaction, and its messages are sent then."""

    row: DecisionRow  # on the match
    others: tuple[DecisionRow, ...] = ()  # on a spike, or a watch that is over its cap
    released: tuple[DecisionRow, ...] = ()  # held rows that go with it
    states: tuple[AlertState, ...] = ()
    watch: WatchState | None = None  # None where the match changes nothing
    is_held_before: bool = False  # whether something of the story was held when the match came


def row_of(c: Considered, verdict: Verdict) -> DecisionRow:
    """The decision with the alert that tells it, or would if it were not held."""
    alert = _alert(c, verdict)
    outcome = verdict.outcome
    decision = replace(
        decision_on(c.match, outcome, verdict.reason, c.now),
        detail=verdict.detail,
        until=verdict.until,
        by=verdict.by,
        alert=alert.id if alert and outcome is DecisionOutcome.TOLD else c.state.last_alert,
        changes=c.changes,
        severity=c.severity,
        story=c.state.story,
    )
    return DecisionRow(decision=decision, alert=alert, facts=c.facts if outcome is DecisionOutcome.HELD else None)


def decision_on(match: Match, outcome: DecisionOutcome, reason: DecisionReason, now: datetime) -> Decision:
    """A decision on `match`, without what depends on the story."""
    article = match.article
    return Decision(
        id=content_id("dc", match.id, "", outcome),
        subject=match.id,
        outcome=outcome,
        reason=reason,
        watch=match.watch,
        watchlist=match.watchlist,
        severity=match.severity,
        story=match.story,
        article=article.id,
        title=article.title,
        url=article.url,
        publisher=article.publisher,
        actors=match.actors,
        tags=tuple(dict.fromkeys((*article.tags, *article.source_tags))),
        at=now,
    )


def _alert(c: Considered, verdict: Verdict) -> Alert | None:
    if verdict.outcome is DecisionOutcome.TOLD:
        return alert_of(c, verdict.reason)
    return alert_of(c, told(c).reason) if verdict.outcome is DecisionOutcome.HELD else None


def states_after(c: Considered, row: DecisionRow) -> tuple[AlertState, ...]:
    """The state of the story after the match, and those of its parts that do not know yet that they are parts."""
    own, redirected = linked(c.own, c.parts)
    return _state_after(c, own, row), *redirected


def _state_after(c: Considered, own: AlertState, row: DecisionRow) -> AlertState:
    seen = replace(own, last=c.now, matches=(*own.matches, c.match.id)[-REMEMBERED_MATCHES:])
    if row.decision.outcome is DecisionOutcome.HELD:
        held = together((own.held_facts, c.facts))
        return replace(seen, suppressed=own.suppressed + 1, held=own.held + 1, held_facts=held)
    if row.alert is None:
        return replace(seen, suppressed=own.suppressed + 1, told=_known_by_now(c))
    if row.alert.unsure:
        return replace(seen, unsure=own.unsure + 1)
    return replace(
        seen,
        alerts=own.alerts + 1,
        last_alert=row.alert.id,
        told=together((own.told, c.facts)),
        told_at=c.now,
        pace=paced(c.state.pace, c.policy.throttle, c.now),
        replaceable=row.alert.id,
        routes=tuple(dict.fromkeys((*own.routes, *row.alert.routes))),
    )


def _known_by_now(c: Considered) -> Facts | None:
    """What was told; of a story that an earlier version told, nothing is known but that what comes now is no news."""
    return c.facts if c.state.alerts and c.state.told is None else c.own.told


def storyline_after(c: Considered, known: Known, row: DecisionRow) -> Iterator[AlertState]:
    """What was told in the storyline, whichever of its stories it was: only where it is told, and in no overview."""
    name, is_told = c.match.storyline, row.decision.outcome is DecisionOutcome.TOLD
    if row.alert is None or row.alert.unsure or not (name and is_told) or name == c.state.story or c.facts.overview:
        return
    before = known.states.get(name) or unknown(c.match.watch, name, c.now)
    yield told_in_storyline(before, [c.facts], row.alert, c.now, alone=True)


def window_after(c: Considered, verdict: Verdict) -> Window | None:
    """The window of the watch's cap after the match."""
    if verdict.outcome is DecisionOutcome.TOLD and not c.match.unsure:
        return cap.told(c.watch.window, c.policy.cap, c.now)
    if verdict.reason is DecisionReason.OVER_CAP:
        return cap.overflowed(c.watch.window, c.policy.cap, c.now)
    return c.watch.window
