"""What follows from a match beside the chain: spikes of its watch, and the notice that the watch is over its cap."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from monitor.alerting.attention.cap import Window
from monitor.alerting.attention.runaway import is_first_over, runaway_notice
from monitor.alerting.attention.spike import SpikeReason, spike_after, spike_alert, spike_id
from monitor.alerting.chain import steps
from monitor.alerting.chain.considered import Considered
from monitor.alerting.chain.recording import decision_on
from monitor.alerting.chain.steps import Verdict
from monitor.alerting.state import DecisionRow, WatchState
from monitor.identity import content_id
from monitor.records import COPIES, Alert, DecisionOutcome, DecisionReason, Relation

REMEMBERED_FEEDS: Final = 8  # that brought the last matches of a watch


def beside(c: Considered, verdict: Verdict, window: Window | None) -> tuple[WatchState, tuple[DecisionRow, ...]]:
    """The state of the watch after the match, and the decisions that follow beside that on the match itself."""
    watch = replace(c.watch, watchlist=c.match.watchlist, last=c.now, window=window)
    if _is_news(c):
        watch = replace(watch, last_match=c.now, feeds=_latest(c.match.article.feed, watch.feeds))
    notices = tuple(_runaway(c, verdict, window))
    if c.policy.spike is None or c.match.unsure or steps.shadow(c) or steps.expired(c):
        return watch, notices
    counts, found = spike_after(watch.counts, c.policy.spike, c.match, c.now)
    watch = replace(watch, counts=counts)
    if found.reason is SpikeReason.SPIKE:
        alert = spike_alert(c.policy, c.policy.spike, found, c.match, c.now)
        return watch, (*notices, _spike(c, alert))
    if found.reason is SpikeReason.YOUNG:
        subject = spike_id(c.policy, c.policy.spike, found)
        return watch, (*notices, _row(c, subject, DecisionOutcome.NOT_TOLD, DecisionReason.YOUNG_WATCH))
    return watch, notices


def _is_news(c: Considered) -> bool:
    """Whether there was a match, for those that tell absence."""
    is_repeat = c.match.relation in COPIES or c.match.relation is Relation.SAME_ARTICLE
    return not (
        is_repeat or c.match.article.old or c.match.withdrawal or c.match.unsure or steps.shadow(c) or steps.expired(c)
    )


def _latest(feed: str, feeds: Sequence[str]) -> tuple[str, ...]:
    return (*(each for each in feeds if each != feed), feed)[-REMEMBERED_FEEDS:]


def _runaway(c: Considered, verdict: Verdict, window: Window | None) -> Iterator[DecisionRow]:
    """The notice to the owner, with the first match of a window that is over the cap."""
    if verdict.reason is DecisionReason.OVER_CAP and window and c.policy.cap and is_first_over(window):
        alert = runaway_notice(c.policy, c.policy.cap, window, c.now)
        yield _row(c, alert.id, DecisionOutcome.TOLD, DecisionReason.RUNAWAY, alert)


def _spike(c: Considered, alert: Alert) -> DecisionRow:
    """A mute that is about the match holds the spike that it completes."""
    muted = steps.mute(c)
    if muted is None:
        return _row(c, alert.id, DecisionOutcome.TOLD, DecisionReason.SPIKE, alert)
    row = _row(c, alert.id, muted.outcome, muted.reason, alert)
    return replace(row, decision=replace(row.decision, detail=muted.detail, until=muted.until, by=muted.by))


def _row(
    c: Considered, subject: str, outcome: DecisionOutcome, reason: DecisionReason, alert: Alert | None = None
) -> DecisionRow:
    """A decision on what is no match. It belongs to no story of the news: nothing of one is told with it."""
    decision = replace(
        decision_on(c.match, outcome, reason, c.now),
        id=content_id("dc", subject, "", outcome),
        subject=subject,
        alert=alert.id if alert else "",
        story=content_id("s", subject),
        severity=alert.severity if alert else c.policy.severity,
        title=alert.title if alert else c.match.article.title,
    )
    return DecisionRow(decision=decision, alert=alert, unsent=True)
