"""Which feeds are to be polled now, host by host, and which of what is known has grown too old to go by.

Pure: `agents/polling` reads the clock and the store, asks here, and does.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from monitor.feeds.feed import Feed
from monitor.feeds.schedule.clock import TOLERANCE
from monitor.feeds.schedule.waits import has_come, is_due, is_held, spread
from monitor.feeds.state import FeedState

READ_AGAIN = timedelta(seconds=30)  # the states of all feeds; other workers poll some of them
MULTIPLIER_AGAIN = timedelta(minutes=10)  # the multiplier of the budget, from the rhythms of all feeds


class Known(NamedTuple):
    """What a worker goes by."""

    feeds: Collection[Feed]  # that are configured
    states: Mapping[str, FeedState]  # by feed id, as they were read last
    started: datetime  # when this worker began


def due_by_host(known: Known, wanted: Collection[str], now: datetime) -> dict[str, list[Feed]]:
    """The feeds to poll at `now`, by host, and those whose ids are `wanted`: something was pushed, a person asks."""
    due: dict[str, list[Feed]] = {}
    for feed in known.feeds:
        if feed.id in wanted or is_due_for(known, feed, now):
            due.setdefault(urlsplit(feed.url).netloc, []).append(feed)
    return due


def is_due_for(known: Known, feed: Feed, now: datetime) -> bool:
    """Whether a worker polls `feed` at `now`; what was due when it started is spread, see `spread`."""
    state = known.states.get(feed.id)
    if known.started <= now and has_come(state, known.started):  # else the clock was set back since
        return now >= known.started + spread(feed, len(known.feeds))
    return is_due(state, now)


def allowed(feeds: Iterable[Feed], states: Mapping[str, FeedState], now: datetime) -> list[Feed]:
    """Those of `feeds` that may be polled at `now` for a person who does not want to wait; see `is_held`."""
    return [feed for feed in feeds if not is_held(states.get(feed.id), now)]


def is_outdated(since: datetime | None, limit: timedelta, now: datetime) -> bool:
    """Whether what was found at `since` (None: never) is older than `limit` at `now`."""
    return since is None or now >= since + limit or since > now + TOLERANCE
