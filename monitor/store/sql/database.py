"""The connections of a store in a database: how it reads, and how it writes in one transaction."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import URL, Executable, Row, Table, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from monitor.errors import StoreError, Unprocessable
from monitor.records import Record, decode
from monitor.store.sql.failures import named

R = TypeVar("R", bound=Record)

BUSY_SECONDS = 5.0  # how long a writer waits for another process before the call is Transient
CONNECT_SECONDS = 10


class Step(NamedTuple):
    """A statement with the row, or the rows, it is run for."""

    statement: Executable
    rows: Mapping[str, object] | Sequence[Mapping[str, object]]


class Database:
    """An SQLite file or a PostgreSQL database.

    SQLite has one writer at a time: one connection writes, and its pool is the queue; others read beside it (WAL).
    """

    def __init__(self, url: URL) -> None:
        self.is_sqlite = url.get_backend_name() == "sqlite"
        self._upserts: dict[str, Executable] = {}  # by table: building a statement costs more than running it
        if self.is_sqlite:
            self._writer, self._reader = _sqlite_engines(url)
        else:
            self._writer = self._reader = _postgres_engine(url)

    async def fetch(self, statement: Executable, **values: object) -> Sequence[Row[*tuple[Any, ...]]]:
        """The rows of a query."""
        with named():
            async with self._reader.connect() as connection:
                return (await connection.execute(statement, values)).all()

    async def records(self, kind: type[R], statement: Executable, **values: object) -> list[R]:
        """The records in the first column of a query; raises StoreError for one that this version cannot read."""
        rows = await self.fetch(statement, **values)
        try:
            return [decode(row[0].encode(), kind) for row in rows]
        except Unprocessable as error:
            raise StoreError(f"store: a row was written by another version: {error}") from error

    async def write(self, *steps: Step, durable: bool = False) -> int:
        """Runs the steps in one transaction; returns how many rows the last one touched.

        `durable` also survives a power cut, at the cost of waiting for the disk; every write survives kill -9.
        """
        touched = 0
        with named():
            async with self._writer.connect() as connection:
                await self.begin(connection, durable=durable)
                for step in steps:
                    touched = (await connection.execute(step.statement, step.rows)).rowcount
                await connection.commit()
        return touched

    async def begin(self, connection: AsyncConnection, *, durable: bool) -> None:
        """Opens a transaction that will write, so that two writers queue and do not fail half-way."""
        if self.is_sqlite:
            await connection.exec_driver_sql(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            await connection.exec_driver_sql("BEGIN IMMEDIATE")

    def upsert(self, table: Table, *key: str) -> Executable:
        """Inserts a row, or replaces every other column of the one that has its `key`."""
        if table.name not in self._upserts:
            statement = self.insert(table)
            new = {
                column.name: statement.excluded[column.name] for column in table.c if column.name not in {*key, "seq"}
            }
            self._upserts[table.name] = statement.on_conflict_do_update(index_elements=key, set_=new)
        return self._upserts[table.name]

    def insert(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        """An insert that can say what to do about a row that is there already."""
        return sqlite.insert(table) if self.is_sqlite else postgresql.insert(table)

    def writer(self) -> AsyncEngine:
        """The engine that writes, for migrations."""
        return self._writer

    async def close(self) -> None:
        """Closes every connection."""
        await self._writer.dispose()
        await self._reader.dispose()


def _sqlite_engines(url: URL) -> tuple[AsyncEngine, AsyncEngine]:
    if not url.database or url.database == ":memory:":
        raise StoreError("store: sqlite:// needs a file, such as sqlite:///wirewatch.db; memory:// keeps nothing")
    _make_directory(Path(url.database).parent)
    url = url.set(query={"timeout": str(BUSY_SECONDS), **url.query})
    # No isolation level: sqlite3 then opens no transaction of its own, and BEGIN IMMEDIATE is ours to say.
    options: dict[str, Any] = {"connect_args": {"isolation_level": None}}
    writer = create_async_engine(url, pool_size=1, max_overflow=0, **options)
    reader = create_async_engine(url, pool_size=4, max_overflow=0, **options)
    for engine in (writer, reader):
        event.listen(engine.sync_engine, "connect", _use_wal)
    return writer, reader


def _make_directory(directory: Path) -> None:
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"store: {error}") from error


def _use_wal(connection: Any, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.close()


def _postgres_engine(url: URL) -> AsyncEngine:
    # A peer that vanished without a word is noticed within a minute, not within the two hours of the kernel's default.
    alive = {"keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}
    return create_async_engine(url, pool_size=5, connect_args={"connect_timeout": CONNECT_SECONDS, **alive})
