"""Copies are of one moment, whatever is written meanwhile, and whoever writes is not held up."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from monitor.backup import snapshot
from monitor.backup.files import unheard
from monitor.backup.places import Role
from monitor.backup.snapshot import copy, one_moment
from monitor.errors import BackupError


def database(path: Path, rows: int = 0) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE said (number INTEGER PRIMARY KEY, text BLOB)")
        connection.execute("CREATE TABLE done (number INTEGER)")
        connection.execute("INSERT INTO done VALUES (0)")
        connection.executemany("INSERT INTO said (text) VALUES (zeroblob(?))", [(3000,)] * rows)
        connection.commit()
    return path


def count(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        (number,) = connection.execute("SELECT count(*) FROM said").fetchone()
        return int(number)


def test_what_is_written_between_two_steps_is_not_in_the_copy_and_does_not_begin_it_anew(tmp_path: Path) -> None:
    source, steps = database(tmp_path / "source.db", 6000), []
    with closing(sqlite3.connect(source, isolation_level=None, timeout=0)) as program:

        def write(done: int) -> None:
            program.execute("INSERT INTO said (text) VALUES ('later')")  # at once: timeout 0
            steps.append(done)

        with one_moment({Role.STORE: source}) as seen:
            copy(seen[Role.STORE], tmp_path / "copy.db", write)
    assert len(steps) > 3
    assert sum(steps) == (tmp_path / "copy.db").stat().st_size
    assert (count(tmp_path / "copy.db"), count(source)) == (6000, 6000 + len(steps))


def test_a_copy_is_one_file_that_needs_none_beside_it(tmp_path: Path) -> None:
    source = database(tmp_path / "source.db", 3)
    with one_moment({Role.LOG: source}) as seen:
        copy(seen[Role.LOG], tmp_path / "copy.db", unheard)
    with closing(sqlite3.connect(f"file:{tmp_path}/copy.db?mode=ro", uri=True)) as copied:
        assert copied.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert sorted(path.name for path in tmp_path.glob("copy*")) == ["copy.db"]


@contextmanager
def busy(log: Path, store: Path) -> Iterator[None]:
    """A program that writes to the log, then remembers, then marks as read, as fast as it can."""
    stop = threading.Event()

    def work() -> None:
        with (
            closing(sqlite3.connect(log, isolation_level=None, timeout=10)) as written,
            closing(sqlite3.connect(store, isolation_level=None, timeout=10)) as remembered,
        ):
            while not stop.is_set():
                written.execute("INSERT INTO said (text) VALUES (NULL)")
                remembered.execute("INSERT INTO said (text) VALUES (NULL)")
                written.execute("UPDATE done SET number = number + 1")

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def test_what_is_remembered_was_written_and_what_is_marked_as_read_is_remembered(tmp_path: Path) -> None:
    log, store = database(tmp_path / "log.db"), database(tmp_path / "store.db")
    with busy(log, store):
        for _ in range(50):
            with one_moment({Role.STORE: store, Role.LOG: log}) as seen:
                (written,) = seen[Role.LOG].execute("SELECT count(*) FROM said").fetchone()
                (read,) = seen[Role.LOG].execute("SELECT number FROM done").fetchone()
                (remembered,) = seen[Role.STORE].execute("SELECT count(*) FROM said").fetchone()
                assert read <= remembered <= written


def test_between_the_looks_nobody_writes_to_the_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log, store, looks = database(tmp_path / "log.db"), database(tmp_path / "store.db"), []
    look = snapshot._look
    with closing(sqlite3.connect(log, isolation_level=None, timeout=0)) as program:

        def look_and_try(connection: sqlite3.Connection) -> None:
            look(connection)
            with pytest.raises(sqlite3.OperationalError, match="database is locked"):
                program.execute("INSERT INTO said (text) VALUES (NULL)")
            looks.append(connection)

        monkeypatch.setattr(snapshot, "_look", look_and_try)
        with one_moment({Role.STORE: store, Role.LOG: log}):
            program.execute("INSERT INTO said (text) VALUES (NULL)")
    assert len(looks) == 2


def test_a_damaged_database_gives_no_copy(tmp_path: Path) -> None:
    source = database(tmp_path / "source.db", 600)
    with source.open("r+b") as file:
        file.seek(source.stat().st_size // 2)
        file.write(b"\xff" * 9000)
    with one_moment({Role.STORE: source}) as seen, pytest.raises(BackupError, match="what is copied is damaged: "):
        copy(seen[Role.STORE], tmp_path / "copy.db", unheard)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("Dear diary\n" * 1000)
    with (
        pytest.raises(BackupError, match=r"notes\.db: file is not a database"),
        one_moment({Role.STORE: tmp_path / "notes.db"}),
    ):
        pass
