"""`wirewatch search`: the archive, asked in the language of watches."""

import asyncio
from datetime import datetime
from pathlib import Path

import click
from rich.console import RenderableType
from rich.text import Text

from monitor.cli.entries import entry, facts, listed, moment, printable
from monitor.cli.options import config_option, configuration, counted, json_option, since_option, store_beside
from monitor.cli.watch.lines import asked_watch, watchlist_option
from monitor.clock import system_clock
from monitor.config.load import Part
from monitor.match.watchlist import Watch, Watchlist
from monitor.records import Match, encode
from monitor.search import search

_SHOWN = 20  # articles, where nobody says how many


@click.command("search")
@config_option
@click.argument("query", metavar="QUERY")
@watchlist_option
@since_option
@click.option("--last", metavar="N", type=click.IntRange(1), default=_SHOWN, show_default=True, help="At most N.")
@json_option("One match a line, as on news.matches.")
def search_command(
    directory: Path, query: str, watchlist: str | None, since: datetime | None, last: int, as_json: bool
) -> None:
    """Finds archived articles that a watch of this line would match, the last archived first.

    QUERY is the watch language in one line (docs/query.md): actor:macron AND (ceasefire OR truce) NEAR/8 talks
    """
    made, watch = asked_watch(query, directory, watchlist)
    found = asyncio.run(_found(directory, made, watch, since, last))
    if as_json:
        for each in found:
            click.echo(encode(each))
        return
    listed(map(_shown, found))
    click.echo(f"{counted(len(found), 'article')}" + (": there may be more, --last N" * (len(found) == last)), err=True)


async def _found(directory: Path, watchlist: Watchlist, watch: Watch, since: datetime | None, last: int) -> list[Match]:
    now = system_clock()
    found: list[Match] = []
    async with store_beside(configuration(directory, frozenset({Part.STORE}))) as store:
        if store is None:
            raise click.ClickException("nothing is archived yet; `wirewatch run` does it")
        async for hit in search(store, watchlist, watch, now, since=since):
            found.append(hit.match)
            if len(found) == last:
                break
    return found


def _shown(match: Match) -> RenderableType:
    article = match.article
    sentence = match.evidence[0].sentence.text if match.evidence else ""
    head = Text(f"{moment(article.published or article.fetched)}  {printable(article.title or '(no title)')}")
    lines = (printable(" ".join(sentence.split())), facts(("", article.publisher), ("", article.url)))
    return entry(head, *lines)
