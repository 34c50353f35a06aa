"""Timer → `news.articles`: polls the feeds that are due and publishes what is new in them.

What happens to a feed itself, that it dies or falls silent, goes to `news.alerts` like any other alert.

The order is the promise: articles published and confirmed first, then the feed's state and its seen entries. A crash
between the two publishes again under the same ids; the other order would lose articles, since the next poll answers
304.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol
from urllib.parse import urlsplit

from agents.runtime.lease import LEASE_SECONDS, renewed
from agents.runtime.processing import Edges, Emission, Message, bury, insist
from agents.topics import ALERTS, ARTICLES, alert_topic
from monitor.errors import LogError, StoreError, Unprocessable
from monitor.feeds.budget import current_price
from monitor.feeds.conclude import Conclusion, conclude, hurried
from monitor.feeds.feed import Feed
from monitor.feeds.outcome import PollOutcome, PollReason, begin, failed
from monitor.feeds.schedule import is_due, is_held, spread
from monitor.feeds.state import FeedState, SeenEntry
from monitor.fetch.base import Fetcher, Parser, Seen
from monitor.fetch.poll import poll, pushed
from monitor.fetch.websub import Handover
from monitor.notify.cloudevent import cloud_event
from monitor.records import DeadLetterReason, encode
from monitor.store.base import FeedStore

log = logging.getLogger(__name__)

_TICK_SECONDS = 1.0  # how often the due feeds are looked for
_READ_SECONDS = 30.0  # how often the states of all feeds are read
_PRICE_SECONDS = 600.0  # how long the price of a request holds


async def as_polled(_feed: Feed, outcome: PollOutcome) -> PollOutcome:
    """`outcome` as it is, without full texts."""
    return outcome


class Polled(NamedTuple):
    """One poll, with what follows from it."""

    outcome: PollOutcome
    conclusion: Conclusion


class Handing(Protocol):
    """What hubs hand over, see `agents.polling.subscriptions.Subscriptions`."""

    def is_live(self, feed: str) -> bool:
        """Whether the hub of `feed` hands over what is new, so that few polls are enough."""

    def handed(self) -> frozenset[str]:
        """The feeds of which something waits to be read."""

    def take(self, feed: str) -> list[Handover]:
        """What waits of `feed`, in the order it came; the caller reads it."""

    async def missed(self, feed: str) -> None:
        """A poll of `feed` found what its hub should have handed over."""


class NoHubs:
    """Nothing is handed over; see Handing."""

    def is_live(self, feed: str) -> bool:
        """Never."""
        return False

    def handed(self) -> frozenset[str]:
        """None."""
        return frozenset()

    def take(self, feed: str) -> list[Handover]:
        """Nothing."""
        return []

    async def missed(self, feed: str) -> None:
        """Nobody to tell."""


class Polling(NamedTuple):
    """What polling needs."""

    feeds: Sequence[Feed]
    store: FeedStore
    fetcher: Fetcher
    parser: Parser
    edges: Edges
    random: Callable[[], float]  # in [0, 1)
    worker: str
    concurrency: int
    requests_per_hour: float | None = None  # budget of the feeds that are polled by rhythm
    enrich: Callable[[Feed, PollOutcome], Awaitable[PollOutcome]] = as_polled  # between poll and publication
    hubs: Handing = NoHubs()
    report: Callable[[Feed, PollOutcome], None] = lambda _feed, _outcome: None
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep  # between two looks at what is due


async def ingest_once(polling: Polling) -> None:
    """Polls every feed once, at the same time; publishes feed after feed, so that two runs publish in one order.

    A feed whose server asked to be left alone is left alone.
    """
    limit = asyncio.Semaphore(polling.concurrency)
    states, now = await _read_states(polling), polling.edges.clock()
    price = await Pricing(polling).price(states)
    feeds = [feed for feed in polling.feeds if not is_held(states.get(feed.id), now)]
    tasks = [asyncio.create_task(_poll_limited(polling, feed, states.get(feed.id), limit, price)) for feed in feeds]
    for feed, task in zip(feeds, tasks, strict=True):
        await _publish(polling, feed, await task)


async def ingest_forever(polling: Polling) -> None:
    """Polls each feed when it is due, one at a time a host, for the hosts that this worker holds the lease of."""
    limit = asyncio.Semaphore(polling.concurrency)
    busy: dict[str, asyncio.Task[None]] = {}
    pricing, states = Pricing(polling), States(polling)
    async with asyncio.TaskGroup() as tasks:
        while True:
            price = await pricing.price(await states.all())
            for host, feeds in _due_by_host(polling, states).items():
                if (host not in busy or busy[host].done()) and await _claim(polling, host):
                    busy[host] = tasks.create_task(_poll_host(polling, host, feeds, states, limit, price))
            await polling.sleep(_TICK_SECONDS)


class States:
    """What is known of the feeds: that of all is read now and then, that of one when it is polled."""

    def __init__(self, polling: Polling) -> None:
        self._polling = polling
        self._known: dict[str, FeedState] = {}
        self._started = self._until = polling.edges.clock()

    async def all(self) -> Mapping[str, FeedState]:
        """All states by feed id; those of feeds that another worker polls may be half a minute old."""
        now = self._polling.edges.clock()
        if now >= self._until:
            self._known = await _read_states(self._polling)
            self._until = now + timedelta(seconds=_READ_SECONDS)
        return self._known

    async def one(self, feed: Feed) -> FeedState | None:
        """The state of one feed as it is in the store now."""
        state = await _state(self._polling, feed)
        if state is not None:
            self.note(state)
        return state

    def note(self, state: FeedState) -> None:
        """A poll led to this state."""
        self._known[state.feed] = state

    def is_due(self, feed: Feed, now: datetime) -> bool:
        """Whether `feed` is to be polled, as far as is known; what was due at the start is spread, see `spread`."""
        state = self._known.get(feed.id)
        if is_due(state, self._started):
            return now >= self._started + spread(feed, len(self._polling.feeds))
        return is_due(state, now)


class Pricing:
    """The price of a request, found anew from the rhythms of all feeds every ten minutes."""

    def __init__(self, polling: Polling) -> None:
        self._polling = polling
        self._price: float | None = None
        self._until: datetime | None = None

    async def price(self, states: Mapping[str, FeedState]) -> float | None:
        """The price that holds now; None where there is no budget."""
        budget, now = self._polling.requests_per_hour, self._polling.edges.clock()
        if budget is not None and (self._until is None or now >= self._until):
            self._price = await asyncio.to_thread(current_price, self._polling.feeds, states, budget, now)
            self._until = now + timedelta(seconds=_PRICE_SECONDS)
        return self._price


async def _poll_host(
    polling: Polling, host: str, feeds: Sequence[Feed], states: States, limit: asyncio.Semaphore, price: float | None
) -> None:
    async with renewed(lambda: _claim(polling, host)):
        for feed in feeds:
            if not await _read_handed(polling, feed, limit):
                await _poll_due(polling, feed, states, limit, price)
            if not await _claim(polling, host):
                return  # the store was away for so long that another worker has the host now


async def _poll_due(
    polling: Polling, feed: Feed, states: States, limit: asyncio.Semaphore, price: float | None
) -> None:
    """Polls `feed` unless another worker did so since the states were read."""
    state = await states.one(feed)
    if is_due(state, polling.edges.clock()):
        polled = await _poll_limited(polling, feed, state, limit, price)
        await _publish(polling, feed, polled)
        states.note(polled.conclusion.state)


async def _read_handed(polling: Polling, feed: Feed, limit: asyncio.Semaphore) -> bool:
    """Publishes what a hub handed over of `feed`, the same way as what a poll brings; whether there was anything."""
    waiting = polling.hubs.take(feed.id)
    for handover in waiting:
        async with limit:
            state, seen, now = await _state(polling, feed), _seen(polling, feed), polling.edges.clock()
            content, content_type = handover.content, handover.content_type
            outcome = await pushed(
                feed, state, seen, polling.parser, content=content, content_type=content_type, now=now
            )
        if outcome.error:  # not a failure of the feed
            log.warning("handed_unreadable feed=%s error=%s", feed.id, outcome.error)
            continue
        outcome = await polling.enrich(feed, outcome)
        await _publish(polling, feed, Polled(outcome, conclude(feed, state, outcome, None, live=True, handed=True)))
    return bool(waiting)


async def _poll_limited(
    polling: Polling, feed: Feed, state: FeedState | None, limit: asyncio.Semaphore, price: float | None
) -> Polled:
    try:
        return await _poll(polling, feed, state, limit, price)
    except (LogError, StoreError):
        raise
    except Exception as error:  # a mistake of ours must not cost more than this feed's poll
        log.exception("poll_broke feed=%s", feed.id)
        begun = begin(feed, state, polling.edges.clock(), polling.random())
        outcome = failed(begun, PollReason.UNEXPECTED, type(error).__name__)
        return Polled(outcome, conclude(feed, state, outcome, None))


async def _poll(
    polling: Polling, feed: Feed, state: FeedState | None, limit: asyncio.Semaphore, price: float | None
) -> Polled:
    async with limit:
        seen, now = _seen(polling, feed), polling.edges.clock()
        asked = hurried(feed, state)
        outcome = await poll(asked, state, seen, polling.fetcher, polling.parser, now=now, jitter=polling.random())
    outcome = await polling.enrich(feed, outcome)  # not within the limit: slow pages keep no other feed waiting
    live = polling.hubs.is_live(feed.id)
    conclusion = conclude(feed, state, outcome, price if feed.by_rhythm else None, live=live)
    if conclusion.hub_missed:
        await polling.hubs.missed(feed.id)
    return Polled(outcome, conclusion)


async def _state(polling: Polling, feed: Feed) -> FeedState | None:
    return await insist("ingest", lambda: polling.store.feed_state(feed.id), polling.edges)


def _seen(polling: Polling, feed: Feed) -> Seen:
    async def seen() -> Mapping[str, SeenEntry]:
        return await insist("ingest", lambda: polling.store.seen(feed.id), polling.edges)

    return seen


async def _publish(polling: Polling, feed: Feed, polled: Polled) -> None:
    outcome, (state, alert) = polled.outcome, (polled.conclusion.state, polled.conclusion.alert)
    emissions = [Emission(ARTICLES, article.id, encode(article)) for article in outcome.articles]
    if alert is not None:
        log.warning("feed_health feed=%s title=%s reason=%s", feed.id, alert.title, alert.sentence)
        event = cloud_event(alert)
        emissions += [Emission(topic, alert.id, event) for topic in (ALERTS, alert_topic(alert.watchlist))]
    for emission in emissions:
        await _emit(polling.edges, emission)
    remember = polling.store.remember_poll
    await insist("ingest", lambda: remember(state, outcome.seen, outcome.forgotten), polling.edges)
    log.info("polled feed=%s reason=%s articles=%d", feed.id, outcome.reason, len(outcome.articles))
    if state.failures == 1:  # the first in a row; of more, the feed's health tells
        log.warning("poll_failed feed=%s error=%s", feed.id, state.error)
    for text in outcome.texts:
        log.info("full_text feed=%s article=%s reason=%s error=%s", feed.id, text.article, text.reason, text.error)
    polling.report(feed, outcome)


async def _emit(edges: Edges, emission: Emission) -> None:
    try:
        await insist("ingest", lambda: edges.emit(emission), edges)
    except Unprocessable as error:  # too large for the log
        message = Message(emission.topic, 0, -1, emission.key.encode(), emission.value)
        await bury("ingest", message, DeadLetterReason.UNPROCESSABLE, error, edges)


async def _read_states(polling: Polling) -> dict[str, FeedState]:
    return await insist("ingest", polling.store.feed_states, polling.edges)


def _due_by_host(polling: Polling, states: States) -> dict[str, list[Feed]]:
    now = polling.edges.clock()
    due: dict[str, list[Feed]] = {}
    handed = polling.hubs.handed()
    for feed in polling.feeds:
        if states.is_due(feed, now) or feed.id in handed:
            due.setdefault(urlsplit(feed.url).netloc, []).append(feed)
    return due


async def _claim(polling: Polling, host: str) -> bool:
    now = polling.edges.clock()
    claim = polling.store.claim
    return await insist("ingest", lambda: claim(host, polling.worker, now, LEASE_SECONDS), polling.edges)
