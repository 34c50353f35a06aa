"""The store in memory: forgets everything at the end of the process. For tests, `explain` and backtests."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from monitor.store.base import (
    FeedState,
    SeenEntry,
    Sketch,
    StoryEntry,
    StorySummary,
    Subscription,
    longest_lease,
    polled,
)
from monitor.store.memory_access import MemoryAccessStore
from monitor.store.memory_attention import MemoryAttentionStore
from monitor.store.memory_deliveries import MemoryDeliveryStore
from monitor.store.memory_events import MemoryEventStore
from monitor.store.memory_rows import remove
from monitor.store.memory_stories import MemoryStories


class MemoryStore(MemoryDeliveryStore, MemoryAttentionStore, MemoryEventStore, MemoryAccessStore):
    """Every family of the store as plain dictionaries. Never raises."""

    def __init__(self) -> None:
        super().__init__()
        self._feeds: dict[str, FeedState] = {}
        self._seen: dict[str, dict[str, SeenEntry]] = {}
        self._subscriptions: dict[str, Subscription] = {}
        self._leases: dict[str, tuple[str, datetime]] = {}
        self._sketches: dict[str, Sketch] = {}
        self.told = MemoryStories()

    async def feed_states(self) -> dict[str, FeedState]:
        """All states by feed id."""
        return dict(self._feeds)

    async def feed_state(self, feed: str) -> FeedState | None:
        """The state of one feed."""
        return self._feeds.get(feed)

    async def seen(self, feed: str) -> dict[str, SeenEntry]:
        """The entries of `feed` seen before, by entry id."""
        return dict(self._seen.get(feed, {}))

    async def remember_poll(
        self, state: FeedState, entries: Sequence[SeenEntry], forgotten: Sequence[str] = ()
    ) -> None:
        """Writes the state and the entries of one poll, and removes those `forgotten` by id."""
        self._feeds[state.feed] = state
        for entry in entries:
            self._seen.setdefault(entry.feed, {})[entry.entry] = entry
        for name in forgotten:
            self._seen.get(state.feed, {}).pop(name, None)

    async def claim(self, host: str, worker: str, now: datetime, seconds: float) -> bool:
        """Whether `worker` holds the lease on `host` for the next `seconds`."""
        holder, expires = self._leases.get(host, (worker, now))
        if holder != worker and now < expires <= longest_lease(now):
            return False
        self._leases[host] = (worker, now + timedelta(seconds=seconds))
        return True

    async def release(self, worker: str) -> None:
        """Gives up every lease of `worker`."""
        self._leases = {host: lease for host, lease in self._leases.items() if lease[0] != worker}

    async def forget_leases(self, before: datetime) -> int:
        """Removes leases that ran out before `before`; returns how many."""
        return remove(self._leases, lambda lease: lease[1] < before)

    async def forget_feeds(self, configured: Collection[str], before: datetime) -> int:
        """Removes state and entries of feeds that are not `configured` and were not polled since `before`."""
        forgotten = remove(self._feeds, lambda state: state.feed not in configured and not polled(state, before))
        self._seen = {feed: entries for feed, entries in self._seen.items() if feed in self._feeds}
        return forgotten

    async def subscriptions(self) -> dict[str, Subscription]:
        """All subscriptions by feed id."""
        return dict(self._subscriptions)

    async def remember_subscription(self, subscription: Subscription) -> None:
        """Writes one subscription."""
        self._subscriptions[subscription.feed] = subscription

    async def forget_subscriptions(self, kept: Collection[str]) -> int:
        """Removes those of all feeds but these; returns how many."""
        return remove(self._subscriptions, lambda subscription: subscription.feed not in kept)

    async def sketches(self, since: datetime) -> Sequence[Sketch]:
        """All sketches placed at or after `since`, in the order they were placed."""
        return sorted((s for s in self._sketches.values() if s.placed >= since), key=lambda sketch: sketch.placed)

    async def remember_sketch(self, sketch: Sketch, entry: StoryEntry | None = None) -> None:
        """Writes one sketch, and what is told of its article; renames what was merged or moved when it was placed."""
        self._sketches[sketch.article] = sketch
        if entry is not None:
            self.told.remember(sketch, entry)

    async def stories(
        self,
        since: datetime | None = None,
        *,
        story: str | None = None,
        storyline: str | None = None,
        last: int | None = None,
        beyond: tuple[datetime, str] | None = None,
    ) -> Sequence[StorySummary]:
        """Stories with an article placed at `since` or later, this one, of this storyline; the `last`, newest last."""
        found = self.told.stories(since, story, storyline, beyond)
        return found if last is None else found[len(found) - min(last, len(found)) :]

    async def story_entries(self, story: str) -> Sequence[StoryEntry]:
        """The articles of a story and of what was merged into it, in order of time; by any name that it had."""
        return self.told.entries(story)

    async def forget_stories(self, before: datetime) -> int:
        """Removes articles of stories from before `before`, and stories without any; returns how many articles."""
        return self.told.forget(before)

    async def forget_sketches(self, before: datetime) -> int:
        """Removes sketches placed before `before`; returns how many."""
        return remove(self._sketches, lambda sketch: sketch.placed < before)

    async def migrate(self) -> None:
        """Nothing to do: memory has no older version."""

    async def size(self) -> None:
        """None: there is no file."""

    async def close(self) -> None:
        """Nothing to release."""
