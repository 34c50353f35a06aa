"""What several commands share: the configuration directory, and the log opened beside a running program."""

import asyncio
import contextlib
import logging
import os
from collections.abc import AsyncIterator, Callable, Collection
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from monitor.actions.unknown import unknown_watch
from monitor.clock import system_clock
from monitor.config.configuration import Configuration
from monitor.config.load import EVERYTHING, Part, load, watch_names
from monitor.config.reading.quantities import seconds
from monitor.log.base import Log
from monitor.log.open import missing_file, open_log
from monitor.store.base import Store
from monitor.store.open import missing_file as missing_store
from monitor.store.open import open_store

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

_GIVEN = "wirewatch.config"  # what the group said, in the context that its commands share


def _directory(context: click.Context, option: click.Parameter, value: Path) -> Path:
    """What the command says, else what its group says before it."""
    if context.get_parameter_source(option.name or "") is ParameterSource.COMMANDLINE:
        return value
    given: Path = context.meta.get(_GIVEN, value)
    return given


def _for_commands(context: click.Context, _option: click.Parameter, value: Path | None) -> None:
    if value is not None:
        context.meta[_GIVEN] = value


group_config_option = click.option(
    "--config",
    type=click.Path(file_okay=False, path_type=Path),
    callback=_for_commands,
    expose_value=False,
    is_eager=True,
    help="The directory of the configuration, for the command behind it.",
)
"""Of a group of commands: `wirewatch feeds --config DIR list` is `wirewatch feeds list --config DIR`."""

config_option = click.option(
    "--config",
    "directory",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("config"),
    show_default=True,
    envvar="WIREWATCH_CONFIG",
    callback=_directory,
    help="The directory of the configuration.",
)


def _moment(_context: click.Context, _option: click.Parameter, day: str | None) -> datetime:
    now = system_clock().astimezone(UTC)
    try:
        return datetime.combine(date.fromisoformat(day), now.timetz()) if day else now
    except ValueError as error:
        raise click.BadParameter(f"{day!r} is no date; expected YYYY-MM-DD") from error


date_option = click.option(
    "--date",
    "moment",
    metavar="YYYY-MM-DD",
    callback=_moment,
    help="The day of the text, which tells who holds an office; left out, today.",
)
"""As the parameter `moment`: this time of that day, UTC."""


def moment_given(_context: click.Context, _option: click.Parameter, text: str | None) -> datetime | None:
    """The moment that `text` says: a duration before now, a day or a moment; raises BadParameter for anything else."""
    if text is None:
        return None
    try:
        return system_clock().astimezone(UTC) - timedelta(seconds=seconds(text))
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        expected = "expected a duration such as 90m or 7d, a day or a moment such as 2026-10-05T06:30Z"
        raise click.BadParameter(f"{text!r} is neither; {expected}") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


since_option = click.option(
    "--since",
    metavar="TIME",
    callback=moment_given,
    help="Only what is younger: a duration (90m, 7d), a day or a moment (2026-10-05T06:30Z; without a zone, UTC).",
)
last_option = click.option("--last", metavar="N", type=click.IntRange(0), help="Only the newest N.")


def json_option(each: str) -> Callable[[Decorated], Decorated]:
    """`--json`, as the parameter `as_json`; `each` says what stands on a line."""
    return click.option("--json", "as_json", is_flag=True, help=each)


def configuration(directory: Path, parts: frozenset[Part] = EVERYTHING) -> Configuration:
    """The configuration in `directory`, or `parts` of it; raises ConfigError with every mistake in them."""
    return load(directory, os.environ, parts, system_clock())


def quieten() -> None:
    """Kafka's client writes nothing into the log: what it has to say is in the error that ends the command."""
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)


@contextlib.asynccontextmanager
async def log_beside(configuration: Configuration, *, make: bool = False) -> AsyncIterator[Log]:
    """The log of `configuration`, opened beside the program that may be running on it; named on standard error.

    Raises ClickException where the program has not made its file yet: whoever only looks makes none.
    """
    broker, security = configuration.settings.broker, configuration.settings.kafka
    if not make and (file := await asyncio.to_thread(missing_file, broker)) is not None:
        raise click.ClickException(f"{file}: no log yet; `wirewatch run` makes it")
    quieten()
    log = await open_log(broker, security=security, owner=False)
    click.echo(f"log: {broker.removeprefix('sqlite:///')}", err=True)
    try:
        yield log
    finally:
        await log.close()


@contextlib.asynccontextmanager
async def store_beside(configuration: Configuration) -> AsyncIterator[Store | None]:
    """The store of `configuration`, opened beside the program; None where it never ran, and then no file is made."""
    url = configuration.settings.store.reveal()
    if await asyncio.to_thread(missing_store, url) is not None:
        yield None
        return
    store = await open_store(url)
    try:
        yield store
    finally:
        await store.close()


def warn_of_unknown_watch(directory: Path, watch: str | None, seen: Collection[str]) -> None:
    """Says on standard error that no file has `watch`, nor anything in the log that was `seen`: it may be mistyped."""
    if watch is not None and watch not in seen and (words := unknown_watch(watch, watch_names(directory), seen)):
        click.echo(words, err=True)


def counted(number: int, one: str, many: str = "") -> str:
    """`1 feed`, `2 feeds`, `2 watches`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
