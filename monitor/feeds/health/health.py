"""How a feed fares: its condition, since when, and why, in words for the person who reads it."""

from datetime import datetime, timedelta

from monitor.feeds.condition import Condition
from monitor.feeds.feed import Feed
from monitor.feeds.rhythm.pattern import Rhythm
from monitor.feeds.rhythm.silence import foretold, is_silent
from monitor.feeds.schedule.waits import JITTER
from monitor.feeds.state import FeedState
from monitor.records import Record

DEAD_POLLS, DEAD_AFTER = 10, timedelta(days=3)  # failures in a row, and the time they must span
GONE_POLLS, GONE_AFTER = 3, timedelta(days=1)  # the same for answers that the feed is gone for good (410)
_NOT_YET = "`wirewatch run` polls it once it has read it, at its start or by SIGHUP, and its turn comes"


class Health(Record, frozen=True, kw_only=True):
    """How a feed fares."""

    condition: Condition
    reason: str  # a sentence without its full stop
    since: datetime | None = None  # when it began, where that is known


def health(feed: Feed, state: FeedState | None, now: datetime) -> Health:
    """How `feed` fares at `now`, by what is remembered of it."""
    if state is None or state.last_poll is None:
        return Health(condition=Condition.NEVER_POLLED, reason=_NOT_YET)
    if state.failures.count:
        return _failing(state, now)
    if state.rhythm is not None and is_silent(state.rhythm, now):
        return _silent(state, state.rhythm, now)
    if held_until := _held(feed, state):
        reason = f"the server or the feed asks to be left alone until {_at(held_until)}"
        return Health(condition=Condition.WAITING, reason=reason, since=state.last_poll)
    return Health(condition=Condition.OK, reason=_well(state), since=state.last_success)


def _failing(state: FeedState, now: datetime) -> Health:
    failures = state.failures
    gone, since = failures.gone, failures.since or state.last_success
    if gone and gone.polls >= GONE_POLLS and now - gone.since >= GONE_AFTER:
        reason = f"the server has said since {_at(gone.since)} that it is gone for good (410); tried once a week"
        return Health(condition=Condition.GONE, reason=reason, since=gone.since)
    begun = f" since {_at(since)}" if since else ""
    polls = "1 poll failed" if failures.count == 1 else f"{failures.count} polls in a row failed"
    dead = failures.count >= DEAD_POLLS and since is not None and now - since >= DEAD_AFTER
    condition = Condition.DEAD if dead else Condition.FAILING
    return Health(condition=condition, reason=f"{polls}{begun}: {failures.last or 'unknown'}", since=since)


def _silent(state: FeedState, rhythm: Rhythm, now: datetime) -> Health:
    last = f" since {_at(state.last_new)}" if state.last_new else ""
    reason = (
        f"it answers, but nothing new has come{last}, where its rhythm foretold {foretold(rhythm, now):.0f} entries"
    )
    return Health(condition=Condition.SILENT, reason=reason, since=state.last_new)


def _held(feed: Feed, state: FeedState) -> datetime | None:
    """The moment of the next poll, where it is later than we would have polled by ourselves."""
    moment = state.schedule.next_poll
    if moment is None or state.last_poll is None:
        return None
    own = state.schedule.planned or state.last_poll + timedelta(seconds=feed.interval * (1 + JITTER))
    return moment if moment > own + timedelta(seconds=1) else None


def _well(state: FeedState) -> str:
    if state.gap is None:
        return "the last poll went well"
    at = _at(state.gap.at)
    return f"the last poll went well; on {at} entries may have been missed, and it is polled more often since"


def _at(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
