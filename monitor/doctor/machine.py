"""What is found of a machine: decisions over what was seen there."""

import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from monitor.doctor.finding import Finding, Point, fail, ok, warn
from monitor.records import Record

LEAST_FREE: Final = 100_000_000
"""Bytes that must be free: less is gone within hours."""
WELL_FREE: Final = 1_000_000_000
"""Bytes that should be free."""
LONGEST_OFF: Final = 5.0
"""Seconds by which a clock may differ from another one."""
_OWN_FILES: Final = 128  # of the program itself: databases, libraries, its log
_FILES_A_PROCESS: Final = 8  # pipes to a worker process
_WEB_FILES: Final = 500  # connections that the API takes


class Versions(Record, frozen=True, kw_only=True):
    """What is installed."""

    program: str
    python: str
    spacy: str
    model: str  # its name
    model_version: str  # "" where it is a directory, which names none that is looked at
    names: int  # entries of the gazetteer


class Disk(Record, frozen=True, kw_only=True):
    """A disk that data is on, in bytes."""

    free: int
    data: int  # that is on it by now


class Load(Record, frozen=True, kw_only=True):
    """What takes open files."""

    polls: int  # at once
    hosts: int  # of feeds
    processes: int
    receivers: int
    is_web: bool  # the API is served


def versions(seen: Versions) -> Finding:
    """What is installed; a model of another spaCy may find other things, or nothing."""
    model = f"{seen.model} {seen.model_version}".strip()
    told = f"Wirewatch {seen.program}, Python {seen.python}, spaCy {seen.spacy}, {model}, {seen.names} names"
    if seen.model_version and _minor(seen.model_version) != _minor(seen.spacy):
        todo = "install what requirements.txt names: they are made for each other"
        return warn(Point.VERSIONS, f"{told}: the model is of another spaCy", todo)
    return ok(Point.VERSIONS, told)


def _minor(version: str) -> list[str]:
    return version.split(".")[:2]


def data_directory(path: Path, *, exists: bool, is_writable: bool, locked: Sequence[Path] = ()) -> Finding:
    """Whether the program can write where its data is. `is_writable` is of `path`, or of where it would be made.

    locked: files in it that cannot be written, such as those that another user restored.
    """
    if not is_writable or locked:
        todo = "run this and the program as one user, who owns it: `chown -R wirewatch` that directory"
        what = path if not is_writable else _listed(locked)
        return fail(Point.DATA_DIR, f"{what} cannot be written by this user", todo)
    return ok(Point.DATA_DIR, f"{path} {'can be written' if exists else 'is not there yet; `wirewatch run` makes it'}")


def disk(seen: Disk) -> Finding:
    """Whether there is room: for what comes, and for as much again as there is, which a backup or a migration takes."""
    told = f"{_megabytes(seen.free)} free, {_megabytes(seen.data)} of data"
    todo = "free some space, or shorten `retention` in monitor.yaml"
    if seen.free < LEAST_FREE:
        return fail(Point.DISK, told, todo)
    if seen.free < max(WELL_FREE, seen.data):
        return warn(Point.DISK, told, todo)
    return ok(Point.DISK, told)


def permissions(modes: Mapping[Path, int], secrets: Sequence[Path]) -> Iterator[Finding]:
    """Of files that everybody on the machine can read, by mode; `secrets` are those of them that hold secrets.

    A file in a directory that others cannot enter is not among `modes`.
    """
    open_to_all = sorted(path for path, mode in modes.items() if mode & stat.S_IROTH)
    if told := [path for path in open_to_all if path in secrets]:
        yield fail(Point.PERMISSIONS, f"all users can read {_listed(told)}", "`chmod 600` these files")
    if told := [path for path in open_to_all if path not in secrets]:
        todo = "`chmod o-rx` their directory: articles, alerts and notes are in them"
        yield warn(Point.PERMISSIONS, f"all users can read {_listed(told)}", todo)
    if not open_to_all:
        yield ok(Point.PERMISSIONS, "other users can read neither data nor secrets")


def _listed(paths: Sequence[Path]) -> str:
    return ", ".join(str(path) for path in paths)


def open_files(limit: int, load: Load, whose: str) -> Finding:
    """Whether as many files as may be needed can be open at once; `whose` the limit is."""
    connections = max(load.polls, load.hosts) + load.receivers + (_WEB_FILES if load.is_web else 0)
    needed = _OWN_FILES + _FILES_A_PROCESS * load.processes + connections
    told = f"{whose} may open {limit}, and may need {needed}"
    if limit < needed:
        todo = "raise it: `LimitNOFILE=` in the unit, `ulimit -n` in a shell"
        return warn(Point.OPEN_FILES, told, todo)
    return ok(Point.OPEN_FILES, told)


def clock(seconds: float, whose: str) -> Finding:
    """Whether this machine's clock is `seconds` ahead of another one."""
    if abs(seconds) > LONGEST_OFF:
        ahead = f"{abs(seconds):.0f} s {'ahead of' if seconds > 0 else 'behind'} {whose}"
        return warn(Point.CLOCK, f"this machine's clock is {ahead}", "see that both are set by NTP: `timedatectl`")
    return ok(Point.CLOCK, f"as {whose} has it")


def clock_ran_back(polled_ahead: int) -> Iterator[Finding]:
    """Of the polls that were made in the future, as this clock has it."""
    if polled_ahead:
        told = f"{polled_ahead} feeds were polled later than it is now: the clock was or is wrong"
        yield warn(Point.CLOCK, told, "see that it is set by NTP: `timedatectl`")


def supervisor(*, unit: Path, is_there: bool, is_enabled: bool) -> Finding:
    """Whether the program comes back with the machine, where systemd is asked to see to it."""
    if is_there and not is_enabled:
        return warn(Point.SUPERVISOR, f"{unit} does not start with the machine", f"`systemctl enable {unit.stem}`")
    return ok(Point.SUPERVISOR, f"{unit} is enabled" if is_there else "no unit of systemd, which is no fault")


def _megabytes(number: int) -> str:
    return f"{number / 1e9:.1f} GB" if number >= 1e9 else f"{number / 1e6:.0f} MB"
