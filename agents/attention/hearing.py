"""Which feeds a watch looks at, and how they fare."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Final

from monitor.alerting.attention.absence import Hearing
from monitor.feeds.condition import Condition
from monitor.feeds.feed import Feed
from monitor.feeds.health.health import health
from monitor.feeds.state import FeedState
from monitor.identity import host
from monitor.match.watchlist import Sources
from monitor.text.language_range import speaks

_WELL: Final = frozenset({Condition.OK, Condition.WAITING})


def heard(
    sources: Sources,
    feeds: Sequence[Feed],
    brought: Collection[str],
    states: Mapping[str, FeedState],
    now: datetime,
) -> list[Hearing]:
    """How each of the feeds fares that a watch with `sources` looks at; `brought`: ids of those of its last matches."""
    looked_at = [feed for feed in feeds if looks_at(sources, feed)]
    return [_hearing(feed, feed.id in brought, states.get(feed.id), now) for feed in looked_at]


def looks_at(sources: Sources, feed: Feed) -> bool:
    """Whether articles of `feed` can meet a watch with `sources`, as far as its configuration tells."""
    tags = set(feed.tags)
    names = {feed.id, feed.publisher, host(feed.url)}
    if names & set(sources.exclude) or tags & set(sources.exclude_tags):
        return False
    if sources.include and names.isdisjoint(sources.include):
        return False
    if sources.include_tags and not tags & set(sources.include_tags):
        return False
    return not sources.languages or any(speaks(wanted, feed.language or "und") for wanted in sources.languages)


def _hearing(feed: Feed, brought: bool, state: FeedState | None, now: datetime) -> Hearing:
    """A feed that was asked to be left alone is well: what counts is when it was polled last."""
    return Hearing(
        brought=brought,
        is_well=health(feed, state, now).condition in _WELL,
        polled=state.last_success if state else None,
        missed=state.gap.at if state and state.gap else None,
    )
