"""The connections of a fetcher: which of them may ask what.

They are pooled, so there is a pool for each guard: a feed that may not reach private addresses must not find an open
connection there.
"""

import os
import socket
import ssl
from collections.abc import Callable, Sequence

import aiohttp
from aiohttp.abc import AbstractResolver
from aiohttp.resolver import AsyncResolver
from yarl import URL

from monitor.errors import FetchError, ForbiddenAddress
from monitor.fetch.transport.decoders import ACCEPT_ENCODING
from monitor.fetch.transport.limits import FetchLimits
from monitor.fetch.transport.response_handler import LenientConnector
from monitor.net.guard import REFUSED, AddrInfo, Network, guarded_socket
from monitor.net.proxy import Guide, Route
from monitor.secret import Secret

# Names are asked for without threads: servers that do not answer would fill the pool that everything else shares.
_DNS_SECONDS, _DNS_TRIES = 4.0, 2


class Sessions:
    """Open it inside the event loop that will use it."""

    def __init__(
        self,
        user_agent: str,
        limits: FetchLimits,
        *,
        allow_networks: Sequence[Network] = (),
        proxy: Secret | None = None,
        resolver: AbstractResolver | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """See HttpFetcher."""
        self._user_agent, self._limits, self._tls = user_agent, limits, tls
        self._resolver = resolver or AsyncResolver(timeout=_DNS_SECONDS, tries=_DNS_TRIES)
        self._guarded = self._session(guarded_socket(allow_networks))
        self._open = self._session()
        self._proxied = self._session(proxy=URL(proxy.reveal())) if proxy else None
        self._guide = Guide(self._resolver, allow_networks)

    async def choose(self, url: str, *, allow_private: bool) -> aiohttp.ClientSession:
        """The one to ask `url` with; raises ForbiddenAddress where a proxy must not be asked for it."""
        if allow_private:
            return self._open
        if self._proxied is not None and await self._guide.route(url) is Route.PROXY:
            return self._proxied
        return self._guarded

    async def close(self) -> None:
        """Closes the connections."""
        for session in filter(None, (self._guarded, self._open, self._proxied)):
            await session.close()
        await self._resolver.close()

    def _session(
        self, socket_factory: Callable[[AddrInfo], socket.socket] | None = None, *, proxy: URL | None = None
    ) -> aiohttp.ClientSession:
        limits = self._limits
        connector = LenientConnector(
            resolver=self._resolver, socket_factory=socket_factory, header_bytes=limits.header_bytes, tls=self._tls
        )
        return aiohttp.ClientSession(
            connector=connector,
            headers={"User-Agent": self._user_agent, "Accept-Encoding": ACCEPT_ENCODING},
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=limits.silence, sock_read=limits.silence),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,  # see Body
            max_line_size=limits.header_bytes,
            max_field_size=limits.header_bytes,
            max_headers=limits.header_bytes,  # LenientConnector bounds all of them together
            proxy=proxy,
            trust_env=False,
        )


def connection_failure(error: aiohttp.ClientError | OSError | ValueError, silence: float) -> FetchError:
    """What `error` means for a poll; `silence` are the seconds that a connection may say nothing."""
    match error:
        case aiohttp.ClientSSLError():
            told = f"no trusted TLS connection to {error.host}:{error.port}: {_tls(error)}"
        case aiohttp.ClientProxyConnectionError():
            told = f"no connection to the proxy: {error.os_error}"
        case aiohttp.ClientConnectorError() if error.os_error.errno == REFUSED:
            return ForbiddenAddress(error.os_error.strerror or "")
        case aiohttp.ClientConnectorDNSError():
            told = f"no address of {error.host}: {error.os_error.strerror or error.os_error}"
        case aiohttp.ClientConnectorError():
            told = f"no connection to {error.host}:{error.port}: {_reason(error.os_error)}"
        case aiohttp.ClientOSError():
            told = f"the connection broke: {_reason(error)}"
        case aiohttp.ClientHttpProxyError():
            told = f"the proxy answered {error.status} {error.message}"
        case aiohttp.ClientResponseError():  # before a body: what the server sent is no response
            told = error.message
        case aiohttp.ClientPayloadError():
            told = f"the body broke off: {error}"
        case aiohttp.ServerDisconnectedError():
            told = "the server closed the connection without an answer"
        case aiohttp.ServerTimeoutError():
            told = f"silent for {silence:g} s"
        case _:
            told = f"{type(error).__name__}: {error}"
    return FetchError(told[:500].rstrip())


def _tls(error: aiohttp.ClientSSLError) -> str:
    """Why there is no TLS: what is wrong with the certificate, or what the server spoke instead."""
    match error.os_error:
        case ssl.SSLCertVerificationError(verify_message=message):
            return message
        case ssl.SSLError(reason="WRONG_VERSION_NUMBER"):
            return "the server speaks something else there, perhaps plain http"
        case ssl.SSLError(reason=str(reason)):
            return reason.replace("_", " ").lower()
    return str(error.os_error)


def _reason(error: OSError) -> str:
    """`error` in the words of the system: "Connection refused"; the library says which call failed."""
    return os.strerror(error.errno) if error.errno else str(error)
