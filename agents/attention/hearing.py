"""Which feeds a watch looks at, and how they fare."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from monitor.alerting.attention.absence import Hearing
from monitor.coverage.coverage import ALIVE
from monitor.coverage.scope import in_scope
from monitor.feeds.feed import Feed
from monitor.feeds.health.health import health
from monitor.feeds.state import FeedState
from monitor.match.watchlist import Sources


def heard(
    sources: Sources,
    feeds: Sequence[Feed],
    brought: Collection[str],
    states: Mapping[str, FeedState],
    now: datetime,
) -> list[Hearing]:
    """How each of the feeds fares that a watch with `sources` looks at; `brought`: ids of those of its last matches."""
    return [_hearing(feed, feed.id in brought, states.get(feed.id), now) for feed in in_scope(sources, feeds)]


def _hearing(feed: Feed, brought: bool, state: FeedState | None, now: datetime) -> Hearing:
    """A feed that was asked to be left alone is well: what counts is when it was polled last."""
    return Hearing(
        brought=brought,
        is_well=health(feed, state, now).condition in ALIVE,
        polled=state.last_success if state else None,
        missed=state.gap.at if state and state.gap else None,
    )
