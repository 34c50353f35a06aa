"""Looks at this machine and at the files of an installation. Makes and changes nothing."""

import os
import platform
import resource
import shutil
import stat
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from monitor.annotate.gazetteer.compiled import load_compiled
from monitor.config.configuration import Configuration
from monitor.config.files import read_files
from monitor.config.reading.yaml_file import Plain, items
from monitor.doctor.machine import Disk, Load, Versions

_UNIT: Final = Path("/etc/systemd/system/wirewatch.service")


def versions_here(model: str) -> Versions:
    """What is installed, with the spaCy `model`."""
    try:
        model_version = version(model)
    except (PackageNotFoundError, ValueError):  # it is a directory
        model_version = ""
    return Versions(
        program=version("wirewatch"),
        python=platform.python_version(),
        spacy=version("spacy"),
        model=Path(model).name,
        model_version=model_version,
        names=len(load_compiled().entries),
    )


def is_writable(directory: Path) -> bool:
    """Whether this user can make files in `directory`, or the directory itself where it is not there."""
    there = next(path for path in (directory, *directory.parents) if path.exists())
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)


def not_writable(directory: Path) -> list[Path]:
    """The files in `directory` that this user cannot write."""
    return sorted(path for path in directory.glob("*") if path.is_file() and not os.access(path, os.W_OK))


def disk_of(directory: Path) -> Disk:
    """The disk that `directory` is on, or will be on, and what is in `directory`."""
    there = next(path for path in (directory, *directory.parents) if path.exists())
    files = [path for path in directory.rglob("*") if path.is_file()]
    return Disk(free=shutil.disk_usage(there).free, data=sum(path.stat().st_size for path in files))


def modes_within_reach(paths: list[Path]) -> dict[Path, int]:
    """The modes of `paths`, as far as others can reach them: they can enter every directory above."""
    return {path: path.stat().st_mode for path in paths if path.exists() and _is_within_reach(path)}


def _is_within_reach(path: Path) -> bool:
    return all(above.stat().st_mode & stat.S_IXOTH for above in path.absolute().parents)


def secret_files(directory: Path) -> list[Path]:
    """What `{file: …}` names in the files of the configuration in `directory`."""
    files = read_files(directory)
    plain = (files.monitor.data, files.feeds.data, files.receivers.data)
    return [directory / name for each in plain for name in _referenced(each)]


def _referenced(value: Plain) -> Iterator[str]:
    if isinstance(value, dict) and value.keys() == {"file"} and isinstance(value["file"], str):
        yield value["file"]
    elif isinstance(value, dict | list):
        for _, each in items(value):
            yield from _referenced(each)


def load_of(configured: Configuration) -> Load:
    """What the program has open at most under this configuration."""
    settings = configured.settings
    return Load(
        polls=settings.ingest.concurrency,
        hosts=len({urlsplit(feed.url).netloc for feed in configured.feeds}),
        processes=settings.annotate.processes,
        receivers=len(configured.receivers),
        is_web=settings.web is not None,
    )


def open_files_of(process: str | None) -> tuple[int, str]:
    """How many files the running program may open, and whose limit that is: of this command where none is seen."""
    try:
        limits = Path(f"/proc/{process}/limits").read_text("ascii") if process else ""
    except OSError:
        limits = ""
    for line in limits.splitlines():
        if line.startswith("Max open files"):
            return int(line.split()[3]), f"process {process}"
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0], "a program started from here"


def unit_here(unit: Path = _UNIT) -> tuple[Path, bool, bool]:
    """The unit of systemd, whether it is there, and whether it starts with the machine."""
    return unit, unit.exists(), any(unit.parent.glob(f"*.wants/{unit.name}"))
