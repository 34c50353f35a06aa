"""How often one story of a watch is told. Each story has a pace of its own: a throttle never silences a watch.

The first alert goes at once. After it the story waits `every` until it may be told again, and after each alert that
comes before twice the wait is over, the next wait is twice as long, up to `backoff_to`. A story that was quiet for
longer begins with `every` again.
"""

from datetime import datetime, timedelta

from monitor.alerting.policy import Throttle
from monitor.records import Record


class Pace(Record, frozen=True, kw_only=True):
    """How fast a story is told."""

    told: datetime  # when it was last
    wait: float  # seconds until it may be told again


def throttle_until(pace: Pace | None, throttle: Throttle | None, now: datetime) -> datetime | None:
    """Until when an alert of the story is held; None where it may go at once. `pace` is None before the first one."""
    if throttle is None or pace is None:
        return None
    until = min(pace.told, now) + timedelta(seconds=min(pace.wait, _longest(throttle)))
    return until if now < until else None


def paced(pace: Pace | None, throttle: Throttle | None, now: datetime) -> Pace | None:
    """The pace of the story after an alert at `now`; None where the watch has no throttle."""
    if throttle is None:
        return None
    if pace is None or now - pace.told >= timedelta(seconds=2 * pace.wait):
        return Pace(told=now, wait=throttle.every_seconds)
    return Pace(told=now, wait=min(2 * pace.wait, _longest(throttle)))


def _longest(throttle: Throttle) -> float:
    """Without a limit the wait stays as it is."""
    return max(throttle.every_seconds, throttle.backoff_to_seconds or 0.0)
