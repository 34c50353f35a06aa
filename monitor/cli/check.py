"""`wirewatch check`: whether the configuration can be used, and if not, everything that is wrong with it."""

from pathlib import Path

import click

from monitor.cli.options import config_option, configuration
from monitor.config.configuration import Configuration
from monitor.errors import ConfigError

EXIT_MISTAKES = 2


@click.command("check")
@config_option
@click.pass_context
def check_command(context: click.Context, directory: Path) -> None:
    """Says what is wrong with the configuration: every mistake on a line with its file and line; exit 2 if any."""
    try:
        click.echo(summary(configuration(directory)))
    except ConfigError as error:
        for mistake in error.mistakes:
            click.echo(str(mistake))
        context.exit(EXIT_MISTAKES)


def summary(configuration: Configuration) -> str:
    """What a good configuration holds, in one line."""
    watches = sum(len(watchlist.watches) for watchlist in configuration.watchlists)
    feeds, lists, receivers = (
        len(each) for each in (configuration.feeds, configuration.watchlists, configuration.receivers)
    )
    return (
        f"{_count(feeds, 'feed')}, {_count(watches, 'watch', 'watches')} in {_count(lists, 'watchlist')}, "
        f"{_count(receivers, 'receiver')}: all good"
    )


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
