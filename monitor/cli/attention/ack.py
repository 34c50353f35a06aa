"""`wirewatch ack`: the team knows of a story, and hears of it again when something material changes."""

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path

import click
from rich.console import Group
from rich.text import Text

from monitor.actions.acknowledgements import Given, Made, acknowledge, acknowledgements, end_acknowledgements
from monitor.actions.headlines import headlines
from monitor.cli.attention.shared import Defaulting, author_option, opened
from monitor.cli.entries import entry, facts, listed, moment, printable
from monitor.cli.options import config_option, counted, json_option, warn_of_unknown_watch
from monitor.clock import system_clock
from monitor.config.load import Part
from monitor.records import encode

_STORE = frozenset({Part.STORE})


class _Ack(Defaulting):
    default = "story"


@click.group("ack", cls=_Ack)
def ack_group() -> None:
    """The team knows of a story: `wirewatch ack STORY --watch W`, where STORY is its id or that of an alert."""


@ack_group.command("story")
@config_option
@click.argument("story", metavar="STORY")
@click.option("--watch", help="The watch that is to be silent; left out, the one of the alert that STORY names.")
@click.option("--comment", default="", help="What else the team should know.")
@author_option
def story_command(directory: Path, story: str, watch: str | None, comment: str, author: str) -> None:
    """Acknowledges a story for a watch; `ack STORY` does the same.

    One in force stays as it is, with who gave it and what they said; a new comment takes its place.
    """
    made, known, watches = asyncio.run(_acknowledge(directory, story, watch, comment, author))
    warn_of_unknown_watch(directory, made.watch, watches)
    state = "acknowledged"
    if known is not None:
        said = f" ({printable(known.comment)})" if known.comment else ""
        state = f"already acknowledged by {printable(known.author)} at {moment(known.at)}{said}"
    click.echo(f"{state}: {made.watch} tells nothing more of {made.story} until something material changes")


@ack_group.command("list")
@config_option
@click.option("--all", "everything", is_flag=True, help="Also those that have ended.")
@json_option("One JSON object an acknowledgement and line.")
def list_command(directory: Path, everything: bool, as_json: bool) -> None:
    """Lists what is acknowledged, newest first."""
    found, titles = asyncio.run(_all(directory))
    shown = [given for given in found if everything or given.is_in_force]
    if as_json:
        for given in shown:
            click.echo(encode(given.acknowledgement))
        return
    listed(_entry(given, titles.get(given.acknowledgement.story, "")) for given in shown)
    click.echo(counted(len(shown), "acknowledgement") + ("" if everything else " in force"))


@ack_group.command("end")
@config_option
@click.argument("story", metavar="STORY")
@click.option("--watch", help="Only for this watch.")
def end_command(directory: Path, story: str, watch: str | None) -> None:
    """Ends the acknowledgement of a story: the next match may tell it again. Of an alert, only that of its watch."""
    ended = asyncio.run(_end(directory, story, watch))
    if not ended:
        raise click.ClickException(f"nothing of {story!r} is acknowledged; see `wirewatch ack list`")
    click.echo(f"{counted(ended, 'acknowledgement')} ended")


async def _acknowledge(directory: Path, story: str, watch: str | None, comment: str, author: str) -> Made:
    async with opened(directory, _STORE) as (_, store):
        return await acknowledge(store, story, watch, comment=comment, author=author, now=system_clock())


async def _all(directory: Path) -> tuple[Sequence[Given], Mapping[str, str]]:
    """The acknowledgements, and the headlines of their stories."""
    async with opened(directory, _STORE) as (_, store):
        found = await acknowledgements(store)
        return found, await headlines(store, (given.acknowledgement.story for given in found))


async def _end(directory: Path, story: str, watch: str | None) -> int:
    async with opened(directory, _STORE) as (_, store):
        return await end_acknowledgements(store, story, watch, system_clock())


def _entry(given: Given, headline: str) -> Group:
    each, told = given
    head = Text.assemble((each.watch, "bold"), "  ", each.story)
    ended = moment(each.ended or (told.at if told else None))
    state = "" if given.is_in_force else f"ended {ended} by {'hand' if each.ended else 'a change'}"
    known = facts(("by", printable(each.author)), ("", moment(each.at)), ("", state))
    return entry(head, printable(headline), printable(each.comment), Text(known, "dim"))
