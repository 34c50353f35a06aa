"""How the feeds fare together that a watch looks at: how many bring articles, and since when none does."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from monitor.coverage.scope import in_scope
from monitor.feeds.condition import Condition
from monitor.feeds.feed import Feed
from monitor.feeds.health.health import health
from monitor.feeds.state import FeedState
from monitor.match.watchlist import Sources, Watch, Watchlist
from monitor.records import Record

ALIVE: Final = frozenset({Condition.OK, Condition.WAITING})
"""How a feed fares that brings what there is."""
_TOLD: Final = frozenset({Condition.SILENT, Condition.DEAD, Condition.GONE})  # not by a failed poll or two


class Coverage(Record, frozen=True, kw_only=True):
    """How the feeds fare that a watch looks at."""

    feeds: int  # that it looks at
    alive: int  # of them, that answer and bring what there is
    states: dict[str, int]  # how many fare so, by state
    languages: tuple[str, ...]  # of those alive, as far as they are configured; sorted
    is_blind: bool  # none of them brings anything, so that no article can meet it
    blind_since: datetime | None  # when the last one stopped; None where it is not blind, or looks at no feed
    is_lasting: bool  # and each is dead, gone or silent: more than a poll or two that failed
    reason: str  # in words


class Faring(Record, frozen=True, kw_only=True):
    """How one feed fares."""

    feed: Feed
    condition: Condition
    stopped: datetime | None  # when it stopped to bring anything, where it did


def faring(feeds: Iterable[Feed], states: Mapping[str, FeedState], now: datetime) -> dict[str, Faring]:
    """How each feed fares at `now`, by id."""
    return {feed.id: _faring(feed, states.get(feed.id), now) for feed in feeds}


def coverages(
    watches: Iterable[Watch], feeds: Sequence[Feed], states: Mapping[str, FeedState], now: datetime
) -> dict[str, Coverage]:
    """The coverage of each watch at `now`, by id; `feeds`: all that are configured, `states`: theirs, by id."""
    fare = faring(feeds, states, now)
    known: dict[Sources, Coverage] = {}
    found: dict[str, Coverage] = {}
    for watch in watches:
        if watch.sources not in known:
            known[watch.sources] = _coverage([fare[feed.id] for feed in in_scope(watch.sources, feeds)])
        found[watch.id] = known[watch.sources]
    return found


def blind_watches(
    watchlists: Sequence[Watchlist], feeds: Sequence[Feed], states: Mapping[str, FeedState], now: datetime
) -> dict[str, int]:
    """How many watches of each watchlist are blind at `now`, by its name: what the metric `watch_blind` shows.

    A watch is blind from the first failed poll of its last feed; wait before somebody is woken.
    """
    known = [(watchlist.id, watch) for watchlist in watchlists for watch in watchlist.watches]
    found = coverages((watch for _, watch in known), feeds, states, now)
    blind = Counter(name for name, watch in known if found[watch.id].is_blind)
    return {watchlist.id: blind[watchlist.id] for watchlist in watchlists}


def _faring(feed: Feed, state: FeedState | None, now: datetime) -> Faring:
    condition = health(feed, state, now).condition
    stopped = None if state is None or condition in ALIVE else _stopped(state, condition)
    return Faring(feed=feed, condition=condition, stopped=stopped)


def _stopped(state: FeedState, condition: Condition) -> datetime | None:
    if condition is Condition.SILENT:
        return state.last_new
    return state.failures.since or state.last_success or state.last_poll


def _coverage(scope: Sequence[Faring]) -> Coverage:
    alive = [each.feed for each in scope if each.condition in ALIVE]
    conditions = {each.condition for each in scope}
    is_blind = not alive and Condition.NEVER_POLLED not in conditions
    stopped = [each.stopped for each in scope if each.stopped is not None]
    states = Counter(str(each.condition) for each in scope)
    return Coverage(
        feeds=len(scope),
        alive=len(alive),
        states=dict(states),
        languages=tuple(sorted({feed.language for feed in alive if feed.language})),
        is_blind=is_blind,
        blind_since=max(stopped, default=None) if is_blind else None,
        is_lasting=is_blind and bool(scope) and conditions <= _TOLD,
        reason=_reason(len(alive), states, is_blind),
    )


def _reason(alive: int, states: Counter[str], is_blind: bool) -> str:
    if not states:
        return "the watch looks at no feed that is configured"
    others = ", ".join(f"{count} {state}" for state, count in sorted(states.items()) if state not in ALIVE)
    if is_blind:
        return f"no feed that the watch looks at brings anything: {others}"
    of = f"{alive} of {states.total()} feeds that the watch looks at fare well"
    return f"{of}; {others}" if others else of
