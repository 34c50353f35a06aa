"""The composition root: opens every edge, wires the agents to them, runs until told to stop, closes everything.

The chain of agents stands in `_agents`, in the order of the flow; a step is inserted there.
"""

import asyncio
import contextlib
import logging
import os
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import faust
from rich.console import Console

from agents.alert import alert_agent
from agents.annotate import annotate_agent
from agents.app import GROUP, FaustEmit, build_app, leave_group, register
from agents.archive import archive_alerts_agent, archive_articles_agent
from agents.deliver import Delivering, deliver_agent, send_forever, settled
from agents.drain import drained, lag
from agents.ingest import Handing, NoHubs, Polling, ingest_forever, ingest_once
from agents.match import match_agent
from agents.safe import Agent, Edges
from agents.story import Stories, story_agent
from agents.tally import Tally
from agents.topics import ARTICLES, topic_specs
from agents.watchdog import Watchdog
from agents.websub import subscribed
from agents.window import cause
from monitor.alerting.delivery import Patience
from monitor.clock import Clock, system_clock
from monitor.config.configuration import Annotate, Configuration
from monitor.config.fetcher import fetcher_for
from monitor.config.load import reload
from monitor.errors import LogError
from monitor.fetch.base import Fetcher, Parser
from monitor.fetch.enrich import Enricher
from monitor.fetch.open import open_parser
from monitor.fetch.page import Pages
from monitor.fetch.tasks import open_page_tasks
from monitor.log.base import Log
from monitor.log.open import open_log
from monitor.log.sqlite import SqliteLog
from monitor.match.matcher import Matcher
from monitor.match.matcher import compile as compile_watchlists
from monitor.nlp.base import Annotator
from monitor.nlp.opening import open_annotator
from monitor.notify.base import Receiver
from monitor.notify.open import open_receiver
from monitor.store.base import Store
from monitor.store.open import open_store

log = logging.getLogger(__name__)

_HOUSEKEEPING_SECONDS, _LOOK_SECONDS, _STOP_SECONDS = 600.0, 0.5, 5.0


@dataclass
class Program:
    """Everything that is open while Wirewatch runs."""

    configuration: Configuration
    log: Log
    store: Store
    fetcher: Fetcher
    parser: Parser
    enricher: Enricher
    annotator: Annotator
    receivers: dict[str, Receiver]
    stories: Stories
    matcher: Matcher
    clock: Clock
    tally: Tally
    ended: "asyncio.Future[None]" = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    def stop(self) -> None:
        """Ends the program cleanly."""
        if not self.ended.done():
            self.ended.set_result(None)

    def fail(self, error: BaseException) -> None:
        """Ends the program because of `error`."""
        if not self.ended.done():
            self.ended.set_exception(cause(error))


async def create_topics(log: Log, configuration: Configuration) -> None:
    """Makes the topics that do not exist yet; raises TopicMismatch where one has other partitions than configured."""
    settings = configuration.settings
    hours = settings.retention.log_seconds / 3600
    await log.create_topics(topic_specs(settings.partitions, [w.id for w in configuration.watchlists], hours))


@contextlib.asynccontextmanager
async def opened(
    configuration: Configuration,
    tally: Tally,
    *,
    clock: Clock = system_clock,
    terminal: Console | None = None,
    annotator: Annotator | None = None,
) -> AsyncIterator[Program]:
    """All edges of `configuration`, open, with the topics made; closed again at the end, in reverse order.

    A console receiver prints on `terminal`, or on the standard output. `annotator` takes the place of the configured
    worker processes; it is closed here too.
    """
    settings = configuration.settings
    async with contextlib.AsyncExitStack() as stack:
        log_ = await open_log(settings.broker, clock=clock)
        stack.push_async_callback(log_.close)
        await create_topics(log_, configuration)
        store = await open_store(settings.store.reveal())
        stack.push_async_callback(store.close)
        annotator = annotator or _annotator(settings.annotate, stack)
        stack.push_async_callback(annotator.close)
        parser = open_parser()
        stack.push_async_callback(parser.close)
        fetcher = fetcher_for(settings.ingest)
        stack.push_async_callback(fetcher.close)
        page_tasks = open_page_tasks()
        stack.push_async_callback(page_tasks.close)
        seconds = settings.deliver.deadline_seconds
        receivers = {
            spec.name: open_receiver(spec, clock=clock, deadline_seconds=seconds, terminal=terminal)
            for spec in configuration.receivers
        }
        for receiver in receivers.values():
            stack.push_async_callback(receiver.close)
        yield Program(
            configuration=configuration,
            log=log_,
            store=store,
            fetcher=fetcher,
            parser=parser,
            enricher=Enricher(Pages(fetcher, page_tasks, clock)),
            annotator=annotator,
            receivers=receivers,
            stories=Stories(store, clock, timedelta(seconds=settings.retention.sketches_seconds)),
            matcher=compile_watchlists(configuration.watchlists),
            clock=clock,
            tally=tally,
        )


async def reload_watchlists(program: Program, directory: Path, environ: Mapping[str, str]) -> None:
    """Reads the files again and matches by the new watchlists from the next article on.

    Where there is a mistake in any file, all are logged and the watchlists stay as they are. Feeds, receivers and
    settings change at the next start.
    """
    read = await asyncio.to_thread(reload, program.configuration, directory, environ)
    for mistake in read.mistakes:
        log.error("reload_refused %s", mistake)
    if not read.mistakes:
        await create_topics(program.log, read.configuration)
        program.matcher = compile_watchlists(read.configuration.watchlists)
        program.configuration = read.configuration
        log.warning("reloaded watchlists=%d", len(read.configuration.watchlists))


