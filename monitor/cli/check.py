"""`wirewatch check`: whether the configuration can be used, and if not, everything that is wrong with it."""

import asyncio
from pathlib import Path

import click

from monitor.cli.options import config_option, configuration, counted
from monitor.config.configuration import Configuration
from monitor.errors import ConfigError, Mistake
from monitor.nlp.inline import InlineAnnotator
from monitor.nlp.memory import MemoryAnnotator
from monitor.samples import failed_samples, needs_events

EXIT_MISTAKES = 2


@click.command("check")
@config_option
@click.pass_context
def check_command(context: click.Context, directory: Path) -> None:
    """Says what is wrong with the configuration: every mistake on a line with its file and line; exit 2 if any.

    What is suspicious, but may be meant so, is a warning; exit 0.

    Also tries the sample texts under `tests:` of each watch."""
    try:
        checked = configuration(directory)
        for warning in checked.warnings:
            click.echo(warning)
        if failed := asyncio.run(_failed_samples(checked)):
            raise ConfigError(failed)
        click.echo(summary(checked))
    except ConfigError as error:
        for mistake in error.mistakes:
            click.echo(str(mistake))
        context.exit(EXIT_MISTAKES)


async def _failed_samples(configuration: Configuration) -> tuple[Mistake, ...]:
    model = configuration.settings.annotate.model
    return await failed_samples(
        configuration, InlineAnnotator(model) if needs_events(configuration) else MemoryAnnotator()
    )


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
