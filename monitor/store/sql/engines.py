"""How each kind of database is connected to: a connection pool that writes and one that reads."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry

from monitor.errors import StoreError
from monitor.store.sql.connection_pool import ConnectionPool

READERS = 4
POSTGRES_WRITERS = 4
BUSY_SECONDS = 5.0  # how long a writer waits for another process before the call is Transient

# A server that vanished without a word is noticed within half a minute, not within the kernel's two hours.
_ALIVE = {
    "connect_timeout": 10,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}


def sqlite_pools(url: URL) -> tuple[ConnectionPool, ConnectionPool]:
    """SQLite has one writer at a time, so one connection writes and the rest read beside it (WAL)."""
    if not url.database or url.database == ":memory:":
        raise StoreError("store: sqlite:// needs a file, such as sqlite:///wirewatch.db; memory:// keeps nothing")
    _make_directory(Path(url.database).parent)
    url = url.set(query={"timeout": str(BUSY_SECONDS), **url.query})
    return _sqlite_pool(url, 1), _sqlite_pool(url, READERS)


def postgres_pools(url: URL) -> tuple[ConnectionPool, ConnectionPool]:
    """PostgreSQL has as many writers as it likes; what only reads needs no transaction and saves two round trips."""
    writer = create_engine(url, pool_size=POSTGRES_WRITERS, connect_args=_ALIVE)
    reader = create_engine(url, pool_size=READERS, connect_args=_ALIVE, isolation_level="AUTOCOMMIT")
    return ConnectionPool(writer, POSTGRES_WRITERS), ConnectionPool(reader, READERS)


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
        cursor.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        # SQLite does not wait for this one. The mode is the file's own, and whoever is in the way has just set it.
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
    finally:
        cursor.close()
