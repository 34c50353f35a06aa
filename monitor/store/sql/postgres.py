"""PostgreSQL: its connections, none of which waits for ever.

A server that is gone is noticed by the kernel. One that is still there, or a firewall in between that swallows what is
sent, is not: so the answer to each statement is waited for no longer than `ANSWER_SECONDS`, then the connection is
closed and the work is done again on a new one. What the server still holds for the old one, it lets go by itself.
"""

from typing import Any

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry

from monitor.errors import StoreError
from monitor.store.sql.connections.connection_pool import ConnectionPool

READERS = WRITERS = 4
ANSWER_SECONDS = 15.0  # to one statement; each touches a few rows
MIGRATION_SECONDS = 3600.0

# A server that vanished without a word is noticed within half a minute, not within the kernel's two hours.
_ALIVE = {
    "client_encoding": "UTF8",
    "connect_timeout": 10,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
# What the server ends by itself: a statement that takes too long or waits for a lock, and a transaction in which
# nothing more comes because its connection went silent; else its locks would keep out the one that does it again.
_SERVER = "SET statement_timeout = '12s'; SET idle_in_transaction_session_timeout = '15s'"


class BoundedConnection(psycopg.Connection[Any]):
    """A connection that is given up where an answer does not come within `answer_seconds`."""

    answer_seconds = ANSWER_SECONDS

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """Runs what waits for the server; raises OperationalError, with the connection closed, when it is too long."""
        try:
            return super().wait(gen, interval, timeout or self.answer_seconds)
        except psycopg.OperationalError as error:
            if self.pgconn.transaction_status != TransactionStatus.ACTIVE:  # else the server would have answered
                raise
            self.pgconn.finish()
            raise psycopg.OperationalError(f"no answer for {self.answer_seconds:.0f} s") from error


def postgres_pools(url: URL) -> tuple[ConnectionPool, ConnectionPool]:
    """As many writers as one likes; what only reads needs no transaction and saves two round trips."""
    writer = create_engine(url, pool_size=WRITERS, connect_args=_ALIVE)
    reader = create_engine(url, pool_size=READERS, connect_args=_ALIVE, isolation_level="AUTOCOMMIT")
    return _pool(writer, WRITERS), _pool(reader, READERS)


def take_time(connection: Connection) -> None:
    """Lets the transaction on `connection` take as long as a migration may; it is closed at the end, not used again."""
    driver: Any = connection.connection.dbapi_connection
    driver.answer_seconds = MIGRATION_SECONDS
    connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
    connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
    connection.detach()


def _pool(engine: Engine, threads: int) -> ConnectionPool:
    event.listen(engine, "do_connect", _connect)
    event.listen(engine, "connect", _bound_server)
    return ConnectionPool(engine, threads)


def _connect(_dialect: Any, _record: ConnectionPoolEntry, arguments: Any, keywords: Any) -> BoundedConnection:
    connection: BoundedConnection = BoundedConnection.connect(*arguments, **keywords)
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        connection.close()
        raise StoreError(
            f"store: the database is in {encoding}, which does not hold the texts of all languages; make one by "
            "CREATE DATABASE wirewatch TEMPLATE template0 ENCODING 'UTF8'"
        )
    return connection


def _bound_server(connection: BoundedConnection, _entry: ConnectionPoolEntry) -> None:
    before, connection.autocommit = connection.autocommit, True
    connection.execute(_SERVER)
    connection.autocommit = before
