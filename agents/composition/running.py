"""What runs: the chain of agents in the order of the flow, and the work beside it.

The chain stands in `_agents`; a step is inserted there.
"""

import asyncio
import contextlib
import logging
import random
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any, cast

import faust

from agents.alert import alert_agent
from agents.annotate import annotate_agent
from agents.archive import archive_alerts_agent, archive_articles_agent
from agents.composition.program import Program
from agents.composition.retention import House, keep_house
from agents.composition.tally import Tally
from agents.deliver import Delivering, deliver_agent, send_forever, settled
from agents.ingest import ingest_forever, ingest_once
from agents.match import match_agent
from agents.polling.base import NoPushes, Polling, PushSource
from agents.polling.subscriptions import subscribed
from agents.runtime.backlog import backlog, drained
from agents.runtime.edges import Edges, retry_until_available
from agents.runtime.faust_app import GROUP, FaustEmit, build_app, register
from agents.runtime.lifecycle import background, started, watch
from agents.runtime.processing import Agent
from agents.runtime.watchdog import Watchdog
from agents.story import Stories, story_agent
from agents.topics import ARTICLES
from monitor.alerting.delivery import Patience
from monitor.config.configuration import Annotate
from monitor.errors import Transient
from monitor.log.base import Log, TopicPartition

log = logging.getLogger(__name__)

_STALL_SECONDS = 240.0


async def run(program: Program, *, once: bool) -> None:
    """Runs until `program` is stopped, or with `once` until each feed was polled and nothing is left to do.

    Raises what ended the program where that was a failure: LogError, StoreError, or an error of ours.
    """
    settings = program.configuration.settings
    app = build_app(program.log, settings.broker, settings.worker_id, settings.data_dir)
    agents = _agents(program)
    watchdog = Watchdog(lambda: _waiting(app, program.log, agents), work_seconds=_patience(settings.annotate))
    edges = Edges(
        FaustEmit(app),
        program.clock,
        program.fail,
        handled=_counting(program.tally),
        rejected=program.tally.count_rejected,
        alive=watchdog.sign_of_life,
    )
    register(app, agents, edges)
    _load_stories_on_assignment(app, program.stories)
    delivering = _delivering(program, edges)
    async with (
        started(app, program.ended),
        background(
            program.fail, [watchdog.run(), keep_house(_house(program), edges), send_forever(delivering), watch(app)]
        ),
        _hubs(program, edges, once=once) as hubs,
    ):
        polling = _polling(program, edges, hubs)
        ingest = _ingest_until_empty(program, polling, delivering) if once else ingest_forever(polling)
        log.info("ready broker=%s feeds=%d", settings.broker, len(program.configuration.feeds))
        async with background(program.fail, [ingest]):
            await program.ended
    with contextlib.suppress(Transient):  # else they run out by themselves
        await program.store.release(settings.worker_id)


def _agents(program: Program) -> tuple[Agent[Any], ...]:
    """The chain, in the order of the flow."""
    configuration, store, clock, tally = program.configuration, program.store, program.clock, program.tally
    return (
        story_agent(program.stories, store, clock, tally.count_article),
        annotate_agent(program.annotator, configuration.settings.annotate.window, tally.count_annotated),
        match_agent(lambda: program.matcher, clock),
        archive_articles_agent(store),
        alert_agent(store, clock, tally.count_decision),
        deliver_agent(store, configuration.receivers, configuration.default_routes, clock),
        archive_alerts_agent(store),
    )


@contextlib.asynccontextmanager
async def _hubs(program: Program, edges: Edges, *, once: bool) -> AsyncIterator[PushSource]:
    """Subscriptions at the hubs of feeds, where hubs can reach this program and it runs on."""
    settings, feeds = program.configuration.settings, program.configuration.feeds
    if once or not settings.ingest.websub_callback:
        yield NoPushes()
        return
    async with (
        subscribed(settings.ingest, settings.data_dir, feeds, program.store, edges) as subscriptions,
        background(program.fail, [subscriptions.run()]),
    ):
        yield subscriptions


def _polling(program: Program, edges: Edges, hubs: PushSource) -> Polling:
    settings = program.configuration.settings
    return Polling(
        feeds=program.configuration.feeds,
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
        report=program.tally.count_poll,
    )


def _delivering(program: Program, edges: Edges) -> Delivering:
    settings = program.configuration.settings
    patience = Patience(
        first_retry_seconds=settings.deliver.first_retry_seconds,
        longest_retry_seconds=settings.deliver.longest_retry_seconds,
        give_up_after_seconds=settings.deliver.give_up_after_seconds,
    )
    return Delivering(program.store, program.receivers, edges, patience, random.random, settings.worker_id)


async def _ingest_until_empty(program: Program, polling: Polling, delivering: Delivering) -> None:
    await ingest_once(polling)
    await retry_until_available("run", lambda: drained(program.log, GROUP, asyncio.sleep), polling.edges)
    await settled(delivering)
    program.tally.deliveries = await retry_until_available("run", program.store.delivery_counts, polling.edges)
    program.stop()


def _house(program: Program) -> House:
    configuration = program.configuration
    feeds = frozenset(feed.id for feed in configuration.feeds)
    return House(program.log, program.store, program.stories, configuration.settings.retention, feeds)


async def _waiting(app: faust.App, log: Log, agents: Sequence[Agent[Any]]) -> dict[str, int]:
    """Messages that wait for each agent in the partitions of this worker; those of others are theirs to work off."""
    held = {TopicPartition(*tp) for tp in app.consumer.assignment()}
    topics = Counter[str]()
    for tp, waiting in (await backlog(log, GROUP)).items():
        topics[tp.topic] += waiting if tp in held else 0
    return {agent.name: topics[agent.topic] for agent in agents}


def _patience(annotate: Annotate) -> float:
    """How long an agent may be busy with one message: an article may take its whole deadline."""
    return max(_STALL_SECONDS, annotate.deadline_seconds + 60.0)


def _counting(tally: Tally) -> Callable[[str], None]:
    def count(agent: str) -> None:
        if not tally.messages:
            log.info("first_message agent=%s", agent)
        tally.count_message(agent)

    return count


def _load_stories_on_assignment(app: faust.App, stories: Stories) -> None:
    """This worker may have taken `news.articles` over from another, so what that one remembered is read again."""

    async def load(_app: object, assigned: set[Any], *_: Any, **__: Any) -> None:
        if any(tp.topic == ARTICLES for tp in assigned):
            await stories.load()

    app.on_partitions_assigned.connect(cast(Any, load), weak=False)
