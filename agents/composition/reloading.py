"""SIGHUP: the files are read again, and what can change in a running program does."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

import msgspec
from msgspec.structs import replace

from agents.composition.program import Program, create_topics, watched
from agents.composition.renaming import configured_watches, take_over_renamed
from monitor.config.configuration import Configuration, Settings
from monitor.config.load import reload
from monitor.errors import WirewatchError
from monitor.log.patience import ask_patiently
from monitor.metrics.catalogue import RELOAD_OK

log = logging.getLogger(__name__)


class Patience(Protocol):
    """Asks again for a while where the answer is Transient."""

    async def __call__(self, ask: Callable[[], Awaitable[None]]) -> None:
        """Raises Transient once that is over."""


async def reload_files(
    program: Program,
    directory: Path,
    environ: Mapping[str, str],
    *,
    worker_id: str | None = None,
    patiently: Patience = ask_patiently,
) -> None:
    """Reads the files again: feeds, receivers and watchlists hold from now on.

    Where there is a mistake in any file, all are logged and everything stays as it is. What `monitor.yaml` says holds
    until the next start; where it says something else than then, that is logged by name. `worker_id` is the one of the
    command line, which goes before the file's. A store that is away is asked again for a while.
    """
    read = await asyncio.to_thread(reload, program.configuration, directory, environ, program.clock())
    for mistake in read.mistakes:
        log.error("reload_refused mistake=%s", mistake)
    program.tally.metrics.set(RELOAD_OK, not read.mistakes)
    if read.mistakes:
        return
    try:
        await _take_over(program, read.configuration, patiently)
    except WirewatchError as error:
        log.error("reload_refused mistake=%s", error)
        program.tally.metrics.set(RELOAD_OK, 0)
        return
    made = program.configuration
    for warning in made.warnings:
        log.warning("configuration_suspicious warning=%s", warning)
    counts = len(made.feeds), len(made.receivers), len(made.watchlists)
    log.warning("reloaded feeds=%d receivers=%d watchlists=%d", *counts)
    new = read.configuration.settings
    if waiting := ",".join(changed(program.configuration.settings, replace(new, worker_id=worker_id or new.worker_id))):
        log.warning("restart_needed settings=%s", waiting)


async def _take_over(program: Program, new: Configuration, patiently: Patience) -> None:
    """Raises WirewatchError, and then nothing has changed but for topics that are there in addition."""
    settings = program.configuration.settings
    await create_topics(program.log, settings, [watchlist.id for watchlist in new.watchlists])
    matcher = await asyncio.to_thread(program.compilation.take, watched(settings, new.watchlists))
    watches = await configured_watches(new)

    async def hold() -> None:
        async with program.turn:
            program.receivers.open(new.receivers)
            try:
                await take_over_renamed(program, watches)
            except WirewatchError:
                program.receivers.open(program.configuration.receivers)
                raise
            program.matcher = matcher
            program.configuration = replace(new, settings=settings)

    await program.receivers.close_retired()
    await patiently(hold)


def changed(old: Settings, new: Settings) -> Iterator[str]:
    """The names of the settings that differ, as `monitor.yaml` nests them: `annotate.processes`."""
    before, after = _flat(old), _flat(new)
    return (name for name in before if before[name] != after[name])


def _flat(record: msgspec.Struct, prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name in record.__struct_fields__:
        value = getattr(record, name)
        flat |= _flat(value, f"{prefix}{name}.") if isinstance(value, msgspec.Struct) else {prefix + name: value}
    return flat
