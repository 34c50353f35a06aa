"""`wirewatch feedback`: whether alerts were of use, and tests of a watch made of it."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Group
from rich.text import Text

from monitor.actions.feedback import Example, as_tests, examples, judge
from monitor.cli.attention.shared import author_option, opened
from monitor.cli.entries import entry, facts, listed, moment, printable
from monitor.cli.options import config_option, counted, group_config_option, json_option
from monitor.clock import system_clock
from monitor.config.load import Part
from monitor.records import Feedback, Verdict, encode

_STORE = frozenset({Part.STORE})


@click.group("feedback")
@group_config_option
def feedback_group() -> None:
    """Whether alerts were of use: `wirewatch feedback add ALERT wrong`."""


@feedback_group.command("add")
@config_option
@click.argument("alert", metavar="ALERT")
@click.argument("verdict", type=click.Choice([each.value for each in Verdict]))
@click.option("--note", default="", help="Why.")
@author_option
def add_command(directory: Path, alert: str, verdict: str, note: str, author: str) -> None:
    """Says that an alert was useful or wrong, in the place of what the same person said before."""
    said = asyncio.run(_judge(directory, alert, Verdict(verdict), note, author))
    click.echo(f"{said.alert} is {said.verdict}; `wirewatch feedback export {said.watch}` makes tests of it")


@feedback_group.command("list")
@config_option
@click.option("--watch", help="Only of this watch.")
@json_option("One JSON object an opinion and line.")
def list_command(directory: Path, watch: str | None, as_json: bool) -> None:
    """Lists what people made of alerts, newest first."""
    found = asyncio.run(_all(directory, watch))
    if as_json:
        for said in found:
            click.echo(encode(said))
        return
    listed(map(_entry, found))
    click.echo(counted(len(found), "opinion"))


@feedback_group.command("export")
@config_option
@click.argument("watch", metavar="WATCH")
def export_command(directory: Path, watch: str) -> None:
    """Prints the judged articles of a watch as its `tests:`: what was useful must match, what was wrong must not.

    Of a text of more than 2,000 characters, the sentences in which something was found.
    """
    found = asyncio.run(_examples(directory, watch))
    if not found:
        raise click.ClickException(f"no judged article of watch {watch!r} is kept; see `wirewatch feedback list`")
    click.echo(as_tests(found), nl=False)


def _entry(said: Feedback) -> Group:
    head = Text.assemble((f"{said.verdict:<6}", "bold"), "  ", said.alert)
    return entry(head, printable(said.note), Text(facts(("", said.watch), ("by", said.author), ("", moment(said.at)))))


async def _judge(directory: Path, alert: str, verdict: Verdict, note: str, author: str) -> Feedback:
    async with opened(directory, _STORE) as (_, store):
        return await judge(store, alert, verdict, note=note, author=author, now=system_clock())


async def _all(directory: Path, watch: str | None) -> Sequence[Feedback]:
    async with opened(directory, _STORE) as (_, store):
        return await store.feedback(watch)


async def _examples(directory: Path, watch: str) -> Sequence[Example]:
    async with opened(directory, _STORE) as (_, store):
        return await examples(store, watch)
