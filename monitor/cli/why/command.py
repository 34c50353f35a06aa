"""`wirewatch why`: the whole way of an article, a story or an alert, with the reason of each step."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click
from msgspec.structs import replace
from rich.text import Text

from monitor.cli.entries import listed, moment
from monitor.cli.options import config_option, configuration, counted, json_option, store_beside, warn_of_unknown_watch
from monitor.cli.rejected import rejected
from monitor.cli.why.shown import shown
from monitor.clock import system_clock
from monitor.config.configuration import Configuration
from monitor.config.load import Part
from monitor.ledger.ways import Asked, Way, asked_for, judged, ways
from monitor.match.matcher import MatchResult
from monitor.match.matcher import compile as compile_watchlists
from monitor.records import AnnotatedArticle, Decision, encode


@click.command("why")
@config_option
@click.argument("name", metavar="ALERT|ARTICLE|URL|STORY|MATCH")
@click.option("--watch", metavar="ID", help="What came of it for this watch alone; of a story, article by article.")
@json_option("One JSON object an article and line.")
def why_command(directory: Path, name: str, watch: str | None, as_json: bool) -> None:
    """Shows why people were told of something, or why not: its story, what each watch decided, how receivers fared.

    NAME is the id of an alert, an article, a story or a match, as other commands show it, or an article's address. Of
    an article, the watches that it does not meet are shown as well, each with the reason, as they are configured now.
    """
    read = configuration(directory, frozenset({Part.STORE, Part.WATCHLISTS}))
    warn_of_unknown_watch(directory, watch, ())
    asked, found = asyncio.run(_found(read, name, watch))
    if not found:
        raise click.ClickException(f"the store has no alert, article, story or match {name!r}; it may be forgotten")
    results = _looked(read, asked.articles, system_clock().astimezone(UTC))
    for way in found:
        result = results.get(way.article)
        if as_json:
            click.echo(encode(_whole(way, result, watch)))
        else:
            _show(way, result, watch)
    if not as_json:
        _show_others(asked)


def _show_others(asked: Asked) -> None:
    if asked.later:
        click.echo(f"\n{counted(asked.later, 'later match', 'later matches')} of this story told nobody anything new")
    if asked.held:
        click.echo(f"\n{_held(asked.held)}; see `wirewatch held`")


def _held(held: Sequence[Decision]) -> str:
    """`2 later matches of this story are held, until 2026-10-05 07:00:00 UTC at the latest`."""
    ends = max((each.until for each in held if each.until is not None), default=None)
    until = f", until {moment(ends)} at the latest" if ends else ""
    return f"{counted(len(held), 'later match of this story is', 'later matches of this story are')} held{until}"


async def _found(read: Configuration, name: str, watch: str | None) -> tuple[Asked, tuple[Way, ...]]:
    async with store_beside(read) as store:
        if store is None:
            raise click.ClickException("no store yet; `wirewatch run` makes it")
        asked = await asked_for(store, name, watch)
        return asked, await ways(store, asked)


def _looked(read: Configuration, articles: Sequence[AnnotatedArticle], now: datetime) -> dict[str, MatchResult]:
    """What the watches of today make of the articles, by id."""
    matcher = compile_watchlists(read.watchlists if articles else ())
    return {each.article.id: matcher.match(each, now) for each in articles}


def _whole(way: Way, result: MatchResult | None, watch: str | None) -> Way:
    """For programs: with every watch, also those of which no word occurs."""
    if result is None or watch is not None:
        return way if result is None else judged(way, result, watch)
    return replace(judged(way, result), rejections=result.not_matched, untouched=0)


def _show(way: Way, result: MatchResult | None, watch: str | None) -> None:
    listed([shown(way)])
    if result is None:
        return
    whole = _whole(way, result, watch)
    if whole.undecided:
        listed([Text(f"\nmet by now, and not decided then: {', '.join(whole.undecided)}", "dim")])
    listed(rejected(whole.rejections, in_full=watch is not None))
