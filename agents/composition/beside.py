"""What is beside the chain: polling before it, pushes of hubs, attention and sending after it, retention, the API."""

import contextlib
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from functools import partial

from agents.alert import emissions
from agents.attention.base import Attending
from agents.canary.rounds import Sending, send_canaries
from agents.composition.program import Program
from agents.composition.retention import Retained
from agents.links.listening import answering
from agents.polling.base import AGENT, AtOnce, NoPushes, Polling, PushSource
from agents.polling.listening import subscribed
from agents.polling.turns import Turns
from agents.runtime.backlog import lag
from agents.runtime.edges import Edges, retry_until_available
from agents.runtime.faust_app import GROUP
from agents.runtime.lifecycle import background
from agents.sending.rounds import Delivering
from agents.topics import ARTICLES, STORIES
from monitor.alerting.receivers.attempts import Patience
from monitor.feeds.feed import Feed
from monitor.metrics.registry import Metrics
from monitor.notify.cloudevent import envelope


@contextlib.asynccontextmanager
async def push_source(program: Program, edges: Edges, *, once: bool) -> AsyncIterator[PushSource]:
    """Subscriptions at the hubs of feeds, where hubs can reach this program and it runs on."""
    settings, feeds = program.configuration.settings, partial(_feeds, program)
    if once or not settings.ingest.websub_callback:
        yield NoPushes()
        return
    async with (
        subscribed(settings.ingest, settings.data_dir, feeds, program.store, edges) as subscriptions,
        background(program.fail, [subscriptions.run()]),
    ):
        yield subscriptions


@contextlib.asynccontextmanager
async def links(program: Program, *, once: bool) -> AsyncIterator[None]:
    """Whoever follows a link of a message is answered, where messages have links and the program runs on."""
    if once or program.offer is None:
        yield
        return
    settings = program.configuration.settings.links
    async with answering(settings, program.offer, program.store, program.clock):
        yield


@contextlib.asynccontextmanager
async def serving(program: Program, measured: Callable[[], Awaitable[Metrics]], *, once: bool) -> AsyncIterator[None]:
    """The API, and metrics by themselves, are answered where they are configured and the program runs on."""
    settings = program.configuration.settings
    if once or (settings.web is None and settings.metrics is None):
        yield
        return
    # The page brings libraries that take long to import, and many installations have none.
    from agents.composition.serving import answering_http

    async with answering_http(program, measured):
        yield


@contextlib.asynccontextmanager
async def canaries(program: Program, edges: Edges, *, once: bool) -> AsyncIterator[None]:
    """Canaries set out, where they are configured and the program runs on."""
    settings = program.configuration.settings
    if once or settings.canary is None:
        yield
        return
    sending = Sending(program.store, edges, settings.canary, settings.worker_id, envelope(settings.installation))
    async with background(program.fail, [send_canaries(sending)]):
        yield


def polling(program: Program, edges: Edges, hubs: PushSource, *, once: bool) -> Polling:
    """What ingest needs of `program`; feeds take turns where it runs on."""
    settings = program.configuration.settings
    return Polling(
        feeds=partial(_feeds, program),
        store=program.store,
        fetcher=program.fetcher,
        parser=program.parser,
        enrich=program.enricher.enrich,
        edges=edges,
        random=random.random,
        worker=settings.worker_id,
        concurrency=settings.ingest.concurrency,
        requests_per_hour=settings.ingest.requests_per_hour,
        hubs=hubs,
        turns=AtOnce() if once else Turns(partial(_unread, program, edges)),
        report=program.tally.count_poll,
        asked=lambda: frozenset(program.asked),
        answered=program.asked.discard,
        envelope=envelope(settings.installation),
    )


async def _unread(program: Program, edges: Edges) -> int:
    """How many messages wait before the language work, by far the slowest step."""
    waiting = await retry_until_available(AGENT, lambda: lag(program.log, GROUP), edges)
    return waiting[ARTICLES] + waiting[STORIES]


def delivering(program: Program, edges: Edges) -> Delivering:
    """What sending needs of `program`."""
    settings = program.configuration.settings
    patience = Patience(
        first_retry_seconds=settings.deliver.first_retry_seconds,
        longest_retry_seconds=settings.deliver.longest_retry_seconds,
        give_up_after_seconds=settings.deliver.give_up_after_seconds,
    )
    return Delivering(
        store=program.store,
        receivers=program.receivers,
        configured=lambda: program.configuration.receivers,
        edges=edges,
        patience=patience,
        random=random.random,
        worker=settings.worker_id,
        written=program.enqueued,
        tally=program.tally.count_attempt,
    )


def attending(program: Program, edges: Edges, is_ours: Callable[[str], bool]) -> Attending:
    """What attention needs of `program`; `is_ours` says whether this worker decides on the matches of a watch."""
    return Attending(
        store=program.store,
        edges=edges,
        turn=program.turn,
        emissions=partial(emissions, envelope=envelope(program.configuration.settings.installation)),
        policies=lambda: program.configuration.policies,
        watches=lambda: [watch for watchlist in program.configuration.watchlists for watch in watchlist.watches],
        feeds=partial(_feeds, program),
        mutes=lambda: program.configuration.mutes,
        is_ours=is_ours,
        tally=program.tally.count_decision,
    )


def retained(program: Program) -> Retained:
    """What retention needs of `program`."""
    retention = program.configuration.settings.retention
    feeds, watches = partial(_feeds, program), partial(_watches, program)
    return Retained(program.log, program.store, program.stories, retention, feeds, watches)


def _watches(program: Program) -> Collection[str]:
    """The ids of those that are configured now."""
    return program.configuration.policies.keys()


def _feeds(program: Program) -> Sequence[Feed]:
    """Those that are configured now; a reload changes them."""
    return program.configuration.feeds
