"""A fetcher without a network, for tests and simulations: it answers what it was told to."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

import msgspec

from monitor.errors import FeedTooLarge, FetchError, ForbiddenAddress
from monitor.feeds.response import OK, ResponseFacts
from monitor.fetch.base import FetchRequest, FetchResponse
from monitor.fetch.transport.limits import FetchLimits
from monitor.fetch.transport.redirects import Hop, follow
from monitor.net.guard import is_public

Answer = Hop | FetchError


def answer(
    body: bytes = b"",
    *,
    status: int = 200,
    content_type: str = "application/xml",
    location: str | None = None,
    etag: str | None = None,
    last_modified: str | None = None,
    retry_after: str | None = None,
    cache_control: str | None = None,
    date: str | None = None,
    cookies: tuple[str, ...] = (),
    links: tuple[str, ...] = (),
) -> Hop:
    """One scripted answer of a server."""
    facts = ResponseFacts(
        status=status,
        etag=etag,
        last_modified=last_modified,
        retry_after=retry_after,
        cache_control=cache_control,
        date=date,
    )
    return Hop(facts=facts, location=location, content_type=content_type, body=body, cookies=cookies, links=links)


class MemoryFetcher:
    """A Fetcher that answers from a script: for each address its answers in turn, the last one for ever.

    A scripted 200 becomes a 304 for a request that names its ETag or, without one, its date. An unknown address does
    not answer. `requests` holds what was asked, in order, and `headers` what each hop was sent.
    """

    def __init__(self, script: Mapping[str, Sequence[Answer]], *, limits: FetchLimits | None = None) -> None:
        self._script = {url: list(answers) for url, answers in script.items()}
        self._limits = limits or FetchLimits()
        self.requests: list[FetchRequest] = []
        self.headers: list[dict[str, str]] = []

    async def fetch(self, request: FetchRequest) -> FetchResponse:
        """See Fetcher. Of the guard it knows what it can know without DNS: addresses written as numbers."""
        self.requests.append(request)

        async def get(url: str, headers: Mapping[str, str]) -> Hop:
            self.headers.append(dict(headers))
            if not request.allow_private and not _may_be_public(url):
                raise ForbiddenAddress(f"{url} is not a public address")
            return self._answer(url, request)

        return await follow(request, get, limit=self._limits.redirects)

    async def close(self) -> None:
        """Nothing is open."""

    def _answer(self, url: str, request: FetchRequest) -> Hop:
        answers = self._script.get(url)
        if not answers:
            raise FetchError(f"nothing answers at {url}")
        hop = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(hop, FetchError):
            raise hop
        if len(hop.body) > self._limits.body_bytes:
            raise FeedTooLarge(f"more than {self._limits.body_bytes} bytes")
        return _as_asked(hop, request)


def _as_asked(hop: Hop, request: FetchRequest) -> Hop:
    """`hop` as a server would send it: 304 where the validators of `request` still hold, a body only with a 200."""
    if hop.facts.status not in OK:
        return msgspec.structs.replace(hop, body=b"")
    if not _holds(hop.facts, request):
        return hop
    return msgspec.structs.replace(hop, facts=msgspec.structs.replace(hop.facts, status=304), body=b"")


def _holds(facts: ResponseFacts, request: FetchRequest) -> bool:
    if request.etag is not None:
        return facts.etag == request.etag
    return request.last_modified is not None and facts.last_modified == request.last_modified


def _may_be_public(url: str) -> bool:
    try:
        return is_public(urlsplit(url).hostname or "")
    except ValueError:  # a name
        return True
