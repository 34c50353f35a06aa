"""One feed: polls it, or reads what its hub pushed. Nothing is published here."""

import asyncio
import logging
from datetime import datetime
from typing import NamedTuple

from agents.polling.base import Polled, Polling
from agents.polling.remembered import read_state, seen_of
from monitor.errors import LogError, StoreError
from monitor.feeds.failures import Failure, PollReason
from monitor.feeds.feed import Feed
from monitor.feeds.polling.conclude import conclude, hurried
from monitor.feeds.polling.outcome import begin, failed
from monitor.feeds.schedule.clock import at_present, ran_ahead
from monitor.feeds.state import FeedState
from monitor.fetch.poll import poll, pushed
from monitor.fetch.websub import Push

log = logging.getLogger(__name__)


class Reader(NamedTuple):
    """What all readings of one round share."""

    polling: Polling
    limit: asyncio.Semaphore  # of requests and parsings at once
    multiplier: float | None  # of the budget, see `monitor.feeds.rhythm.budget`


async def read_by_poll(reader: Reader, feed: Feed, state: FeedState | None) -> Polled:
    """One poll of `feed`, known by `state`. A mistake of ours costs this poll only; raises LogError and StoreError."""
    try:
        return await _poll(reader, feed, state)
    except (LogError, StoreError):
        raise
    except Exception as error:
        log.exception("poll_broke feed=%s", feed.id)
        begun = begin(feed, state, reader.polling.edges.clock(), reader.polling.random())
        outcome = failed(begun, Failure(reason=PollReason.UNEXPECTED, error=type(error).__name__))
        return Polled(feed, outcome, conclude(feed, state, outcome, None))


async def _poll(reader: Reader, feed: Feed, state: FeedState | None) -> Polled:
    polling = reader.polling
    async with reader.limit:
        now, seen = polling.edges.clock(), seen_of(polling, feed)
        state = _at_present(state, now)
        asked = hurried(feed, state)
        outcome = await poll(asked, state, seen, polling.fetcher, polling.parser, now=now, jitter=polling.random())
    outcome = await polling.enrich(feed, outcome)  # not within the limit: slow pages keep no other feed waiting
    live, multiplier = polling.hubs.is_live(feed.id), reader.multiplier if feed.by_rhythm else None
    conclusion = conclude(feed, state, outcome, multiplier, live=live)
    if conclusion.hub_missed:
        await polling.hubs.missed(feed.id)
    return Polled(feed, outcome, conclusion)


def _at_present(state: FeedState | None, now: datetime) -> FeedState | None:
    if state is None or not ran_ahead(state, now):
        return state
    log.warning("clock_ran_ahead feed=%s last_poll=%s now=%s", state.feed, state.last_poll, now)
    return at_present(state, now)


async def read_push(reader: Reader, feed: Feed, push: Push) -> Polled | None:
    """What a hub pushed of `feed`, the same way as what a poll brings; None where it is unreadable."""
    polling = reader.polling
    async with reader.limit:
        state, seen, now = await read_state(polling, feed), seen_of(polling, feed), polling.edges.clock()
        content, content_type = push.content, push.content_type
        outcome = await pushed(feed, state, seen, polling.parser, content=content, content_type=content_type, now=now)
    if outcome.error:  # not a failure of the feed
        log.warning("push_unreadable feed=%s error=%s", feed.id, outcome.error)
        return None
    outcome = await polling.enrich(feed, outcome)
    return Polled(feed, outcome, conclude(feed, state, outcome, None, live=True, pushed=True))
