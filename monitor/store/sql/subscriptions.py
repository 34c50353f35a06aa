"""Subscriptions at hubs in a database."""

from collections.abc import Collection

from sqlalchemy import bindparam, select

from monitor.records import encode
from monitor.store.base import Subscription
from monitor.store.sql.database import Step
from monitor.store.sql.part import Part
from monitor.store.sql.tables import subscriptions

_ALL = select(subscriptions.c.record)


class SqlSubscriptionStore(Part):
    """See SubscriptionStore."""

    async def subscriptions(self) -> dict[str, Subscription]:
        """All subscriptions by feed id."""
        return {found.feed: found for found in await self._database.records(Subscription, _ALL)}

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
