"""Puts a backup back. What is in its place is kept aside, and nothing runs meanwhile."""

import fcntl
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Final

from monitor.backup.files import Free, copy_file, free_bytes, named, refuse_full, sync
from monitor.backup.manifest import Manifest, SavedFile
from monitor.backup.places import Places, Role
from monitor.backup.unfinished import mark
from monitor.errors import BackupError, LogInUse
from monitor.log.sqlite_file import own

_BESIDE: Final = ("-wal", "-shm")  # files that SQLite has beside a database: they belong to it
_STAGED: Final = ".restoring"


def restore_data(
    backup: Path, manifest: Manifest, places: Places, *, replace: bool, now: datetime, free: Free = free_bytes
) -> Sequence[Path]:
    """Puts store, log and keys of `backup`, which was verified, at their `places`; returns what is kept aside.

    Raises BackupError where the backup holds other parts than `places` has, where files are in the way and not to be
    replaced, and where they do not fit; LogInUse where a program runs on the data. Nothing was changed then.
    """
    _refuse_other_parts(manifest, places)
    targets = {each: _place(each, places) for each in manifest.of(Role.STORE, Role.LOG, Role.KEY)}
    with _nobody_runs(places), named(places.data_dir):
        _refuse_taken(targets.values(), replace)
        for directory in {path.parent for path in targets.values()}:
            refuse_full(directory, _needed(targets, directory), free)
        return _put(backup, targets, places.data_dir, now)


def restore_configuration(
    backup: Path, manifest: Manifest, directory: Path, *, replace: bool, now: datetime
) -> Sequence[Path]:
    """Puts the configuration files of `backup`, which was verified, into `directory`; returns what is kept aside.

    Files that are the same are left, and so are those that the backup does not have. Raises BackupError where others
    are in the way and not to be replaced; nothing was changed then.
    """
    with named(directory):
        other = _other(backup, manifest, directory)
        _refuse_taken(other.values(), replace)
        directory.mkdir(parents=True, exist_ok=True)
        return _put(backup, other, None, now)


@contextmanager
def configuration_of(
    backup: Path, manifest: Manifest, directory: Path, *, replace: bool, now: datetime
) -> Iterator[Sequence[Path]]:
    """`restore_configuration` for what is done in the body; where that fails, the files are as they were before."""
    with named(directory):
        changed = list(_other(backup, manifest, directory).values())
    kept = restore_configuration(backup, manifest, directory, replace=replace, now=now)
    try:
        yield kept
    except BaseException:
        for path in changed:
            path.unlink(missing_ok=True)
        for path in (path for path in changed if _aside(path, now) in kept):
            _aside(path, now).rename(path)
        raise


def _other(backup: Path, manifest: Manifest, directory: Path) -> Mapping[SavedFile, Path]:
    """Where the files of the configuration go that are not there as they were."""
    named_so = {each: directory / _below(each) for each in manifest.of(Role.CONFIGURATION)}
    return {each: path for each, path in named_so.items() if not _same(backup / each.name, path)}


def _needed(targets: Mapping[SavedFile, Path], directory: Path) -> int:
    """The bytes that go to the disk of `directory`."""
    disk = directory.stat().st_dev
    return sum(each.size for each, path in targets.items() if path.parent.stat().st_dev == disk)


def _below(saved: SavedFile) -> PurePosixPath:
    """The name of a file below the directory of its role."""
    return PurePosixPath(saved.name).relative_to(saved.role)


def _same(one: Path, other: Path) -> bool:
    return other.is_file() and one.read_bytes() == other.read_bytes()


def _place(saved: SavedFile, places: Places) -> Path:
    return places.databases.get(saved.role) or places.data_dir / _below(saved)


def _refuse_other_parts(manifest: Manifest, places: Places) -> None:
    held = {each.role for each in manifest.of(Role.STORE, Role.LOG)}
    for role in sorted(held ^ places.databases.keys()):
        told = f"holds no {role}" if role not in held else f"holds the file of a {role}"
        raise BackupError(f"the backup {told}, and by monitor.yaml the {role} is {_is_kept(role, places)}")


def _is_kept(role: Role, places: Places) -> str:
    return f"the file {places.databases[role]}" if role in places.databases else "no file"


@contextmanager
def _nobody_runs(places: Places) -> Iterator[None]:
    """Keeps programs from starting on the data; raises LogInUse where one runs."""
    with named(places.data_dir), ExitStack() as stack:
        for directory in (places.data_dir, *(path.parent for path in places.databases.values())):
            directory.mkdir(parents=True, exist_ok=True)
        if places.log is not None:
            stack.enter_context(own(places.log))
        for path in sorted(places.data_dir.glob("worker-*.lock")):
            _lock(stack, path)
        yield


def _lock(stack: ExitStack, path: Path) -> None:
    try:
        fcntl.flock(stack.enter_context(path.open("r+")), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise LogInUse(f"{path}: a program runs on this data; stop it first") from error


def _refuse_taken(targets: Iterable[Path], replace: bool) -> None:
    for path in (path for target in targets for path in _with_beside(target)):
        if path.exists() and not replace:
            raise BackupError(f"{path}: exists; with --replace it is kept aside under another name")


def _with_beside(target: Path) -> Iterator[Path]:
    return (target.with_name(target.name + end) for end in ("", *_BESIDE))


def _put(backup: Path, targets: Mapping[SavedFile, Path], data_dir: Path | None, now: datetime) -> Sequence[Path]:
    staged = {path.with_name(path.name + _STAGED): path for path in targets.values()}
    _refuse_twice(targets.values(), now)
    try:
        for each, path in targets.items():
            copied = path.with_name(path.name + _STAGED)
            copy_file(backup / each.name, copied, secret=each.role is not Role.CONFIGURATION)
            if each.role is not Role.KEY and path.exists():
                copied.chmod(stat.S_IMODE(path.stat().st_mode))
        return _switch(staged, data_dir, now)
    finally:
        for copied in staged:
            copied.unlink(missing_ok=True)


def _refuse_twice(targets: Iterable[Path], now: datetime) -> None:
    """What was kept aside is not overwritten by what would be kept aside in the same second."""
    for target in targets:
        for end in ("", *_BESIDE):
            if target.with_name(target.name + end).exists() and (kept := _aside(target, now, end)).exists():
                raise BackupError(f"{kept}: was kept aside in this very second; try again in the next one")


def _switch(staged: Mapping[Path, Path], data_dir: Path | None, now: datetime) -> Sequence[Path]:
    """All of what is staged gets its name; a program that starts in between refuses `data_dir`."""
    if data_dir is not None:
        mark(data_dir).touch()
        sync([data_dir])
    kept = [aside for target in staged.values() for aside in _kept_aside(target, now)]
    for copied, target in staged.items():
        copied.replace(target)
    sync({target.parent for target in staged.values()})
    if data_dir is not None:
        mark(data_dir).unlink()
    return kept


def _kept_aside(target: Path, now: datetime) -> Iterator[Path]:
    """Renames a database together with what is beside it, so that it can still be opened, and nothing of it is left."""
    for end in ("", *_BESIDE):
        path = target.with_name(target.name + end)
        if path.exists():
            yield path.rename(_aside(target, now, end))


def _aside(target: Path, now: datetime, end: str = "") -> Path:
    return target.with_name(f"{target.name}.{now:%Y%m%dT%H%M%SZ}{end}")
