"""`wirewatch replay`."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import click
import msgspec
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn

from agents.composition.program import Program
from agents.measuring.tally import Tally
from agents.replay.replaying import COUNTED, Replay, run_replay, second_state
from agents.replay.stretch import Stretch, replayed_until, stretch_after, stretch_from
from monitor.cli.log.log_lines import start_logging
from monitor.cli.options import config_option, configuration, json_option, log_beside, moment_given
from monitor.cli.replay.directory import earlier, made
from monitor.cli.replay.told import Told, shown, told
from monitor.clock import system_clock
from monitor.config.configuration import Configuration
from monitor.log.base import Log


class Asked(NamedTuple):
    """What is replayed, and into what."""

    configuration: Configuration
    begin: datetime
    directory: Path


@click.command("replay")
@config_option
@click.option(
    "--from",
    "begin",
    metavar="TIME",
    required=True,
    callback=moment_given,
    help="Articles that came then or later: so long ago (90m, 7d), a day or a moment (2026-10-05T06:30Z).",
)
@click.option(
    "--into",
    "target",
    metavar="DIR",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the second state is kept: a new directory, or that of an earlier replay, which goes on.",
)
@json_option("One JSON object.")
def replay_command(directory: Path, begin: datetime, target: Path, as_json: bool) -> None:
    """Takes the articles in the log through the configuration of today, into a second state. Nobody is told.

    The running program and what it remembers are left alone. What would have been told, and to whom, is in the second
    state: give its directory to other commands, such as `wirewatch deliveries list --config DIR`.
    """
    read = configuration(directory)
    if begin > system_clock():
        raise click.BadParameter("that is in the future", param_hint="--from")
    start_logging(False)
    result = asyncio.run(_replayed(Asked(read, begin, target.resolve()), directory))
    click.echo(msgspec.json.encode(result) if as_json else "\n".join(shown(result)))


async def _replayed(asked: Asked, files: Path) -> Told:
    async with log_beside(asked.configuration) as source:
        held = await asyncio.to_thread(earlier, asked.directory, asked.begin, files)
        if held is None:
            await stretch_from(source, asked.begin)  # refuses before anything is made
            held = await asyncio.to_thread(made, asked.directory, asked.begin, files)
        tally, until = Tally(), system_clock()
        async with second_state(asked.configuration, asked.directory, held.begin, tally) as replay:
            rest = await _rest(replay, source)
            with _bar(rest) as handled, _stopped_by_signals(replay.program):
                if not await run_replay(replay, source, rest, until, handled):
                    raise click.ClickException("stopped before the end; the same command goes on")
            return await told(replay.program.store, held.begin, until, tally.dead_letters)


async def _rest(replay: Replay, source: Log) -> Stretch:
    """What is still to be replayed."""
    done = await replayed_until(replay.program.log)
    return await stretch_from(source, replay.begin) if done is None else await stretch_after(source, done)


@contextmanager
def _bar(rest: Stretch) -> Iterator[Callable[[str], None]]:
    """A bar of the articles that are matched; what is given is told of every message that an agent is done with."""
    columns = (*Progress.get_default_columns()[:2], MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("articles", total=rest.size)
        yield lambda agent: progress.advance(task) if agent == COUNTED else None


@contextmanager
def _stopped_by_signals(program: Program) -> Iterator[None]:
    """Ctrl-C and SIGTERM end the replay cleanly."""
    loop, signals = asyncio.get_running_loop(), (signal.SIGINT, signal.SIGTERM)
    for number in signals:
        loop.add_signal_handler(number, program.stop)
    try:
        yield
    finally:
        for number in signals:
            loop.remove_signal_handler(number)
