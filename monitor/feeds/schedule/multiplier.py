"""The Lagrange multiplier of the budget of requests, as it follows from what is remembered of all feeds."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from monitor.feeds.feed import Feed
from monitor.feeds.rhythm.budget import find_multiplier
from monitor.feeds.rhythm.pattern import Rhythm
from monitor.feeds.state import FeedState

_HOUR = 3600.0
_LEAST_SHARE = 0.1  # of the budget, that feeds with an interval of their own leave to the others


def current_multiplier(
    feeds: Sequence[Feed], states: Mapping[str, FeedState], requests_per_hour: float, now: datetime
) -> float:
    """At which the feeds that are polled by rhythm take what those with an interval leave of the budget."""
    fixed = sum(_HOUR / feed.interval for feed in feeds if not feed.by_rhythm)
    unknown = Rhythm(until=now, faded=now)
    known = [states.get(feed.id) for feed in feeds if feed.by_rhythm]
    rhythms = [(state.rhythm if state else None) or unknown for state in known]
    accounts = [state.account for state in known if state and state.account]
    return find_multiplier(rhythms, accounts, max(requests_per_hour - fixed, requests_per_hour * _LEAST_SHARE))
