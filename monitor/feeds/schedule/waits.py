"""When a feed is polled next.

The user's interval is a floor. What the server and the feed ask for lengthens it: `Retry-After` (RFC 9110 §10.2.3, in
both forms), `Cache-Control: max-age` less `Age`, `Expires` (RFC 9111 §4.2), `<ttl>`, `<skipHours>` and `<skipDays>`
(RSS 2.0). Failures in a row double it. Every wait has an upper bound, so that no server and no mistake stops a feed for
good: what is a mere hint, by caching headers or the feed, holds off a poll for `longest_hold` of the feed at most.
"""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from monitor.feeds.feed import Feed
from monitor.feeds.response import ResponseFacts
from monitor.feeds.schedule.clock import ran_ahead
from monitor.feeds.state import FeedState
from monitor.feeds.wishes import Wishes, unskipped
from monitor.identity import content_id

MAX_RETRY_AFTER = timedelta(days=7)
MAX_BACKOFF = timedelta(days=1)
STARTED_A_SECOND = 20  # feeds that a program polls for the first time, or that fell due while it was off
JITTER = 0.1  # of the wait, added at random so that feeds do not march in step

_MAX_AGE = re.compile(r"(?:^|,)\s*max-age\s*=\s*\"?(\d{1,12})", re.IGNORECASE)
_UNCACHED = re.compile(r"(?:^|,)\s*no-(?:cache|store)\s*(?:,|$)", re.IGNORECASE)


def is_due(state: FeedState | None, now: datetime) -> bool:
    """Whether a feed is to be polled: it never was, its time has come, or it was set by a clock that ran ahead."""
    return ran_ahead(state, now) or has_come(state, now)


def has_come(state: FeedState | None, now: datetime) -> bool:
    """Whether the time of the next poll has come at `now`, which may be long ago."""
    return state is None or state.schedule.next_poll is None or state.schedule.next_poll <= now


def spread(feed: Feed, feeds: int) -> timedelta:
    """How long after its start a program that polls so many `feeds` waits before the first poll of this one.

    A thousand feeds are not polled at one moment, which would make that moment theirs for good: they are spread over as
    long as it takes to poll all, or over their interval where that is shorter. The same feed has the same place in it
    at every start and on every machine. A few feeds are polled at once.
    """
    if feeds <= STARTED_A_SECOND:
        return timedelta(0)
    place = int(content_id("", feed.id)[1:9], 16) / 2**32
    return timedelta(seconds=place * min(feed.interval, feeds / STARTED_A_SECOND))


def is_held(state: FeedState | None, now: datetime) -> bool:
    """Whether server or feed ask not to be polled at `now`, even by a person who does not want to wait."""
    until = state.schedule.held_until if state else None
    return until is not None and now < until and not ran_ahead(state, now)


def next_poll(
    feed: Feed,
    failures: int,
    wishes: Wishes,
    facts: ResponseFacts | None,
    *,
    now: datetime,
    jitter: float,
) -> datetime:
    """The moment of the next poll of `feed`, after a poll at `now`.

    `failures` is how many polls in a row failed, this one included; `wishes` is what the feed asks for; `facts` what
    the server said, None where it said nothing; `jitter` is drawn from [0, 1).
    """
    wait = max(_backoff(feed.interval, failures), held_for(feed, wishes, facts, now))
    return unskipped(now + wait * (1 + JITTER * jitter), wishes, longest_hold(feed))


def longest_hold(feed: Feed) -> timedelta:
    """The longest time for which hints can hold off a poll of `feed`."""
    return timedelta(seconds=feed.longest_hold)


def held_for(feed: Feed, wishes: Wishes, facts: ResponseFacts | None, now: datetime) -> timedelta:
    """How long server and feed ask to be left alone, whatever our own interval is; zero where they do not."""
    hint = timedelta(seconds=wishes.ttl)
    if facts is None:
        return min(hint, longest_hold(feed))
    hint = min(max(hint, freshness(facts, now)), longest_hold(feed))
    return max(hint, min(retry_after(facts, now), MAX_RETRY_AFTER))


def retry_after(facts: ResponseFacts, now: datetime) -> timedelta:
    """How long the server asked to be left alone: delta-seconds or a date; zero where it did not, or unreadably."""
    value = (facts.retry_after or "").strip()
    if re.fullmatch(r"\d{1,12}", value, re.ASCII):
        return timedelta(seconds=int(value))
    return _until(value, facts, now)


def freshness(facts: ResponseFacts, now: datetime) -> timedelta:
    """How much longer the response stays fresh; zero where the server did not say. max-age outranks Expires."""
    control = facts.cache_control or ""
    if _UNCACHED.search(control):
        return timedelta(0)
    if found := _MAX_AGE.search(control):
        age = int(facts.age) if re.fullmatch(r"\d{1,12}", facts.age or "", re.ASCII) and facts.age else 0
        return timedelta(seconds=max(0, int(found[1]) - age))
    return _until(facts.expires or "", facts, now)


def server_time(facts: ResponseFacts) -> datetime | None:
    """What the server's clock said when it answered (`Date`), None where it did not say."""
    return _http_date(facts.date or "")


def _backoff(interval: float, failures: int) -> timedelta:
    """The interval, doubled for each failure in a row up to a day (or the interval itself, where that is longer)."""
    doubled = interval * 2 ** min(failures, 32)
    return timedelta(seconds=max(interval, min(doubled, MAX_BACKOFF.total_seconds())))


def _until(date: str, facts: ResponseFacts, now: datetime) -> timedelta:
    """From the server's own `Date` (its clock may be wrong, but is the one it counts by) to `date`; never negative."""
    end, start = _http_date(date), _http_date(facts.date or "") or now
    return timedelta(0) if end is None else max(timedelta(0), end - start)


def _http_date(value: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
