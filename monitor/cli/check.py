"""`wirewatch check`: whether the configuration can be used, and if not, everything that is wrong with it."""

import asyncio
import sys
from pathlib import Path

import click
from rich.console import Console

from monitor.cli.actors import actors_table
from monitor.cli.options import config_option, configuration, counted
from monitor.config.configuration import Configuration
from monitor.errors import ConfigError, Mistake
from monitor.nlp.inline import InlineAnnotator
from monitor.samples import failed_samples

EXIT_MISTAKES = 2
_WIDTH = 140  # columns of a table, where no terminal says how many it has


@click.command("check")
@config_option
@click.option("--actors", "with_actors", is_flag=True, help="Show whom each actor of the watchlists is, and why.")
@click.pass_context
def check_command(context: click.Context, directory: Path, *, with_actors: bool) -> None:
    """Says what is wrong with the configuration: every mistake on a line with its file and line; exit 2 if any.

    What is suspicious, but may be meant so, is a warning; exit 0.

    Also tries the sample texts under `tests:` of each watch."""
    try:
        checked = configuration(directory)
        for warning in checked.warnings:
            click.echo(warning)
        if with_actors:
            Console(width=None if sys.stdout.isatty() else _WIDTH).print(actors_table(checked.watchlists))
        if failed := asyncio.run(_failed_samples(checked)):
            raise ConfigError(failed)
        click.echo(summary(checked))
    except ConfigError as error:
        for mistake in error.mistakes:
            click.echo(str(mistake))
        context.exit(EXIT_MISTAKES)


async def _failed_samples(configuration: Configuration) -> tuple[Mistake, ...]:
    return await failed_samples(configuration, InlineAnnotator(configuration.settings.annotate.model))


def summary(configuration: Configuration) -> str:
    """What a good configuration holds, in one line."""
    watches = sum(len(watchlist.watches) for watchlist in configuration.watchlists)
    feeds, lists, receivers = (
        len(each) for each in (configuration.feeds, configuration.watchlists, configuration.receivers)
    )
    warned = len(configuration.warnings)
    verdict = f"can be used, {counted(warned, 'warning')}" if warned else "all good"
    return (
        f"{counted(feeds, 'feed')}, {counted(watches, 'watch', 'watches')} in {counted(lists, 'watchlist')}, "
        f"{counted(receivers, 'receiver')}: {verdict}"
    )
