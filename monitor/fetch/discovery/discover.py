"""The feeds of a site whose address was given instead of a feed's; every one is fetched and read before it is named."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable
from urllib.parse import urlsplit

import msgspec

from monitor.errors import FeedUnreadable, FetchError, NoWorker, WorkerDied, WorkerTimeout
from monitor.feeds.entry import ParsedFeed
from monitor.feeds.login import Login, status_words
from monitor.feeds.site import Candidate, FeedLink, PageLinks, Source, best_first, common_addresses, worth_trying
from monitor.feeds.written_address import http_address, without_reader_scheme
from monitor.fetch.base import FEED_TYPES, Fetcher, FetchRequest, FetchResponse, Parser
from monitor.fetch.discovery.link_header import header_links
from monitor.fetch.discovery.site_links import site_links
from monitor.fetch.parsing.document import is_json
from monitor.fetch.parsing.sitemap import unzipped
from monitor.fetch.transport.origin import origin
from monitor.fetch.transport.robots_rules import read_robots
from monitor.records import Record
from monitor.workers.base import Workers

_TYPES = {"rss": "RSS", "rdf": "RSS", "feed": "Atom", "urlset": "news sitemap", "sitemapindex": "sitemap index"}
_ROOT = re.compile(rb"<(?:[\w.-]+:)?(rss|rdf|feed|urlset|sitemapindex)[\s>]", re.IGNORECASE)
_PROLOG = re.compile(rb"[\xef\xbb\xbf\xfe\xff\s]+|<!--.*?-->|<\?.*?\?>", re.DOTALL)
_PROLOG_BYTES, _HEAD_BYTES = 262_144, 4096
_MOST_ONWARD = 3
_NO_ANSWER = (WorkerDied, WorkerTimeout, NoWorker)
_UNREAD = (FetchError, FeedUnreadable, *_NO_ANSWER)


class DiscoveryLimits(Record, frozen=True, kw_only=True):
    """What looking for the feeds of one site may cost."""

    requests: int = 12
    gap_seconds: float = 1.0  # between two of them
    found: int = 6  # feeds; no more are looked for


async def discover(
    address: str,
    fetcher: Fetcher,
    parser: Parser,
    workers: Workers,
    *,
    allow_private: bool = False,
    login: Login | None = None,
    limits: DiscoveryLimits | None = None,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> tuple[Candidate, ...]:
    """The feeds at `address` (https where it names no scheme), best first; none where none was found.

    Looked for in this order, until a step finds one: the address itself; the feeds that its `Link` headers and its page
    name; those that the page links to; the same on a page that it sends its readers on to, or so links to; the sitemaps
    of news that robots.txt names; common paths. A `login` goes to the host of `address` only.
    Raises FetchError where the address is none or cannot be had.
    """
    url = _given(address)
    asking = FetchRequest(url=url, allow_private=allow_private, login=login, home=url)
    search = _Search(fetcher, parser, asking, limits or DiscoveryLimits(), sleep)
    response = await search.get(url)
    if not response.ok:
        raise FetchError(status_words(response.status, login), status=response.status)
    if itself := await search.read(response, FeedLink(url=response.permanent_url or url, source=Source.GIVEN)):
        return (itself,)
    return await _of_site(response, search, workers)


def _given(address: str) -> str:
    """What a person typed, as an address: https where it names no scheme."""
    written = without_reader_scheme(address.strip())
    try:
        return http_address(written if "://" in written else f"https://{written}")
    except ValueError as error:
        raise FetchError(str(error)) from error


async def _of_site(response: FetchResponse, search: "_Search", workers: Workers) -> tuple[Candidate, ...]:
    for _ in range(_MOST_ONWARD + 1):
        found, onward = await _of_page(response, search, workers)
        if found or not onward:
            break
        try:
            response = await search.get(onward)
        except FetchError:
            break
        if itself := await search.read(response, FeedLink(url=onward, source=Source.LINKED)):
            return (itself,)
    if not found and search.pages:  # what a site links to as "RSS" is often a page that lists its feeds
        found, _ = await _of_page(search.pages[0], search, workers)
    return found or await search.attempt(await _in_robots(response, search, workers)) or await _common(response, search)


async def _of_page(response: FetchResponse, search: "_Search", workers: Workers) -> tuple[tuple[Candidate, ...], str]:
    """The feeds that a page names, else those that it links to; and the page that it sends on to."""
    document = response.body, response.content_type, response.url
    try:
        page = await workers.run(site_links, *document, size=len(response.body))
    except _NO_ANSWER:  # a hostile page; there are other places to look
        page = PageLinks()
    named = [link for link in page.links if link.source is Source.NAMED]
    linked = [link for link in page.links if link.source is Source.LINKED]
    in_headers = header_links(response.links, response.url)
    return await search.attempt((*in_headers, *named)) or await search.attempt(linked), page.onward


async def _in_robots(response: FetchResponse, search: "_Search", workers: Workers) -> list[FeedLink]:
    try:
        robots = await search.get(f"{origin(response.url)}/robots.txt", "text/plain, */*;q=0.1")
        document = robots.body, robots.content_type, response.url
        rules = await workers.run(read_robots, *document, size=len(robots.body))
    except _UNREAD:
        return []
    return [FeedLink(url=url, source=Source.ROBOTS) for url in rules.sitemaps if "news" in url.lower()]


async def _common(response: FetchResponse, search: "_Search") -> tuple[Candidate, ...]:
    addresses = common_addresses(origin(response.url), urlsplit(response.url).path)
    return await search.attempt([FeedLink(url=url, source=Source.COMMON) for url in addresses], enough=1)


class _Search:
    """Fetches and reads what may be feeds, as long as there are requests left."""

    def __init__(
        self,
        fetcher: Fetcher,
        parser: Parser,
        asking: FetchRequest,
        limits: DiscoveryLimits,
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        self._fetcher, self._parser, self._asking = fetcher, parser, asking
        self._limits, self._sleep, self._made = limits, sleep, 0
        self.pages: list[FetchResponse] = []  # that were taken for feeds

    async def get(self, url: str, accept: str = FEED_TYPES) -> FetchResponse:
        """The response of `url`; raises FetchError, also where no request is left."""
        if self._made >= self._limits.requests:
            raise FetchError(f"more than {self._limits.requests} requests")
        if self._made:
            await self._sleep(self._limits.gap_seconds)
        self._made += 1
        return await self._fetcher.fetch(msgspec.structs.replace(self._asking, url=url, accept=accept))

    async def attempt(self, links: Iterable[FeedLink], *, enough: int | None = None) -> tuple[Candidate, ...]:
        """Those of `links` that are feeds, best first, as far as the requests go; `enough` of them at most."""
        found: dict[bytes, Candidate] = {}
        for link in worth_trying(links):
            if self._made >= self._limits.requests or len(found) >= (enough or self._limits.found):
                break
            try:
                response = await self.get(link.url)
            except FetchError:
                continue
            if candidate := await self.read(response, link):
                found.setdefault(response.body, candidate)  # one feed may stand at several addresses
            elif "html" in response.content_type:
                self.pages.append(response)
        return best_first(found.values())

    async def read(self, response: FetchResponse, link: FeedLink) -> Candidate | None:
        """The feed that `link` led to; None where that is none."""
        kind = _type_of(response.body) if response.ok else None
        if kind is None:
            return None
        try:
            parsed = await self._parser.parse(response.body, response.content_type, response.url)
        except _UNREAD:
            return None
        return _candidate(link, response, kind, parsed)


def _candidate(link: FeedLink, response: FetchResponse, kind: str, parsed: ParsedFeed) -> Candidate:
    dates = [moment for entry in parsed.entries if (moment := entry.published or entry.updated)]
    return Candidate(
        url=response.permanent_url or link.url,
        title=parsed.title or link.title or urlsplit(response.url).hostname or "",
        type=kind,
        source=link.source,
        entries=len(parsed.entries),
        newest=max(dates, default=None),
        hub=parsed.hub,
    )


def _type_of(body: bytes) -> str | None:
    """What kind of feed `body` may be, by its first bytes; None for none."""
    if is_json(body):
        return "JSON Feed"
    try:
        start = unzipped(body)[:_PROLOG_BYTES].replace(b"\0", b"")  # UTF-16 looks like ASCII then
    except (FetchError, FeedUnreadable):
        return None
    begin = 0
    while skipped := _PROLOG.match(start, begin):
        begin = skipped.end()
    found = _ROOT.search(start[begin : begin + _HEAD_BYTES])
    return _TYPES[found[1].decode().lower()] if found else None
