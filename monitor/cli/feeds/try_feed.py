"""`wirewatch feeds test`: one poll of an address, with everything that was seen, and nothing stored."""

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from monitor.cli.addresses import allow_private_option, configured_feeds, feed_of, fetch_settings, refused
from monitor.cli.options import config_option
from monitor.clock import system_clock
from monitor.errors import FeedUnreadable, FetchError, ForbiddenAddress, WorkerDied, WorkerTimeout
from monitor.feeds.entry import Entry, ParsedFeed
from monitor.feeds.login import Login
from monitor.feeds.rhythm.observe import observe
from monitor.feeds.rhythm.pattern import Pattern
from monitor.feeds.schedule.waits import freshness, retry_after
from monitor.feeds.site import Candidate
from monitor.fetch.base import Fetcher, FetchRequest, FetchResponse, Parser
from monitor.fetch.discovery.discover import discover
from monitor.fetch.open import open_fetcher, open_page_workers, open_parser
from monitor.fetch.settings import FetchSettings

_SHOWN = 5  # entries
_HEADERS = ("etag", "last_modified", "cache_control", "expires", "age", "retry_after")


class Recording:
    """A fetcher that keeps what it was answered."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self.responses: list[FetchResponse] = []

    async def fetch(self, request: FetchRequest) -> FetchResponse:
        """See Fetcher."""
        response = await self._fetcher.fetch(request)
        self.responses.append(response)
        return response

    async def close(self) -> None:
        """See Fetcher."""
        await self._fetcher.close()


@click.command("test")
@config_option
@allow_private_option
@click.argument("address", metavar="URL")
def test_command(directory: Path, address: str, allow_private: bool) -> None:
    """Polls URL once and says what was seen; stores and publishes nothing. Exit 1 where it is no feed.

    Where URL is that of a feed in feeds.yaml, that feed is asked, with its login and its allow_private.
    """
    known = feed_of(address, configured_feeds(directory))
    address = known.url if known else address
    allow_private = allow_private or (known is not None and known.allow_private)
    login = known.login if known else None
    if not asyncio.run(_test(fetch_settings(directory), address, allow_private=allow_private, login=login)):
        raise click.exceptions.Exit(1)


async def _test(settings: FetchSettings, address: str, *, allow_private: bool, login: Login | None) -> bool:
    fetcher, parser, tasks = Recording(open_fetcher(settings)), open_parser(), open_page_workers()
    try:
        found = await discover(address, fetcher, parser, tasks, allow_private=allow_private, login=login)
        for line in await _report(address, fetcher.responses, found, parser):
            click.echo(line)
        return bool(found) and len(fetcher.responses) == 1
    except ForbiddenAddress as error:
        click.echo(f"refused: {refused(error)}")
    except FetchError as error:
        for line in _seen(fetcher.responses[0]) if fetcher.responses else ():
            click.echo(line)
        click.echo(f"no feed: {error}")
    finally:
        await asyncio.gather(fetcher.close(), parser.close(), tasks.close())
    return False


async def _report(
    address: str, responses: Sequence[FetchResponse], found: Sequence[Candidate], parser: Parser
) -> list[str]:
    """What is to be said; where the address is no feed, which feeds its site has."""
    lines = list(_seen(responses[0]))
    if len(responses) == 1 and found:
        try:
            parsed = await _parsed(responses[0], parser)
        except (FeedUnreadable, FetchError, WorkerDied, WorkerTimeout) as error:
            return [*lines, f"unreadable      {error}"]
        return [*lines, *_feed(parsed, found[0])]
    lines.append(f"no feed         {await _why(responses[0], parser)}")
    named = [f"found           {each.url}  ({each.type}, {each.entries} entries; {each.source})" for each in found]
    return lines + (named or [f"found           no feed at {address} either"])


async def _why(response: FetchResponse, parser: Parser) -> str:
    try:
        await _parsed(response, parser)
    except (FeedUnreadable, FetchError, WorkerDied, WorkerTimeout) as error:
        return str(error)
    return "a page"


async def _parsed(response: FetchResponse, parser: Parser) -> ParsedFeed:
    """The whole feed, though the parser has met it before."""
    return await parser.parse(response.body, response.content_type, response.url, afresh=True)


def _seen(response: FetchResponse) -> Iterator[str]:
    """Status, redirects and headers."""
    now = system_clock()
    yield f"status          {response.status}"
    yield f"answered by     {response.url}{'  (moved there for good)' if response.permanent_url else ''}"
    yield f"content type    {response.content_type or '-'}"
    yield f"bytes           {len(response.body)}"
    for name in _HEADERS:
        if value := getattr(response.facts, name):
            yield f"{name.replace('_', '-'):16}{value}"
    held = max(freshness(response.facts, now), retry_after(response.facts, now)).total_seconds()
    if held:
        yield f"asks for        {held:g} s before the next poll"
    if not (response.facts.etag or response.facts.last_modified):
        yield "conditional     no: neither ETag nor Last-Modified, each poll brings the whole feed"


def _feed(parsed: ParsedFeed, candidate: Candidate) -> Iterator[str]:
    dates = sorted(date for entry in parsed.entries if (date := entry.published or entry.updated))
    yield f"format          {candidate.type}"
    yield f"title           {parsed.title or '-'}"
    yield f"language        {parsed.language or '-'}"
    yield f"ttl             {f'{parsed.ttl:g} s' if parsed.ttl else '-'}"
    yield f"hub             {parsed.hub or '-'}"
    yield f"entries         {len(parsed.entries)}, {len(dates)} with a date"
    if dates:
        now = system_clock()
        rate = sum(Pattern(observe(None, dates, now)).hours) / 7
        yield f"dates           {dates[0]:%Y-%m-%d %H:%M} to {dates[-1]:%Y-%m-%d %H:%M} UTC"
        yield f"rhythm          about {rate:.1f} entries a day"
    for entry in parsed.entries[:_SHOWN]:
        yield _entry(entry)


def _entry(entry: Entry) -> str:
    date = entry.published or entry.updated
    return (
        f"  {f'{date:%Y-%m-%d %H:%M}' if date else 'no date':18}{entry.title or 'no title'}  {entry.link or 'no link'}"
    )
