"""Makes a backup: all or nothing."""

import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Final

from msgspec.json import format as indented

from monitor.backup.files import Free, Told, copy_file, free_bytes, named, refuse_full, sha256, sync, unheard
from monitor.backup.manifest import MANIFEST, Manifest, SavedFile, leads_out
from monitor.backup.places import Places, Role
from monitor.backup.snapshot import copy, one_moment, size_of
from monitor.backup.unfinished import refuse_unfinished
from monitor.clock import Clock
from monitor.config.files import configuration_files, digest
from monitor.errors import BackupError
from monitor.records import encode

_DATABASES: Final = {Role.STORE: "store.db", Role.LOG: "log.db"}
_OVERHEAD: Final = 1 << 20  # bytes, for what is small


def make_backup(
    places: Places,
    target: Path,
    clock: Clock,
    *,
    installation: str,
    told: Told = unheard,
    free: Free = free_bytes,
) -> Manifest:
    """Makes the directory `target` with a copy of all at `places`, of one moment; the program may run meanwhile.

    Raises BackupError where `target` holds anything, where the copy does not fit on its disk, and where a file cannot
    be read or written or is damaged; StoreError where a restore was interrupted. There is no `target` then: a new one
    gets its name when it is whole. One that is there and empty is filled where it is, with the manifest at the end.
    """
    with named(places.data_dir):
        refuse_unfinished(places.data_dir)
    _refuse_missing(places)
    with named(target):
        target = target.resolve()
        with _in_place(target) if _is_there(target) else _with_its_name_at_the_end(target) as made:
            return _filled(made, places, clock, installation, told, free)


@contextmanager
def _with_its_name_at_the_end(target: Path) -> Iterator[Path]:
    with named(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".unfinished", dir=target.parent))
    try:
        yield made
        made.rename(target)
        sync([target.parent])
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise


@contextmanager
def _in_place(target: Path) -> Iterator[Path]:
    """It may be the root of a disk, or in a directory that is not ours; it becomes its owner's alone to enter."""
    before = stat.S_IMODE(target.stat().st_mode)
    target.chmod(0o700)
    try:
        yield target
    except BaseException:
        for path in target.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        target.chmod(before)
        raise


def _is_there(target: Path) -> bool:
    """Whether it is, and empty; raises BackupError where it is anything else."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise BackupError(f"{target}: exists and is not empty; give the name of a new directory")
    return target.exists()


def _refuse_missing(places: Places) -> None:
    for role, path in places.databases.items():
        with named(path):
            is_there = path.exists()
        if not is_there:
            raise BackupError(f"{path}: no {role} yet; `wirewatch run` makes it")


def _filled(made: Path, places: Places, clock: Clock, installation: str, told: Told, free: Free) -> Manifest:
    with one_moment(places.databases) as seen:
        moment, schemas = clock(), _schemas(places.databases, seen)
        refuse_full(made, sum(map(size_of, seen.values())) + _OVERHEAD, free)
        for role, connection in seen.items():
            copy(connection, made / _DATABASES[role], told)
    files = [*(_saved(made, role, _DATABASES[role], told) for role in seen), *_small(made, places)]
    manifest = Manifest(
        program=version("wirewatch"),
        made=moment,
        installation=installation,
        store_schema=schemas.get(Role.STORE, ""),
        log_schema=int(schemas.get(Role.LOG, 0)),
        configuration=digest(places.directory),
        files=tuple(files),
    )
    (made / MANIFEST).write_bytes(indented(encode(manifest)) + b"\n")
    sync([made / MANIFEST, made])
    return manifest


def _schemas(databases: Mapping[Role, Path], seen: Mapping[Role, sqlite3.Connection]) -> Mapping[Role, str]:
    """The version of each schema; raises BackupError for a file that is no database of ours."""
    asked = {Role.STORE: "SELECT version_num FROM alembic_version", Role.LOG: "PRAGMA user_version"}
    found = {}
    for role, connection in seen.items():
        with named(databases[role]):
            found[role] = str(connection.execute(asked[role]).fetchone()[0])
    return found


def _small(made: Path, places: Places) -> Iterator[SavedFile]:
    """Copies keys and configuration."""
    keys = ((Role.KEY, path, Path(path.name)) for path in places.keys)
    files = configuration_files(places.directory)
    configured = ((Role.CONFIGURATION, path, path.relative_to(places.directory)) for path in files)
    for role, path, name in (*keys, *configured):
        if leads_out(name.as_posix()):
            raise BackupError(f"{path}: lies outside {places.directory}; it cannot be saved under this name")
        copy_file(path, made / role / name, secret=role is Role.KEY)
        yield _saved(made, role, f"{role}/{name.as_posix()}")


def _saved(made: Path, role: Role, name: str, told: Told = unheard) -> SavedFile:
    path = made / name
    return SavedFile(role=role, name=name, size=path.stat().st_size, sha256=sha256(path, told))
