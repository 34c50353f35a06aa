"""Status: how the whole fares, in counts."""

from collections import Counter

from litestar.di import NamedDependency

from monitor.feeds.health.health import health
from monitor.records import Record
from monitor.web.desk import Desk
from monitor.web.reading import reading


class Status(Record, frozen=True, kw_only=True):
    """How the whole fares."""

    installation: str  # name of this Wirewatch
    feeds: dict[str, int]  # how many fare so, by state
    watches: int  # that are configured
    receivers: int
    archive: dict[str, int]  # articles, copies, mentions, events, alerts
    deliveries: dict[str, int]  # by state
    unread: int  # messages in the log that an agent has still to read
    warnings: tuple[str, ...]  # of the configuration, as `wirewatch check` prints them


@reading("/status", "getStatus", "status")
async def status(desk: NamedDependency[Desk]) -> Status:
    """How the whole fares."""
    configuration, states, now = desk.configuration(), await desk.store.feed_states(), desk.clock()
    fare = Counter(str(health(feed, states.get(feed.id), now).condition) for feed in configuration.feeds)
    return Status(
        installation=configuration.settings.installation,
        feeds=dict(fare),
        watches=sum(len(watchlist.watches) for watchlist in configuration.watchlists),
        receivers=len(configuration.receivers),
        archive=await desk.store.counts(),
        deliveries=await desk.store.delivery_counts(),
        unread=await desk.unread(),
        warnings=tuple(str(warning) for warning in configuration.warnings),
    )


HANDLERS = (status,)
