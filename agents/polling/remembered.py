"""What ingest goes by between polls: the states of the feeds, their seen entries, and the multiplier of the budget."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from agents.polling.base import AGENT, Polling
from agents.runtime.edges import retry_until_available
from monitor.feeds.feed import Feed
from monitor.feeds.schedule.due import MULTIPLIER_AGAIN, READ_AGAIN, Known, is_outdated
from monitor.feeds.schedule.multiplier import current_multiplier
from monitor.feeds.seen import SeenEntry
from monitor.feeds.state import FeedState


class States:
    """What is known of the feeds: that of all is read now and then, that of one when it is polled."""

    def __init__(self, polling: Polling) -> None:
        self._polling = polling
        self._states: dict[str, FeedState] = {}
        self._started = polling.edges.clock()
        self._read: datetime | None = None

    async def known(self) -> Known:
        """All that is known; states of feeds that another worker polls may be half a minute old."""
        now = self._polling.edges.clock()
        if is_outdated(self._read, READ_AGAIN, now):
            self._states, self._read = await read_states(self._polling), now
        return Known(self._polling.feeds(), self._states, self._started)

    async def one(self, feed: Feed) -> FeedState | None:
        """The state of one feed as it is in the store now."""
        state = await read_state(self._polling, feed)
        if state is not None:
            self.note(state)
        return state

    def note(self, state: FeedState) -> None:
        """A poll led to this state."""
        self._states[state.feed] = state


class Budget:
    """The Lagrange multiplier of the budget, found anew from the rhythms of all feeds every ten minutes."""

    def __init__(self, polling: Polling) -> None:
        self._polling = polling
        self._multiplier: float | None = None
        self._found: datetime | None = None

    async def multiplier(self, states: Mapping[str, FeedState]) -> float | None:
        """The multiplier that holds now; None where there is no budget."""
        budget, now = self._polling.requests_per_hour, self._polling.edges.clock()
        if budget is not None and is_outdated(self._found, MULTIPLIER_AGAIN, now):
            self._multiplier = await asyncio.to_thread(current_multiplier, self._polling.feeds(), states, budget, now)
            self._found = now
        return self._multiplier


async def read_states(polling: Polling) -> dict[str, FeedState]:
    """The states of all feeds, by feed id."""
    return await retry_until_available(AGENT, polling.store.feed_states, polling.edges)


async def read_state(polling: Polling, feed: Feed) -> FeedState | None:
    """The state of `feed`; None where it was never polled."""
    return await retry_until_available(AGENT, lambda: polling.store.feed_state(feed.id), polling.edges)


def seen_of(polling: Polling, feed: Feed) -> Callable[[], Awaitable[Mapping[str, SeenEntry]]]:
    """Reads the entries of `feed` seen before, when they are needed: an unchanged feed needs none."""

    async def seen() -> Mapping[str, SeenEntry]:
        return await retry_until_available(AGENT, lambda: polling.store.seen(feed.id), polling.edges)

    return seen
