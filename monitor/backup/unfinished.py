"""The mark of a restore that has begun to put files in their places: without all of them, none may be used."""

from pathlib import Path
from typing import Final

from monitor.errors import StoreError

_MARK: Final = "restore-unfinished"


def mark(data_dir: Path) -> Path:
    """Where it stands."""
    return data_dir / _MARK


def refuse_unfinished(data_dir: Path) -> None:
    """Raises StoreError where a restore into `data_dir` was interrupted."""
    if mark(data_dir).exists():
        raise StoreError(f"{data_dir}: a restore was interrupted here; do it again: `wirewatch restore DIR --replace`")
