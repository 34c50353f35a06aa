"""The whole store in a database."""

from sqlalchemy import URL

from monitor.store.sql.alerts import SqlAlertStore
from monitor.store.sql.archive.rows import SqlArchiveStore
from monitor.store.sql.attention import SqlAttentionStore
from monitor.store.sql.database import Database
from monitor.store.sql.deliveries import SqlDeliveryStore
from monitor.store.sql.feeds import SqlFeedStore, SqlSubscriptionStore
from monitor.store.sql.migrate import migrate
from monitor.store.sql.stories import SqlStoryStore


class SqlStore(
    SqlFeedStore,
    SqlSubscriptionStore,
    SqlStoryStore,
    SqlAlertStore,
    SqlDeliveryStore,
    SqlAttentionStore,
    SqlArchiveStore,
):
    """Everything that Wirewatch remembers, in SQLite or PostgreSQL."""

    def __init__(self, url: URL) -> None:
        super().__init__(Database(url))

    async def migrate(self) -> None:
        """Brings the schema to this version; raises StoreError where the store is newer."""
        await migrate(self._database)

    async def close(self) -> None:
        """Closes every connection."""
        await self._database.close()
