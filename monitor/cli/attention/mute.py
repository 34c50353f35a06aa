"""`wirewatch mute`: holds alerts until it ends; then they come in one message."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import click
from msgspec.structs import replace

from monitor.alerting.attention.mutes import LONGEST, ends, is_in_force, named
from monitor.alerting.attention.preview import preview
from monitor.cli.attention.asked import Asked, is_same, matcher_of, mute_asked
from monitor.cli.attention.shared import Defaulting, author_option, decided, duration, opened
from monitor.cli.attention.shown import LOOK_BACK, entry_of, show, until_words
from monitor.cli.attention.unknown import unknown
from monitor.cli.entries import listed
from monitor.cli.options import config_option, counted, json_option, warn_of_unknown_watch
from monitor.clock import system_clock
from monitor.config.load import Part
from monitor.records import DecisionOutcome, Mute, MuteMatcher, encode
from monitor.store.base import DecisionQuery, Store

_MOST: Final = 100_000  # decisions that the preview looks at
_YAML: Final = "yaml"
_WHY: Final = "Why; it stands in the message that tells what was held."
_STORE: Final = frozenset({Part.STORE})


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
    asyncio.run(_mute_alert(directory, identity, Asked(lasts, None, False, reason, author), only_preview=only_preview))


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
    mute = mute_asked(matcher, Asked(lasts, until, until_changed, reason, author))
    asyncio.run(_add(directory, mute, only_preview=only_preview))


@mute_group.command("list")
@config_option
@click.option("--all", "everything", is_flag=True, help="Also those that have ended.")
@json_option("One JSON object a mute and line.")
def list_command(directory: Path, everything: bool, as_json: bool) -> None:
    """Lists the mutes in force, from files and commands, with what each holds; what ends first is first."""
    now = system_clock()
    mutes, held = asyncio.run(_all(directory, now))
    shown = [mute for mute in mutes if everything or is_in_force(mute, now)]
    if as_json:
        for mute in shown:
            click.echo(encode(mute))
        return
    listed(entry_of(mute, held.get(mute.id, 0), now) for mute in shown)
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
    async with opened(directory, _STORE) as (_, store):
        row = await decided(store, identity)
    if row is None:
        raise click.ClickException(f"no alert {identity!r} is known; see `wirewatch alerts`")
    about = asked._replace(reason=asked.reason or f"as alert {identity} asked for")
    mute = mute_asked(matcher_of(row), about)
    same = [each for each in (await _all(directory, mute.created))[0] if is_same(each, mute)]
    if same and not only_preview:
        click.echo(f"muted already: {same[-1].id}  {named(mute.matcher)}, until {until_words(same[-1])}")
        return
    await _add(directory, mute, only_preview=only_preview)


async def _add(directory: Path, mute: Mute, *, only_preview: bool) -> None:
    async with opened(directory) as (read, store):
        query = DecisionQuery(since=mute.created - LOOK_BACK, receiver="")
        decisions = [row.decision for row in await store.decisions(query, _MOST)]
        warn_of_unknown_watch(directory, mute.matcher.watch, {decision.watch for decision in decisions})
        async for words in unknown(mute.matcher, read, store, decisions):
            click.echo(words, err=True)
        if not only_preview:
            await store.remember_mute(mute)
            click.echo(f"{mute.id}  {named(mute.matcher)}, until {until_words(mute)}")
        show(preview(mute.matcher, decisions, until_changed=mute.until_changed))


async def _all(directory: Path, now: datetime) -> tuple[Sequence[Mute], Mapping[str, int]]:
    async with opened(directory) as (read, store):
        said = [*read.mutes, *await store.mutes(now - LONGEST)]
        known = {mute.id: mute for mute in said}.values()
        mutes = sorted([await _as_changed(store, mute) for mute in known], key=ends)
        return mutes, {mute.id: await _held(store, mute) for mute in mutes}


async def _as_changed(store: Store, mute: Mute) -> Mute:
    """`mute`; ended by what was told of its story since, where it is until a change in one."""
    if not mute.until_changed or mute.matcher.story is None:
        return mute
    told = DecisionQuery(
        watch=mute.matcher.watch,
        stories=(mute.matcher.story,),
        outcome=DecisionOutcome.TOLD,
        since=mute.created,
        receiver="",
    )
    rows = await store.decisions(told)
    return replace(mute, ended=mute.ended or rows[-1].decision.at) if rows else mute


async def _held(store: Store, mute: Mute) -> int:
    return len(await store.decisions(DecisionQuery(by=mute.id, outcome=DecisionOutcome.HELD), _MOST))


async def _end(directory: Path, identity: str, now: datetime) -> Mute:
    async with opened(directory) as (read, store):
        known = {mute.id: mute for mute in (*read.mutes, *await store.mutes(now - LONGEST))}
        found = [mute for name, mute in known.items() if name.startswith(identity) and is_in_force(mute, now)]
        if len(found) != 1:
            several = f"{len(found)} mutes in force begin" if found else "no mute in force begins"
            raise click.ClickException(f"{several} with {identity!r}; see `wirewatch mute list`")
        await store.remember_mute(replace(found[0], ended=now))
        return found[0]
