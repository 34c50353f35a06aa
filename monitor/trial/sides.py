"""What is tried, and what comes of it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from monitor.ledger.rules import Rules
from monitor.match.watchlist import Watchlist
from monitor.records import Alert, DecisionReason, Match
from monitor.store.base import Span


class Stage(StrEnum):
    """What is done of a trial, in this order; the last one for each side."""

    MATCHING = "articles that may match"
    FOLLOWING = "what their stories went on with"
    DECIDING = "what would have been told"


Progress = Callable[[Stage, float], None]
"""Is told the stage of a trial, and the share of it that is done."""


@dataclass(frozen=True)
class Side:
    """The watches that are tried, and what their files say of telling."""

    watchlists: Sequence[Watchlist]
    rules: Rules


@dataclass
class Outcome:
    """What came of one side."""

    matches: list[Match] = field(default_factory=list)  # of articles that meet a watch, in the order of time
    alerts: list[Alert] = field(default_factory=list)  # that were told, those of releases and spikes too
    reasons: dict[str, Counter[DecisionReason]] = field(default_factory=lambda: defaultdict(Counter))  # by watch
    seconds: float = 0.0  # of the processor, to match one article


@dataclass
class Tried:
    """What the archive told."""

    span: Span  # of the articles that were looked at
    outcomes: list[Outcome] = field(default_factory=list)  # one for each side
