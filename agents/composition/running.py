"""Runs a program: the chain of agents, and the work beside it, until it is stopped or nothing is left to do."""

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from functools import partial
from typing import Any

import faust

from agents.attention.base import ATTENTION, Attending
from agents.attention.rounds import attend, attend_forever
from agents.composition.beside import attending, canaries, delivering, links, polling, push_source, retained, serving
from agents.composition.chain import chain, loadings
from agents.composition.indexing import keep_indexing
from agents.composition.program import Program
from agents.composition.renaming import configured_watches, take_over_renamed
from agents.composition.retention import keep_enforcing_retention
from agents.composition.sole_worker import Worker, sole
from agents.ingest import ingest_forever, ingest_once
from agents.measuring.survey import Surveyed, survey
from agents.measuring.tally import Tally
from agents.polling.base import AGENT, Polling
from agents.runtime.backlog import backlog, drained
from agents.runtime.edges import Edges, Handled, retry_until_available
from agents.runtime.faust_app import GROUP, FaustEmit, build_app, register
from agents.runtime.lifecycle import background, started, watch
from agents.runtime.loading import awaiting, loaded_on_assignment
from agents.runtime.processing import Agent
from agents.runtime.watchdog import Watchdog
from agents.sending.rounds import SENDER, Delivering, send_forever, settled
from agents.topics import MATCHES
from monitor.config.configuration import Annotate
from monitor.errors import Transient
from monitor.log.base import Log, TopicPartition
from monitor.log.partition import partition_for
from monitor.metrics.catalogue import RELOAD_OK
from monitor.records import Delivery
from monitor.store.base import Store

log = logging.getLogger(__name__)

_STALL_SECONDS = 240.0
_RELEASE_SECONDS = 3.0


async def run(program: Program, *, once: bool, ready: Callable[[], None] = lambda: None) -> None:
    """Runs until `program` is stopped, or with `once` until each feed was polled and nothing is left to do.

    `ready` is called once everything works. Raises what ended the program where that was a failure: LogError,
    StoreError, or an error of ours.
    """
    settings = program.configuration.settings
    app = build_app(program.log, settings.broker, settings.worker_id, settings.data_dir, security=settings.kafka)
    memories = loadings(program)
    agents = awaiting(chain(program), memories)
    watchdog = Watchdog(
        lambda: _waiting(app, program.log, agents),
        work_seconds=_patience(settings.annotate),
        rounds=(SENDER, ATTENTION) if once else (SENDER, ATTENTION, AGENT),
    )
    edges = Edges(
        FaustEmit(app),
        program.clock,
        program.fail,
        handled=_counting(program.tally),
        retried=program.tally.count_retry,
        rejected=program.tally.count_rejected,
        alive=watchdog.sign_of_life,
    )
    register(app, agents, edges)
    sending = delivering(program, edges)
    attention = attending(program, edges, lambda watch: _decides_on(app, settings.partitions, watch))
    async with (
        _alone(program, edges),
        loaded_on_assignment(app, edges, memories),
        started(app, program.ended),
        background(program.fail, [watchdog.run(), attend_forever(attention), send_forever(sending), watch(app)]),
        canaries(program, edges, once=once),
        background(
            program.fail, [keep_enforcing_retention(retained(program), edges), keep_indexing(program.store, edges)]
        ),
        links(program, once=once),
        serving(program, partial(survey, _surveyed(program, app, agents)), once=once),
        push_source(program, edges, once=once) as hubs,
    ):
        polls = polling(program, edges, hubs, once=once)
        ingest = _ingest_until_empty(program, polls, attention, sending) if once else ingest_forever(polls)
        log.info("ready broker=%s feeds=%d", settings.broker, len(program.configuration.feeds))
        ready()
        async with background(program.fail, [ingest]):
            await program.ended
    with contextlib.suppress(Transient, TimeoutError):  # else they run out by themselves
        await asyncio.wait_for(program.store.release(settings.worker_id), _RELEASE_SECONDS)


def _surveyed(program: Program, app: faust.App, agents: Sequence[Agent[Any]]) -> Surveyed:
    program.tally.metrics.set(RELOAD_OK, 1)
    return Surveyed(
        metrics=program.tally.metrics,
        log=program.log,
        store=program.store,
        configuration=lambda: program.configuration,
        group=GROUP,
        agents=agents,
        began=program.clock(),
        held=lambda: _assigned(app),
        clock=program.clock,
    )


def _assigned(app: faust.App) -> set[TopicPartition]:
    """The partitions of this worker."""
    return {TopicPartition(*tp) for tp in app.consumer.assignment()}


@contextlib.asynccontextmanager
async def _alone(program: Program, edges: Edges) -> AsyncIterator[None]:
    """This worker's id is its own, and what is remembered of its watches stands under the ids that they have now.

    On the embedded log there is but one program. One that is refused has changed nothing.
    """
    settings = program.configuration.settings
    async with contextlib.AsyncExitStack() as stack:
        if program.log.embedded() is None:
            worker = Worker(settings.worker_id, settings.data_dir, program.store, program.clock, program.fail)
            await stack.enter_async_context(sole(worker))
        watches = await configured_watches(program.configuration)
        await retry_until_available("run", lambda: take_over_renamed(program, watches), edges)
        yield


async def _ingest_until_empty(program: Program, polls: Polling, attention: Attending, sending: Delivering) -> None:
    ledger = await retry_until_available("run", program.store.delivery_counts, polls.edges)
    await ingest_once(polls)
    program.tally.left_alone = max(0, len(polls.feeds()) - program.tally.polls.total())
    await _drained(program, polls)
    await attend(attention)
    await _drained(program, polls)
    await settled(sending)
    after = await retry_until_available("run", program.store.delivery_counts, polls.edges)
    kept = await retry_until_available("run", lambda: _held(program.store), polls.edges)
    program.tally.count_deliveries(ledger, after, kept)
    program.stop()


async def _held(store: Store) -> Sequence[Delivery]:
    """The deliveries that are held, receiver by receiver."""
    return [each for name in await store.receivers_holding() for each in await store.held_deliveries(name)]


async def _drained(program: Program, polls: Polling) -> None:
    await retry_until_available("run", lambda: drained(program.log, GROUP, asyncio.sleep), polls.edges)


def _decides_on(app: faust.App, partitions: int, watch: str) -> bool:
    """Whether this worker reads the matches of `watch`."""
    partition = partition_for(watch.encode(), partitions)
    return any((tp.topic, tp.partition) == (MATCHES, partition) for tp in app.consumer.assignment())


async def _waiting(app: faust.App, log: Log, agents: Sequence[Agent[Any]]) -> dict[str, int]:
    """Messages that wait for each agent in the partitions of this worker; those of others are theirs to work off."""
    held = _assigned(app)
    topics = Counter[str]()
    for tp, waiting in (await backlog(log, GROUP)).items():
        topics[tp.topic] += waiting if tp in held else 0
    return {agent.name: topics[agent.topic] for agent in agents}


def _patience(annotate: Annotate) -> float:
    """How long an agent may be busy with one message: an article may take its whole deadline."""
    return max(_STALL_SECONDS, annotate.deadline_seconds + 60.0)


def _counting(tally: Tally) -> Callable[[Handled], None]:
    def count(handled: Handled) -> None:
        if not tally.messages:
            log.info("first_message agent=%s", handled.agent)
        tally.count_message(handled)

    return count
