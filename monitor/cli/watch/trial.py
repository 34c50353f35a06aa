"""`wirewatch watch try`: what watches would have told of the archive."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import click
import msgspec
from rich.console import Console
from rich.progress import Progress

from monitor.cli.options import config_option, configuration, json_option, since_option, store_beside
from monitor.cli.watch.lines import is_file, refused, watchlist_option
from monitor.cli.watch.tried import Report, report, shown
from monitor.clock import system_clock
from monitor.config.compile.watchlist import Compiled
from monitor.config.configuration import Configuration
from monitor.config.load import Part
from monitor.config.question import asked, proposed
from monitor.errors import ConfigError
from monitor.ledger.rules import GivenRules
from monitor.trial.sides import Side, Stage, Tried
from monitor.trial.trying import try_watches


class Asked(NamedTuple):
    """What is tried, and where."""

    made: Sequence[Compiled]  # the new ones, then those that they are held against
    configuration: Configuration
    since: datetime | None


@click.command("try")
@config_option
@click.argument("watches", metavar="FILE|QUERY")
@click.option("--against", metavar="FILE|QUERY", help="What was before: tells what is gained and lost.")
@watchlist_option
@since_option
@json_option("One JSON object.")
def try_command(
    directory: Path, watches: str, against: str | None, watchlist: str | None, since: datetime | None, as_json: bool
) -> None:
    """Tells what watches would have told of the archived articles, after all decisions on what is told and what is not.

    The watches are those of a FILE such as watchlists/leaders.yaml, or one in a line (docs/query.md). Nobody is told,
    and nothing is remembered.
    """
    sources = [watches, *([against] if against is not None else [])]
    made = [_compiled(each, directory, watchlist) for each in sources]
    asked_of = Asked(made, _configuration(directory), since)
    found = asyncio.run(_tried(asked_of))
    told = report(found, asked_of.made, asked_of.configuration, since, system_clock())
    _tell(told, as_json=as_json)


def _tell(told: Report, *, as_json: bool) -> None:
    click.echo(msgspec.json.encode(told) if as_json else "\n".join(shown(told)))


def _compiled(source: str, directory: Path, watchlist: str | None) -> Compiled:
    if is_file(source):
        return proposed(Path(source))
    try:
        return asked(source, directory, watchlist)
    except ConfigError as error:
        raise refused(source, error) from error


def _configuration(directory: Path) -> Configuration:
    """With the receivers, as far as their secrets are here: what is too quiet for one is not told there."""
    try:
        return configuration(directory, frozenset({Part.STORE, Part.RECEIVERS}))
    except ConfigError:
        return configuration(directory, frozenset({Part.STORE}))


async def _tried(asked_of: Asked) -> Tried:
    sides = [Side([each.watchlist], GivenRules(policies=each.policies, mutes=each.mutes)) for each in asked_of.made]
    async with store_beside(asked_of.configuration) as store:
        if store is None:
            raise click.ClickException("nothing is archived yet; `wirewatch run` does it")
        with Progress(console=Console(stderr=True), transient=True) as progress:
            tasks = {stage: progress.add_task(stage.value, total=1.0) for stage in Stage}
            return await try_watches(
                store, sides, asked_of.since, lambda stage, share: progress.update(tasks[stage], completed=share)
            )
