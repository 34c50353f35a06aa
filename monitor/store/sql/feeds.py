"""Feed state, seen entries and leases in a database; and the subscriptions of feeds at hubs."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, or_, select

from monitor.identity import content_id
from monitor.records import encode
from monitor.store.base import FeedState, SeenEntry, Subscription, longest_lease, polled
from monitor.store.sql.database import Step
from monitor.store.sql.part import Part
from monitor.store.sql.tables import feed_states, leases, seen_entries, subscriptions

_SUBSCRIPTIONS = select(subscriptions.c.record)
_STATES = select(feed_states.c.record)
_STATE = _STATES.where(feed_states.c.feed == bindparam("feed"))
_SEEN = select(seen_entries.c.record).where(seen_entries.c.feed == bindparam("feed"))
_FORGET = delete(seen_entries).where(seen_entries.c.id == bindparam("key"))
_RELEASE = delete(leases).where(leases.c.worker == bindparam("worker"))


class SqlFeedStore(Part):
    """See FeedStore."""

    async def feed_states(self) -> dict[str, FeedState]:
        """All states by feed id."""
        return {state.feed: state for state in await self._database.records(FeedState, _STATES)}

    async def feed_state(self, feed: str) -> FeedState | None:
        """The state of one feed."""
        found = await self._database.records(FeedState, _STATE, feed=feed)
        return found[0] if found else None

    async def seen(self, feed: str) -> dict[str, SeenEntry]:
        """The entries of `feed` seen before, by entry id."""
        return {entry.entry: entry for entry in await self._database.records(SeenEntry, _SEEN, feed=feed)}

    async def remember_poll(
        self, state: FeedState, entries: Sequence[SeenEntry], forgotten: Sequence[str] = ()
    ) -> None:
        """Writes the state and the entries of one poll, and removes those `forgotten` by id, in one transaction."""
        row = {"feed": state.feed, "record": encode(state).decode()}
        steps = [Step(self._database.upsert(feed_states, "feed"), row)]
        if entries:
            steps.append(Step(self._database.upsert(seen_entries, "id"), [_row(entry) for entry in entries]))
        if forgotten:
            steps.append(Step(_FORGET, [{"key": _key(state.feed, name)} for name in forgotten]))
        await self._database.write(*steps)

    async def claim(self, host: str, worker: str, now: datetime, seconds: float) -> bool:
        """Whether `worker` holds the lease on `host` for the next `seconds`; decided by one statement."""
        statement = self._database.insert(leases)
        taken = statement.on_conflict_do_update(
            index_elements=["host"],
            set_={"worker": statement.excluded.worker, "expires": statement.excluded.expires},
            where=or_(leases.c.worker == worker, leases.c.expires <= now, leases.c.expires > longest_lease(now)),
        )
        row = {"host": host, "worker": worker, "expires": now + timedelta(seconds=seconds)}
        return await self._database.write(Step(taken.execution_options(preserve_rowcount=True), row)) == 1

    async def release(self, worker: str) -> None:
        """Gives up every lease of `worker`."""
        await self._database.write(Step(_RELEASE, {"worker": worker}))

    async def forget_leases(self, before: datetime) -> int:
        """Removes leases that ran out before `before`; returns how many."""
        return await self._database.delete(leases, leases.c.expires < bindparam("before"), before=before)

    async def forget_feeds(self, configured: Collection[str], before: datetime) -> int:
        """Removes state and entries of feeds that are not `configured` and were not polled since `before`."""
        states = await self.feed_states()
        gone = [feed for feed, state in states.items() if feed not in configured and not polled(state, before)]
        for feed in gone:  # the state last: what a crash leaves is found again
            await self._database.delete(seen_entries, seen_entries.c.feed == bindparam("feed_"), feed_=feed)
            await self._database.delete(feed_states, feed_states.c.feed == bindparam("feed_"), feed_=feed)
        return len(gone)


class SqlSubscriptionStore(Part):
    """See SubscriptionStore."""

    async def subscriptions(self) -> dict[str, Subscription]:
        """All subscriptions by feed id."""
        return {found.feed: found for found in await self._database.records(Subscription, _SUBSCRIPTIONS)}

    async def remember_subscription(self, subscription: Subscription) -> None:
        """Writes one subscription."""
        row = {"feed": subscription.feed, "record": encode(subscription).decode()}
        await self._database.write(Step(self._database.upsert(subscriptions, "feed"), row))

    async def forget_subscriptions(self, kept: Collection[str]) -> int:
        """Removes those of all feeds but these; returns how many."""
        gone = [feed for feed in await self.subscriptions() if feed not in kept]
        for feed in gone:
            await self._database.delete(subscriptions, subscriptions.c.feed == bindparam("feed_"), feed_=feed)
        return len(gone)


def _row(entry: SeenEntry) -> dict[str, str]:
    return {"id": _key(entry.feed, entry.entry), "feed": entry.feed, "record": encode(entry).decode()}


def _key(feed: str, entry: str) -> str:
    return content_id("e", feed, entry)
