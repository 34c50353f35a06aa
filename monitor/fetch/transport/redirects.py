"""Redirects, followed by hand so that every hop passes the same checks."""

from collections.abc import Awaitable, Callable
from urllib.parse import urljoin, urlsplit

from monitor.errors import FetchError
from monitor.feeds.response import ResponseFacts
from monitor.fetch.base import FetchRequest, FetchResponse
from monitor.records import Record

_PERMANENT = frozenset({301, 308})
_REDIRECTS = _PERMANENT | {302, 303, 307}


class Hop(Record, frozen=True, kw_only=True):
    """The answer of one address."""

    facts: ResponseFacts
    location: str | None = None
    content_type: str = ""
    body: bytes = b""
    measured: bool = True  # see FetchResponse


async def follow(request: FetchRequest, get: Callable[[str], Awaitable[Hop]], *, limit: int) -> FetchResponse:
    """The response that `get` and at most `limit` redirects lead to; the first one where none is to be followed.

    Raises FetchError for one redirect more, and for an address that is not http or https.
    """
    url, permanent = request.url, True
    for number in range(limit + 1):
        _check(url)
        hop = await get(url)
        if hop.facts.status not in _REDIRECTS or not hop.location:
            moved = url if permanent and number else None
            return FetchResponse(
                facts=hop.facts,
                url=url,
                permanent_url=moved,
                content_type=hop.content_type,
                body=hop.body,
                measured=hop.measured,
            )
        target = _join(url, hop.location)
        if not request.follow:
            return FetchResponse(facts=hop.facts, url=url, location=target)
        url, permanent = target, permanent and hop.facts.status in _PERMANENT
    raise FetchError(f"more than {limit} redirects")


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        fetchable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # an unclosed bracket, a port that is no number
        fetchable = False
    if not fetchable:
        raise FetchError(f"not an http or https address: {url[:200]!r}")


def _join(url: str, location: str) -> str:
    try:
        return urljoin(url, location.strip())
    except ValueError as error:
        raise FetchError(f"redirect to an unreadable address: {location[:200]!r}") from error
