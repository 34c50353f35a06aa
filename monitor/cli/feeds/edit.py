"""`wirewatch feeds add`, `import` and `export`: the list of feeds, changed and handed on."""

import asyncio
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
import msgspec

from monitor.cli.addresses import allow_private_option, fetch_settings, refused
from monitor.cli.options import config_option, configuration, counted
from monitor.config.compile.feeds import NO_FEEDS, OPML, free_id, outline_id
from monitor.config.files import FEEDS
from monitor.config.load import Part
from monitor.config.reading.feed_list import NewFeed, add_feeds, replace
from monitor.config.reading.opml import Outline, read_opml
from monitor.config.reading.opml_export import write_opml
from monitor.errors import ConfigError, ForbiddenAddress, Mistake, WirewatchError
from monitor.feeds.feed import Feed
from monitor.feeds.site import Candidate
from monitor.fetch.discovery.discover import discover
from monitor.fetch.open import open_fetcher, open_page_workers, open_parser
from monitor.fetch.settings import FetchSettings
from monitor.identity import canonical_url

_FEEDS = frozenset({Part.FEEDS})
_HOLDS_FROM = "`wirewatch run` polls what is new from its next start on; one that runs, once it reloads (SIGHUP)"


@click.command("add")
@config_option
@allow_private_option
@click.option("--id", "identity", help="Short name; left out, made from the address.")
@click.option("--title", help="For people; left out, that of the feed.")
@click.option("--tag", "tags", multiple=True, help="Word to choose feeds by; may be given several times.")
@click.argument("address", metavar="URL")
def add_command(
    directory: Path,
    address: str,
    identity: str | None,
    title: str | None,
    tags: tuple[str, ...],
    allow_private: bool,
) -> None:
    """Adds the feed at URL, or the best one of the site at URL, to feeds.yaml."""
    found = asyncio.run(_discover(fetch_settings(directory), address, allow_private))
    if not found:
        raise click.ClickException(f"no feed at {address}; see `wirewatch feeds test {address}`")
    best = found[0]
    new = NewFeed(
        id=identity or outline_id(best.url),
        url=best.url,
        title=title or best.title,
        tags=tags,
        allow_private=allow_private,
    )
    added = _added(directory, [new], keep_ids=identity is not None)
    if not added:
        raise click.ClickException(f"{best.url} is in the list already")
    click.echo(f"added {added[0].id}  {best.url}  ({best.type}, {best.entries} entries; {best.source})")
    for other in found[1:]:
        click.echo(f"not added: {other.url}  ({other.type}, {other.entries} entries; {other.source})")
    click.echo(_HOLDS_FROM)


@click.command("import")
@config_option
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_command(directory: Path, file: Path) -> None:
    """Adds the feeds of the OPML FILE to feeds.yaml, with its folders as tags; those that stand there stay.

    Exit 1 where something in FILE could not be imported, which is named with its line; 2 where nothing could.
    """
    opml = read_opml(file, str(file))
    if not opml.outlines:
        raise ConfigError(tuple(opml.mistakes) or (Mistake(str(file), None, "holds no feeds"),))
    added = _added(directory, [_new_feed(outline) for outline in opml.outlines])
    there = len(opml.outlines) - len(added)
    click.echo(f"{counted(len(added), 'feed')} added, {there} {'was' if there == 1 else 'were'} there already")
    if added:
        click.echo(_HOLDS_FROM)
    for mistake in opml.mistakes:
        click.echo(f"not imported: {mistake}", err=True)
    if opml.mistakes:
        raise click.exceptions.Exit(1)


@click.command("export")
@config_option
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
def export_command(directory: Path, file: Path | None) -> None:
    """Writes all feeds as OPML to FILE, or to the standard output; the first tag is the outermost folder."""
    written = write_opml(configuration(directory, _FEEDS).feeds, "Wirewatch")
    if file is None:
        click.echo(written, nl=False)
    else:
        file.write_bytes(written)


async def _discover(settings: FetchSettings, address: str, allow_private: bool) -> tuple[Candidate, ...]:
    fetcher, parser, tasks = open_fetcher(settings), open_parser(), open_page_workers()
    try:
        return await discover(address, fetcher, parser, tasks, allow_private=allow_private)
    except ForbiddenAddress as error:
        raise WirewatchError(refused(error)) from error
    finally:
        await asyncio.gather(fetcher.close(), parser.close(), tasks.close())


def _new_feed(outline: Outline) -> NewFeed:
    return NewFeed(id=outline_id(outline.url), url=outline.url, title=outline.title, tags=outline.tags)


def _added(directory: Path, new: Iterable[NewFeed], *, keep_ids: bool = False) -> list[NewFeed]:
    """Those of `new` that were not in the list, once they are; where they would be a mistake, nothing is changed.

    An id that is taken is numbered, unless it is one to be kept.
    """
    known = _known(directory)
    addresses, taken = {canonical_url(feed.url) for feed in known}, {feed.id for feed in known}
    fresh: list[NewFeed] = []
    for feed in new:
        if canonical_url(feed.url) not in addresses:
            addresses.add(canonical_url(feed.url))
            if keep_ids and feed.id in taken:
                raise click.ClickException(f"there is a feed {feed.id!r} already")
            fresh.append(feed if keep_ids else msgspec.structs.replace(feed, id=free_id(feed.id, taken)))
            taken.add(fresh[-1].id)
    if fresh:
        _write(directory, fresh)
    return fresh


def _known(directory: Path) -> Sequence[Feed]:
    """The feeds that are configured; none where the first ones are to be added."""
    if directory.is_dir() and not any((directory / name).exists() for name in (FEEDS, OPML)):
        return ()
    try:
        return configuration(directory, _FEEDS).feeds
    except ConfigError as error:
        if any(mistake.problem != NO_FEEDS for mistake in error.mistakes):
            raise
        return ()


def _write(directory: Path, new: Sequence[NewFeed]) -> None:
    path = directory / FEEDS
    before = path.read_text("utf-8") if path.exists() else None
    add_feeds(path, new)
    try:
        configuration(directory, _FEEDS)
    except ConfigError:
        if before is None:
            path.unlink()
        else:
            replace(path, before)
        raise
