"""`wirewatch topics`: the topics of the log."""

import asyncio
from pathlib import Path

import click

from agents.composition.program import create_topics
from monitor.cli.options import config_option, configuration, log_beside
from monitor.config.load import SETTINGS, watchlist_names


@click.group("topics")
def topics_group() -> None:
    """The topics of the log."""


@topics_group.command("create")
@config_option
def create_command(directory: Path) -> None:
    """Makes the topics that do not exist and checks the partitions of those that do. `run` does this by itself."""
    asyncio.run(_create(directory))


async def _create(directory: Path) -> None:
    configured = configuration(directory, SETTINGS)
    names = watchlist_names(directory)
    async with log_beside(configured, make=True) as log:
        before = set(await log.topics())
        await create_topics(log, configured.settings, names)
        for name, partitions in sorted((await log.topics()).items()):
            click.echo(f"{name}  {partitions} partition(s)  {'exists' if name in before else 'created'}")
