"""`wirewatch why`: the whole way of an article, a story or an alert, with the reason of each step."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click
from msgspec.structs import replace
from rich.text import Text

from monitor.cli.entries import listed, moment
from monitor.cli.options import config_option, configuration, counted, json_option, store_beside
from monitor.cli.rejected import rejected
from monitor.cli.why.shown import shown
from monitor.cli.why.ways import Asked, Way, asked_for, watches_of, ways
from monitor.clock import system_clock
from monitor.config.configuration import Configuration
from monitor.config.load import Part
from monitor.match.matcher import MatchResult
from monitor.match.matcher import compile as compile_watchlists
from monitor.records import AnnotatedArticle, Decision, encode


@click.command("why")
@config_option
@click.argument("name", metavar="ALERT|ARTICLE|URL|STORY|MATCH")
@json_option("One JSON object an article and line.")
def why_command(directory: Path, name: str, as_json: bool) -> None:
    """Shows why people were told of something, or why not: its story, what each watch decided, how receivers fared.

    NAME is the id of an alert, an article, a story or a match, as other commands show it, or an article's address. Of
    an article, the watches that it does not meet are shown as well, each with the reason, as they are configured now.
    """
    read = configuration(directory, frozenset({Part.STORE, Part.WATCHLISTS}))
    asked, found = asyncio.run(_found(read, name))
    if not found:
        raise click.ClickException(f"the store has no alert, article, story or match {name!r}; it may be forgotten")
    results = {each.article.id: _looked(read, each, system_clock().astimezone(UTC)) for each in asked.articles}
    if as_json:
        for way in found:
            not_matched = results[way.article].not_matched if way.article in results else ()
            click.echo(encode(replace(way, rejections=not_matched)))
        return
    for way in found:
        _show(way, results.get(way.article))
    if asked.later:
        click.echo(f"\n{counted(asked.later, 'later match', 'later matches')} of this story told nobody anything new")
    if asked.held:
        click.echo(f"\n{_held(asked.held)}; see `wirewatch held`")


def _held(held: Sequence[Decision]) -> str:
    """`2 later matches of this story are held, until 2026-10-05 07:00:00 UTC at the latest`."""
    ends = max((each.until for each in held if each.until is not None), default=None)
    until = f", until {moment(ends)} at the latest" if ends else ""
    return f"{counted(len(held), 'later match of this story is', 'later matches of this story are')} held{until}"


async def _found(read: Configuration, name: str) -> tuple[Asked, tuple[Way, ...]]:
    async with store_beside(read) as store:
        if store is None:
            raise click.ClickException("no store yet; `wirewatch run` makes it")
        asked = await asked_for(store, name)
        return asked, await ways(store, asked)


def _looked(read: Configuration, annotated: AnnotatedArticle, now: datetime) -> MatchResult:
    return compile_watchlists(read.watchlists).match(annotated, now)


def _show(way: Way, result: MatchResult | None) -> None:
    listed([shown(way)])
    if result is None:
        return
    undecided = sorted({match.watch for match in result.matches} - watches_of(way.steps))
    if undecided:
        listed([Text(f"\nmet by now, and not decided then: {', '.join(undecided)}", "dim")])
    listed(rejected(result, in_full=False))
