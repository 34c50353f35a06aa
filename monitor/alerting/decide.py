"""Whether a match is told to people: the decision of the alert agent.

One alert a watch and story. The caller sends the alert, confirmed, and only then remembers the state. Killed in
between, it decides the same match again from the same state and sends the same alert again, byte for byte.
"""

from datetime import datetime
from enum import StrEnum
from typing import Final

from msgspec.structs import replace

from monitor.alerting.state import AlertState
from monitor.alerting.wording import best_sentence, matched_words, why
from monitor.identity import content_id
from monitor.records import Alert, Match, Record, Relation, Visibility

REMEMBERED_MATCHES: Final = 256  # of one watch in one story; a replay goes back by one commit interval, a few seconds


class Action(StrEnum):
    """What is done about a match."""

    RAISE = "raise"
    SUPPRESS = "suppress"


class AlertReason(StrEnum):
    """Why people are told of a match, or not."""

    FIRST_IN_STORY = "first alert of this watch in this story"
    STORY_ALERTED = "story already alerted"
    COPY_ALERTED = "copy of an article already alerted"
    EDIT_ALERTED = "another version of an article already alerted"
    SAME_MATCH = "same match again"
    SHADOW_WATCH = "shadow watch"
    OLD_ARTICLE = "old article: older than max_age when its feed first showed it"


class Decision(Record, frozen=True, kw_only=True):
    """What is done about a match, and why."""

    action: Action
    reason: AlertReason
    alert: Alert | None = None  # exactly where it is raised


_ALREADY: Final = {
    Relation.EXACT_COPY: AlertReason.COPY_ALERTED,
    Relation.NEAR_DUPLICATE: AlertReason.COPY_ALERTED,
    Relation.SAME_ARTICLE: AlertReason.EDIT_ALERTED,
}


def decide(state: AlertState | None, match: Match, now: datetime) -> tuple[AlertState, Decision]:
    """Decides about `match`; `state` is what is known of its watch in its story, None at their first match.

    Returns the state to remember. A match that the state has seen leaves it as it is; any other is counted once.
    """
    state = state or AlertState(watch=match.watch, story=match.story, alerts=0, first=now, last=now, last_alert="")
    if match.id in state.matches:
        return state, Decision(action=Action.SUPPRESS, reason=AlertReason.SAME_MATCH)
    seen = replace(state, last=now, matches=(*state.matches, match.id)[-REMEMBERED_MATCHES:])
    reason = _reason(state, match)
    if reason is not AlertReason.FIRST_IN_STORY:
        return replace(seen, suppressed=state.suppressed + 1), Decision(action=Action.SUPPRESS, reason=reason)
    alert = _alert(match, step=state.alerts + 1)
    told = replace(seen, alerts=state.alerts + 1, last_alert=alert.id)
    return told, Decision(action=Action.RAISE, reason=reason, alert=alert)


def alert_id(watch: str, story: str, step: int) -> str:
    """The id of the `step`th alert (from 1) of `watch` in `story`, whichever article of the story raised it."""
    return content_id("al", watch, story, str(step))


def _reason(state: AlertState, match: Match) -> AlertReason:
    """The first reason that holds for a match not seen before.

    Telling people again on material change goes before the last line: one more reason, which raises the alert of the
    next step.
    """
    if match.visibility is Visibility.SHADOW:
        return AlertReason.SHADOW_WATCH
    if match.article.old:
        return AlertReason.OLD_ARTICLE
    if state.alerts == 0:
        return AlertReason.FIRST_IN_STORY
    return _ALREADY.get(match.relation, AlertReason.STORY_ALERTED)


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
