"""Files that are copied whole, and what can go wrong with them."""

import errno
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from monitor.errors import BackupError

Told = Callable[[int], None]
"""Is told of every so many bytes that are done."""
Free = Callable[[Path], int]
"""How many bytes are free on the disk of a directory."""

_CHUNK: Final = 1 << 20
_FULL: Final = "the disk is full; free some space and try again"


def unheard(_bytes: int) -> None:
    """For those who do not want to know how far it has come."""


def free_bytes(directory: Path) -> int:
    """What is free on the disk of `directory`."""
    return shutil.disk_usage(directory).free


@contextmanager
def named(path: Path) -> Iterator[None]:
    """Turns errors of files and of SQLite at `path` into BackupError, one line each."""
    try:
        yield
    except sqlite3.Error as error:
        full = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL
        raise BackupError(f"{path}: {_FULL if full else error}") from error
    except OSError as error:
        why = _FULL if error.errno == errno.ENOSPC else error.strerror
        raise BackupError(f"{error.filename or path}: {why}") from error


def refuse_full(directory: Path, needed: int, free: Free) -> None:
    """Raises BackupError where `needed` bytes do not fit on the disk of `directory`."""
    if (left := free(directory)) < needed:
        raise BackupError(f"{directory}: {needed / 1e6:.0f} MB are needed and {max(0, left) / 1e6:.0f} MB are free")


def copy_file(source: Path, target: Path, *, secret: bool = False) -> None:
    """Copies `source` to `target`, on the disk when this returns; a secret is its owner's alone to read."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    mode = 0o600 if secret else 0o666
    with source.open("rb") as old, open(target, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as new:
        shutil.copyfileobj(old, new, _CHUNK)
        new.flush()
        os.fsync(new.fileno())


def sha256(path: Path, told: Told = unheard) -> str:
    """The SHA-256 of the content of `path`, in hexadecimal digits."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
            told(len(chunk))
    return found.hexdigest()


def sync(paths: Iterable[Path]) -> None:
    """Forces files and directories to the disk."""
    for path in paths:
        number = os.open(path, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
