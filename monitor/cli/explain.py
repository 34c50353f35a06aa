"""`wirewatch explain`: what each stage makes of a text, with the reason of each step."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console

from monitor.cli.explained import explained
from monitor.cli.options import config_option, configuration
from monitor.clock import system_clock
from monitor.config.configuration import Configuration
from monitor.fetch.fields import MAX_TEXT
from monitor.identity import article_id
from monitor.match.matcher import compile as compile_watchlists
from monitor.nlp.inline import InlineAnnotator
from monitor.nlp.own import own_actors
from monitor.pipeline import Passage, Pipeline
from monitor.records import Article


@click.command("explain")
@config_option
@click.argument("source", metavar="TEXT|FILE")
@click.option("--title", default="", help="The headline of the text.")
@click.option("--language", help="Language of the text, BCP 47; left out, it is found out.")
def explain_command(directory: Path, source: str, title: str, language: str | None) -> None:
    """Shows what each stage makes of TEXT, or of the text in FILE: story, mentions, events, matches and decisions."""
    settings = configuration(directory)
    article = _article(source, title, language, system_clock().astimezone(UTC))
    Console().print(explained(asyncio.run(_passage(settings, article))))


async def _passage(settings: Configuration, article: Article) -> Passage:
    annotator = InlineAnnotator(settings.settings.annotate.model)
    annotator.know(own_actors(settings.watchlists))
    try:
        return await Pipeline(annotator, compile_watchlists(settings.watchlists), system_clock).take(article)
    finally:
        await annotator.close()


def _article(source: str, title: str, language: str | None, now: datetime) -> Article:
    found = _file_text(source)
    text = (source if found is None else found)[:MAX_TEXT]
    return Article(
        id=article_id(None, "explain", None, title, text),
        feed="explain",
        entry="explain",
        url="",
        title=title,
        text=text,
        published=now,
        fetched=now,
        language=language,
        publisher="explain",
    )


def _file_text(source: str) -> str | None:
    """What the file named `source` holds; None where there is no such file, as most texts are no file's name."""
    try:
        return Path(source).read_text("utf-8") if Path(source).is_file() else None
    except (OSError, UnicodeDecodeError) as error:
        if isinstance(error, UnicodeDecodeError):
            raise click.BadParameter(f"{source} is not UTF-8 text") from error
        return None
