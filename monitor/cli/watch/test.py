"""`wirewatch watch test`: the samples of watches."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import click
from msgspec.structs import replace

from monitor.cli.options import config_option, configuration, counted
from monitor.cli.watch.lines import is_file
from monitor.config.compile.watchlist import Compiled
from monitor.config.configuration import Configuration
from monitor.config.load import SETTINGS, Part
from monitor.config.question import proposed
from monitor.config.reading.suggestion import did_you_mean
from monitor.errors import ConfigError, Mistake
from monitor.nlp.inline import InlineAnnotator
from monitor.samples import failed_samples

_WATCHLISTS = frozenset({Part.WATCHLISTS})


@click.command("test")
@config_option
@click.argument("watches", metavar="[ID|FILE]...", nargs=-1)
@click.pass_context
def test_command(context: click.Context, directory: Path, watches: Sequence[str]) -> None:
    """Runs the sample texts under `tests:` of these watches, or of all; exit 1 if one fails.

    FILE is a watchlist such as new.yaml that need not stand among the others yet. Each sample is annotated and matched
    as the program would do it. `wirewatch check` runs them too, and checks all the rest.
    """
    ids = [each for each in watches if not is_file(each)]
    files = [proposed(Path(each)) for each in watches if is_file(each)]
    chosen = _of(configuration(directory, _WATCHLISTS), ids) if ids or not files else None
    tried = [_alone(made, directory) for made in files] + ([chosen] if chosen else [])
    failed = [mistake for each in tried for mistake in asyncio.run(_failed(each))]
    for mistake in failed:
        click.echo(str(mistake))
    number = sum(len(each.samples) for each in tried)
    click.echo(f"{counted(number, 'sample')}: {number - len(failed)} as expected, {len(failed)} not", err=True)
    for watch in _without_samples(chosen, ids) if chosen else ():
        click.echo(f"watch '{watch}' has no samples", err=True)
    context.exit(1 if failed else 0)


async def _failed(chosen: Configuration) -> tuple[Mistake, ...]:
    return await failed_samples(chosen, InlineAnnotator(chosen.settings.annotate.model))


def _alone(made: Compiled, directory: Path) -> Configuration:
    """The watchlist of a file, as if there were no other."""
    return replace(configuration(directory, SETTINGS), watchlists=(made.watchlist,), samples=made.samples)


def _of(all_: Configuration, watches: Sequence[str]) -> Configuration:
    known = {watch.id for watchlist in all_.watchlists for watch in watchlist.watches}
    unknown = [watch for watch in watches if watch not in known]
    if unknown:
        problems = [f"there is no watch '{each}'" + did_you_mean(each, known) for each in unknown]
        raise ConfigError(tuple(Mistake("watchlists", None, problem) for problem in problems))
    samples = tuple(sample for sample in all_.samples if not watches or sample.watch in watches)
    return replace(all_, samples=samples)


def _without_samples(chosen: Configuration, watches: Sequence[str]) -> list[str]:
    tried = {sample.watch for sample in chosen.samples}
    return [watch for watch in watches if watch not in tried]
