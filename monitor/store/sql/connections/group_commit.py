"""Writes that go into one transaction: those that wait while SQLite's one connection that writes is busy.

A transaction of its own costs several times what a row in it costs, and a durable one waits for the disk. Whoever
writes hears of it once the common transaction is committed. Where one of the writes fails, each is done by itself
instead, so that only the one that fails is told so and nothing of the others is lost.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

from monitor.store.sql.connections.batching import Done
from monitor.store.sql.failures import named


class Undone(Exception):
    """Raised by a write of which nothing is to be kept; `result` is what it returns all the same."""

    def __init__(self, result: object) -> None:
        super().__init__("nothing is kept")
        self.result = result


class Write(NamedTuple):
    """What is run in a transaction, which whoever runs it begins and commits. It may be run again, in another one."""

    work: Callable[[Connection], Any]
    is_durable: bool  # survives a power cut, too


def committed(connection: Connection, writes: Sequence[Write], begin: Callable[[Connection, bool], None]) -> list[Done]:
    """What came of each of `writes`, all of them in one transaction if none fails; `begin` opens it."""
    if len(writes) > 1:
        begin(connection, any(write.is_durable for write in writes))
        try:
            results = [Done(write.work(connection)) for write in writes]
            connection.commit()
        except Exception:  # noqa: BLE001 - whose it is shows below
            connection.rollback()
        else:
            return results
    return [_alone(connection, write, begin) for write in writes]


def _alone(connection: Connection, write: Write, begin: Callable[[Connection, bool], None]) -> Done:
    try:
        with named():
            begin(connection, write.is_durable)
            result = write.work(connection)
            connection.commit()
    except Undone as undone:
        connection.rollback()
        return Done(undone.result)
    except Exception as error:  # noqa: BLE001 - it belongs to who waits for this write
        connection.rollback()
        return Done(error=error)
    return Done(result)
