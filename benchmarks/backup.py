"""What a backup costs the program that writes meanwhile, beside SQLite's `VACUUM INTO`.

    python -m benchmarks.backup [--megabytes N] [--rounds N]

A writer commits a row to a log every 2 ms, as `wirewatch run` does under load, while the log is copied in turn by
`monitor.backup.snapshot` and by `VACUUM INTO`. A quarter of the file is free pages. Prints by how much the median and
the longest commit are longer than without a copy, how long the writer is kept out, processor time and size of copies.
"""

import argparse
import os
import sqlite3
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from monitor.backup.files import unheard
from monitor.backup.places import Role
from monitor.backup.snapshot import copy, one_moment
from monitor.log.sqlite_file import connect

_ROW: Final = 2000  # bytes
_BEFORE: Final = 1.0  # seconds without a copy


def made(path: Path, megabytes: int) -> Path:
    """A log of that size, a quarter of it free."""
    with closing(connect(path)) as connection:
        connection.execute("CREATE TABLE message (place INTEGER PRIMARY KEY, value BLOB)")
        connection.execute("BEGIN")
        rows = ((os.urandom(_ROW),) for _ in range(megabytes * 1_000_000 // _ROW))
        connection.executemany("INSERT INTO message (value) VALUES (?)", rows)
        connection.execute("COMMIT")
        connection.execute("DELETE FROM message WHERE place % 4 = 0")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@contextmanager
def writing(path: Path) -> Iterator[list[float]]:
    """A writer beside the body; what is given gets the seconds of each commit."""
    took, stop = list[float](), threading.Event()

    def write() -> None:
        with closing(connect(path)) as connection:
            while not stop.wait(0.002):
                begun = time.perf_counter()
                connection.execute("INSERT INTO message (value) VALUES (zeroblob(?))", (_ROW,))
                took.append(time.perf_counter() - begun)

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield took
    finally:
        stop.set()
        thread.join()


def by_steps(source: Path, target: Path) -> None:
    """As `wirewatch backup` does it."""
    with one_moment({Role.LOG: source}) as seen:
        copy(seen[Role.LOG], target, unheard)


def by_vacuum(source: Path, target: Path) -> None:
    """By `VACUUM INTO`."""
    with closing(sqlite3.connect(source, isolation_level=None)) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))


def kept_out(source: Path) -> float:
    """Seconds that opening a moment takes, in which nobody writes to the log."""
    begun = time.perf_counter()
    with one_moment({Role.LOG: source}):
        return time.perf_counter() - begun


def measured(name: str, act: Callable[[Path, Path], None], source: Path, target: Path) -> None:
    """One copy by `act`, told in a line."""
    with writing(source) as took:
        time.sleep(_BEFORE)
        before = took.copy()
        wall, processor = time.perf_counter(), time.process_time()
        act(source, target)
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
        during = took[len(before) :]
    size = target.stat().st_size / source.stat().st_size
    median, longest = statistics.median(during) / statistics.median(before), max(during) / max(before)
    print(
        f"{name:12} {wall:6.2f} s, {processor:5.2f} s of processor, {size:.2f} of the size; {len(during)} commits "
        f"meanwhile: median {median:.2f} times, longest {longest:.2f} times ({max(during) * 1000:.0f} ms)"
    )
    target.unlink()


def main() -> None:
    """Prints one line a copy."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--megabytes", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        source = made(Path(directory) / "log.db", asked.megabytes)
        for _ in range(asked.rounds):
            measured("backup", by_steps, source, Path(directory) / "copy.db")
            measured("VACUUM INTO", by_vacuum, source, Path(directory) / "copy.db")
        with writing(source):
            waits = [kept_out(source) for _ in range(50)]
        print(f"the writer is kept out for {statistics.median(waits) * 1000:.1f} ms (median of {len(waits)})")


if __name__ == "__main__":
    main()
