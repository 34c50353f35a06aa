"""`wirewatch matches`: what the watches found, and why people were told of it or not."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import click
from rich.console import Group
from rich.text import Text

from agents.topics import MATCHES
from monitor.alerting.decide import Action, AlertReason, Decision, decide
from monitor.alerting.state import AlertState
from monitor.alerting.wording import matched_words
from monitor.cli.entries import entry, facts, listed, moment, newest, printable
from monitor.cli.options import (
    config_option,
    configuration,
    json_option,
    last_option,
    log_beside,
    since_option,
    warn_of_unknown_watch,
)
from monitor.config.load import SETTINGS
from monitor.errors import Unprocessable
from monitor.log.tail import tail
from monitor.records import Match, Record, decode, encode


class Outcome(StrEnum):
    """What became of a match."""

    TOLD = "told"
    SUPPRESSED = "suppressed"  # of a live watch: its story was told before
    SHADOW = "shadow"  # of a watch in shadow, which tells nobody


class Judged(Record, frozen=True, kw_only=True):
    """A match with what was decided about it."""

    outcome: Outcome
    reason: AlertReason
    alert: str  # id of the alert that it raised, "" for none
    match: Match


@click.command("matches")
@config_option
@click.option("--only", type=click.Choice([each.value for each in Outcome]), help="Only those of this outcome.")
@click.option("--watch", help="Only the matches of this watch.")
@since_option
@last_option
@json_option("One JSON object a match and line.")
def matches_command(
    directory: Path, only: str | None, watch: str | None, since: datetime | None, last: int | None, as_json: bool
) -> None:
    """Shows the matches in the log with the decision on each, those of shadow watches and suppressed ones included.

    What was decided follows from the matches before, as far as the log still holds them.
    """
    found = list(judged(asyncio.run(_matches(directory))))
    warn_of_unknown_watch(directory, watch, {each.match.watch for each in found})
    of_watch = [each for each in found if watch in (None, each.match.watch) and only in (None, each.outcome)]
    shown = newest([each for each in of_watch if since is None or each.match.found >= since], last)
    if as_json:
        for each in shown:
            click.echo(encode(each))
        return
    listed(map(_entry, shown))
    click.echo(f"{len(shown)} of {len(found)} matches in the log")


def judged(matches: Sequence[Match]) -> Iterator[Judged]:
    """`matches`, in order, with the decision on each; one that a crash wrote twice stands here once."""
    states: dict[tuple[str, str], AlertState] = {}
    for match in matches:
        key = (match.watch, match.story)
        states[key], decision = decide(states.get(key), match, match.found)
        if decision.reason is not AlertReason.SAME_MATCH:
            alert = decision.alert.id if decision.alert else ""
            yield Judged(outcome=_outcome(decision), reason=decision.reason, alert=alert, match=match)


def _outcome(decision: Decision) -> Outcome:
    if decision.action is Action.RAISE:
        return Outcome.TOLD
    return Outcome.SHADOW if decision.reason is AlertReason.SHADOW_WATCH else Outcome.SUPPRESSED


async def _matches(directory: Path) -> Sequence[Match]:
    matches = []
    async with log_beside(configuration(directory, SETTINGS)) as log:
        async for record in tail(log, MATCHES):
            try:
                matches.append(decode(record.value or b"", Match))
            except Unprocessable as error:
                click.echo(f"skipped {record.topic}/{record.partition}@{record.offset}: {error}", err=True)
    return matches


def _entry(each: Judged) -> Group:
    match, article = each.match, each.match.article
    style = "green" if each.outcome is Outcome.TOLD else "yellow"
    head = Text.assemble(
        (f"{each.outcome:<10}", style), " ", (f"{match.watchlist}/{match.watch}", "bold"), f"  {each.reason}"
    )
    words = ", ".join(f"“{word}”" for word in matched_words(match))
    known = facts(("", moment(match.found)), ("", article.publisher), ("alert", each.alert))
    return entry(head, printable(article.title), Text(printable(words)), Text(known, "dim"))
