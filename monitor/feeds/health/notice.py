"""Whether people are told how a feed fares: once when it falls silent, dies or is gone, and once when it is well again.

The alert goes the ordinary way. Its id is a function of the feed and of the moment that the incident began at, so that
a poll that is concluded again after a crash gives the same one.
"""

from datetime import datetime

import msgspec

from monitor.feeds.condition import Condition, Incident
from monitor.feeds.entries.changes import publisher_of
from monitor.feeds.feed import Feed
from monitor.feeds.health.health import Health
from monitor.feeds.state import FeedState
from monitor.identity import content_id
from monitor.records import OWN_WATCHLIST, Alert, AlertKind, Severity

WATCHLIST, WATCH = OWN_WATCHLIST, "feed-health"

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
    now, told = state.last_poll, state.incident
    if now is None:
        return state, None
    if found.condition in _BAD and (told is None or found.condition is not told.condition):
        since = found.since or (before and before.last_poll) or now
        incident = Incident(condition=found.condition, since=since)
        return msgspec.structs.replace(state, incident=incident), _begun(feed, incident, found, now)
    if told is not None and found.condition in _WELL:
        return msgspec.structs.replace(state, incident=None), _over(feed, told, found, now)
    return state, None


def _begun(feed: Feed, incident: Incident, found: Health, now: datetime) -> Alert:
    severity, words = _BAD[incident.condition]
    return _alert(feed, words, found.reason, severity, _name(incident), now)


def _over(feed: Feed, incident: Incident, found: Health, now: datetime) -> Alert:
    reason = f"it was {incident.condition} since {incident.since:%Y-%m-%d %H:%M} UTC; {found.reason}"
    return _alert(feed, "well again", reason, Severity.LOW, _name(incident), now, "over")


def _name(incident: Incident) -> str:
    """What the ids of its alerts are made from."""
    return f"{incident.condition}@{incident.since.isoformat()}"


def _alert(feed: Feed, words: str, reason: str, severity: Severity, incident: str, now: datetime, *step: str) -> Alert:
    title = f"Feed {feed.title or feed.id}: {words}"
    return Alert(
        id=content_id("al", WATCH, feed.id, incident, *step),
        watch=WATCH,
        watchlist=WATCHLIST,
        severity=severity,
        story=content_id("s", WATCH, feed.id, incident),
        article=content_id("a", WATCH, feed.id, incident, *step),
        title=title,
        url=feed.url,
        publisher=publisher_of(feed, ""),
        published=now,
        matched=(),
        sentence=f"{reason[:1].upper()}{reason[1:]}.",
        evidence=(),
        reason=f"Watch '{WATCH}': {title}.",
        raised=now,
        kind=AlertKind.NOTICE,
    )
