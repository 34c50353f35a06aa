"""A backup is whole or is not there."""

import hashlib
import resource
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.metadata import version
from pathlib import Path

import pytest

from monitor.backup import making
from monitor.backup.making import make_backup
from monitor.backup.manifest import read_manifest
from monitor.backup.places import not_saved, to_be_repeated
from monitor.backup.unfinished import mark
from monitor.config.files import digest
from monitor.errors import BackupError, StoreError
from monitor.log.sqlite_file import SCHEMA_VERSION
from monitor.secret import read_key
from monitor.store.sql.migrate import HEAD
from tests.backup.builders import NOON, Small, everything
from tests.config.builders import written


@pytest.fixture
def small(tmp_path: Path) -> Small:
    return Small(tmp_path)


def test_a_backup_says_what_it_holds(small: Small) -> None:
    manifest = small.saved()
    assert read_manifest(small.backup) == manifest
    assert (manifest.program, manifest.made, manifest.installation) == (version("wirewatch"), NOON, "desk")
    assert (manifest.store_schema, manifest.log_schema) == (HEAD, SCHEMA_VERSION)
    assert manifest.configuration == digest(small.directory)
    files = everything(small.backup)
    assert {each.name for each in manifest.files} == files.keys() - {"manifest.json"}
    for each in manifest.files:
        assert (each.size, each.sha256) == (len(files[each.name]), hashlib.sha256(files[each.name]).hexdigest())


def test_the_configuration_is_in_it_as_the_program_reads_it(small: Small) -> None:
    receivers = "receivers:\n  desk: {type: console, template: desk.txt}\n"
    more = {"receivers.yaml": receivers, "desk.txt": "{{ title }}", "secret.txt": "hunter2", "watchlists/old.bak": "x"}
    written(small.directory, more)
    small.saved()
    names = [name.partition("/")[2] for name in everything(small.backup) if name.startswith("configuration/")]
    assert sorted(names) == ["desk.txt", "feeds.yaml", "monitor.yaml", "receivers.yaml", "watchlists/desk.yaml"]


def test_others_can_read_neither_a_backup_nor_the_keys_in_it(small: Small) -> None:
    key = read_key(small.places.data_dir / "links.key")
    small.saved()
    assert stat.S_IMODE(small.backup.stat().st_mode) == 0o700
    assert stat.S_IMODE((small.backup / "key" / "links.key").stat().st_mode) == 0o600
    assert (small.backup / "key" / "links.key").read_bytes() == key


def test_a_directory_that_holds_something_is_left_alone(small: Small) -> None:
    written(small.backup, {"mine.txt": "mine"})
    with pytest.raises(BackupError, match=r"backup: exists and is not empty; give the name of a new directory"):
        small.saved()
    assert everything(small.backup) == {"mine.txt": b"mine"}


def test_an_empty_directory_will_do_and_others_above_it_are_made(small: Small, tmp_path: Path) -> None:
    small.backup.mkdir()
    small.saved()
    make_backup(small.places, tmp_path / "a" / "b", lambda: NOON, installation="desk")
    assert everything(tmp_path / "a" / "b").keys() == everything(small.backup).keys()


def test_an_empty_directory_is_filled_where_it_is_also_behind_a_link(small: Small, tmp_path: Path) -> None:
    disk, link = tmp_path / "disk", tmp_path / "link"
    disk.mkdir(mode=0o755)
    link.symlink_to(disk)
    before = disk.stat().st_ino
    make_backup(small.places, link, lambda: NOON, installation="desk")
    assert (disk.stat().st_ino, link.is_symlink()) == (before, True)
    assert stat.S_IMODE(disk.stat().st_mode) == 0o700
    assert read_manifest(link).made == NOON


def test_an_empty_directory_is_empty_again_where_the_copy_fails(small: Small) -> None:
    small.backup.mkdir()
    small.backup.chmod(0o755)
    with no_file_over(50_000), pytest.raises(BackupError):
        small.saved()
    assert (everything(small.backup), stat.S_IMODE(small.backup.stat().st_mode)) == ({}, 0o755)


