"""`wirewatch watch test`: the samples of watches."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import click
from msgspec.structs import replace

from monitor.cli.options import config_option, configuration, counted
from monitor.config.configuration import Configuration
from monitor.config.load import Part
from monitor.config.reading.suggestion import did_you_mean
from monitor.errors import ConfigError, Mistake
from monitor.nlp.inline import InlineAnnotator
from monitor.samples import failed_samples

_WATCHLISTS = frozenset({Part.WATCHLISTS})


@click.command("test")
@config_option
@click.argument("watches", metavar="[ID]...", nargs=-1)
@click.pass_context
def test_command(context: click.Context, directory: Path, watches: Sequence[str]) -> None:
    """Runs the sample texts under `tests:` of these watches, or of all; exit 1 if one fails.

    Each is annotated and matched as the program would do it. `wirewatch check` runs them too, and checks all the rest.
    """
    chosen = _of(configuration(directory, _WATCHLISTS), watches)
    failed = asyncio.run(_failed(chosen))
    for mistake in failed:
        click.echo(str(mistake))
    number = len(chosen.samples)
    click.echo(f"{counted(number, 'sample')}: {number - len(failed)} as expected, {len(failed)} not", err=True)
    for watch in _without_samples(chosen, watches):
        click.echo(f"watch '{watch}' has no samples", err=True)
    context.exit(1 if failed else 0)


async def _failed(chosen: Configuration) -> tuple[Mistake, ...]:
    return await failed_samples(chosen, InlineAnnotator(chosen.settings.annotate.model))


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
