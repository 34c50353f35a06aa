"""What several commands share: the configuration directory, and the log opened beside a running program."""

import contextlib
import os
from collections.abc import AsyncIterator
from pathlib import Path

import click

from monitor.config.configuration import Configuration
from monitor.config.load import load
from monitor.log.base import Log
from monitor.log.open import open_log

config_option = click.option(
    "--config",
    "directory",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("config"),
    show_default=True,
    envvar="WIREWATCH_CONFIG",
    help="The directory of the configuration.",
)


def configuration(directory: Path) -> Configuration:
    """The configuration in `directory`; raises ConfigError with every mistake in it."""
    return load(directory, os.environ)


@contextlib.asynccontextmanager
async def log_beside(configuration: Configuration) -> AsyncIterator[Log]:
    """The log of `configuration`, opened beside the program that may be running on it."""
    log = await open_log(configuration.settings.broker, owner=False)
    try:
        yield log
    finally:
        await log.close()
