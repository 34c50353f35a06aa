"""Feeds over HTTP: conditional, guarded, bounded, one connection a host."""

import asyncio
import re
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

import aiohttp
from aiohttp.abc import AbstractResolver
from multidict import CIMultiDictProxy

from monitor.errors import FeedTooLarge
from monitor.feeds.response import OK, ResponseFacts
from monitor.fetch.base import FetchRequest, FetchResponse
from monitor.fetch.transport.body import Body
from monitor.fetch.transport.ending import ends
from monitor.fetch.transport.limits import FetchLimits
from monitor.fetch.transport.redirects import Hop, follow
from monitor.fetch.transport.sessions import Sessions, connection_failure
from monitor.net.guard import Network
from monitor.secret import Secret

_MEASURES = {"Content-Length", "Transfer-Encoding", "Content-Encoding"}  # each shows that a body breaks off
_MANY_HOSTS = 10_000
_SURROGATE = re.compile("[\ud800-\udfff]")  # aiohttp's sign for bytes that are no UTF-8


class HttpFetcher:
    """A Fetcher on aiohttp; open it inside a running event loop. Keeps no cookies beyond a poll."""

    def __init__(
        self,
        user_agent: str,
        *,
        allow_networks: Sequence[Network] = (),
        limits: FetchLimits | None = None,
        proxy: Secret | None = None,
        resolver: AbstractResolver | None = None,
        tls: ssl.SSLContext | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`user_agent` says who polls and where to reach them; `allow_networks` may be connected to though private.

        What is public is asked over the `proxy` (see `is_proxy_address`), where there is one. `tls` says whom to trust;
        None for the certificate authorities of the system.
        """
        self._limits, self._sleep = limits or FetchLimits(), sleep
        self._hosts: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._free: dict[str, float] = {}  # when each host may be polled again, in the time of the loop
        self._sessions = Sessions(
            user_agent,
            self._limits,
            allow_networks=allow_networks,
            proxy=proxy,
            resolver=resolver,
            tls=tls,
        )

    async def fetch(self, request: FetchRequest) -> FetchResponse:
        """See Fetcher. The time limit spans all redirects; waiting for a host that is busy does not count.

        A host that is polled under its public address is left alone for a while between two polls.
        """
        left = self._limits.seconds
        loop = asyncio.get_running_loop()
        met: set[str] = set()  # hosts that this poll was at: a redirect within a host need not wait

        async def get(url: str, headers: Mapping[str, str]) -> Hop:
            nonlocal left
            async with self._turn(url, wait=not request.allow_private, met=met):
                started = loop.time()
                try:
                    async with asyncio.timeout(left):
                        return await self._hop(url, headers, allow_private=request.allow_private)
                finally:
                    left -= loop.time() - started

        try:
            return await follow(request, get, limit=self._limits.redirects)
        except TimeoutError as error:
            raise FeedTooLarge(f"took longer than {self._limits.seconds:g} s") from error

    async def close(self) -> None:
        """Closes the connections."""
        await self._sessions.close()

    @asynccontextmanager
    async def _turn(self, url: str, *, wait: bool, met: set[str]) -> AsyncIterator[None]:
        """The host of `url`, for one request."""
        host, loop = urlsplit(url).hostname or "", asyncio.get_running_loop()
        async with self._hosts.setdefault(host, asyncio.Lock()):
            if wait and host not in met:
                await self._sleep(self._free.get(host, 0.0) - loop.time())
            met.add(host)
            try:
                yield
            finally:
                self._leave(host, loop.time())

    def _leave(self, host: str, now: float) -> None:
        self._free[host] = now + self._limits.gap
        if len(self._free) > _MANY_HOSTS:
            self._free = {host: free for host, free in self._free.items() if free > now}

    async def _hop(self, url: str, headers: Mapping[str, str], *, allow_private: bool) -> Hop:
        try:
            session = await self._sessions.choose(url, allow_private=allow_private)
            async with session.get(url, headers=headers, allow_redirects=False) as response:
                return await self._read(response)
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise connection_failure(error, self._limits.silence) from error

    async def _read(self, response: aiohttp.ClientResponse) -> Hop:
        headers = response.headers
        body, whole = await self._body(response) if response.status in OK else (b"", True)
        return Hop(
            facts=_facts(response.status, headers),
            location=headers.get("Location"),
            content_type=headers.get("Content-Type", ""),
            body=body,
            measured=whole and (bool(headers.keys() & _MEASURES) or response.status not in OK),
            cookies=_all(headers, "Set-Cookie"),
            links=_all(headers, "Link"),
        )

    async def _body(self, response: aiohttp.ClientResponse) -> tuple[bytes, bool]:
        """The body, and whether the connection brought it whole; less is enough where the document came to its end."""
        body = Body(", ".join(_all(response.headers, "Content-Encoding")), self._limits)
        try:
            async for piece in response.content.iter_any():
                body.feed(piece)
        except (aiohttp.ClientPayloadError, aiohttp.ServerTimeoutError):
            if not ends(body.content()):
                raise
            return body.content(), False
        return body.content(), True


def _all(headers: CIMultiDictProxy[str], name: str) -> tuple[str, ...]:
    """Each header of this name that is text."""
    return tuple(value for value in headers.getall(name, ()) if not _SURROGATE.search(value))


def _facts(status: int, headers: Mapping[str, str]) -> ResponseFacts:
    return ResponseFacts(
        status=status,
        etag=_header(headers, "ETag"),
        last_modified=_header(headers, "Last-Modified"),
        retry_after=_header(headers, "Retry-After"),
        cache_control=_header(headers, "Cache-Control"),
        expires=_header(headers, "Expires"),
        date=_header(headers, "Date"),
        age=_header(headers, "Age"),
    )


def _header(headers: Mapping[str, str], name: str) -> str | None:
    """A header as given; None where it is absent or no UTF-8, which could be neither stored nor sent again."""
    value = headers.get(name)
    return value if value and not _SURROGATE.search(value) else None
