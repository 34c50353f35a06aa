"""The file under the embedded log: one SQLite database, written in batches by one thread. Blocking; no event loop here.

A message's row id is its partition's number and its offset in one integer, so that a partition lies in one piece of the
B-tree and reading on is a range scan. `synchronous=FULL` with all that waits in one transaction: a message is reported
durable after it was forced to the disk, and a burst pays for that once.
"""

import fcntl
import os
import queue
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, TypeVar

from monitor.errors import LogError, LogFull, LogInUse, LogVersion, Transient

SCHEMA_VERSION = 1
_OFFSET_BITS = 40
_PAGE_BYTES = 2048  # a short message writes one page of its own, and one of its partition
_BATCH = 1000  # writes in one transaction at most
_TABLES = """
CREATE TABLE lane (            -- one partition of one topic: the name stays, for files of earlier versions
    id INTEGER PRIMARY KEY,
    topic TEXT NOT NULL,
    partition INTEGER NOT NULL,
    next INTEGER NOT NULL DEFAULT 0,
    retention_ms INTEGER NOT NULL,
    UNIQUE (topic, partition)
);
CREATE TABLE message (
    place INTEGER PRIMARY KEY, -- lane << 40 | offset
    timestamp_ms INTEGER NOT NULL,
    key BLOB,
    value BLOB,
    headers BLOB
);
CREATE TABLE cursor (          -- what a group has committed: the offset of the next message to read
    grp TEXT NOT NULL,
    lane INTEGER NOT NULL,
    next INTEGER NOT NULL,
    PRIMARY KEY (grp, lane)
) WITHOUT ROWID;
"""

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], Any]


def place(number: int, offset: int) -> int:
    """The row id of the message at `offset` of partition number `number`."""
    return number << _OFFSET_BITS | offset


def offset_of(place: int) -> int:
    """The offset in a row id."""
    return place & ((1 << _OFFSET_BITS) - 1)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turns SQLite's errors into the vocabulary of `monitor.errors`."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_FULL:
            raise LogFull(f"{path}: the disk is full; free some space and start again, nothing is lost") from error
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise Transient(f"{path}: {error}") from error
        raise LogError(f"{path}: {error}") from error
    except sqlite3.DatabaseError as error:
        raise LogError(f"{path}: {error}") from error
    except OSError as error:
        raise LogError(f"{path}: {error.strerror}") from error


def connect(path: Path) -> sqlite3.Connection:
    """A connection with the log's settings; the caller begins and ends transactions itself."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=10)
    connection.execute(f"PRAGMA page_size={_PAGE_BYTES}")  # of a file that is made now
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA cache_size=-16000")
    return connection


def prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Makes the tables in an empty file; raises LogVersion for a file of another schema."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == 0:
        connection.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version={SCHEMA_VERSION}; COMMIT;")
    elif version != SCHEMA_VERSION:
        raise LogVersion(
            f"{path}: log of schema version {version}, this program reads version {SCHEMA_VERSION}; nothing was "
            "changed: install the version of Wirewatch that wrote it, or restore a backup that this one made"
        )


def own(path: Path) -> IO[str]:
    """Takes the lock that says this process reads the log for its groups; raises LogInUse where another has it."""
    lock = path.with_name(path.name + ".lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.seek(0)
        holder = lock.read().strip() or "unknown"
        lock.close()
        raise LogInUse(
            f"{path} is in use by process {holder}; one program at a time runs on an embedded log"
        ) from error
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock


def holder(path: Path) -> str | None:
    """The process that runs on the log at `path`; None where none does."""
    try:
        with path.with_name(path.name + ".lock").open() as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return path.with_name(path.name + ".lock").read_text().strip() or "unknown"
    except OSError:  # nobody ever ran
        return None
    return None


class Writer:
    """The one thread that writes: takes what waits, does it in one transaction, then tells everybody."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._queue: queue.SimpleQueue[tuple[Work, Future[Any]] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="log-writer", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[sqlite3.Connection], T]) -> "Future[T]":
        """The result of `work`, once the transaction that it ran in is on the disk."""
        future: Future[T] = Future()
        self._queue.put((work, future))
        return future

    def close(self) -> None:
        """Writes what waits and ends the thread."""
        self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        connection = connect(self._path)
        while (batch := self._next_batch()) is not None:
            # who was cancelled no longer waits; from here on nobody can be
            self._write(connection, [item for item in batch if item[1].set_running_or_notify_cancel()])
        connection.close()

    def _next_batch(self) -> list[tuple[Work, Future[Any]]] | None:
        item = self._queue.get()
        if item is None:
            return None
        batch = [item]
        while len(batch) < _BATCH and not self._queue.empty():
            following = self._queue.get()
            if following is None:
                self._queue.put(None)
                break
            batch.append(following)
        return batch

    def _write(self, connection: sqlite3.Connection, batch: list[tuple[Work, Future[Any]]]) -> None:
        try:
            with translated(self._path):
                connection.execute("BEGIN IMMEDIATE")
                results = [work(connection) for work, _ in batch]
                connection.execute("COMMIT")
        except Exception as error:  # noqa: BLE001 - whatever it is belongs to those who wait, not to this thread
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            for _, future in batch:
                future.set_exception(error)
        else:
            for (_, future), result in zip(batch, results, strict=True):
                future.set_result(result)
