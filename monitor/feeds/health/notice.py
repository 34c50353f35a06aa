"""Whether people are told how a feed fares: once when it falls silent, dies or is gone, and once when it is well again.

The alert goes the ordinary way. Its id is a function of the feed and of the moment that the spell began at, so that a
poll that is concluded again after a crash gives the same one.
"""

from datetime import datetime

import msgspec

from monitor.feeds.entries.changes import publisher_of
from monitor.feeds.feed import Feed
from monitor.feeds.health.health import Condition, Health
from monitor.feeds.state import FeedState
from monitor.identity import content_id
from monitor.records import Alert, Severity

WATCHLIST, WATCH = "wirewatch", "feed-health"

_SPELL = "spell"  # in FeedState.detail: condition and begin of the spell that people were told of
_BAD = {
    Condition.SILENT: (Severity.MEDIUM, "silent against its own rhythm"),
    Condition.DEAD: (Severity.HIGH, "dead, no poll succeeds"),
    Condition.GONE: (Severity.HIGH, "gone for good"),
}
_WELL = (Condition.OK, Condition.WAITING)


def notice(feed: Feed, before: FeedState | None, state: FeedState, found: Health) -> tuple[FeedState, Alert | None]:
    """`state`, after a poll that found the feed so, with what was told; and the alert, if one is due.

    `before` is the state before the poll. A feed that changes from one bad condition to another is told again.
    """
    told, _, begun = state.detail.get(_SPELL, "").partition("@")
    now = state.last_poll
    if now is None:
        return state, None
    if found.condition in _BAD and found.condition != told:
        severity, words = _BAD[found.condition]
        begun = (found.since or (before and before.last_poll) or now).isoformat()
        spell = f"{found.condition}@{begun}"
        return _with_spell(state, spell), _alert(feed, words, found.reason, severity, spell, now)
    if told and found.condition in _WELL:
        reason = f"it was {told} since {begun[:16].replace('T', ' ')} UTC; {found.reason}"
        return _with_spell(state, None), _alert(
            feed, "well again", reason, Severity.LOW, f"{told}@{begun}", now, "over"
        )
    return state, None


def _alert(feed: Feed, words: str, reason: str, severity: Severity, spell: str, now: datetime, *step: str) -> Alert:
    title = f"Feed {feed.title or feed.id}: {words}"
    return Alert(
        id=content_id("al", WATCH, feed.id, spell, *step),
        watch=WATCH,
        watchlist=WATCHLIST,
        severity=severity,
        story=content_id("s", WATCH, feed.id, spell),
        article=content_id("a", WATCH, feed.id, spell, *step),
        title=title,
        url=feed.url,
        publisher=publisher_of(feed, ""),
        published=now,
        matched=(),
        sentence=f"{reason[:1].upper()}{reason[1:]}.",
        evidence=(),
        reason=f"Watch '{WATCH}': {title}.",
        raised=now,
    )


def _with_spell(state: FeedState, spell: str | None) -> FeedState:
    detail = {name: value for name, value in state.detail.items() if name != _SPELL}
    return msgspec.structs.replace(state, detail={**detail, _SPELL: spell} if spell else detail)