def test_what_was_put_back_in_part_is_not_saved(small: Small) -> None:
    mark(small.places.data_dir).touch()
    with pytest.raises(StoreError, match="a restore was interrupted here"):
        small.saved()
    assert not small.backup.exists()


def test_a_name_that_leads_out_is_never_written(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    written(small.directory.parent, {"near.txt": "mine"})
    monkeypatch.setattr(making, "configuration_files", lambda directory: [directory / ".." / "near.txt"])
    with pytest.raises(BackupError, match=r"near\.txt: lies outside /"):
        small.saved()
    assert not small.backup.exists()


def nothing_is_left(small: Small) -> bool:
    return [path.name for path in small.backup.parent.iterdir()] == ["config"]


def test_a_copy_that_will_not_fit_is_not_begun(small: Small) -> None:
    with pytest.raises(BackupError, match=r"MB are needed and 1 MB are free"):
        make_backup(small.places, small.backup, lambda: NOON, installation="desk", free=lambda _: 1_000_000)
    assert nothing_is_left(small)


@contextmanager
def no_file_over(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_that_takes_no_more_is_one_line_and_nothing_is_left(small: Small) -> None:
    with no_file_over(50_000), pytest.raises(BackupError, match=r"^[^\n]*backup: [^\n]+$"):
        small.saved()
    assert nothing_is_left(small)


def test_a_directory_that_cannot_be_made_is_one_line(small: Small, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BackupError, match=r"/file: File exists$"):
        make_backup(small.places, tmp_path / "file" / "backup", lambda: NOON, installation="desk")


def test_where_the_program_never_ran_there_is_nothing_to_save(small: Small) -> None:
    small.log_file.unlink()
    with pytest.raises(BackupError, match=r"wirewatch-log\.db: no log yet; `wirewatch run` makes it"):
        small.saved()


def test_a_database_of_somebody_else_is_named(small: Small) -> None:
    with closing(sqlite3.connect(small.store_file)) as store:
        store.execute("DROP TABLE alembic_version")
    with pytest.raises(BackupError, match=r"wirewatch-store\.db: no such table: alembic_version"):
        small.saved()


POSTGRES = "broker: {}\nstore: postgresql://me@db.example:5432/news?sslmode=require\n"


def test_who_saves_what_is_in_no_file_is_told(tmp_path: Path) -> None:
    small = Small(tmp_path)
    assert list(not_saved(small.read().settings)) == []
    written(small.directory, {"monitor.yaml": POSTGRES.format("kafka://a,b:9093")})
    settings = small.read().settings
    assert list(not_saved(settings)) == [
        "the store is PostgreSQL; save it with: pg_dump --format=custom --file=wirewatch-store.dump "
        "'postgresql://me@db.example:5432/news?sslmode=require'",
        "the log is on Kafka; its broker keeps it",
    ]
    dump, told = to_be_repeated(settings, NOON)
    assert "pg_restore --clean --if-exists --dbname='postgresql://me@db.example:5432/news?sslmode=require'" in dump
    assert "--bootstrap-server a:9092,b:9093 --group wirewatch" in told
    assert "--to-datetime 2026-03-02T11:00:00.000" in told, "what waited at the backup is read again too"
    assert "add --command-config FILE" in told
    written(small.directory, {"monitor.yaml": POSTGRES.format("sqlite:///log.db")})
    (told,) = not_saved(small.read().settings)
    assert told.endswith("(stop the program for both, else they are of two moments)")
    assert list(to_be_repeated(small.read().settings, NOON)) == [dump]
    written(small.directory, {"monitor.yaml": "store: memory://\n"})
    assert list(to_be_repeated(small.read().settings, NOON)) == []
    assert list(not_saved(small.read().settings)) == ["the store is in memory; nothing of it lasts"]
