"""Whether a match is told to people: the decision of the alert agent.

One alert a watch and story. The caller records the row and the state, and only then sends the alert. Killed in
between, it finds the row and sends the same alert again, byte for byte.
"""

from datetime import datetime
from typing import Final

from msgspec.structs import replace

from monitor.alerting.state import AlertState, DecisionRow
from monitor.alerting.wording import best_sentence, matched_words, why
from monitor.identity import content_id
from monitor.records import Alert, Decision, DecisionOutcome, DecisionReason, Match, Relation, Visibility

REMEMBERED_MATCHES: Final = 256  # of one watch in one story; a replay goes back by one commit interval, a few seconds


_ALREADY: Final = {
    Relation.EXACT_COPY: DecisionReason.COPY_ALERTED,
    Relation.NEAR_DUPLICATE: DecisionReason.COPY_ALERTED,
    Relation.SAME_ARTICLE: DecisionReason.EDIT_ALERTED,
}


def decide(state: AlertState | None, match: Match, now: datetime) -> tuple[AlertState, DecisionRow]:
    """Decides about `match`; `state` is what is known of its watch in its story, None at their first match.

    Returns the state and the row to record. A match that the state has seen leaves it as it is; any other is counted
    once.
    """
    state = state or AlertState(watch=match.watch, story=match.story, alerts=0, first=now, last=now, last_alert="")
    if match.id in state.matches:
        return state, _row(match, DecisionReason.SAME_MATCH, state.last_alert, now)
    seen = replace(state, last=now, matches=(*state.matches, match.id)[-REMEMBERED_MATCHES:])
    reason = _reason(state, match)
    if reason is not DecisionReason.FIRST_IN_STORY:
        return replace(seen, suppressed=state.suppressed + 1), _row(match, reason, state.last_alert, now)
    alert = _alert(match, step=state.alerts + 1)
    told = replace(seen, alerts=state.alerts + 1, last_alert=alert.id)
    return told, _row(match, reason, alert.id, now, alert)


def _row(match: Match, reason: DecisionReason, alert_id: str, now: datetime, alert: Alert | None = None) -> DecisionRow:
    outcome = DecisionOutcome.TOLD if alert else DecisionOutcome.NOT_TOLD
    decision = Decision(
        id=content_id("dc", match.id, "", outcome),
        subject=match.id,
        outcome=outcome,
        reason=reason,
        alert=alert_id,
        watch=match.watch,
        watchlist=match.watchlist,
        severity=match.severity,
        story=match.story,
        article=match.article.id,
        title=match.article.title,
        url=match.article.url,
        publisher=match.article.publisher,
        at=now,
    )
    return DecisionRow(decision=decision, alert=alert)


def alert_id(watch: str, story: str, step: int) -> str:
    """The id of the `step`th alert (from 1) of `watch` in `story`, whichever article of the story raised it."""
    return content_id("al", watch, story, str(step))


def _reason(state: AlertState, match: Match) -> DecisionReason:
    """The first reason that holds for a match not seen before.

    Telling people again on material change goes before the last line: one more reason, which raises the alert of the
    next step.
    """
    if match.visibility is Visibility.SHADOW:
        return DecisionReason.SHADOW_WATCH
    if match.article.old:
        return DecisionReason.OLD_ARTICLE
    if state.alerts == 0:
        return DecisionReason.FIRST_IN_STORY
    return _ALREADY.get(match.relation, DecisionReason.NOTHING_MATERIAL)


def _alert(match: Match, step: int) -> Alert:
    """The `step`th alert of its watch and story, as a function of the match alone: a replay must not alter it."""
    return Alert(
        id=alert_id(match.watch, match.story, step),
        watch=match.watch,
        watchlist=match.watchlist,
        severity=match.severity,
        story=match.story,
        article=match.article.id,
        title=match.article.title,
        url=match.article.url,
        publisher=match.article.publisher,
        published=match.article.published,
        dating=match.article.dating,
        matched=matched_words(match),
        sentence=best_sentence(match),
        evidence=match.evidence,
        event=match.event,
        reason=why(match, "first alert in this story"),
        raised=match.found,
        routes=match.routes,
        publishers=match.publishers,
    )
