"""This machine, and the files of an installation on it."""

from collections.abc import Iterator
from pathlib import Path

from monitor.backup.unfinished import refuse_unfinished
from monitor.cli.doctor.guarded import guarded
from monitor.config.configuration import Configuration
from monitor.doctor.edges import configured as judged
from monitor.doctor.finding import Finding, Point, fail
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
from monitor.doctor.machine import data_directory, disk, open_files, permissions, supervisor, versions
from monitor.errors import StoreError


def here(configured: Configuration, process: str | None) -> Iterator[Finding]:
    """What is found, with the process that runs on the embedded log, where one does."""
    data = configured.settings.data_dir
    yield versions(versions_here(configured.settings.annotate.model))
    yield judged(configured.warnings)
    yield from guarded(Point.DATA_DIR, lambda: _data(data))
    yield from guarded(Point.DISK, lambda: [disk(disk_of(data))])
    yield from guarded(Point.PERMISSIONS, lambda: _permissions(configured))
    limit, whose = open_files_of(process)
    yield open_files(limit, load_of(configured), whose)
    yield from guarded(Point.SUPERVISOR, _supervisor)


def _data(data: Path) -> Iterator[Finding]:
    yield data_directory(data, exists=data.exists(), is_writable=is_writable(data), locked=not_writable(data))
    try:
        refuse_unfinished(data)
    except StoreError:
        todo = "do it again: `wirewatch restore DIR --replace`"
        yield fail(Point.DATA_DIR, f"{data}: a restore was interrupted; the program does not start", todo)


def _permissions(configured: Configuration) -> Iterator[Finding]:
    data = configured.settings.data_dir
    secrets = [*secret_files(configured.directory), *data.glob("*.key")]
    yield from permissions(modes_within_reach([*secrets, *data.glob("*.db")]), secrets)


def _supervisor() -> Iterator[Finding]:
    unit, is_there, is_enabled = unit_here()
    yield supervisor(unit=unit, is_there=is_there, is_enabled=is_enabled)
