"""What was saved is put back whole, or nothing is changed."""

import asyncio
import fcntl
import json
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from agents.composition.program import opened
from agents.measuring.tally import Tally
from monitor.backup.manifest import read_manifest, verify
from monitor.backup.places import places
from monitor.backup.restoring import restore_configuration, restore_data
from monitor.backup.unfinished import mark, refuse_unfinished
from monitor.errors import BackupError, LogInUse, StoreError
from monitor.nlp.memory import MemoryAnnotator
from monitor.secret import read_key
from tests.backup.builders import LATER, Small, everything, program
from tests.config.builders import written


@pytest.fixture
def small(tmp_path: Path) -> Small:
    made = Small(tmp_path)
    made.saved()
    return made


def lost(small: Small) -> None:
    for path in small.places.data_dir.iterdir():
        path.unlink()
    small.places.data_dir.rmdir()


def changed_manifest(small: Small, **fields: Any) -> None:
    file = small.backup / "manifest.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | fields))


def test_what_is_lost_is_back(small: Small) -> None:
    lost(small)
    assert small.restored() == []
    assert small.holds() == (["first"], {"first"})
    small.writes("second")
    assert small.holds() == (["first", "second"], {"first", "second"})


def test_what_is_in_the_way_is_not_overwritten_unasked(small: Small) -> None:
    small.writes("second")
    before = everything(small.places.data_dir)
    with pytest.raises(BackupError, match=r"wirewatch-store\.db: exists; with --replace it is kept aside"):
        small.restored()
    after = everything(small.places.data_dir)
    assert {name: after[name] for name in after if not name.endswith(".lock")} == before


def test_what_is_replaced_is_kept_aside_with_what_was_not_yet_in_its_file(small: Small) -> None:
    with closing(sqlite3.connect(small.log_file, isolation_level=None)) as still_open:
        still_open.execute("UPDATE message SET value = CAST('only in the WAL' AS BLOB)")
        assert small.log_file.with_name("wirewatch-log.db-wal").stat().st_size
        kept = small.restored(replace=True)
    assert small.holds() == (["first"], {"first"})
    (aside,) = [path for path in kept if path.name == "wirewatch-log.db.20260302T153000Z"]
    assert small.query(aside, "SELECT CAST(value AS TEXT) FROM message") == ["only in the WAL"]
    assert aside.with_name(aside.name + "-wal") in kept


def test_what_was_kept_aside_is_not_overwritten_by_the_next_restore(small: Small) -> None:
    small.writes("second")
    small.restored(replace=True)
    before = everything(small.places.data_dir)
    with pytest.raises(BackupError, match="was kept aside in this very second"):
        small.restored(replace=True)
    after = everything(small.places.data_dir)
    assert {name: after[name] for name in before if not name.endswith(".lock")} == {
        name: content for name, content in before.items() if not name.endswith(".lock")
    }


def test_a_wal_that_is_left_alone_is_in_the_way_too(small: Small) -> None:
    lost(small)
    wal = small.store_file.with_name("wirewatch-store.db-wal")
    wal.parent.mkdir()
    wal.write_bytes(b"of another database")
    with pytest.raises(BackupError, match=r"store\.db-wal: exists"):
        small.restored()
    small.restored(replace=True)
    assert small.holds() == (["first"], {"first"})


def test_while_a_program_runs_nothing_is_put_back(small: Small) -> None:
    with program(small), pytest.raises(LogInUse, match=r"wirewatch-log\.db is in use by process \d+"):
        small.restored(replace=True)


def test_while_a_worker_of_kafka_runs_on_the_directory_nothing_is_put_back(small: Small) -> None:

    with (small.places.data_dir / "worker-one.lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(LogInUse, match=r"worker-one\.lock: a program runs on this data; stop it first"):
            small.restored(replace=True)


def test_keys_come_back_as_their_owners_alone(tmp_path: Path) -> None:
    small = Small(tmp_path)
    key = read_key(small.places.data_dir / "websub.key")
    small.saved()
    lost(small)
    small.restored()
    assert (small.places.data_dir / "websub.key").read_bytes() == key
    assert stat.S_IMODE((small.places.data_dir / "websub.key").stat().st_mode) == 0o600


def test_what_does_not_fit_is_not_begun(small: Small) -> None:
    lost(small)
    manifest = read_manifest(small.backup)
    with pytest.raises(BackupError, match=r"are needed and 0 MB are free"):
        restore_data(small.backup, manifest, small.places, replace=False, now=LATER, free=lambda _: 0)
    assert not small.store_file.exists()


def test_every_disk_that_something_goes_to_is_asked(tmp_path: Path) -> None:
    small = Small(tmp_path, monitor=f"store: sqlite:///{tmp_path}/disk/store.db\n")
    small.saved()
    with pytest.raises(BackupError, match=r"/disk: 0 MB are needed and 0 MB are free"):
        restore_data(
            small.backup,
            read_manifest(small.backup),
            small.places,
            replace=True,
            now=LATER,
            free=lambda directory: 0 if directory.name == "disk" else 1 << 40,
        )


def test_databases_are_read_by_whom_they_were_read_before_else_by_their_owner(small: Small) -> None:
    small.store_file.chmod(0o640)
    small.log_file.unlink()
    small.restored(replace=True)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (small.store_file, small.log_file)]
    assert modes == [0o640, 0o600]


