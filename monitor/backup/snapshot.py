"""Store and log as they are at one moment, copied while the program writes.

What the program remembers in its store it has written to the log before, and what it has read from the log it marks as
read only when it is remembered. So no order of two copies is right: a store that is older than its log lacks what is
marked as read, and a newer one knows entries whose articles are in no log. Here nobody writes to the log for the
millisecond in which both are looked at; the copies show that look, however long they take.

Why not `VACUUM INTO`: it cannot be told of a look that began before. It would leave out the pages that are free, which
the program uses again anyway. Neither keeps the program from writing.
"""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Final

from monitor.backup.files import Told, named, sync
from monitor.backup.places import Role
from monitor.errors import BackupError

_PAGES: Final = 1000  # in one step, between which others get their turn
_BUSY_SECONDS: Final = 10.0


@contextmanager
def one_moment(databases: Mapping[Role, Path]) -> Iterator[Mapping[Role, sqlite3.Connection]]:
    """A connection to each database, which sees it as it was at the one moment at which the body begins.

    Raises BackupError where one cannot be opened.
    """
    with ExitStack() as stack:
        opened = {role: stack.enter_context(closing(_open(path))) for role, path in databases.items()}
        with _nobody_writes(databases.get(Role.LOG)):
            for role, connection in opened.items():
                with named(databases[role]):
                    _look(connection)
        yield opened


def _open(path: Path) -> sqlite3.Connection:
    with named(path):
        return sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=_BUSY_SECONDS)


def _look(connection: sqlite3.Connection) -> None:
    """From now on the connection sees what there is now: SQLite's read transactions begin with the first read."""
    connection.execute("BEGIN")
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()


@contextmanager
def _nobody_writes(log: Path | None) -> Iterator[None]:
    if log is None:
        yield
        return
    with named(log), closing(_open(log)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        yield
        writer.execute("ROLLBACK")


def size_of(connection: sqlite3.Connection) -> int:
    """The bytes of a copy."""
    (pages,), (size,) = (connection.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "page_size"))
    return int(pages * size)


def copy(connection: sqlite3.Connection, target: Path, told: Told) -> None:
    """Writes what `connection` sees into the new file `target`, checked and on the disk when this returns.

    Raises BackupError where what was copied is damaged; what SQLite raises.
    """
    size, before = size_of(connection), 0

    def on(_status: int, remaining: int, total: int) -> None:
        nonlocal before
        done = size * (total - remaining) // max(1, total)
        told(done - before)
        before = done
        os.fsync(file.fileno())  # little by little: at the end the program would have to wait until all of it is there

    with target.open("xb") as file, closing(sqlite3.connect(target, isolation_level=None)) as into:
        into.execute("PRAGMA synchronous = OFF")  # what is forced to the disk is said here
        connection.backup(into, pages=_PAGES, progress=on, sleep=0)
        into.execute("PRAGMA journal_mode = DELETE")  # one file, that a read-only disk can hold
        (verdict,) = into.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise BackupError(f"what is copied is damaged: {' '.join(verdict.split())}")
    sync([target])
