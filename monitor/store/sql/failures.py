"""What a database error means to the rest of the program."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from monitor.errors import StoreError, Transient

# Another process holds the file for longer than we waited, or a signal cut the call short; anything else that SQLite
# reports (disk full, no database, malformed, read-only, no such table) stays so until somebody mends it.
_PASSING = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_INTERRUPT})


@contextmanager
def named() -> Iterator[None]:
    """Turns errors of the database into Transient or StoreError."""
    try:
        yield
    except DBAPIError as error:
        kind = Transient if _passes(error) else StoreError
        raise kind(f"store: {' '.join(str(error.orig).split())}") from error
    except (PoolTimeout, OSError) as error:
        raise Transient(f"store: {error}") from error
    except SQLAlchemyError as error:
        raise StoreError(f"store: {error}") from error


def _passes(error: DBAPIError) -> bool:
    if isinstance(error.orig, sqlite3.Error):
        return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in _PASSING
    # PostgreSQL: connection lost or refused, deadlock, shutting down, out of resources.
    return isinstance(error, OperationalError | InterfaceError)
