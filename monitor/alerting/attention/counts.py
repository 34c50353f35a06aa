"""How many matches a watch had, by the moment of their publication, in a bounded number of counters.

The last window is kept in twelfths, with the publisher families of each; the baseline before it in parts of a
hundred and sixty-eighth, which are hours of a week.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from msgspec.structs import replace

from monitor.alerting.policy import Spike
from monitor.records import Record

WINDOW_PARTS: Final = 12
BASELINE_PARTS: Final = 168
MOST_FAMILIES: Final = 32  # of one part that are told apart

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Part(Record, frozen=True, kw_only=True):
    """The matches of a stretch of time; a stretch without any has no part."""

    start: datetime
    count: int
    families: tuple[str, ...] = ()  # publisher families; none is kept in the baseline


class Counts(Record, frozen=True, kw_only=True):
    """The matches of a watch."""

    since: datetime  # when counting began
    recent: tuple[Part, ...] = ()  # within the window, the oldest first
    past: tuple[Part, ...] = ()  # within the baseline before it, the oldest first
    is_spike: bool = False  # at the last match
    told: datetime | None = None  # when a spike was told, or refused for want of a baseline


def counted(counts: Counts, spike: Spike, at: datetime, family: str, now: datetime) -> Counts:
    """`counts` with one more match, published at `at`; one from before the baseline is not counted."""
    aged = as_of(counts, spike, now)
    if at <= now - timedelta(seconds=spike.window_seconds):
        return replace(aged, past=_kept_past((*aged.past, _part(at, past_seconds(spike))), spike, now))
    return replace(aged, recent=_merged((*aged.recent, _part(min(at, now), recent_seconds(spike), family))))


def as_of(counts: Counts, spike: Spike, now: datetime) -> Counts:
    """`counts` at `now`: what left the window is in the baseline, and what left that is gone."""
    begins = now - timedelta(seconds=spike.window_seconds)
    width = timedelta(seconds=recent_seconds(spike))
    left = [part for part in counts.recent if part.start + width <= begins]
    moved = [replace(_part(part.start, past_seconds(spike)), count=part.count) for part in left]
    return replace(
        counts,
        recent=tuple(part for part in counts.recent if part not in left and part.start <= now),
        past=_kept_past((*counts.past, *moved), spike, now),
    )


def recent_seconds(spike: Spike) -> float:
    """The length of a part of the window."""
    return spike.window_seconds / WINDOW_PARTS


def past_seconds(spike: Spike) -> float:
    """The length of a part of the baseline."""
    return spike.baseline_seconds / BASELINE_PARTS


def _kept_past(parts: tuple[Part, ...], spike: Spike, now: datetime) -> tuple[Part, ...]:
    begins = now - timedelta(seconds=spike.window_seconds + spike.baseline_seconds)
    width = timedelta(seconds=past_seconds(spike))
    return _merged(tuple(part for part in parts if begins < part.start + width and part.start <= now))


def _part(at: datetime, seconds: float, family: str = "") -> Part:
    start = _EPOCH + timedelta(seconds=(at - _EPOCH).total_seconds() // seconds * seconds)
    return Part(start=start, count=1, families=(family,) if family else ())


def _merged(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Those of one start as one, in order of time."""
    by_start: dict[datetime, list[Part]] = {}
    for part in parts:
        by_start.setdefault(part.start, []).append(part)
    return tuple(
        Part(start=start, count=sum(part.count for part in same), families=tuple(_families(same)))
        for start, same in sorted(by_start.items())
    )


def _families(parts: list[Part]) -> Iterator[str]:
    distinct = dict.fromkeys(family for part in parts for family in part.families)
    yield from list(distinct)[:MOST_FAMILIES]
