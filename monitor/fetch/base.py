"""Fetchers and parsers: how bytes of a feed are had, and how they become entries.

One contract suite (`tests/fetch/`) runs on every fetcher: `http`, and `memory` for tests and simulations. Parsers are
`worker` (a process with limits) and `in_process`.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol

from monitor.feeds.entry import ParsedFeed
from monitor.feeds.login import Login
from monitor.feeds.response import OK, ResponseFacts
from monitor.feeds.seen import SeenEntry
from monitor.records import Record

FEED_TYPES = (
    "application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.2, */*;q=0.1"
)


class FetchRequest(Record, frozen=True, kw_only=True):
    """One conditional GET. The validators are sent byte for byte as the server gave them."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    allow_private: bool = False  # addresses that are not public may be connected to
    accept: str = FEED_TYPES
    login: Login | None = None  # sent to the host of `home` only, whatever redirects say
    home: str = ""  # the address that `login` is for; "" for `url`
    follow: bool = True  # redirects; where False, a redirect is the response and its `location` is set


class FetchResponse(Record, frozen=True, kw_only=True):
    """The final response, of whatever status."""

    facts: ResponseFacts
    url: str  # that answered, after all redirects
    permanent_url: str | None = None  # the same, where every redirect on the way was permanent (301, 308)
    location: str | None = None  # absolute, where the response is a redirect that was not to be followed
    content_type: str = ""
    body: bytes = b""  # decompressed; empty unless the response is `ok`
    measured: bool = True  # the end of the body is known; else it is where the connection ended, and may be broken off
    links: tuple[str, ...] = ()  # Link headers as given (RFC 8288)

    @property
    def ok(self) -> bool:
        """Whether it holds what was asked for: status 200, or 203, which is a 200 that a proxy had a hand in."""
        return self.status in OK

    @property
    def status(self) -> int:
        """The HTTP status: 200, 304 and every failure that a server names are values, not errors."""
        return self.facts.status


Seen = Callable[[], Awaitable[Mapping[str, SeenEntry]]]
"""Brings the entries of a feed that were seen before, by entry id; asked only by a poll that has entries to compare."""


class Fetcher(Protocol):
    """Gets feeds, one connection a host."""

    async def fetch(self, request: FetchRequest) -> FetchResponse:
        """The final response to `request`.

        Raises ForbiddenAddress where the request or a redirect leads to an address that is not public, FeedTooLarge
        where a cap on bytes, compression ratio or time was reached, and FetchError where no response came at all.
        """

    async def close(self) -> None:
        """Closes the connections."""


class Parser(Protocol):
    """Reads feed documents away from the event loop."""

    async def parse(self, body: bytes, content_type: str, url: str, *, afresh: bool = False) -> ParsedFeed:
        """The feed in `body`; `content_type` is the header as given, `url` the base of relative links.

        An entry whose very bytes were read before in the feed of this address may come without text, with the
        `content_hash` that stands for it; `afresh` asks for all texts.

        Raises FeedUnreadable where the bytes are no feed, FeedTooLarge where it has too many entries, WorkerDied and
        WorkerTimeout where reading it took more memory or time than one feed may have, NoWorker where no worker stays
        up to read it.
        """

    async def close(self) -> None:
        """Ends the worker processes."""
