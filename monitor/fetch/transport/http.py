"""Feeds over HTTP: conditional, guarded, bounded, one connection a host."""

import asyncio
import re
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

import aiohttp
from aiohttp.abc import AbstractResolver
from aiohttp.resolver import AsyncResolver
from multidict import CIMultiDictProxy

from monitor.errors import FeedTooLarge, FetchError, ForbiddenAddress
from monitor.feeds.response import OK, ResponseFacts
from monitor.fetch.base import FetchRequest, FetchResponse
from monitor.fetch.transport.body import Body
from monitor.fetch.transport.decoders import ACCEPT_ENCODING
from monitor.fetch.transport.limits import FetchLimits
from monitor.fetch.transport.redirects import Hop, follow
from monitor.fetch.transport.response_handler import LenientConnector
from monitor.net.guard import REFUSED, AddrInfo, Network, guarded_socket

_MEASURES = {"Content-Length", "Transfer-Encoding", "Content-Encoding"}  # each shows that a body breaks off
_MANY_HOSTS = 10_000
# Names are asked for without threads: servers that do not answer would fill the pool that everything else shares.
_DNS_SECONDS, _DNS_TRIES = 4.0, 2
_SURROGATE = re.compile("[\ud800-\udfff]")  # aiohttp's sign for bytes that are no UTF-8


class HttpFetcher:
    """A Fetcher on aiohttp; open it inside a running event loop. Keeps no cookies beyond a poll."""

    def __init__(
        self,
        user_agent: str,
        *,
        allow_networks: Sequence[Network] = (),
        limits: FetchLimits | None = None,
        resolver: AbstractResolver | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`user_agent` says who polls and where to reach them; `allow_networks` may be connected to though private."""
        self._limits, self._sleep = limits or FetchLimits(), sleep
        self._hosts: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._free: dict[str, float] = {}  # when each host may be polled again, in the time of the loop
        # Connections are pooled: a feed that may not reach private addresses must not find an open one there.
        self._resolver = resolver or AsyncResolver(timeout=_DNS_SECONDS, tries=_DNS_TRIES)
        self._guarded = _session(user_agent, self._limits, self._resolver, guarded_socket(allow_networks))
        self._open = _session(user_agent, self._limits, self._resolver, None)

    async def fetch(self, request: FetchRequest) -> FetchResponse:
        """See Fetcher. The time limit spans all redirects; waiting for a host that is busy does not count.

        A host that is polled under its public address is left alone for a while between two polls.
        """
        session = self._open if request.allow_private else self._guarded
        left = self._limits.seconds
        loop = asyncio.get_running_loop()
        met: set[str] = set()  # hosts that this poll was at: a redirect within a host need not wait

        async def get(url: str, headers: Mapping[str, str]) -> Hop:
            nonlocal left
            async with self._turn(url, wait=not request.allow_private, met=met):
                started = loop.time()
                try:
                    async with asyncio.timeout(left):
                        return await self._hop(session, url, headers)
                finally:
                    left -= loop.time() - started

        try:
            return await follow(request, get, limit=self._limits.redirects)
        except TimeoutError as error:
            raise FeedTooLarge(f"took longer than {self._limits.seconds:g} s") from error

    async def close(self) -> None:
        """Closes the connections."""
        await self._guarded.close()
        await self._open.close()
        await self._resolver.close()

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

    async def _hop(self, session: aiohttp.ClientSession, url: str, headers: Mapping[str, str]) -> Hop:
        try:
            async with session.get(url, headers=headers, allow_redirects=False) as response:
                return await self._read(response)
        except aiohttp.ClientSSLError as error:
            raise FetchError(f"no trusted TLS connection: {error}"[:500]) from error
        except aiohttp.ClientConnectorError as error:
            if error.os_error.errno == REFUSED:
                raise ForbiddenAddress(error.os_error.strerror or "") from error
            raise FetchError(str(error.os_error)) from error
        except aiohttp.ClientResponseError as error:  # before a body: what the server sent is no response
            raise FetchError(error.message[:500]) from error
        except aiohttp.ServerTimeoutError as error:
            raise FetchError(f"silent for {self._limits.silence:g} s") from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise FetchError(f"{type(error).__name__}: {error}"[:500]) from error

    async def _read(self, response: aiohttp.ClientResponse) -> Hop:
        headers = response.headers
        return Hop(
            facts=_facts(response.status, headers),
            location=headers.get("Location"),
            content_type=headers.get("Content-Type", ""),
            body=await self._body(response) if response.status in OK else b"",
            measured=bool(headers.keys() & _MEASURES) or response.status not in OK,
            cookies=_all(headers, "Set-Cookie"),
            links=_all(headers, "Link"),
        )

    async def _body(self, response: aiohttp.ClientResponse) -> bytes:
        body = Body(", ".join(_all(response.headers, "Content-Encoding")), self._limits)
        async for piece in response.content.iter_any():
            body.feed(piece)
        return body.content()


def _session(
    user_agent: str,
    limits: FetchLimits,
    resolver: AbstractResolver,
    socket_factory: Callable[[AddrInfo], socket.socket] | None,
) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(
        connector=LenientConnector(resolver=resolver, socket_factory=socket_factory, header_bytes=limits.header_bytes),
        headers={"User-Agent": user_agent, "Accept-Encoding": ACCEPT_ENCODING},
        timeout=aiohttp.ClientTimeout(total=None, sock_connect=limits.silence, sock_read=limits.silence),
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,  # see Body
        max_line_size=limits.header_bytes,
        max_field_size=limits.header_bytes,
        max_headers=limits.header_bytes,  # LenientConnector bounds all of them together
        trust_env=False,
    )


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
