"""`wirewatch run`: the whole program in one process."""

import asyncio
import contextlib
import logging
import os
import re
import signal
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path
from typing import Final

import click
from msgspec.structs import replace
from rich.console import Console
from rich.status import Status

from agents.composition.program import Program, opened
from agents.composition.reloading import reload_files
from agents.composition.running import run
from agents.measuring.tally import Tally
from agents.runtime.lifecycle import end_soon
from agents.runtime.service_manager import ServiceManager
from monitor.cli import collector
from monitor.cli.entries import listed
from monitor.cli.log.json_lines import JsonFormatter
from monitor.cli.log.log_lines import LineFormatter, start_logging
from monitor.cli.options import config_option, configuration, counted
from monitor.cli.summary import progress, summary
from monitor.config.configuration import Configuration
from monitor.config.shapes.values import WORKER
from monitor.feeds.feed import FirstPoll
from monitor.store.base import FeedStore

log = logging.getLogger(__name__)

_PROGRESS_SECONDS = 0.25
_COLLECTED_AT_LAST: Final = 30.0  # seconds; a program that waits for its broker is not ready for as long as it waits
_FORMATS: Final = {"text": LineFormatter, "json": JsonFormatter}


def _worker_id(_context: click.Context, _option: click.Parameter, name: str | None) -> str | None:
    if name is not None and not re.fullmatch(WORKER, name):
        raise click.BadParameter("expected a name of letters, digits, '.', '_' and '-'")
    return name


@click.command("run")
@config_option
@click.option("--once", is_flag=True, help="Poll each feed once, work until nothing is left, then end.")
@click.option("--worker-id", callback=_worker_id, help="The name of this worker; left out, that of the configuration.")
@click.option("--verbose", "-v", is_flag=True, help="Log every poll.")
@click.option(
    "--log-format",
    type=click.Choice([*_FORMATS]),
    default="text",
    show_default=True,
    envvar="WIREWATCH_LOG_FORMAT",
    show_envvar=True,
    help="How the log is written.",
)
def run_command(directory: Path, once: bool, worker_id: str | None, verbose: bool, log_format: str) -> None:
    """Polls feeds, finds who did what to whom, and tells the receivers; until SIGTERM or Ctrl-C.

    SIGHUP reads feeds, receivers and watchlists again; a mistake in them leaves the old ones in force.

    On Kafka the same command runs on as many machines as one likes; each needs its own worker_id.
    """
    settings = configuration(directory)
    if worker_id:
        settings = replace(settings, settings=replace(settings.settings, worker_id=worker_id))
    start_logging(verbose, _FORMATS[log_format]())
    for warning in settings.warnings:
        log.warning("configuration_suspicious warning=%s", warning)
    tally, terminal = Tally(), Console()
    asyncio.run(_run(settings, tally, directory, terminal, once, worker_id))
    if once:
        listed([summary(tally)], err=True)


async def _run(
    settings: Configuration, tally: Tally, directory: Path, terminal: Console, once: bool, worker_id: str | None
) -> None:
    manager = ServiceManager.of(os.environ, os.getpid())
    asyncio.get_running_loop().call_later(_COLLECTED_AT_LAST, collector.resume)
    stop, reload = _asked(signal.SIGTERM, signal.SIGINT, also=end_soon), _asked(signal.SIGHUP)
    async with opened(settings, tally, terminal=terminal) as program, _progress(terminal, tally, once):
        listening = [
            asyncio.create_task(_stop_when_asked(program, stop, manager)),
            asyncio.create_task(_reload_when_asked(program, directory, reload, worker_id, manager)),
            asyncio.create_task(manager.keep_alive()),
        ]
        if not once:
            click.echo(await _greeting(settings, program.store), err=True)
        try:
            await run(program, once=once, ready=partial(_ready, program, manager))
        finally:
            for task in listening:
                task.cancel()


def _ready(program: Program, manager: ServiceManager) -> None:
    collector.resume()
    manager.ready(_running(program.configuration))


async def _greeting(settings: Configuration, store: FeedStore) -> str:
    """What runs, and why it may be silent at first."""
    known = await store.feed_states()
    new = sum(feed.first_poll is FirstPoll.SEEN and feed.id not in known for feed in settings.feeds)
    first = f"The first poll of {counted(new, 'feed')} only notes what is there; alerts come with the next news. "
    return f"Wirewatch runs: {_running(settings)}. {first if new else ''}Ctrl-C ends it."


def _running(settings: Configuration) -> str:
    watches = sum(len(watchlist.watches) for watchlist in settings.watchlists)
    return f"{counted(len(settings.feeds), 'feed')}, {counted(watches, 'watch', 'watches')}"


def _asked(*signals: signal.Signals, also: Callable[[], None] = lambda: None) -> asyncio.Event:
    """What is set when one of `signals` comes, also while the program still opens its files; `also` is called then."""
    event = asyncio.Event()

    def asked() -> None:
        event.set()
        also()

    for number in signals:
        asyncio.get_running_loop().add_signal_handler(number, asked)
    return event


async def _stop_when_asked(program: Program, asked: asyncio.Event, manager: ServiceManager) -> None:
    await asked.wait()
    manager.stopping()
    program.stop()


async def _reload_when_asked(
    program: Program, directory: Path, asked: asyncio.Event, worker_id: str | None, manager: ServiceManager
) -> None:
    while await asked.wait():
        asked.clear()
        manager.reloading()
        await reload_files(program, directory, os.environ, worker_id=worker_id)
        manager.ready(_running(program.configuration))


@contextlib.asynccontextmanager
async def _progress(terminal: Console, tally: Tally, once: bool) -> AsyncIterator[None]:
    """On a terminal, a line below the alerts that says how far a single run has come."""
    if not (once and terminal.is_terminal):
        yield
        return
    with terminal.status("starting") as status:
        telling = asyncio.create_task(_tell(status, tally))
        try:
            yield
        finally:
            telling.cancel()


async def _tell(status: Status, tally: Tally) -> None:
    while True:
        status.update(progress(tally))
        await asyncio.sleep(_PROGRESS_SECONDS)
