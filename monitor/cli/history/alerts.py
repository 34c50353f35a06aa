"""`wirewatch alerts`: the alerts in the log."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import click
from rich.console import Console

from agents.topics import ALERTS, alert_topic
from monitor.alerting.severities import is_at_least
from monitor.cli.entries import newest
from monitor.cli.options import (
    config_option,
    configuration,
    json_option,
    last_option,
    log_beside,
    since_option,
    warn_of_unknown_watch,
)
from monitor.config.load import SETTINGS, watchlist_names
from monitor.errors import Unprocessable
from monitor.log.base import Log, LogRecord
from monitor.log.tail import behind, tail
from monitor.notify.cloudevent import alert_of
from monitor.notify.console import render
from monitor.records import Alert, Severity

_NONE = (
    "no alerts yet: the first poll of a feed only notes what is there; "
    "`wirewatch explain TEXT` shows what a text would raise"
)
_NONE_ASKED_FOR = "no alert in the log is one of those asked for"


class Wanted(NamedTuple):
    """Which alerts are shown."""

    watch: str | None  # its id; None for every watch
    severity: Severity  # and what is louder
    since: datetime | None

    def __call__(self, alert: Alert) -> bool:
        """Whether `alert` is one of them."""
        if self.watch not in (None, alert.watch) or not is_at_least(alert.severity, self.severity):
            return False
        return self.since is None or alert.raised >= self.since


class Past(NamedTuple):
    """Which of the alerts that the log holds already are shown."""

    is_wanted: bool
    last: int | None = None  # at most so many, the newest
    after: str | None = None  # only what came after the alert of this id


@click.command("alerts")
@config_option
@click.option("--watchlist", help="Only the alerts of this watchlist.")
@click.option("--watch", help="Only the alerts of this watch.")
@click.option(
    "--severity", type=click.Choice([each.value for each in Severity]), default="low", help="At least so loud."
)
@since_option
@last_option
@click.option("--after", metavar="ID", help="Only what came after the alert of this id, where a reader left off.")
@click.option("--follow", "-f", is_flag=True, help="Go on with the alerts that come; end with Ctrl-C.")
@json_option("One CloudEvent in JSON a line.")
def alerts_command(
    directory: Path,
    watchlist: str | None,
    watch: str | None,
    severity: str,
    since: datetime | None,
    last: int | None,
    after: str | None,
    follow: bool,
    as_json: bool,
) -> None:
    """Shows the alerts in the log, the oldest first; also while the program runs.

    With --follow alone it begins with the next alert to come; with --since, --last or --after it begins with those.
    """
    past = Past(not follow or (since, last, after) != (None, None, None), last, after)
    showing = _Showing(Wanted(watch, Severity(severity), since), as_json)
    try:
        asyncio.run(_show(directory, watchlist, showing, past, follow))
    except KeyboardInterrupt:
        return


class _Showing:
    """Prints alerts, each once: a crash may have written one twice, under one id."""

    def __init__(self, wanted: Wanted, as_json: bool) -> None:
        self._wanted, self._as_json = wanted, as_json
        self._console = Console()
        self._known: set[str] = set()
        self.watches: set[str] = set()  # of the alerts that were read

    @property
    def watch(self) -> str | None:
        """The watch whose alerts are wanted; None for every watch."""
        return self._wanted.watch

    def chosen(self, records: Sequence[LogRecord], past: Past) -> Iterator[tuple[LogRecord, Alert]]:
        """Those of `records` that are wanted of the past. Raises ClickException where `past` names no alert there."""
        alerts = [(record, alert) for record in records if (alert := self._new(record))]
        if past.after:
            ids = [alert.id for _, alert in alerts]
            if past.after not in ids:
                raise click.ClickException(f"no alert {past.after!r} in the log; it may have been dropped by its age")
            alerts = alerts[ids.index(past.after) + 1 :]
        found = [(record, alert) for record, alert in alerts if self._wanted(alert)]
        yield from newest(found, past.last)

    def show(self, record: LogRecord, alert: Alert) -> None:
        """Prints one alert."""
        if self._as_json:
            click.echo(record.value)
        else:
            self._console.print(render(alert), crop=False)

    def show_if_wanted(self, record: LogRecord) -> None:
        """Prints what has just come, if it is wanted."""
        alert = self._new(record)
        if alert and self._wanted(alert):
            self.show(record, alert)

    def _new(self, record: LogRecord) -> Alert | None:
        """The alert in `record`; None where it was read before or cannot be read, which is told."""
        try:
            alert = alert_of(record.value or b"")
        except Unprocessable as error:
            click.echo(f"skipped {record.topic}/{record.partition}@{record.offset}: {error}", err=True)
            return None
        if alert.id in self._known:
            return None
        self._known.add(alert.id)
        self.watches.add(alert.watch)
        return alert


async def _show(directory: Path, watchlist: str | None, showing: _Showing, past: Past, follow: bool) -> None:
    settings = configuration(directory, SETTINGS)
    async with log_beside(settings) as log:
        topic = await _topic(log, directory, watchlist)
        records = [record async for record in tail(log, topic)] if past.is_wanted else []
        count = 0
        for record, alert in showing.chosen(records, past):
            showing.show(record, alert)
            count += 1
        warn_of_unknown_watch(directory, showing.watch, showing.watches)
        start = behind(records) if past.is_wanted else await log.end_offsets(topic)
        if not follow and not count:
            click.echo(_NONE_ASKED_FOR if records else _NONE, err=True)
        if follow:
            async for record in tail(log, topic, start=start, follow=True):
                showing.show_if_wanted(record)


async def _topic(log: Log, directory: Path, watchlist: str | None) -> str:
    """The topic to read; a watchlist whose file is gone may have alerts in the log still."""
    if watchlist is None:
        return ALERTS
    prefix = alert_topic("")
    names = {*watchlist_names(directory), *(n.removeprefix(prefix) for n in await log.topics() if n.startswith(prefix))}
    if watchlist not in names:
        raise click.BadParameter(f"no watchlist {watchlist!r}; there are {', '.join(sorted(names)) or 'none'}")
    return alert_topic(watchlist)
