"""`wirewatch feeds add`, `import` and `export`: the list of feeds, changed and handed on."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import click

from monitor.cli.options import config_option, configuration, fetch_settings
from monitor.config.compile.feeds import outline_id
from monitor.config.files import FEEDS
from monitor.config.reading.feed_list import NewFeed, add_feeds, replace
from monitor.config.reading.opml import read_opml, write_opml
from monitor.errors import ConfigError
from monitor.feeds.site import Candidate
from monitor.fetch.discovery.discover import discover
from monitor.fetch.open import open_fetcher, open_page_workers, open_parser
from monitor.fetch.settings import FetchSettings
from monitor.identity import canonical_url


@click.command("add")
@config_option
@click.option("--id", "identity", help="Short name; left out, made from the address.")
@click.option("--title", help="For people; left out, that of the feed.")
@click.option("--tag", "tags", multiple=True, help="Word to choose feeds by; may be given several times.")
@click.argument("address", metavar="URL")
def add_command(directory: Path, address: str, identity: str | None, title: str | None, tags: tuple[str, ...]) -> None:
    """Adds the feed at URL, or the best one of the site at URL, to feeds.yaml."""
    found = asyncio.run(_discover(fetch_settings(directory), address))
    if not found:
        raise click.ClickException(f"no feed at {address}; see `wirewatch feeds test {address}`")
    best = found[0]
    new = NewFeed(id=identity or outline_id(best.url), url=best.url, title=title or best.title, tags=tags)
    if not _added(directory, [new]):
        raise click.ClickException(f"{best.url} is in the list already")
    click.echo(f"added {new.id}  {best.url}  ({best.type}, {best.entries} entries; {best.source})")
    for other in found[1:]:
        click.echo(f"not added: {other.url}  ({other.type}, {other.entries} entries; {other.source})")


@click.command("import")
@config_option
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_command(directory: Path, file: Path) -> None:
    """Adds the feeds of the OPML FILE to feeds.yaml, with its folders as tags; those that stand there stay."""
    opml = read_opml(file, str(file))
    if opml.mistakes:
        raise ConfigError(tuple(opml.mistakes))
    unique = {canonical_url(outline.url): outline for outline in reversed(opml.outlines)}
    new = [
        NewFeed(id=outline_id(outline.url), url=outline.url, title=outline.title, tags=outline.tags)
        for outline in reversed(unique.values())
    ]
    added = _added(directory, new)
    click.echo(f"{len(added)} feeds added, {len(opml.outlines) - len(added)} were there already")


@click.command("export")
@config_option
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
def export_command(directory: Path, file: Path | None) -> None:
    """Writes all feeds as OPML to FILE, or to the standard output; the first tag is the outermost folder."""
    written = write_opml(configuration(directory).feeds, "Wirewatch")
    if file is None:
        click.echo(written, nl=False)
    else:
        file.write_bytes(written)


async def _discover(settings: FetchSettings, address: str) -> tuple[Candidate, ...]:
    fetcher, parser, tasks = open_fetcher(settings), open_parser(), open_page_workers()
    try:
        return await discover(address, fetcher, parser, tasks)
    finally:
        await asyncio.gather(fetcher.close(), parser.close(), tasks.close())


def _added(directory: Path, new: Sequence[NewFeed]) -> list[NewFeed]:
    """Those of `new` that were not in the list, once they are; where they would be a mistake, nothing is changed."""
    known = {canonical_url(feed.url) for feed in configuration(directory).feeds}
    fresh = [feed for feed in new if canonical_url(feed.url) not in known]
    path = directory / FEEDS
    before = path.read_text("utf-8") if path.exists() else None
    if not fresh:
        return []
    add_feeds(path, fresh)
    try:
        configuration(directory)
    except ConfigError:
        if before is None:
            path.unlink()
        else:
            replace(path, before)
        raise
    return fresh
