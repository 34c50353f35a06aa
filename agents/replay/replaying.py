"""Runs a replay: the chain of `wirewatch run` over articles of the past, with the work beside it in event time.

The second state has one partition a topic, so that every agent meets the articles in the order in which they came; what
an agent does with each is what it does in the running program.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from msgspec.structs import replace

from agents.attention.absences import look
from agents.composition.beside import attending, delivering
from agents.composition.chain import chain, loadings
from agents.composition.program import Program, opened
from agents.measuring.tally import Tally
from agents.replay.catching_up import CatchingUp
from agents.replay.event_time import EventTime, in_event_time
from agents.replay.nobody import ToldToNobody
from agents.replay.stretch import Stretch, copied, written
from agents.runtime.backlog import drained
from agents.runtime.edges import Edges
from agents.runtime.faust_app import GROUP, FaustEmit, build_app, register
from agents.runtime.lifecycle import background, started, watch
from agents.runtime.loading import awaiting, loaded_on_assignment
from agents.runtime.processing import Agent
from monitor.alerting.links.settings import LinkSettings
from monitor.config.configuration import Configuration, Settings
from monitor.log.base import Log
from monitor.log.kafka.security import PLAIN
from monitor.nlp.base import Annotator
from monitor.secret import Secret

COUNTED: Final = "match"  # the agent that has handled an article once it is decided on which watches it meets
_LOG, _STORE = "wirewatch-log.db", "wirewatch-store.db"  # as they are called where monitor.yaml says nothing


@dataclass(frozen=True)
class Replay:
    """A second state, open, and its clock."""

    program: Program
    time: EventTime
    begin: datetime  # articles that were written from then on are replayed


@contextlib.asynccontextmanager
async def second_state(
    configuration: Configuration, directory: Path, begin: datetime, tally: Tally, annotator: Annotator | None = None
) -> AsyncIterator[Replay]:
    """A store and a log of its own in `directory` under `configuration`, whose receivers tell nobody.

    `annotator` takes the place of the configured worker processes.
    """
    time = EventTime(begin)
    apart = replace(configuration, settings=_apart(configuration.settings, directory), receivers=())
    async with opened(apart, tally, clock=time, annotator=annotator) as program:
        program.receivers = ToldToNobody(time, configuration.settings.deliver.deadline_seconds)
        program.receivers.open(configuration.receivers)
        program.configuration = replace(apart, receivers=configuration.receivers)
        yield Replay(program, time, begin)


def _apart(settings: Settings, directory: Path) -> Settings:
    return replace(
        settings,
        data_dir=directory,
        broker=f"sqlite:///{directory / _LOG}",
        kafka=PLAIN,
        store=Secret(f"sqlite:///{directory / _STORE}"),
        partitions=1,
        links=LinkSettings(),
        canary=None,
    )


async def run_replay(
    replay: Replay, source: Log, stretch: Stretch, until: datetime, handled: Callable[[str], None]
) -> bool:
    """Takes `stretch` of the log `source` through the chain, and what is due at `until` after it.

    Returns whether all is done; where the program was stopped before, a further run goes on. Raises what ended the
    program where that was a failure. `handled` is told of each message that an agent is done with.
    """
    finished = asyncio.Event()
    program, settings = replay.program, replay.program.configuration.settings
    app = build_app(program.log, settings.broker, settings.worker_id, settings.data_dir)
    edges = Edges(
        FaustEmit(app),
        replay.time,
        program.fail,
        handled=lambda each: handled(each.agent),
        rejected=program.tally.count_rejected,
    )
    catching_up = CatchingUp(
        replay.time,
        attending(program, edges, lambda _watch: True),
        delivering(program, edges),
        program.stories,
        timedelta(seconds=settings.retention.sketches_seconds),
    )

    async def work_off() -> None:
        await _worked_off(replay, source, stretch, until, catching_up)
        finished.set()
        program.stop()

    memories = loadings(program)
    register(app, awaiting(_in_event_time(chain(program), catching_up), memories), edges)
    async with (
        loaded_on_assignment(app, edges, memories),
        started(app, program.ended),
        background(program.fail, [watch(app), work_off()]),
    ):
        await program.ended
    return finished.is_set()


def _in_event_time(agents: Sequence[Agent[Any]], catching_up: CatchingUp) -> Sequence[Agent[Any]]:
    before = {
        "story": catching_up.forgetting(),
        "alert": catching_up.releases,
        "deliver": catching_up.sending,
    }
    return [in_event_time(agent, catching_up.time, before.get(agent.name)) for agent in agents]


async def _worked_off(replay: Replay, source: Log, stretch: Stretch, until: datetime, catching_up: CatchingUp) -> None:
    program, time = replay.program, replay.time
    time.set(replay.begin)
    await look(catching_up.attending)  # watches that tell spikes count from now on
    async for record in copied(source, stretch, program.log):
        time.set(written(record))
    await drained(program.log, GROUP, asyncio.sleep)
    await catching_up.releases(until)
    await drained(program.log, GROUP, asyncio.sleep)
    await catching_up.sending(until)
