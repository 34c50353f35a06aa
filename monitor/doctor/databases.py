"""Looks at databases in files, also while a program works on them."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

QUICK_SECONDS: Final = 5.0
_CLOSED: Final = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY)
_STEPS: Final = 20_000  # of SQLite's machine, between two looks at the time


def quick_check(path: Path, *, seconds: float | None, monotonic: Callable[[], float] = time.monotonic) -> str | None:
    """What SQLite says of the pages of the database at `path`: "ok", or what is damaged; None where time was over.

    seconds: how long it may take; None looks at all of it. Raises sqlite3.Error where it cannot be opened.
    """
    ends = None if seconds is None else monotonic() + seconds
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=QUICK_SECONDS)) as connection:
        connection.set_progress_handler(lambda: ends is not None and monotonic() > ends, _STEPS)
        try:
            (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        except sqlite3.OperationalError as error:
            if (code := error.sqlite_errorcode & 0xFF) in _CLOSED:
                raise
            return None if code == sqlite3.SQLITE_INTERRUPT else str(error)
        except sqlite3.DatabaseError as error:
            return str(error)
    return " ".join(str(verdict).split())
