"""When the matches of a watch are told again, held or gathered: what a watchlist says of a watch beside its conditions.

`monitor.config` makes a policy for each watch; the decisions of this package read it and nothing else of the watch.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final

from monitor.records import ChangeKind, EventType, Record, Severity


class Realert(StrEnum):
    """When a watch tells a story again."""

    NEVER = "never"
    ON_CHANGE = "on_change"
    EVERY = "every"


AGAIN: Final = (ChangeKind.MODALITY, ChangeKind.EVENT, ChangeKind.FIGURE)
"""The changes that count where a watch does not say which."""


class FigureStep(Record, frozen=True, kw_only=True):
    """A figure of an event that is at least so high."""

    figure: str  # a field of Size: dead, injured, arrested, troops, countries, money
    gte: float


class SeverityStep(Record, frozen=True, kw_only=True):
    """What makes an alert louder; all that is given must hold."""

    to: Severity
    independent_publishers: int | None = None  # at least so many
    event_types: tuple[EventType, ...] = ()  # one of these happened
    figures: tuple[FigureStep, ...] = ()


class Throttle(Record, frozen=True, kw_only=True):
    """How often one story is told: the first at once, then so often, each wait twice the last one up to a limit."""

    every_seconds: float
    backoff_to_seconds: float | None = None


class Cap(Record, frozen=True, kw_only=True):
    """At most so many alerts of a watch in so long; what is over goes into one message at its end."""

    count: int
    seconds: float


class Spike(Record, frozen=True, kw_only=True):
    """More matches than usual."""

    window_seconds: float  # that is compared
    baseline_seconds: float  # before it, that it is compared with
    ratio: float  # how many times the baseline's rate
    min: int  # matches in the window, at least
    distinct_publishers: int = 1  # families that they come from, at least


class Absence(Record, frozen=True, kw_only=True):
    """No match for so long, while feeds that the watch looks at are well."""

    max_gap_seconds: float


class Policy(Record, frozen=True, kw_only=True):
    """What holds for the matches of one watch."""

    watch: str  # its id
    watchlist: str  # name of the watch's file
    severity: Severity = Severity.MEDIUM  # without any step
    steps: tuple[SeverityStep, ...] = ()
    routes: tuple[str, ...] = ()
    owner: str = ""  # who answers for the watch
    owner_routes: tuple[str, ...] = ()  # where its owner is told of a runaway watch; none: the watch's routes
    expires: datetime | None = None
    realert: Realert = Realert.ON_CHANGE
    again: tuple[ChangeKind, ...] = AGAIN
    publisher_steps: tuple[int, ...] = (3, 5, 10)  # numbers of independent publishers that count as a change
    throttle: Throttle | None = None
    cap: Cap | None = None
    spike: Spike | None = None
    absence: Absence | None = None
    each_match: bool = True  # False: matches are counted for spike and absence, and not told one by one


def default_policies(watches: Sequence[tuple[str, str]]) -> dict[str, Policy]:
    """Policies of watches, given with their watchlists, of which nothing is said."""
    return {watch: Policy(watch=watch, watchlist=watchlist) for watch, watchlist in watches}
