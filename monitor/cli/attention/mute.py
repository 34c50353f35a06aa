"""`wirewatch mute`: holds alerts until it ends; then they come in one message."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import click

from monitor.actions.headlines import headlines
from monitor.actions.mutes import Asked, Standing, alert_muted, end_mute, foreseen, mute_asked, mutes, same_mute
from monitor.alerting.attention.mutes import is_in_force, named
from monitor.cli.attention.shared import Defaulting, author_option, duration, opened, refusals_told
from monitor.cli.attention.shown import entry_of, show, until_words
from monitor.cli.entries import listed
from monitor.cli.options import config_option, counted, json_option
from monitor.clock import system_clock
from monitor.config.configuration import Configuration
from monitor.records import Mute, MuteMatcher, encode
from monitor.store.base import Store

_COMMAND: Final = "command"
_YAML: Final = "yaml"
_WHY: Final = "Why; it stands in the message that tells what was held."


class _Mute(Defaulting):
    default = "alert"


@click.group("mute", cls=_Mute)
def mute_group() -> None:
    """Holds alerts until a mute ends; then what it held comes in one message: `wirewatch mute ALERT`."""


preview_option = click.option("--preview", "only_preview", is_flag=True, help="Only shows what it would have held.")


def _moment(_context: click.Context, _option: click.Parameter, text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(f"{text!r} is no moment; expected one such as 2026-10-05T06:30Z") from error
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)


def _reason(_context: click.Context, _option: click.Parameter, text: str | None) -> str:
    if text is not None and not text.strip():
        raise click.BadParameter("it is empty; expected a few words that say why")
    return text or ""


@mute_group.command("alert")
@config_option
@click.argument("identity", metavar="ALERT")
@click.option("--for", "lasts", metavar="DURATION", callback=duration, default="8h", help="How long; left out, 8h.")
@click.option("--reason", callback=_reason, help=_WHY)
@author_option
@preview_option
def alert_command(
    directory: Path, identity: str, lasts: timedelta, reason: str, author: str, only_preview: bool
) -> None:
    """Mutes the watch of an alert in its story; `mute ALERT` does the same.

    What tells of no single story (a spike, an absence, a digest of what was held) mutes the whole watch.
    """
    asked = Asked(lasts, None, False, reason, author, _COMMAND)
    asyncio.run(_mute_alert(directory, identity, asked, only_preview=only_preview))


@mute_group.command("add")
@config_option
@click.option("--watch", help="Only the alerts of this watch.")
@click.option("--story", help="Only this story, with those that are merged into it.")
@click.option("--actor", help="Only what is about this actor, by id.")
@click.option("--publisher", help="Only what this publisher wrote.")
@click.option("--tag", help="Only articles and feeds with this tag.")
@click.option("--for", "lasts", metavar="DURATION", callback=duration, help="How long, such as 8h; at most 30d.")
@click.option("--until", metavar="TIME", callback=_moment, help="Until then, such as 2026-10-05T06:30Z.")
@click.option("--until-changed", is_flag=True, help="In a story, until something material changes.")
@click.option(
    "--reason", required=True, callback=_reason, help="Why; it stands in the message that tells what was held."
)
@author_option
@preview_option
def add_command(
    directory: Path,
    watch: str | None,
    story: str | None,
    actor: str | None,
    publisher: str | None,
    tag: str | None,
    lasts: timedelta | None,
    until: datetime | None,
    until_changed: bool,
    reason: str,
    author: str,
    only_preview: bool,
) -> None:
    """Mutes what all of the given options are about, and shows what that would have held in the last seven days."""
    if lasts is not None and until is not None:
        raise click.UsageError("--for and --until say both when it ends; give one")
    matcher = MuteMatcher(watch=watch, story=story, actor=actor, publisher=publisher, tag=tag)
    asked = Asked(lasts, until, until_changed, reason, author, _COMMAND)
    asyncio.run(_add_asked(directory, matcher, asked, only_preview=only_preview))


@mute_group.command("list")
@config_option
@click.option("--all", "everything", is_flag=True, help="Also those that have ended.")
@json_option("One JSON object a mute and line.")
def list_command(directory: Path, everything: bool, as_json: bool) -> None:
    """Lists the mutes in force, from files and commands, with what each holds; what ends first is first."""
    now = system_clock()
    found, titles = asyncio.run(_all(directory, now))
    shown = [each for each in found if everything or is_in_force(each.mute, now)]
    if as_json:
        for each in shown:
            click.echo(encode(each.mute))
        return
    listed(entry_of(each, titles.get(each.mute.matcher.story or "", ""), now) for each in shown)
    click.echo(counted(len(shown), "mute") + ("" if everything else " in force"))


@mute_group.command("end")
@config_option
@click.argument("identity", metavar="ID")
def end_command(directory: Path, identity: str) -> None:
    """Ends a mute, by its id or the beginning of it; what it held comes within seconds, in one message."""
    mute = asyncio.run(_end(directory, identity, system_clock()))
    click.echo(f"ended: {named(mute.matcher)}; what it held comes now, in one message")
    if mute.origin == _YAML:
        click.echo("it stands in a watchlist still: take it out there as well")


async def _mute_alert(directory: Path, identity: str, asked: Asked, *, only_preview: bool) -> None:
    async with opened(directory) as (read, store):
        mute = await alert_muted(store, identity, asked, system_clock())
        same = None if only_preview else await same_mute(read, store, mute)
        if same is not None:
            click.echo(f"muted already: {same.id}  {named(mute.matcher)}, until {until_words(same)}")
            return
        await _add(read, store, mute, only_preview=only_preview)


async def _add(read: Configuration, store: Store, mute: Mute, *, only_preview: bool) -> None:
    found = await foreseen(read, store, mute.matcher, mute.created, until_changed=mute.until_changed)
    for words in found.warnings:
        click.echo(words, err=True)
    if not only_preview:
        await store.remember_mute(mute)
        click.echo(f"{mute.id}  {named(mute.matcher)}, until {until_words(mute)}")
    show(found.preview)


async def _add_asked(directory: Path, matcher: MuteMatcher, asked: Asked, *, only_preview: bool) -> None:
    with refusals_told():
        mute = mute_asked(matcher, asked, system_clock())
    async with opened(directory) as (read, store):
        await _add(read, store, mute, only_preview=only_preview)


async def _all(directory: Path, now: datetime) -> tuple[Sequence[Standing], Mapping[str, str]]:
    """The mutes, and the headlines of the stories that they are about."""
    async with opened(directory) as (read, store):
        found = await mutes(read, store, now)
        return found, await headlines(store, (each.mute.matcher.story for each in found))


async def _end(directory: Path, identity: str, now: datetime) -> Mute:
    async with opened(directory) as (read, store):
        return await end_mute(read, store, identity, now)
