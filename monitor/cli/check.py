"""`wirewatch check`: whether the configuration can be used, and if not, everything that is wrong with it."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import click
import msgspec

from monitor.cli.actors import shown_actors
from monitor.cli.entries import listed
from monitor.cli.options import config_option, configuration, counted, json_option
from monitor.config.configuration import Configuration
from monitor.errors import ConfigError, Mistake
from monitor.nlp.inline import InlineAnnotator
from monitor.samples import failed_samples

EXIT_MISTAKES = 2
_WIDTH = 140  # columns, where neither a terminal nor COLUMNS says how many there are


@click.command("check")
@click.argument("given", metavar="[DIRECTORY]", required=False, type=click.Path(file_okay=False, path_type=Path))
@config_option
@click.option("--actors", "with_actors", is_flag=True, help="Show whom each actor of the watchlists is, and why.")
@json_option("One JSON object a mistake or warning and line.")
@click.pass_context
def check_command(
    context: click.Context, given: Path | None, directory: Path, *, with_actors: bool, as_json: bool
) -> None:
    """Says what is wrong with the configuration: every mistake on a line with its file and line; exit 2 if any.

    DIRECTORY is that of the configuration, and may be said by --config as well.

    What is suspicious, but may be meant so, is a warning; exit 0. What a file says is looked into once its keys and the
    forms of their values are right.

    Also tries the sample texts under `tests:` of each watch."""
    try:
        checked = configuration(given or directory)
        _tell(checked.warnings, "warning", as_json=as_json)
        if with_actors:
            listed(shown_actors(checked.watchlists), width=_WIDTH)
        if failed := asyncio.run(_failed_samples(checked)):
            raise ConfigError(failed)
        if not as_json:
            click.echo(summary(checked))
    except ConfigError as error:
        _tell(error.mistakes, "mistake", as_json=as_json)
        context.exit(EXIT_MISTAKES)


def _tell(mistakes: Sequence[Mistake], kind: str, *, as_json: bool) -> None:
    for mistake in mistakes:
        told = {"kind": kind, "file": mistake.file, "line": mistake.line, "problem": mistake.problem}
        click.echo(msgspec.json.encode(told) if as_json else str(mistake))


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
