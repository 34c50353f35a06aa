"""`wirewatch status`: how the whole fares, as the store and the log of the running program tell it."""

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from agents.runtime.backlog import topic_lags
from agents.runtime.faust_app import GROUP
from monitor.cli.entries import listed, moment, printable
from monitor.cli.options import config_option, configuration, json_option, log_beside, store_beside
from monitor.clock import system_clock
from monitor.coverage.watches import WatchCoverage
from monitor.records import encode
from monitor.status import Status
from monitor.status import status as status_of

EXIT_PROBLEMS: Final = 3


@click.command("status")
@config_option
@json_option("One JSON object.")
def status_command(directory: Path, as_json: bool) -> None:
    """Shows how all fares: what waits and for how long, feeds that are broken, receivers, what each watch still sees.

    Ends with 3 where somebody should look at something, and names it; with 0 where all is well.
    """
    found = asyncio.run(_status(directory))
    if as_json:
        click.echo(encode(found))
    else:
        listed(_shown(found))
    if found.problems:
        sys.exit(EXIT_PROBLEMS)


async def _status(directory: Path) -> Status:
    read, now = configuration(directory), system_clock()
    async with store_beside(read) as store, log_beside(read) as log:
        if store is None:
            raise click.ClickException("no store yet; `wirewatch run` makes it")
        return await status_of(store, read, await topic_lags(log, GROUP, now), now)


def _shown(found: Status) -> Iterator[RenderableType]:
    yield _problems(found)
    yield Text(f"feeds       {_counts(found.feeds)}")
    yield Text(f"deliveries  {_counts(found.deliveries)}")
    yield Text(f"archive     {_counts(found.archive)}")
    yield _lags(found)
    yield _coverage(found)
    if not found.problems:
        yield Text("all is well", "bold green")


def _problems(found: Status) -> Table:
    """One below the other; what needs more than a line goes on behind its mark."""
    table = Table.grid(padding=(0, 1, 0, 0))
    for problem in found.problems:
        table.add_row("!", Text(printable(problem)), style="bold red")
    return table


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{number} {name}" for name, number in counts.items()) or "none"


def _lags(found: Status) -> Table:
    table = Table("waits for", "messages", "oldest, s", box=None, padding=(0, 2, 0, 0), header_style="bold")
    for lag in found.lags:
        table.add_row(", ".join(lag.agents), str(lag.unread), f"{lag.oldest_waiting_seconds:.0f}")
    for each in found.waiting:
        table.add_row(f"receiver {each.receiver}", "", f"{each.oldest_waiting_seconds:.0f}")
    return table


def _coverage(found: Status) -> Table:
    headings = ("watch", "feeds alive", "languages", "last match", "usual gap", "blind since")
    table = Table(*headings, box=None, padding=(0, 2, 0, 0), header_style="bold")
    for each in found.coverage:
        table.add_row(*_row(each))
    return table


def _row(each: WatchCoverage) -> tuple[str, ...]:
    coverage, gap = each.coverage, each.usual_gap_seconds
    since = moment(coverage.blind_since) or ("ever" if coverage.is_blind else "")
    return (
        each.watch,
        f"{coverage.alive} of {coverage.feeds}",
        ", ".join(coverage.languages),
        moment(each.last_match),
        "" if gap is None else f"{gap / 3600:.1f} h",
        since,
    )
