"""What the rounds need of the program, and which watches are this worker's."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from agents.runtime.edges import Edges, Emission
from monitor.alerting.policy import Policy
from monitor.feeds.feed import Feed
from monitor.match.watchlist import Watch
from monitor.records import Decision, Mute
from monitor.store.base import DecisionRow, Store

ATTENTION = "attention"  # in the log


class Attending(NamedTuple):
    """What attention needs; what the configuration says may change with a reload."""

    store: Store
    edges: Edges
    turn: asyncio.Lock  # held by whoever reads states to write what follows from them
    emissions: Callable[[DecisionRow], Sequence[Emission]]  # the messages that say what was decided
    policies: Callable[[], Mapping[str, Policy]]  # by watch
    watches: Callable[[], Sequence[Watch]]
    feeds: Callable[[], Sequence[Feed]]
    mutes: Callable[[], Sequence[Mute]]  # those of the configuration
    is_ours: Callable[[str], bool]  # whether this worker decides on the matches of a watch
    tally: Callable[[Decision], None] = lambda _: None  # counts what was decided
