"""Timer → `news.articles`: polls the feeds that are due and publishes what is new in them.

The order is the promise: articles published and confirmed first, then the feed's state and its seen entries. A crash
between the two publishes again under the same ids; the other order would lose articles, since the next poll answers
304.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from agents.safe import Edges, Emission, insist
from agents.topics import ARTICLES
from monitor.feeds.feed import Feed
from monitor.feeds.outcome import PollOutcome
from monitor.feeds.schedule import is_due
from monitor.fetch.base import Fetcher, Parser
from monitor.fetch.poll import poll
from monitor.records import encode
from monitor.store.base import FeedStore

log = logging.getLogger(__name__)

_LEASE_SECONDS = 60.0  # how long a host stays with a worker that died
_TICK_SECONDS = 1.0  # how often the due feeds are looked for


async def as_polled(_feed: Feed, outcome: PollOutcome) -> PollOutcome:
    """`outcome` as it is, without full texts."""
    return outcome


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
    enrich: Callable[[Feed, PollOutcome], Awaitable[PollOutcome]] = as_polled  # between poll and publication
    report: Callable[[Feed, PollOutcome], None] = lambda _feed, _outcome: None
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep  # between two looks at what is due


async def ingest_once(polling: Polling) -> None:
    """Polls every feed once, at the same time; publishes feed after feed, so that two runs publish in one order."""
    limit = asyncio.Semaphore(polling.concurrency)
    tasks = [asyncio.create_task(_poll_limited(polling, feed, limit)) for feed in polling.feeds]
    for feed, task in zip(polling.feeds, tasks, strict=True):
        await _publish(polling, feed, await task)


async def ingest_forever(polling: Polling) -> None:
    """Polls each feed when it is due, one at a time a host, for the hosts that this worker holds the lease of."""
    limit = asyncio.Semaphore(polling.concurrency)
    busy: dict[str, asyncio.Task[None]] = {}
    async with asyncio.TaskGroup() as tasks:
        while True:
            for host, feeds in (await _due_by_host(polling)).items():
                if (host not in busy or busy[host].done()) and await _claim(polling, host):
                    busy[host] = tasks.create_task(_poll_host(polling, host, feeds, limit))
            await polling.sleep(_TICK_SECONDS)


async def _poll_host(polling: Polling, host: str, feeds: Sequence[Feed], limit: asyncio.Semaphore) -> None:
    for feed in feeds:
        await _publish(polling, feed, await _poll_limited(polling, feed, limit))
        await _claim(polling, host)


async def _poll_limited(polling: Polling, feed: Feed, limit: asyncio.Semaphore) -> PollOutcome:
    async with limit:
        state = await insist("ingest", lambda: polling.store.feed_state(feed.id), polling.edges)
        seen = await insist("ingest", lambda: polling.store.seen(feed.id), polling.edges)
        now = polling.edges.clock()
        outcome = await poll(feed, state, seen, polling.fetcher, polling.parser, now=now, jitter=polling.random())
    return await polling.enrich(feed, outcome)  # not within the limit: slow pages keep no other feed waiting


async def _publish(polling: Polling, feed: Feed, outcome: PollOutcome) -> None:
    for article in outcome.articles:
        emission = Emission(ARTICLES, article.id, encode(article))
        await insist("ingest", lambda emission=emission: polling.edges.emit(emission), polling.edges)  # type: ignore[misc]
    await insist("ingest", lambda: polling.store.remember_poll(outcome.state, outcome.seen), polling.edges)
    log.info("polled feed=%s reason=%s articles=%d", feed.id, outcome.reason, len(outcome.articles))
    for text in outcome.texts:
        log.info("full_text feed=%s article=%s reason=%s error=%s", feed.id, text.article, text.reason, text.error)
    polling.report(feed, outcome)


async def _due_by_host(polling: Polling) -> dict[str, list[Feed]]:
    states = await insist("ingest", polling.store.feed_states, polling.edges)
    now = polling.edges.clock()
    due: dict[str, list[Feed]] = {}
    for feed in polling.feeds:
        if is_due(states.get(feed.id), now):
            due.setdefault(urlsplit(feed.url).netloc, []).append(feed)
    return due


async def _claim(polling: Polling, host: str) -> bool:
    now = polling.edges.clock()
    claim = polling.store.claim
    return await insist("ingest", lambda: claim(host, polling.worker, now, _LEASE_SECONDS), polling.edges)