def test_parts_that_the_configuration_keeps_elsewhere_are_refused(small: Small) -> None:
    written(small.directory, {"monitor.yaml": "broker: kafka://somewhere\n"})
    elsewhere = places(small.read().settings, small.directory)
    with pytest.raises(BackupError, match=r"holds the file of a log, and by monitor\.yaml the log is no file"):
        restore_data(small.backup, read_manifest(small.backup), elsewhere, replace=True, now=LATER)


def test_parts_that_the_backup_does_not_hold_are_refused(tmp_path: Path) -> None:
    small = Small(tmp_path)
    written(small.directory, {"monitor.yaml": "broker: kafka://somewhere\n"})
    small.places = places(small.read().settings, small.directory)
    small.saved()
    written(small.directory, {"monitor.yaml": ""})
    small.places = places(small.read().settings, small.directory)
    with pytest.raises(BackupError, match=r"the backup holds no log, and by monitor\.yaml the log is the file /"):
        small.restored(replace=True)


NEWER = "made by Wirewatch 9.0, which is newer than this one, .*; install that version or a later one"


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"store_schema": "9999"}, "store of schema 9999, this version knows"),
        ({"log_schema": 99}, "log of schema 99, this version knows"),
        ({"format": 99, "files": "in a new way"}, "backup of format 99, this version knows 1"),
    ],
)
def test_a_backup_of_a_newer_version_is_refused(small: Small, fields: dict[str, Any], why: str) -> None:
    changed_manifest(small, program="9.0", **fields)
    with pytest.raises(BackupError, match=NEWER) as refused:
        read_manifest(small.backup)
    assert why in str(refused.value)


def test_a_manifest_that_is_cut_off_is_refused(small: Small) -> None:
    file = small.backup / "manifest.json"
    file.write_bytes(file.read_bytes()[:-40])
    with pytest.raises(BackupError, match=r"manifest\.json: cut off or damaged: [^\n]+$"):
        read_manifest(small.backup)


@pytest.mark.parametrize("name", ["../outside", "/etc/outside", ""])
def test_a_manifest_that_leads_elsewhere_is_refused(small: Small, name: str) -> None:
    entry = {"role": "key", "name": name, "size": 1, "sha256": ""}
    changed_manifest(small, files=[entry])
    with pytest.raises(BackupError, match=f"damaged: '{name}' is no file of a backup"):
        read_manifest(small.backup)


def test_a_directory_that_is_no_backup_is_refused(small: Small, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match=r"config: is no backup; expected the directory that `wirewatch backup` made"):
        read_manifest(small.directory)


@pytest.mark.parametrize("name", ["store.db", "log.db", "configuration/feeds.yaml"])
def test_a_byte_that_is_another_is_noticed(small: Small, name: str) -> None:
    file = small.backup / name
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    with pytest.raises(BackupError, match=f"{name}: is damaged: its SHA-256 is another"):
        verify(small.backup, read_manifest(small.backup))


def test_a_file_that_is_cut_off_or_missing_is_named(small: Small) -> None:
    (small.backup / "store.db").write_bytes(b"")
    with pytest.raises(BackupError, match=r"store\.db: holds 0 bytes, not \d+"):
        verify(small.backup, read_manifest(small.backup))
    (small.backup / "store.db").unlink()
    with pytest.raises(BackupError, match=r"store\.db: is missing"):
        verify(small.backup, read_manifest(small.backup))


async def start(small: Small) -> None:
    async with opened(small.read(), Tally(), annotator=MemoryAnnotator()):
        pass


def test_a_program_does_not_start_on_what_was_put_back_in_part(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(self: Path, target: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", interrupted)
        with pytest.raises(KeyboardInterrupt):
            small.restored(replace=True)
    with pytest.raises(StoreError, match=r"a restore was interrupted here; do it again: `wirewatch restore DIR"):
        refuse_unfinished(small.places.data_dir)
    assert not [path for path in small.places.data_dir.iterdir() if path.suffix == ".restoring"]
    with pytest.raises(StoreError, match="a restore was interrupted here"):
        asyncio.run(start(small))
    small.restored(replace=True)
    refuse_unfinished(small.places.data_dir)
    assert not mark(small.places.data_dir).exists()
    assert small.holds() == (["first"], {"first"})


def test_files_of_the_configuration_come_back_and_those_that_differ_are_kept_aside(small: Small) -> None:
    manifest, feeds = read_manifest(small.backup), small.directory / "feeds.yaml"
    before = feeds.read_bytes()
    written(small.directory, {"feeds.yaml": "feeds: []\n", "watchlists/new.yaml": "watches: []\n"})
    (small.directory / "watchlists" / "desk.yaml").unlink()
    with pytest.raises(BackupError, match=r"feeds\.yaml: exists"):
        restore_configuration(small.backup, manifest, small.directory, replace=False, now=LATER)
    kept = restore_configuration(small.backup, manifest, small.directory, replace=True, now=LATER)
    assert kept == [small.directory / "feeds.yaml.20260302T153000Z"]
    assert feeds.read_bytes() == before
    assert (small.directory / "watchlists" / "desk.yaml").exists()
    assert (small.directory / "watchlists" / "new.yaml").exists()
