"""Whether a receiver wants an alert now, later or not at all: `quiet → digest → grouped → sent`.

| the receiver has                  | an alert that comes                                                        |
| --------------------------------- | -------------------------------------------------------------------------- |
| quiet hours that drop             | in them, and is not so loud as to pass, is dropped                         |
| a digest                          | waits for its next slot; one in quiet hours is at their end                |
| quiet hours that hold             | in them, and is not so loud as to pass, waits for their end                |
| a group                           | waits for others, and where the wait ends in quiet hours, for their end    |
| nothing of this                   | is sent                                                                    |
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from monitor.alerting.receivers.digest import next_digest
from monitor.alerting.receivers.quiet import passes, quiet_period
from monitor.alerting.timing import Group, Quiet, QuietMode, Timing
from monitor.records import DecisionReason, Severity


class Wait(NamedTuple):
    """What an alert waits for."""

    reason: DecisionReason
    until: datetime  # UTC


def is_dropped(severity: Severity, timing: Timing, now: datetime) -> bool:
    """Whether an alert that comes at `now` is not to be sent at all."""
    return timing.quiet is not None and timing.quiet.mode is QuietMode.DROP and is_quiet(severity, timing, now)


def is_quiet(severity: Severity, timing: Timing, now: datetime) -> bool:
    """Whether an alert must not be sent at `now`, since it would come in quiet hours."""
    return quiet_until(severity, timing, now) is not None


def quiet_until(severity: Severity, timing: Timing, now: datetime) -> datetime | None:
    """The end of the quiet hours that keep an alert from being sent at `now`; None where none do."""
    if (quiet := _quiet_for(severity, timing)) is None:
        return None
    period = quiet_period(quiet, now)
    return period.ends if period else None


def wait_for(severity: Severity, timing: Timing, now: datetime) -> Wait | None:
    """What an alert that comes at `now` and is not dropped waits for; None where it is sent at once."""
    if timing.digest is not None:
        return Wait(DecisionReason.DIGEST, next_digest(timing.digest, timing.quiet, now))
    if (ends := quiet_until(severity, timing, now)) is not None:
        return Wait(DecisionReason.QUIET_HOURS, ends)
    if timing.group is not None:
        return _grouped(severity, timing, timing.group, now)
    return None


def _grouped(severity: Severity, timing: Timing, group: Group, now: datetime) -> Wait:
    until = now + timedelta(seconds=group.wait_seconds)
    ends = quiet_until(severity, timing, until)
    return Wait(DecisionReason.GROUPED, until) if ends is None else Wait(DecisionReason.QUIET_HOURS, ends)


def _quiet_for(severity: Severity, timing: Timing) -> Quiet | None:
    quiet = timing.quiet
    return None if quiet is None or passes(quiet, severity) else quiet
