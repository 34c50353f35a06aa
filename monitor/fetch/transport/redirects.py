"""Redirects, followed by hand so that every hop passes the same checks and gets only what is meant for it."""

from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import urljoin, urlsplit

from monitor.errors import FetchError
from monitor.feeds.response import ResponseFacts
from monitor.feeds.written_address import in_ascii, without_reader_scheme
from monitor.fetch.base import FetchRequest, FetchResponse
from monitor.fetch.transport.cookies import Cookies
from monitor.fetch.transport.origin import is_same_site
from monitor.records import Record

Get = Callable[[str, Mapping[str, str]], Awaitable["Hop"]]
"""Asks one address with these headers."""

_PERMANENT = frozenset({301, 308})
_REDIRECTS = _PERMANENT | {302, 303, 307}
_NOT_ACCEPTABLE = 406  # RFC 9110 §15.5.7: nothing that `Accept` names
_AS_BROWSERS_DO = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


class Hop(Record, frozen=True, kw_only=True):
    """The answer of one address."""

    facts: ResponseFacts
    location: str | None = None
    content_type: str = ""
    body: bytes = b""
    measured: bool = True  # see FetchResponse
    cookies: tuple[str, ...] = ()  # Set-Cookie headers as given
    links: tuple[str, ...] = ()  # Link headers as given


async def follow(request: FetchRequest, get: Get, *, limit: int) -> FetchResponse:
    """The response that `get` and at most `limit` redirects lead to; the first one where none is to be followed.

    A server that has nothing of the kind that was asked for is asked once more as browsers ask. Raises FetchError for
    one redirect more, and for an address that is not http or https.
    """
    url, permanent, cookies = request.url, True, Cookies()
    for number in range(limit + 1):
        _check(url)
        hop = await _asked(request, get, url, cookies)
        if hop.facts.status not in _REDIRECTS or not hop.location:
            return _response(hop, url, url if permanent and number else None)
        target = _join(url, hop.location)
        if not request.follow:
            return FetchResponse(facts=hop.facts, url=url, location=target)
        url, permanent = target, permanent and hop.facts.status in _PERMANENT
    raise FetchError(f"more than {limit} redirects")


async def _asked(request: FetchRequest, get: Get, url: str, cookies: Cookies) -> Hop:
    headers = _headers(request, url, cookies)
    hop = await get(url, headers)
    cookies.take(url, hop.cookies)
    if hop.facts.status == _NOT_ACCEPTABLE and request.accept != _AS_BROWSERS_DO:
        hop = await get(url, {**headers, "Accept": _AS_BROWSERS_DO})
        cookies.take(url, hop.cookies)
    return hop


def _headers(request: FetchRequest, url: str, cookies: Cookies) -> dict[str, str]:
    """What goes to `url`, which may not be the address that was asked for."""
    given = {
        "Accept": request.accept,
        "If-None-Match": request.etag,
        "If-Modified-Since": request.last_modified,
        "Cookie": cookies.header(url),
    }
    headers = {name: value for name, value in given.items() if value}
    if request.login and is_same_site(url, request.home or request.url):
        name, secret = request.login.header, request.login.value.reveal()
        headers[name] = f"{headers[name]}; {secret}" if name in headers else secret  # a cookie beside the others
    return headers


def _response(hop: Hop, url: str, permanent_url: str | None) -> FetchResponse:
    return FetchResponse(
        facts=hop.facts,
        url=url,
        permanent_url=permanent_url,
        content_type=hop.content_type,
        body=hop.body,
        measured=hop.measured,
        links=hop.links,
    )


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        fetchable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # an unclosed bracket, a port that is no number
        fetchable = False
    if not fetchable:
        raise FetchError(f"not an http or https address: {url[:200]!r}")


def _join(url: str, location: str) -> str:
    """The address that `location` means: browsers take a backslash for a slash, and readers `feed:` for http."""
    before, question, query = without_reader_scheme(location.strip()).partition("?")
    try:
        return in_ascii(urljoin(url, before.replace("\\", "/") + question + query))
    except ValueError as error:
        raise FetchError(f"redirect to an unreadable address: {location[:200]!r}") from error
