"""What a backup says of itself: `manifest.json`. It is read and checked before anything is put back."""

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Final

from monitor.backup.files import Told, named, sha256, unheard
from monitor.backup.places import Role
from monitor.errors import BackupError, Unprocessable
from monitor.log.sqlite_file import SCHEMA_VERSION as LOG_SCHEMA
from monitor.records import Record, decode
from monitor.records.base import Moment
from monitor.store.sql.migrate import HEAD as STORE_SCHEMA

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"


class SavedFile(Record, frozen=True, kw_only=True):
    """One file of a backup."""

    role: Role
    name: str  # path in the backup, with slashes
    size: int  # bytes
    sha256: str


class Manifest(Record, frozen=True, kw_only=True):
    """What a backup holds, by which version, and of which moment."""

    format: int = FORMAT  # version of this record
    program: str  # version of Wirewatch that made it
    made: Moment  # when the databases were as they are in it, UTC
    installation: str  # name of the Wirewatch that it is of
    store_schema: str = ""  # "" where there is no store in it
    log_schema: int = 0  # 0 where there is no log in it
    configuration: str  # digest of the configuration files
    files: tuple[SavedFile, ...]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(each.size for each in self.files)

    def of(self, *roles: Role) -> tuple[SavedFile, ...]:
        """The files of these roles."""
        return tuple(each for each in self.files if each.role in roles)


class _Version(Record, frozen=True, kw_only=True):
    """The part of a manifest that every version of it has."""

    format: int
    program: str


def read_manifest(backup: Path) -> Manifest:
    """That of the backup in the directory `backup`; raises BackupError where it cannot be used by this version."""
    file = backup / MANIFEST
    if not file.exists():
        raise BackupError(f"{backup}: is no backup; expected the directory that `wirewatch backup` made")
    try:
        with named(file):
            text = file.read_bytes()
        by = decode(text, _Version)
        found = decode(text, Manifest) if by.format <= FORMAT else None
    except Unprocessable as error:
        raise BackupError(f"{file}: cut off or damaged: {error}") from error
    if found is None or any(_newer(found)):
        raise BackupError(f"{backup}: {_why_newer(by, found)}; install that version or a later one")
    if strange := [each.name for each in found.files if leads_out(each.name)]:
        raise BackupError(f"{file}: damaged: '{strange[0]}' is no file of a backup")
    return found


def _newer(found: Manifest) -> Iterator[str]:
    if found.store_schema > STORE_SCHEMA:
        yield f"store of schema {found.store_schema}, this version knows {STORE_SCHEMA}"
    if found.log_schema > LOG_SCHEMA:
        yield f"log of schema {found.log_schema}, this version knows {LOG_SCHEMA}"


def _why_newer(by: _Version, found: Manifest | None) -> str:
    why = "; ".join(_newer(found)) if found else f"backup of format {by.format}, this version knows {FORMAT}"
    return f"made by Wirewatch {by.program}, which is newer than this one, {version('wirewatch')} ({why})"


def leads_out(name: str) -> bool:
    """Whether `name` is none of a file below the directory of a backup."""
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts or not path.parts


def verify(backup: Path, manifest: Manifest, told: Told = unheard) -> None:
    """Raises BackupError where a file of the backup is missing or is not what it was."""
    for each in manifest.files:
        path = backup / each.name
        if not path.is_file():
            raise BackupError(f"{path}: is missing; this backup cannot be used")
        with named(path):
            size = path.stat().st_size
            if size != each.size:
                raise BackupError(f"{path}: holds {size} bytes, not {each.size}; this backup cannot be used")
            if sha256(path, told) != each.sha256:
                raise BackupError(f"{path}: is damaged: its SHA-256 is another; this backup cannot be used")
