"""How the whole fares, in one record: what waits and for how long, which feeds and watches are not well.

Ages rather than counts: how many messages may wait depends on the day, how long one may wait does not.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from monitor.config.configuration import Configuration
from monitor.coverage.watches import WatchCoverage, watch_coverages
from monitor.feeds.condition import Condition
from monitor.feeds.feed import Feed
from monitor.feeds.health.health import health
from monitor.feeds.state import FeedState
from monitor.records import Record
from monitor.store.base import Store

LONGEST_LAG: Final = timedelta(minutes=5)
"""How long a message may wait for an agent."""
LONGEST_WAIT: Final = timedelta(minutes=15)
"""How long a delivery may wait for its receiver, and a feed that is due for its poll."""
LONGEST_FAILURE: Final = timedelta(hours=1)
"""How long a feed that brought something once may fail; one that never did is told of at once."""
_LASTING: Final = frozenset({Condition.SILENT, Condition.DEAD, Condition.GONE})
_BROKEN: Final = _LASTING | {Condition.FAILING}


class TopicLag(Record, frozen=True, kw_only=True):
    """What waits in a topic for the agents that read it."""

    topic: str  # name
    agents: tuple[str, ...]  # names
    unread: int  # messages
    oldest_waiting_seconds: float  # age of the oldest of them; 0 where none waits


class BrokenFeed(Record, frozen=True, kw_only=True):
    """A feed that is failing, silent, dead or gone."""

    feed: str  # id
    state: Condition
    reason: str  # why, in words
    since: datetime | None  # when that began


class WaitingReceiver(Record, frozen=True, kw_only=True):
    """A receiver for which a delivery waits that is not held."""

    receiver: str  # name
    oldest_waiting_seconds: float  # age of the oldest of them


class Status(Record, frozen=True, kw_only=True):
    """How the whole fares."""

    installation: str  # name of this Wirewatch
    problems: tuple[str, ...]  # what somebody should look at, in words; none: all is well
    lags: tuple[TopicLag, ...]  # in the order of the flow
    feeds: dict[str, int]  # how many fare so, by state
    broken: tuple[BrokenFeed, ...]
    polls_overdue_since: datetime | None  # when the first poll was due that is late by now
    watches: int  # that are configured
    coverage: tuple[WatchCoverage, ...]  # of each watch
    receivers: int  # that are configured
    waiting: tuple[WaitingReceiver, ...]
    archive: dict[str, int]  # articles, copies, mentions, events, alerts
    deliveries: dict[str, int]  # by state
    unread: int  # messages in the log that an agent has still to read
    warnings: tuple[str, ...]  # of the configuration, as `wirewatch check` prints them


async def status(store: Store, configuration: Configuration, lags: Sequence[TopicLag], now: datetime) -> Status:
    """How all fares at `now`, by what the store remembers and by the `lags` of topics."""
    states, feeds = await store.feed_states(), configuration.feeds
    watches = [watch for watchlist in configuration.watchlists for watch in watchlist.watches]
    coverage = tuple((await watch_coverages(store, watches, feeds, now)).values())
    broken, overdue = tuple(_broken(feeds, states, now)), _overdue_since(feeds, states, now)
    waiting = _waiting(await store.oldest_pending(), now)
    return Status(
        installation=configuration.settings.installation,
        problems=(
            *_late(lags, waiting),
            *_unpolled(overdue),
            *(f"feed '{each.feed}' is {each.state}: {each.reason}" for each in broken if _lasts(each, states, now)),
            *_blind(coverage),
        ),
        lags=tuple(lags),
        feeds=dict(Counter(str(health(feed, states.get(feed.id), now).condition) for feed in feeds)),
        broken=broken,
        polls_overdue_since=overdue,
        watches=len(watches),
        coverage=coverage,
        receivers=len(configuration.receivers),
        waiting=waiting,
        archive=await store.counts(),
        deliveries=await store.delivery_counts(),
        unread=sum(each.unread for each in lags),
        warnings=tuple(str(warning) for warning in configuration.warnings),
    )


def _broken(feeds: Iterable[Feed], states: Mapping[str, FeedState], now: datetime) -> Iterator[BrokenFeed]:
    for feed in feeds:
        fares = health(feed, states.get(feed.id), now)
        if fares.condition in _BROKEN:
            yield BrokenFeed(feed=feed.id, state=fares.condition, reason=fares.reason, since=fares.since)


def _lasts(broken: BrokenFeed, states: Mapping[str, FeedState], now: datetime) -> bool:
    """Whether it is more than a poll or two that failed, of an address that is known to be right."""
    if broken.state in _LASTING or states[broken.feed].last_success is None:
        return True
    return broken.since is not None and now - broken.since >= LONGEST_FAILURE


def _overdue_since(feeds: Iterable[Feed], states: Mapping[str, FeedState], now: datetime) -> datetime | None:
    known = [states[feed.id].schedule.next_poll for feed in feeds if feed.id in states]
    return min((due for due in known if due is not None and now - due > LONGEST_WAIT), default=None)


def _waiting(pending: Mapping[str, datetime], now: datetime) -> tuple[WaitingReceiver, ...]:
    return tuple(
        WaitingReceiver(receiver=name, oldest_waiting_seconds=max(0.0, (now - since).total_seconds()))
        for name, since in sorted(pending.items())
    )


def _late(lags: Iterable[TopicLag], waiting: Iterable[WaitingReceiver]) -> Iterator[str]:
    for lag in lags:
        if lag.oldest_waiting_seconds > LONGEST_LAG.total_seconds():
            agents, longest = " and ".join(lag.agents), _long(lag.oldest_waiting_seconds)
            yield f"{lag.unread} messages of {lag.topic} wait for {agents}, the oldest for {longest}"
    for each in waiting:
        if each.oldest_waiting_seconds > LONGEST_WAIT.total_seconds():
            yield f"receiver '{each.receiver}' has not taken a delivery for {_long(each.oldest_waiting_seconds)}"


def _blind(coverage: Iterable[WatchCoverage]) -> Iterator[str]:
    """One problem for all watches that are blind for the same reason."""
    watches: defaultdict[str, list[str]] = defaultdict(list)
    for each in coverage:
        if each.coverage.is_blind:
            watches[each.coverage.reason].append(f"'{each.watch}'")
    for reason, names in watches.items():
        named = ", ".join(names)
        who = f"watch {named} is" if len(names) == 1 else f"{len(names)} watches are"
        yield f"{who} blind: {reason}" + (f" ({named})" if len(names) > 1 else "")


def _unpolled(overdue: datetime | None) -> Iterator[str]:
    if overdue is not None:
        yield f"polls are due since {overdue:%Y-%m-%d %H:%M} UTC: is `wirewatch run` running?"


def _long(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds < 2 * 3600 else f"{seconds / 3600:.0f} h"
