"""`wirewatch ack`: the team knows of a story, and hears of it again when something material changes."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import click
from msgspec.structs import replace
from rich.console import Group
from rich.text import Text

from monitor.alerting.attention.acknowledgements import is_in_force
from monitor.cli.attention.shared import Defaulting, author_option, decided, is_of_one_story, opened
from monitor.cli.entries import entry, facts, listed, moment, printable
from monitor.cli.options import config_option, counted, json_option, warn_of_unknown_watch
from monitor.clock import system_clock
from monitor.config.load import Part
from monitor.records import Acknowledgement, Decision, DecisionOutcome, encode
from monitor.store.base import DecisionQuery, Store

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
    made, known = asyncio.run(_acknowledge(directory, story, watch, comment, author))
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
    found = asyncio.run(_all(directory))
    shown = [(each, told) for each, told in found if everything or _holds(each, told)]
    if as_json:
        for each, _ in shown:
            click.echo(encode(each))
        return
    listed(_entry(each, told) for each, told in shown)
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


async def _acknowledge(
    directory: Path, story: str, watch: str | None, comment: str, author: str
) -> tuple[Acknowledgement, Acknowledgement | None]:
    """What holds now, and what was in force before."""
    async with opened(directory, _STORE) as (_, store):
        known = await decided(store, story)
        if known is not None and not is_of_one_story(known):
            raise click.ClickException(f"alert {story} is of no single story; `wirewatch mute {story}` mutes its watch")
        if known is not None:
            story, watch = known.decision.story, watch or known.decision.watch
        if watch is None:
            raise click.UsageError(f"no alert {story!r} is known; for a story, say which --watch is to be silent")
        rows = await store.decisions(DecisionQuery(stories=(story,), receiver=""))
        if not rows:
            raise click.ClickException(f"no decision on a story {story!r} is known; see `wirewatch stories list`")
        warn_of_unknown_watch(directory, watch, {row.decision.watch for row in rows})
        before = await _in_force(store, watch, story)
        if before is not None and not comment:
            return before, before
        made = Acknowledgement(watch=watch, story=story, author=author, comment=comment, at=system_clock())
        await store.remember_acknowledgement(made)
        return made, before


async def _in_force(store: Store, watch: str, story: str) -> Acknowledgement | None:
    for each in await store.acknowledgements(watch):
        if each.story == story and _holds(each, await _told_after(store, each)):
            return each
    return None


async def _all(directory: Path) -> Sequence[tuple[Acknowledgement, Decision | None]]:
    """Each with what was told after it, which has ended it."""
    async with opened(directory, _STORE) as (_, store):
        return [(each, await _told_after(store, each)) for each in await store.acknowledgements()]


async def _told_after(store: Store, each: Acknowledgement) -> Decision | None:
    query = DecisionQuery(
        watch=each.watch, stories=(each.story,), outcome=DecisionOutcome.TOLD, since=each.at, receiver=""
    )
    rows = await store.decisions(query)
    return rows[-1].decision if rows else None


def _holds(each: Acknowledgement, told: Decision | None) -> bool:
    return is_in_force(each, told.at if told else None)


async def _end(directory: Path, story: str, watch: str | None) -> int:
    async with opened(directory, _STORE) as (_, store):
        known = await decided(store, story)
        if known is not None:
            story, watch = known.decision.story, watch or known.decision.watch
        found = [each for each in await store.acknowledgements(watch) if each.story == story and each.ended is None]
        for each in found:
            await store.remember_acknowledgement(replace(each, ended=system_clock()))
        return len(found)


def _entry(each: Acknowledgement, told: Decision | None) -> Group:
    head = Text.assemble((each.watch, "bold"), "  ", each.story)
    ended = moment(each.ended or (told.at if told else None))
    state = f"ended {ended} by {'hand' if each.ended else 'a change'}" if not _holds(each, told) else ""
    known = facts(("by", printable(each.author)), ("", moment(each.at)), ("", state))
    return entry(head, printable(each.comment), Text(known, "dim"))
