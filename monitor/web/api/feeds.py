"""Feeds: how each fares, and why."""

from datetime import datetime
from typing import Annotated

from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, QueryParameter

from monitor.errors import Conflict
from monitor.feeds.condition import Condition
from monitor.feeds.feed import Feed
from monitor.feeds.health.health import health
from monitor.feeds.schedule.waits import is_held
from monitor.feeds.state import FeedState
from monitor.records import Record
from monitor.web.access.asker import Asker
from monitor.web.access.writing import writing
from monitor.web.desk import Desk
from monitor.web.reading import reading

Of = Annotated[Condition | None, QueryParameter(name="state", description="Only feeds that fare so.")]


class FeedReport(Record, frozen=True, kw_only=True):
    """A feed and how it fares."""

    feed: str  # id
    title: str  # "" where it has none
    url: str  # at which it is polled by now
    publisher: str  # "" where each article names its own
    tags: tuple[str, ...]
    tier: int  # of trust, from 1, the most, to 4
    state: Condition
    reason: str  # why, in words
    since: datetime | None  # when that began
    last_success: datetime | None
    last_new: datetime | None  # when it brought an article last
    next_poll: datetime | None
    failures: int  # in a row


class Feeds(Record, frozen=True, kw_only=True):
    """The feeds of the configuration."""

    items: tuple[FeedReport, ...]


@reading("/feeds", "listFeeds", "feeds")
async def feeds(desk: NamedDependency[Desk], fares: Of = None) -> Feeds:
    """All feeds, in the order of the configuration."""
    states, now = await desk.store.feed_states(), desk.clock()
    found = (feed_report(feed, states.get(feed.id), now) for feed in desk.configuration().feeds)
    return Feeds(items=tuple(each for each in found if fares in (None, each.state)))


@reading("/feeds/{feed_id:str}", "getFeed", "feeds")
async def feed(desk: NamedDependency[Desk], feed_id: FromPath[str]) -> FeedReport:
    """One feed."""
    return feed_report(_configured(desk, feed_id), await desk.store.feed_state(feed_id), desk.clock())


@writing("POST", "/feeds/{feed_id:str}/poll", "pollFeed", "feeds", status=202)
async def polled(desk: NamedDependency[Desk], asker: NamedDependency[Asker], feed_id: FromPath[str]) -> FeedReport:
    """Polls a feed within seconds. Where its server asked to be left alone, that is refused.

    Of several workers, one that polls other feeds of the same host has to be done first, which takes a minute at most.
    """
    configured, state = _configured(desk, feed_id), await desk.store.feed_state(feed_id)
    if is_held(state, asker.now):
        until = state.schedule.held_until if state else None
        raise Conflict(f"the server of {feed_id!r} asked to be left alone until {until:%Y-%m-%d %H:%M} UTC")
    desk.poll(feed_id)
    return feed_report(configured, state, asker.now)


def _configured(desk: Desk, feed_id: str) -> Feed:
    found = next((each for each in desk.configuration().feeds if each.id == feed_id), None)
    if found is None:
        raise NotFoundException(f"There is no feed {feed_id!r}.")
    return found


def feed_report(feed: Feed, state: FeedState | None, now: datetime) -> FeedReport:
    """How `feed` fares at `now`, by what is remembered of it."""
    fares = health(feed, state, now)
    return FeedReport(
        feed=feed.id,
        title=feed.title,
        url=state.address.url if state else feed.url,
        publisher=feed.publisher,
        tags=feed.tags,
        tier=feed.tier,
        state=fares.condition,
        reason=fares.reason,
        since=fares.since,
        last_success=state.last_success if state else None,
        last_new=state.last_new if state else None,
        next_poll=state.schedule.next_poll if state else None,
        failures=state.failures.count if state else 0,
    )


HANDLERS = (feeds, feed, polled)
