"""`wirewatch explain`: what each stage makes of a text, with the reason of each step."""

import asyncio
import re
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from monitor.cli.addresses import (
    allow_private_option,
    configured_feeds,
    feed_of,
    fetch_settings,
    is_address,
    request_of,
)
from monitor.cli.entries import listed
from monitor.cli.explain.address import articles_at
from monitor.cli.explain.asked import asked
from monitor.cli.explain.shown import Explained, explained
from monitor.cli.options import config_option, date_option
from monitor.clock import system_clock
from monitor.config.configuration import Configuration
from monitor.fetch.parsing.fields import MAX_TEXT
from monitor.match.matcher import compile as compile_watchlists
from monitor.nlp.inline import InlineAnnotator
from monitor.pipeline import Passage, Pipeline
from monitor.records import Article, encode
from monitor.text.article import article_of

_WIDTH = 140  # columns, where neither a terminal nor COLUMNS says how many there are
_FILE_NAME = re.compile(r"\S+\.(?:txt|md|html?|jsonl?)")  # what nobody would write as a text


@click.command("explain")
@config_option
@click.argument("source", metavar="TEXT|FILE|URL|-")
@click.option("--title", default="", help="The headline of the text.")
@date_option
@click.option("--language", help="Language of the text, BCP 47; left out, it is found out.")
@click.option("--newest", default=3, show_default=True, type=click.IntRange(1, 100), help="Entries of a feed.")
@allow_private_option
@click.option("--watch", metavar="ID", help="This watch alone, whether or not a word of it occurs.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object an article and line.")
def explain_command(
    directory: Path,
    source: str,
    title: str,
    moment: datetime,
    language: str | None,
    newest: int,
    allow_private: bool,
    watch: str | None,
    as_json: bool,
) -> None:
    """Shows what each stage makes of a text: story, mentions, events (and why a sentence has none), matches, decisions.

    The text is TEXT itself, or stands in FILE, on standard input (-), on the page at URL or in the newest entries of
    the feed there; a feed of feeds.yaml is asked with its login and its allow_private. Without a configuration there
    are no watches, and all the rest is shown. Names and events are read as the program reads them, whatever is watched.
    """
    settings, now = asked(directory, watch), system_clock().astimezone(UTC)
    if is_address(source) and len(source.split()) == 1:
        feed = feed_of(source, configured_feeds(directory))
        request = request_of(source, feed, allow_private=allow_private)
        found = asyncio.run(articles_at(request, feed, fetch_settings(directory), newest=newest, now=now))
        articles: Sequence[Article] = found.articles
        if found.feed is not None:
            click.echo(f"{found.feed}: the newest {len(articles)} of {found.of} entries", err=True)
    else:
        text = _text(source)
        articles = [article_of(text, now, source="explain", title=title, published=moment, language=language)]
    annotator = InlineAnnotator(settings.settings.annotate.model if settings else None)
    passages = asyncio.run(_passages(settings, articles, annotator))
    for passage in passages:
        silences = annotator.silences(passage.placed, passage.annotated)
        if as_json:
            click.echo(encode(Explained.of(passage, silences)))
        else:
            lists = settings.watchlists if settings else None
            listed([explained(passage, silences, watchlists=lists, alone=watch is not None)], width=_WIDTH)


async def _passages(
    settings: Configuration | None, articles: Sequence[Article], annotator: InlineAnnotator
) -> Sequence[Passage]:
    watchlists = settings.watchlists if settings else ()
    return await Pipeline(annotator, compile_watchlists(watchlists), system_clock, settings).take_all(articles)


def _text(source: str) -> str:
    """What `source` says or, as most texts are no file's name, what the file of this name holds."""
    try:
        if source == "-":
            return sys.stdin.buffer.read().decode("utf-8")[:MAX_TEXT]
        if Path(source).is_file():
            return Path(source).read_text("utf-8")[:MAX_TEXT]
    except UnicodeDecodeError as error:
        raise click.BadParameter(f"{source} is not UTF-8 text") from error
    except OSError:  # a text too long for a file's name
        return source[:MAX_TEXT]
    if _FILE_NAME.fullmatch(source):
        raise click.BadParameter(f"there is no file {source}")
    return source[:MAX_TEXT]
