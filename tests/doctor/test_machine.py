"""What is found of a machine: each finding where it is to be made, and where it is not."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from monitor.doctor.finding import Diagnosis, Finding, Level, Point, ok, warn
from monitor.doctor.machine import (
    Disk,
    Load,
    Versions,
    clock,
    clock_ran_back,
    data_directory,
    disk,
    open_files,
    permissions,
    supervisor,
    versions,
)

DATA = Path("/var/lib/wirewatch")
GOOD = Versions(program="1.0", python="3.11.7", spacy="3.8.2", model="en_core", model_version="3.8.0", names=5000)
IDLE = Load(polls=20, hosts=5, processes=2, receivers=1, is_web=False)


def level(finding: Finding) -> Level:
    """How bad it is; what is bad says what to do, what is well does not."""
    assert bool(finding.todo) == (finding.level is not Level.OK)
    return finding.level


def test_a_model_of_another_spacy_is_told() -> None:
    assert level(versions(GOOD)) is Level.OK
    assert level(versions(replace(GOOD, model_version="3.7.1"))) is Level.WARN
    assert level(versions(replace(GOOD, model_version=""))) is Level.OK, "a directory names no version"


def test_a_directory_that_cannot_be_written_is_told() -> None:
    assert level(data_directory(DATA, exists=True, is_writable=True)) is Level.OK
    assert level(data_directory(DATA, exists=True, is_writable=False)) is Level.FAIL
    locked = data_directory(DATA, exists=True, is_writable=True, locked=[DATA / "wirewatch-log.db"])
    assert (level(locked), "wirewatch-log.db cannot be written" in locked.found) == (Level.FAIL, True)
    new = data_directory(DATA, exists=False, is_writable=True)
    assert (level(new), "`wirewatch run` makes it" in new.found) == (Level.OK, True)


@pytest.mark.parametrize(
    ("free", "data", "expected"),
    [
        (2_000_000_000, 1_000, Level.OK),
        (999_999_999, 1_000, Level.WARN),
        (2_000_000_000, 2_000_000_001, Level.WARN),
        (99_999_999, 1_000, Level.FAIL),
    ],
)
def test_a_disk_has_room_for_what_comes_and_for_as_much_again(free: int, data: int, expected: Level) -> None:
    assert level(disk(Disk(free=free, data=data))) is expected


def test_files_that_all_can_read_are_told_and_secrets_are_worse() -> None:
    key, store = DATA / "links.key", DATA / "wirewatch-store.db"
    (well,) = permissions({key: 0o100600, store: 0o100640}, [key])
    assert level(well) is Level.OK
    (bad,) = permissions({key: 0o100644, store: 0o100640}, [key])
    assert (level(bad), str(key) in bad.found, "chmod 600" in bad.todo) == (Level.FAIL, True, True)
    (data,) = permissions({key: 0o100600, store: 0o100644}, [key])
    assert (level(data), str(store) in data.found) == (Level.WARN, True)


def test_a_limit_of_open_files_is_held_against_what_may_be_open() -> None:
    assert level(open_files(1024, IDLE, "it")) is Level.OK
    assert level(open_files(128 + 8 * 2 + 20 + 1, IDLE, "it")) is Level.OK
    assert level(open_files(128 + 8 * 2 + 20, IDLE, "it")) is Level.WARN
    for more in ({"polls": 1000}, {"hosts": 1000}, {"processes": 200}, {"receivers": 1000}):
        assert level(open_files(1024, replace(IDLE, **more), "it")) is Level.WARN, more
    assert level(open_files(600, replace(IDLE, is_web=True), "it")) is Level.WARN


@pytest.mark.parametrize(("seconds", "expected"), [(4.9, Level.OK), (5.1, Level.WARN), (-5.1, Level.WARN)])
def test_a_clock_that_is_off_is_told(seconds: float, expected: Level) -> None:
    assert level(clock(seconds, "PostgreSQL")) is expected


def test_a_clock_that_is_off_is_said_to_be_ahead_or_behind() -> None:
    assert "60 s ahead of PostgreSQL" in clock(60.0, "PostgreSQL").found
    assert "60 s behind PostgreSQL" in clock(-60.0, "PostgreSQL").found


def test_polls_in_the_future_are_told() -> None:
    assert list(clock_ran_back(0)) == []
    (finding,) = clock_ran_back(3)
    assert level(finding) is Level.WARN


def test_a_unit_that_does_not_start_with_the_machine_is_told_and_none_is_no_fault() -> None:
    unit = Path("/etc/systemd/system/wirewatch.service")
    assert level(supervisor(unit=unit, is_there=False, is_enabled=False)) is Level.OK
    assert level(supervisor(unit=unit, is_there=True, is_enabled=True)) is Level.OK
    off = supervisor(unit=unit, is_there=True, is_enabled=False)
    assert (level(off), off.todo) == (Level.WARN, "`systemctl enable wirewatch`")


def test_somebody_should_look_where_one_finding_is_bad() -> None:
    well = ok(Point.LOG, "it answers")
    assert Diagnosis(findings=(well,)).is_well
    assert not Diagnosis(findings=(well, warn(Point.DISK, "full", "free some"))).is_well
