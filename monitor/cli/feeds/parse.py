"""`wirewatch feeds parse`: what ingest would read in documents and addresses, thousands in one call."""

import asyncio
import os
from collections import deque
from collections.abc import AsyncIterator, Iterator, Sequence
from functools import partial
from pathlib import Path

import click
import msgspec

from monitor.cli.addresses import (
    allow_private_option,
    configured_feeds,
    feed_of,
    fetch_settings,
    is_address,
    refused,
    request_of,
    without_login,
)
from monitor.cli.options import config_option
from monitor.errors import FeedTooLarge, ForbiddenAddress, WirewatchError
from monitor.feeds.feed import Feed
from monitor.feeds.login import status_words
from monitor.fetch.base import Fetcher, FetchRequest
from monitor.fetch.open import open_fetcher
from monitor.fetch.parsing.document import warm_up
from monitor.fetch.parsing.verbatim import VerbatimFeed, read_verbatim
from monitor.fetch.settings import FetchSettings
from monitor.fetch.transport.limits import FetchLimits
from monitor.records import Record
from monitor.workers.pebble import PebbleWorkers

_IN_FLIGHT = 8  # documents a worker that are read or wait, so that memory stays bounded


class _Asking(Record, frozen=True, kw_only=True):
    """How the addresses are asked."""

    settings: FetchSettings
    feeds: tuple[Feed, ...]  # those of the configuration
    allow_private: bool

    def request(self, address: str) -> FetchRequest:
        return request_of(address, feed_of(address, self.feeds), allow_private=self.allow_private)


@click.command("parse")
@config_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object a feed and line.")
@allow_private_option
@click.option("--workers", type=click.IntRange(1, 256), help="Processes that read; left out, one a core.")
@click.argument("sources", metavar="FILE|URL...", nargs=-1, required=True)
def parse_command(
    directory: Path, sources: tuple[str, ...], as_json: bool, allow_private: bool, workers: int | None
) -> None:
    """Prints the entries of each FILE or URL, or why there are none, in the order given.

    A file is read as it stands, without HTTP headers: RSS, RDF, Atom, JSON Feed and news sitemaps, gzipped or not.
    A URL is asked for as ingest does, over its proxy as well; where it is that of a feed in feeds.yaml, with the login
    and the allow_private of that feed. Fields are as feedparser gives them; ingest keeps plain text. Exit 1 where one
    of them could not be read.
    """
    on_the_web = any(map(is_address, sources))
    asking = _Asking(
        settings=fetch_settings(directory) if on_the_web else FetchSettings(),
        feeds=tuple(configured_feeds(directory)) if on_the_web else (),
        allow_private=allow_private,
    )
    if not asyncio.run(_print(sources, asking, workers or os.cpu_count() or 1, as_json=as_json)):
        raise click.exceptions.Exit(1)


async def _print(sources: Sequence[str], asking: _Asking, workers: int, *, as_json: bool) -> bool:
    """Whether all of them could be read."""
    well = True
    async for feed in _read_all(sources, asking, workers):
        well = well and not feed.error
        if as_json:
            click.echo(msgspec.json.encode(feed))
        else:
            click.echo("\n".join(_lines(feed)))
    return well


async def _read_all(sources: Sequence[str], asking: _Asking, workers: int) -> AsyncIterator[VerbatimFeed]:
    pool = PebbleWorkers(processes=workers, warm_up=warm_up)
    fetcher = open_fetcher(asking.settings)
    in_flight: deque[asyncio.Task[VerbatimFeed]] = deque()
    try:
        for source in sources:
            in_flight.append(asyncio.create_task(_read(source, pool, fetcher, asking)))
            if len(in_flight) >= workers * _IN_FLIGHT:
                yield await in_flight.popleft()
        while in_flight:
            yield await in_flight.popleft()
    finally:
        for task in in_flight:
            task.cancel()
        await fetcher.close()
        await pool.close()


async def _read(source: str, pool: PebbleWorkers, fetcher: Fetcher, asking: _Asking) -> VerbatimFeed:
    try:
        request = asking.request(source) if is_address(source) else None
    except WirewatchError as error:
        return VerbatimFeed(file=without_login(source), error=str(error))
    try:
        if request:
            body, content_type, url = await _answer(request, fetcher)
        else:
            body, content_type, url = _content(source), "", ""
        return await pool.run(partial(read_verbatim, name=source), body, content_type, url, size=len(body))
    except ForbiddenAddress as error:
        return VerbatimFeed(file=source, error=refused(error))
    except (WirewatchError, OSError) as error:
        return VerbatimFeed(file=source, error=str(error) or type(error).__name__)


async def _answer(request: FetchRequest, fetcher: Fetcher) -> tuple[bytes, str, str]:
    """Body, Content-Type and address."""
    response = await fetcher.fetch(request)
    if not response.ok:
        raise WirewatchError(status_words(response.status, request.login))
    return response.body, response.content_type, response.url


def _content(name: str) -> bytes:
    limit = FetchLimits().body_bytes
    with Path(name).open("rb") as file:
        body = file.read(limit + 1)
    if len(body) > limit:
        raise FeedTooLarge(f"more than {limit} bytes")
    return body


def _lines(feed: VerbatimFeed) -> Iterator[str]:
    entries = feed.entries or ()
    count = f"{len(feed.sitemaps)} sitemaps" if feed.sitemaps else f"{len(entries)} entries"
    yield f"{feed.file}: {feed.error or count}"
    for address in feed.sitemaps:
        yield f"  {address}"
    for entry in entries:
        yield f"  {entry.published or 'no date'}  {entry.title or 'no title'}  {entry.link}"
