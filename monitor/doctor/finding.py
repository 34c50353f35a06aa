"""What is said of a point of an installation."""

from enum import StrEnum

from monitor.records import Record


class Point(StrEnum):
    """What is looked at, in the order in which it is told."""

    VERSIONS = "versions"
    CONFIGURATION = "configuration"
    DATA_DIR = "data directory"
    DISK = "disk"
    PERMISSIONS = "permissions"
    OPEN_FILES = "open files"
    CLOCK = "clock"
    STORE = "store"
    INTEGRITY = "integrity"
    LOG = "log"
    TOPICS = "topics"
    WORK = "work"
    FEEDS = "feeds"
    RECEIVERS = "receivers"
    ADDRESSES = "addresses"
    SUPERVISOR = "supervisor"


class Level(StrEnum):
    """How bad it is."""

    OK = "ok"
    WARN = "warn"  # somebody should look at it
    FAIL = "fail"  # the program does not work, or loses something


class Finding(Record, frozen=True, kw_only=True):
    """What was found at one point."""

    point: Point
    level: Level
    found: str  # in words
    todo: str = ""  # what to do about it, "" where nothing is to be done


class Diagnosis(Record, frozen=True, kw_only=True):
    """All that was found, in the order of the points."""

    findings: tuple[Finding, ...]

    @property
    def is_well(self) -> bool:
        """Whether nobody needs to look at anything."""
        return all(each.level is Level.OK for each in self.findings)


def ok(point: Point, found: str) -> Finding:
    """Nothing is to be done."""
    return Finding(point=point, level=Level.OK, found=found)


def warn(point: Point, found: str, todo: str) -> Finding:
    """Somebody should look at it."""
    return Finding(point=point, level=Level.WARN, found=found, todo=todo)


def fail(point: Point, found: str, todo: str) -> Finding:
    """It does not work."""
    return Finding(point=point, level=Level.FAIL, found=found, todo=todo)