async def run(program: Program, *, once: bool) -> None:
    """Runs until `program` is stopped, or with `once` until each feed was polled and nothing is left to do.

    Raises what ended the program where that was a failure: LogError, StoreError, or an error of ours.
    """
    settings = program.configuration.settings
    app = build_app(program.log, settings.broker, settings.worker_id, settings.data_dir)
    watchdog = Watchdog(lambda: _waiting(program.log))
    edges = Edges(FaustEmit(app), program.clock, program.fail, _living(watchdog), _counting(program.tally, watchdog))
    register(app, _agents(program), edges)
    _load_stories_on_assignment(app, program.stories)
    delivering = _delivering(program, edges)
    async with (
        _started(app, program.ended),
        _background(program, [watchdog.run(), _housekeeping(program), send_forever(delivering), _watch(app)]),
        _hubs(program, edges, once=once) as hubs,
    ):
        polling = _polling(program, edges, hubs)
        ingest = _ingest_until_empty(program, polling, delivering) if once else ingest_forever(polling)
        log.info("ready broker=%s feeds=%d", settings.broker, len(program.configuration.feeds))
        async with _background(program, [ingest]):
            await program.ended


def _annotator(settings: Annotate, stack: contextlib.AsyncExitStack) -> Annotator:
    """Worker processes that start and load the model while everything else opens."""
    annotator = open_annotator(
        model=settings.model,
        processes=settings.processes,
        deadline_s=settings.deadline_seconds,
        memory_bytes=settings.memory_bytes,
    )
    stack.push_async_callback(asyncio.wait, [asyncio.create_task(annotator.start())])
    return annotator


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
async def _hubs(program: Program, edges: Edges, *, once: bool) -> AsyncIterator[Handing]:
    """Subscriptions at the hubs of feeds, where hubs can reach this program and it runs on."""
    settings, feeds = program.configuration.settings, program.configuration.feeds
    if once or not settings.ingest.websub_callback:
        yield NoHubs()
        return
    async with (
        subscribed(settings.ingest, settings.data_dir, feeds, program.store, edges) as subscriptions,
        _background(program, [subscriptions.run()]),
    ):
        yield subscriptions


def _polling(program: Program, edges: Edges, hubs: Handing) -> Polling:
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
    await drained(program.log, GROUP, asyncio.sleep)
    await settled(delivering)
    program.stop()


async def _watch(app: faust.App) -> None:
    """Raises what made Faust give up."""
    while not app.crashed:  # noqa: ASYNC110 - Faust offers no event for it
        await asyncio.sleep(_LOOK_SECONDS)
    raise LogError(f"the agents have stopped: {app.crash_reason!r}")


async def _housekeeping(program: Program) -> None:
    while True:
        if isinstance(program.log, SqliteLog):
            await program.log.trim(program.clock())
        await program.stories.forget()
        await asyncio.sleep(_HOUSEKEEPING_SECONDS)


async def _waiting(log: Log) -> int:
    return sum((await lag(log, GROUP)).values())


def _living(watchdog: Watchdog) -> Callable[[float], Awaitable[None]]:
    async def sleep(seconds: float) -> None:
        watchdog.sign_of_life()
        await asyncio.sleep(seconds)

    return sleep


def _counting(tally: Tally, watchdog: Watchdog) -> Callable[[str], None]:
    def count(metric: str) -> None:
        if not tally.metrics:
            log.info("first_message %s", metric)
        watchdog.sign_of_life()
        tally.count(metric)

    return count


def _load_stories_on_assignment(app: faust.App, stories: Stories) -> None:
    """This worker may have taken `news.articles` over from another, so what that one remembered is read again."""

    async def load(_app: object, assigned: set[Any], *_: Any, **__: Any) -> None:
        if any(tp.topic == ARTICLES for tp in assigned):
            await stories.load()

    app.on_partitions_assigned.connect(cast(Any, load), weak=False)


@contextlib.asynccontextmanager
async def _started(app: faust.App, ended: "asyncio.Future[None]") -> AsyncIterator[None]:
    """Faust, started; it may wait for a broker for ever, so that the end of the program is looked at meanwhile."""
    starting = asyncio.ensure_future(app.start())
    await asyncio.wait({starting, ended}, return_when=asyncio.FIRST_COMPLETED)
    try:
        if starting.done():
            await starting
        yield
    finally:
        starting.cancel()
        await _stop(app)


async def _stop(app: faust.App) -> None:
    """Ends Faust. Where the broker is away that would take for ever; all that matters is in the log and the store."""
    leave_group(app)
    try:
        await asyncio.wait_for(app.stop(), _STOP_SECONDS)
    except TimeoutError:
        log.error("stopped_without_the_log nothing is lost: what was in work is done again at the next start")
        logging.shutdown()
        os._exit(0)


@contextlib.asynccontextmanager
async def _background(program: Program, works: list[Any]) -> AsyncIterator[None]:
    """Runs `works` beside the body; the failure of one ends the program, the end of the body ends them."""

    async def guarded(work: Awaitable[None]) -> None:
        try:
            await work
        except Exception as error:  # noqa: BLE001 - whatever it is ends the program, which raises it
            program.fail(error)

    tasks = [asyncio.create_task(guarded(work)) for work in works]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
