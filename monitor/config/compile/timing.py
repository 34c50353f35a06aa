"""When a receiver wants its alerts → its timing."""

from typing import Final

from msgspec.structs import replace

from monitor.alerting.timing import Digest, Group, GroupBy, Quiet, Timing
from monitor.config.shapes.receivers import TimedShape
from monitor.config.shapes.timing import DigestShape, QuietShape

_GROUP_WAIT: Final = 60.0  # seconds


def timing(shape: TimedShape) -> Timing:
    """What `shape` says about when alerts are sent; at once where it says nothing."""
    return Timing(
        quiet=_quiet(shape.quiet) if shape.quiet else None,
        digest=_digest(shape.digest, shape.quiet.tz if shape.quiet else "UTC") if shape.digest else None,
        group=_group(shape),
    )


def _quiet(shape: QuietShape) -> Quiet:
    return Quiet(zone=shape.tz, begins=shape.from_, ends=shape.to, mode=shape.mode, passes=shape.pass_)


def _digest(shape: DigestShape, zone: str) -> Digest:
    made = Digest(cron=shape.cron, zone=shape.tz or zone, most=shape.most)
    return replace(made, order=tuple(dict.fromkeys(shape.order))) if shape.order else made


def _group(shape: TimedShape) -> Group | None:
    if shape.group_by is None and shape.group_wait is None:
        return None
    by = shape.group_by[0] if shape.group_by else GroupBy.STORY
    return Group(by=by, wait_seconds=shape.group_wait or _GROUP_WAIT)
