"""`wirewatch alerts`: the alerts in the log."""

import asyncio
from pathlib import Path

import click
from rich.console import Console

from agents.topics import ALERTS, alert_topic
from monitor.cli.options import config_option, configuration, log_beside
from monitor.errors import Unprocessable
from monitor.log.tail import tail
from monitor.notify.cloudevent import alert_of
from monitor.notify.console import render


@click.command("alerts")
@config_option
@click.option("--follow", "-f", is_flag=True, help="Go on with the alerts that come; end with Ctrl-C.")
@click.option("--watchlist", help="Only the alerts of this watchlist.")
@click.option("--json", "as_json", is_flag=True, help="One CloudEvent in JSON a line.")
def alerts_command(directory: Path, follow: bool, watchlist: str | None, as_json: bool) -> None:
    """Shows the alerts in the log, the oldest first; also while the program runs."""
    try:
        asyncio.run(_show(directory, follow, watchlist, as_json))
    except KeyboardInterrupt:
        return


async def _show(directory: Path, follow: bool, watchlist: str | None, as_json: bool) -> None:
    settings = configuration(directory)
    names = [each.id for each in settings.watchlists]
    if watchlist is not None and watchlist not in names:
        raise click.BadParameter(f"no watchlist {watchlist!r}; there are {', '.join(names) or 'none'}")
    console = Console()
    shown: set[str] = set()
    async with log_beside(settings) as log:
        async for record in tail(log, alert_topic(watchlist) if watchlist else ALERTS, follow=follow):
            try:
                alert = alert_of(record.value or b"")
            except Unprocessable as error:
                click.echo(f"skipped {record.topic}/{record.partition}@{record.offset}: {error}", err=True)
                continue
            if alert.id in shown:  # a crash may have written it twice, under one id
                continue
            shown.add(alert.id)
            if as_json:
                click.echo(record.value)
            else:
                console.print(render(alert))
    if not shown:
        hint = "`wirewatch explain TEXT` shows what a text would raise"
        click.echo(f"no alerts yet: the first poll of a feed only notes what is there; {hint}", err=True)
