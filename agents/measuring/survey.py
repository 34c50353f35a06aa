"""What is measured whenever somebody looks: how long things wait, how feeds fare, how large log and store are.

Ages rather than counts or offsets: how many messages may wait depends on the day, how long one may wait does not.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from agents.runtime.backlog import oldest_waiting
from agents.runtime.processing import Agent
from monitor.canary import DELIVERY_ID
from monitor.clock import Clock
from monitor.config.configuration import Configuration
from monitor.coverage.coverage import blind_watches, faring
from monitor.errors import WirewatchError
from monitor.feeds.condition import Condition
from monitor.feeds.state import FeedState
from monitor.log.base import Log, TopicPartition
from monitor.metrics import catalogue
from monitor.metrics.metric import Gauge, label_value
from monitor.metrics.registry import Metrics, Series
from monitor.records import DeliveryState
from monitor.store.base import Store

ENDS = (DeliveryState.SENT, DeliveryState.PENDING, DeliveryState.FAILED)
"""How an attempt at a receiver may end."""
_PATIENCE_SECONDS = 3.0  # for one look; Prometheus waits for ten
_HELD = 100  # of what is held and overdue, how many are looked at


class Surveyed(NamedTuple):
    """What is looked at."""

    metrics: Metrics
    log: Log
    store: Store
    configuration: Callable[[], Configuration]  # a reload changes it
    group: str  # of the agents
    agents: Sequence[Agent[Any]]
    began: datetime  # when this program did
    held: Callable[[], Collection[TopicPartition]]  # partitions of this worker; those of others are theirs to measure
    clock: Clock


async def survey(surveyed: Surveyed) -> Metrics:
    """Measures everything anew. What log or store do not answer is not shown, and neither is the program ready."""
    asked = [await _ask(surveyed, look) for look in _LOOKS]
    surveyed.metrics.set(catalogue.READY, all(asked))
    return surveyed.metrics


_Measured = Mapping[Gauge, Series]


async def _ask(surveyed: Surveyed, look: "_Look") -> bool:
    """Whether it was answered."""
    measured: _Measured = {gauge: {} for gauge in look.gauges}
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            measured = await look.measure(surveyed, surveyed.clock())
        return True
    except (WirewatchError, TimeoutError):
        return False
    finally:
        for gauge, series in measured.items():
            surveyed.metrics.replace(gauge, series)


async def _work(surveyed: Surveyed, now: datetime) -> _Measured:
    held = surveyed.held()
    since: dict[str, datetime] = {}
    for at, moment in (await oldest_waiting(surveyed.log, surveyed.group)).items():
        if at in held:
            since[at.topic] = min(moment, since.get(at.topic, moment))
    ages: Series = {(agent.name,): _age(since.get(agent.topic), now) for agent in surveyed.agents}
    return {catalogue.OLDEST_WAITING: ages, catalogue.LOG_BYTES: _known(await surveyed.log.size())}


async def _feeds(surveyed: Surveyed, now: datetime) -> _Measured:
    states, configured = await surveyed.store.feed_states(), surveyed.configuration()
    return await asyncio.to_thread(_faring, configured, states, now)


def _faring(configured: Configuration, states: Mapping[str, FeedState], now: datetime) -> _Measured:
    """With many watches this takes longer than the event loop should wait."""
    fare = Counter(each.condition for each in faring(configured.feeds, states, now).values())
    blind = blind_watches(configured.watchlists, configured.feeds, states, now)
    return {
        catalogue.FEEDS: {(label_value(condition),): fare[condition] for condition in Condition},
        catalogue.WATCH_BLIND: {(watchlist,): number for watchlist, number in blind.items()},
    }


async def _ledger(surveyed: Surveyed, now: datetime) -> _Measured:
    pending = await surveyed.store.oldest_pending()
    overdue = [row.decision.until for row in await surveyed.store.held_due(now, _HELD)]
    names = {*pending, *(receiver.name for receiver in surveyed.configuration().receivers)}
    for name in names:
        for end in ENDS:
            surveyed.metrics.announce(catalogue.DELIVERIES, name, label_value(end))
    return {
        catalogue.DELIVERY_WAITING: {(name,): _age(pending.get(name), now) for name in names},
        catalogue.UNINDEXED: {(): await surveyed.store.unindexed()},
        catalogue.OVERDUE: {(): max((_age(until, now) for until in overdue), default=0.0)},
        catalogue.STORE_BYTES: _known(await surveyed.store.size()),
    }


async def _canary(surveyed: Surveyed, now: datetime) -> _Measured:
    settings = surveyed.configuration().settings.canary
    if settings is None:
        return {}
    arrived = next((row.sent for row in await surveyed.store.deliveries_with([DELIVERY_ID])), None)
    since = max(arrived, surveyed.began) if arrived else surveyed.began
    return {
        catalogue.CANARY_AGE: {(): _age(since, now)},
        catalogue.CANARY_LIMIT: {(): settings.absent_after_seconds},
    }


def _age(since: datetime | None, now: datetime) -> float:
    return max(0.0, (now - since).total_seconds()) if since else 0.0


def _known(value: float | None) -> Series:
    return {} if value is None else {(): value}


class _Look(NamedTuple):
    measure: Callable[[Surveyed, datetime], Awaitable[_Measured]]
    gauges: tuple[Gauge, ...]  # that it measures


_LOOKS = (
    _Look(_work, (catalogue.OLDEST_WAITING, catalogue.LOG_BYTES)),
    _Look(_canary, (catalogue.CANARY_AGE,)),
    _Look(_feeds, (catalogue.FEEDS, catalogue.WATCH_BLIND)),
    _Look(_ledger, (catalogue.DELIVERY_WAITING, catalogue.OVERDUE, catalogue.UNINDEXED, catalogue.STORE_BYTES)),
)
