"""How long a watch usually waits for a match."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from typing import Final

from monitor.alerting.state import DailyHits

LOOK_BACK: Final = timedelta(days=30)
_LEAST: Final = 3  # matches; of fewer nothing is usual


def usual_gap(hits: Iterable[DailyHits], now: datetime) -> float | None:
    """Seconds between two matches of a watch on average, by its hits of some days up to `now`.

    It counts from the first day with a match; None where there were too few.
    """
    matches = {each.day: each.told + each.held + each.not_told for each in hits}
    if sum(matches.values()) < _LEAST:
        return None
    begin = datetime.combine(min(matches), time.min, UTC)
    return max(0.0, (now - begin).total_seconds()) / sum(matches.values())
