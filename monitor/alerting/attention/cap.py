"""How many alerts a watch may raise: so many in a window, and what is over goes into one message at its end.

A window begins with the first alert that is told after the last window, not at the full hour. The message at the end
of a window is not counted.
"""

from datetime import datetime, timedelta

from msgspec.structs import replace

from monitor.alerting.policy import Cap
from monitor.records import Record


class Window(Record, frozen=True, kw_only=True):
    """The window of a watch's cap."""

    start: datetime
    told: int = 0  # alerts in it
    held: int = 0  # matches that were over


def cap_until(window: Window | None, cap: Cap | None, now: datetime) -> datetime | None:
    """Until when an alert of the watch is held: the end of the window; None where it may go at once."""
    current = _current(window, cap, now)
    if cap is None or current is None or current.told < cap.count:
        return None
    return min(current.start, now) + timedelta(seconds=cap.seconds)


def told(window: Window | None, cap: Cap | None, now: datetime) -> Window | None:
    """The window after an alert at `now`; None where the watch has no cap."""
    if cap is None:
        return None
    current = _current(window, cap, now) or Window(start=now)
    return replace(current, told=current.told + 1)


def overflowed(window: Window | None, cap: Cap | None, now: datetime) -> Window | None:
    """The window after a match at `now` that `cap_until` holds."""
    current = _current(window, cap, now)
    return current and replace(current, held=current.held + 1)


def _current(window: Window | None, cap: Cap | None, now: datetime) -> Window | None:
    """`window` where it is not over; one of a clock that ran far ahead is."""
    if window is None or cap is None:
        return None
    return window if abs(now - window.start) < timedelta(seconds=cap.seconds) else None
