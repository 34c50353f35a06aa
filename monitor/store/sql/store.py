"""The whole store in a database."""

from datetime import datetime
from functools import partial
from typing import NamedTuple

from sqlalchemy import URL, Connection, text

from monitor.store.sql.alerts import SqlAlertStore
from monitor.store.sql.archive.events import SqlEventStore
from monitor.store.sql.archive.rows import SqlArchiveStore
from monitor.store.sql.database import Database
from monitor.store.sql.deliveries import SqlDeliveryStore
from monitor.store.sql.feeds import SqlFeedStore, SqlSubscriptionStore
from monitor.store.sql.migrate import migrate, schema_version
from monitor.store.sql.people.access import SqlAccessStore
from monitor.store.sql.people.attention import SqlAttentionStore
from monitor.store.sql.stories import SqlStoryStore
from monitor.store.sql.watches import SqlWatchStore

_SIZE_OF_SQLITE = text(
    "SELECT (pages.page_count - free.freelist_count) * size.page_size AS bytes "
    "FROM pragma_page_count() AS pages, pragma_freelist_count() AS free, pragma_page_size() AS size"
)
_SIZE_OF_POSTGRES = text("SELECT pg_database_size(current_database()) AS bytes")


class Look(NamedTuple):
    """What a database is found to be."""

    schema: str | None  # version; None where there is none of ours
    now: datetime | None  # by its own clock; None where that is the clock of this machine


class SqlStore(
    SqlFeedStore,
    SqlSubscriptionStore,
    SqlStoryStore,
    SqlAlertStore,
    SqlWatchStore,
    SqlDeliveryStore,
    SqlAttentionStore,
    SqlAccessStore,
    SqlArchiveStore,
    SqlEventStore,
):
    """Everything that Wirewatch remembers, in SQLite or PostgreSQL."""

    def __init__(self, url: URL) -> None:
        super().__init__(Database(url))

    async def size(self) -> int:
        """The size of the database in bytes; in SQLite, pages that were freed and will be used again do not count."""
        (row,) = await self._database.fetch(_SIZE_OF_SQLITE if self._database.is_sqlite else _SIZE_OF_POSTGRES)
        return int(row.bytes)

    async def look(self) -> Look:
        """What is there before anything is done to it."""
        return await self._database.read(partial(_look, has_clock=not self._database.is_sqlite))

    async def migrate(self) -> None:
        """Brings the schema to this version; raises StoreError where the store is newer."""
        await migrate(self._database)

    async def close(self) -> None:
        """Closes every connection."""
        await self._database.close()


def _look(connection: Connection, *, has_clock: bool) -> Look:
    now = connection.execute(text("SELECT clock_timestamp()")).scalar_one() if has_clock else None
    return Look(schema_version(connection), now)
