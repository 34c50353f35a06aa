"""`wirewatch matches`: what the watches found, and why people were told of it or not."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import datetime
from pathlib import Path

import click
from rich.console import Group
from rich.text import Text

from agents.topics import MATCHES
from monitor.alerting.state import DecisionQuery, DecisionRow
from monitor.alerting.wording import matched_words
from monitor.cli.entries import entry, facts, listed, moment, newest, printable
from monitor.cli.options import (
    config_option,
    configuration,
    json_option,
    last_option,
    log_beside,
    since_option,
    store_beside,
    warn_of_unknown_watch,
)
from monitor.config.load import Part
from monitor.errors import Unprocessable
from monitor.log.base import Log
from monitor.log.tail import tail
from monitor.records import CANARY, Decision, DecisionOutcome, Match, Record, decode, encode

_UNKNOWN = "unknown"
_MOST = 1_000_000  # decisions; retention keeps far fewer


class Judged(Record, frozen=True, kw_only=True):
    """A match with what was decided about it."""

    decision: Decision | None  # None where it is not decided yet, or was so long ago that the decision is forgotten
    match: Match


@click.command("matches")
@config_option
@click.option("--only", type=click.Choice([each.value for each in DecisionOutcome]), help="Only those of this outcome.")
@click.option("--watch", help="Only the matches of this watch.")
@since_option
@last_option
@json_option("One JSON object a match and line.")
def matches_command(
    directory: Path, only: str | None, watch: str | None, since: datetime | None, last: int | None, as_json: bool
) -> None:
    """Shows the matches in the log with the decision on each, those that told nobody included."""
    found = list(asyncio.run(_judged(directory)))
    warn_of_unknown_watch(directory, watch, {each.match.watch for each in found})
    of_watch = [each for each in found if watch in (None, each.match.watch) and only in (None, _outcome(each))]
    shown = newest([each for each in of_watch if since is None or each.match.found >= since], last)
    if as_json:
        for each in shown:
            click.echo(encode(each))
        return
    listed(map(_entry, shown))
    click.echo(f"{len(shown)} of {len(found)} matches in the log")


def judged(matches: Iterable[Match], rows: Iterable[DecisionRow]) -> Iterator[Judged]:
    """`matches`, in order, with the decision on each; one that a crash wrote twice stands here once."""
    decided = {row.decision.subject: row.decision for row in rows}
    for match in {match.id: match for match in matches}.values():
        yield Judged(decision=decided.get(match.id), match=match)


def _outcome(each: Judged) -> str:
    return each.decision.outcome if each.decision else _UNKNOWN


async def _judged(directory: Path) -> Iterator[Judged]:
    settings = configuration(directory, frozenset({Part.STORE}))
    async with log_beside(settings) as log, store_beside(settings) as store:
        matches = [match async for match in _matches(log)]
        wanted = DecisionQuery(receiver="", since=min((match.found for match in matches), default=None))
        return judged(matches, [] if store is None else await store.decisions(wanted, _MOST))


async def _matches(log: Log) -> AsyncIterator[Match]:
    async for record in tail(log, MATCHES):
        try:
            match = decode(record.value or b"", Match)
        except Unprocessable as error:
            click.echo(f"skipped {record.topic}/{record.partition}@{record.offset}: {error}", err=True)
        else:
            if match.watch != CANARY:
                yield match


def _entry(each: Judged) -> Group:
    match, article, outcome = each.match, each.match.article, _outcome(each)
    style = "green" if outcome == DecisionOutcome.TOLD else "yellow"
    reason = f"  {each.decision.reason}" if each.decision else ""
    head = Text.assemble((f"{outcome:<10}", style), " ", (f"{match.watchlist}/{match.watch}", "bold"), reason)
    words = ", ".join(f"“{word}”" for word in matched_words(match))
    alert = each.decision.alert if each.decision else ""
    known = facts(("", moment(match.found)), ("", article.publisher), ("alert", alert))
    return entry(head, printable(article.title), Text(printable(words)), Text(known, "dim"))
