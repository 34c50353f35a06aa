"""How SQLite is connected to: a connection pool that writes and one that reads."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry

from monitor.errors import StoreError
from monitor.store.sql.connections.connection_pool import ConnectionPool

READERS = 4
PAGE_BYTES = 2048  # a row of some bytes in each of ten indexes writes ten pages
CHECKPOINT_PAGES = 8000  # 16 MB of WAL: a page that many writes touch goes into the file once for all of them
BUSY_SECONDS = 5.0  # how long a writer waits for another process before the call is Transient


def sqlite_pools(url: URL) -> tuple[ConnectionPool, ConnectionPool]:
    """SQLite has one writer at a time, so one connection writes and the rest read beside it (WAL)."""
    if not url.database or url.database == ":memory:":
        raise StoreError("store: sqlite:// needs a file, such as sqlite:///wirewatch.db; memory:// keeps nothing")
    _make_directory(Path(url.database).parent)
    url = url.set(query={"timeout": str(BUSY_SECONDS), **url.query})
    return _sqlite_pool(url, 1), _sqlite_pool(url, READERS)


def _sqlite_pool(url: URL, threads: int) -> ConnectionPool:
    # No isolation level: sqlite3 then opens no transaction of its own, and BEGIN IMMEDIATE is ours to say. SQLAlchemy
    # rolls back what was left open when a connection is closed, so the pool need not do it once more.
    options: dict[str, Any] = {"connect_args": {"isolation_level": None}, "pool_reset_on_return": None}
    engine = create_engine(url, pool_size=threads, **options)
    event.listen(engine, "connect", _use_wal)
    return ConnectionPool(engine, threads)


def _make_directory(directory: Path) -> None:
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"store: {error}") from error


def _use_wal(connection: Any, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    try:
        cursor.execute(f"PRAGMA page_size = {PAGE_BYTES}")  # of a file that is made now
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
    except sqlite3.OperationalError as error:
        # SQLite does not wait for this one. The mode is the file's own, and whoever is in the way has just set it.
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
    finally:
        cursor.close()
