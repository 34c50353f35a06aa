"""The database of a store: how it reads, and how it writes in one transaction."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from sqlalchemy import URL, ColumnElement, Connection, Executable, Row, Table, delete, select, tuple_
from sqlalchemy.dialects import sqlite

from monitor.errors import StoreError, Transient, Unprocessable
from monitor.records import Record, decode
from monitor.store.sql.connections.batching import Batching, Done
from monitor.store.sql.connections.connection_pool import ConnectionPool
from monitor.store.sql.connections.group_commit import Undone, Write, committed
from monitor.store.sql.failures import named
from monitor.store.sql.packed import unpacked

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

R = TypeVar("R", bound=Record)
T = TypeVar("T")

_BATCH = 500  # rows deleted in one transaction; some ms
_MOST_READS = 20  # in one hop to a thread
_MOST_WRITES = 100  # in one transaction, so that the first of them need not wait for long


Read = Callable[[Connection], Any]
"""Reads, and is short."""


class Step(NamedTuple):
    """A statement with the row, or the rows, it is run for."""

    statement: Executable
    rows: Mapping[str, object] | Sequence[Mapping[str, object]]


class Database:
    """An SQLite file or a PostgreSQL database."""

    def __init__(self, url: URL) -> None:
        self.is_sqlite = url.get_backend_name() == "sqlite"
        self.writer, self._reader = _pools(url)
        self._reads = Batching[Read](self._read_all, most=_MOST_READS, beside_each_other=self._reader.threads)
        most = _MOST_WRITES if self.writer.threads == 1 else 1  # who may have several transactions at once does
        self._writes = Batching[Write](self._write_all, most=most, beside_each_other=self.writer.threads)
        self._upserts: dict[str, Executable] = {}  # by table: building a statement costs more than running it

    async def fetch(self, statement: Executable, **values: object) -> Sequence[Row[*tuple[Any, ...]]]:
        """The rows of a query."""
        return await self._reader.run(lambda connection: connection.execute(statement, values).all())

    async def read(self, work: Callable[[Connection], T]) -> T:
        """What `work` returns, which reads more than once."""
        return await self._reader.run(work)

    async def records(self, kind: type[R], statement: Executable, **values: object) -> list[R]:
        """The records in the first column of a query; raises StoreError for one that this version cannot read."""
        return await self._reader.run(lambda connection: _records(connection, kind, statement, values))

    async def few_records(self, kind: type[R], statement: Executable, **values: object) -> list[R]:
        """As `records`, of a query that is short: it goes to a thread with others of this turn of the event loop."""
        found: list[R] = await self._reads.call(lambda connection: _records(connection, kind, statement, values))
        return found

    async def write(self, *steps: Step, durable: bool = False) -> int:
        """Runs the steps in one transaction; returns how many rows the last one touched.

        `durable` also survives a power cut, at the cost of waiting for the disk; every write survives kill -9.
        """
        return int(await self._written(lambda connection: _run_steps(connection, steps), durable=durable))

    async def change(self, steps: Callable[[Connection], Iterable[Step]]) -> None:
        """Runs in one transaction the steps that follow from what it reads."""
        await self._written(lambda connection: _run_steps(connection, steps(connection)), durable=False)

    async def replace(self, replacements: Sequence[Step], *steps: Step) -> bool:
        """Runs all of it in one durable transaction, if each replacement touches a row for each it is run for.

        Else nothing at all is written, and the answer is False.
        """
        return bool(await self._written(lambda connection: _replaced(connection, replacements, steps), durable=True))

    async def write_each(self, step: Step) -> int:
        """Runs the step in one durable transaction; returns how many rows it touched altogether."""
        return int(await self._written(lambda connection: sum(_touched(connection, step)), durable=True))

    async def delete(self, table: Table, gone: ColumnElement[bool], **values: object) -> int:
        """Deletes the rows that are `gone`, in batches, between which others may write; returns how many they were."""
        key = table.primary_key.columns.values()
        batch = select(*key).where(gone).limit(_BATCH)
        statement = delete(table).where(tuple_(*key).in_(batch))
        total = 0
        while deleted := await self.write(Step(statement, values)):
            total += deleted
        return total

    async def _written(self, work: Callable[[Connection], object], *, durable: bool) -> Any:
        return await self._writes.call(Write(work, durable))

    async def _write_all(self, writes: Sequence[Write]) -> Sequence[Done]:
        return await self.writer.run(lambda connection: committed(connection, writes, self.begin))

    async def _read_all(self, reads: Sequence[Read]) -> Sequence[Done]:
        return await self._reader.run(lambda connection: [_read(connection, read) for read in reads])

    def begin(self, connection: Connection, durable: bool) -> None:
        """Opens a transaction that will write, so that two writers queue and do not fail half-way."""
        if self.is_sqlite:
            if connection.info.get("durable") != durable:
                connection.exec_driver_sql(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
                connection.info["durable"] = durable
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    def upsert(self, table: Table, *key: str) -> Executable:
        """Inserts a row, or replaces every other column of the one that has its `key`."""
        if table.name not in self._upserts:
            statement = self.insert(table)
            new = {
                column.name: statement.excluded[column.name] for column in table.c if column.name not in {*key, "seq"}
            }
            self._upserts[table.name] = statement.on_conflict_do_update(index_elements=key, set_=new)
        return self._upserts[table.name]

    def insert(self, table: Table) -> "sqlite.Insert | postgresql.Insert":
        """An insert that can say what to do about a row that is there already."""
        return insert(table, is_sqlite=self.is_sqlite)

    async def close(self) -> None:
        """Waits for what has begun, then closes every connection."""
        await self.writer.close()
        await self._reader.close()


def insert(table: Table, *, is_sqlite: bool) -> "sqlite.Insert | postgresql.Insert":
    """An insert that can say what to do about a row that is there already, in the language of the database."""
    if is_sqlite:
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # takes long to import, and SQLite has no need of it

    return postgresql.insert(table)


def _pools(url: URL) -> tuple[ConnectionPool, ConnectionPool]:
    """The one that writes and the one that reads; raises ImportError where the driver of the database is missing."""
    if url.get_backend_name() == "sqlite":
        from monitor.store.sql.sqlite import sqlite_pools

        return sqlite_pools(url)
    from monitor.store.sql.postgres import postgres_pools

    return postgres_pools(url)


def _read(connection: Connection, read: Read) -> Done:
    if connection.invalidated:  # by a read before it: each is tried again, on a new connection
        return Done(error=Transient("store: the connection was lost"))
    try:
        with named():
            return Done(read(connection))
    except Exception as error:  # noqa: BLE001 - it belongs to who waits for this read
        return Done(error=error)


def _run_steps(connection: Connection, steps: Iterable[Step]) -> int:
    """Runs the steps; returns how many rows the last one touched."""
    touched = 0
    for step in steps:
        touched = connection.execute(step.statement, step.rows).rowcount
    return touched


def _replaced(connection: Connection, replacements: Sequence[Step], steps: Iterable[Step]) -> bool:
    _run_steps(connection, steps)
    if not all(touched for replacement in replacements for touched in _touched(connection, replacement)):
        raise Undone(result=False)
    return True


def _touched(connection: Connection, step: Step) -> Iterator[int]:
    """How many rows the step touches for each it is run for: of many at once, drivers do not say."""
    rows = [step.rows] if isinstance(step.rows, Mapping) else step.rows
    return (connection.execute(step.statement, row).rowcount for row in rows)


def _records(connection: Connection, kind: type[R], statement: Executable, values: Mapping[str, object]) -> list[R]:
    return decoded(kind, connection.execute(statement, values).scalars().all())


def decoded(kind: type[R], rows: Sequence[str | bytes]) -> list[R]:
    """The records in `rows`; raises StoreError for one that this version cannot read."""
    try:
        return [decode(unpacked(row).encode(), kind) for row in rows]
    except Unprocessable as error:
        raise StoreError(f"store: a row was written by another version: {error}") from error
