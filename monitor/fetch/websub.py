"""The two ends of WebSub: asking a hub, and the address at which hubs confirm and push."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit
from weakref import WeakValueDictionary

import aiohttp
from aiohttp import web
from aiohttp.abc import AbstractResolver

from monitor.errors import FetchError
from monitor.fetch.transport.limits import FetchLimits
from monitor.fetch.transport.sessions import Sessions, connection_failure
from monitor.net.guard import Network
from monitor.secret import Secret

PREFIX = "/websub/"

_REDIRECTS, _MOST_REDIRECTS = (307, 308), 3  # §5.2: a hub may move, and the request stays a POST
_QUOTED = 200  # bytes of an answer


class HubClient:
    """Asks hubs; open it inside a running event loop. The same addresses are refused as for feeds."""

    def __init__(
        self,
        user_agent: str,
        *,
        allow_networks: Sequence[Network] = (),
        limits: FetchLimits | None = None,
        proxy: Secret | None = None,
        resolver: AbstractResolver | None = None,
    ) -> None:
        """`allow_networks` may be connected to though they are not public; what is public is asked over `proxy`."""
        self._limits = limits or FetchLimits()
        self._sessions = Sessions(
            user_agent, self._limits, allow_networks=allow_networks, proxy=proxy, resolver=resolver
        )
        self._hosts: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()  # each is asked one by one

    async def ask(self, hub: str, form: Mapping[str, str]) -> None:
        """Sends `form`; raises FetchError where the hub does not take it (202 or another 2xx)."""
        try:
            for _ in range(_MOST_REDIRECTS + 1):
                moved = await self._post(hub, form)
                if moved is None:
                    return
                hub = moved
            raise FetchError(f"more than {_MOST_REDIRECTS} redirects")
        except TimeoutError as error:
            raise FetchError(f"took longer than {self._limits.seconds:g} s") from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise connection_failure(error, self._limits.silence) from error

    async def close(self) -> None:
        """Closes the connections."""
        await self._sessions.close()

    async def _post(self, hub: str, form: Mapping[str, str]) -> str | None:
        """Where the hub moved to; None once it took `form`."""
        if urlsplit(hub).scheme not in ("http", "https"):
            raise FetchError(f"not an http or https address: {hub[:200]!r}")
        async with self._hosts.setdefault(urlsplit(hub).netloc, asyncio.Lock()), asyncio.timeout(self._limits.seconds):
            session = await self._sessions.choose(hub, allow_private=False)
            plain = {"Accept-Encoding": "identity"}
            async with session.post(hub, data=dict(form), headers=plain, allow_redirects=False) as response:
                if response.status in _REDIRECTS and "Location" in response.headers:
                    return urljoin(hub, response.headers["Location"])
                await _check(response)
                return None


async def _check(response: aiohttp.ClientResponse) -> None:
    if not 200 <= response.status < 300:
        said = (await response.content.read(_QUOTED)).decode("utf-8", "replace")
        shown = "".join(character if character.isprintable() else " " for character in said)
        raise FetchError(f"the hub answered {response.status}: {shown}".rstrip(": "), status=response.status)


class Push(NamedTuple):
    """What a hub sent to a callback address."""

    path: str  # behind PREFIX
    content: bytes
    content_type: str
    signature: str  # X-Hub-Signature as given, "" where absent


class CallbackServer:
    """Listens where hubs call: they confirm by GET and push by POST. The body is bounded, and so is its time."""

    def __init__(
        self,
        confirm: Callable[[str, Mapping[str, str]], Awaitable[str | None]],
        take: Callable[[Push], Awaitable[bool]],
        *,
        max_bytes: int,
        seconds: float = 30.0,
    ) -> None:
        """`confirm` gets path and query and gives the challenge, or None; `take` says whether the path is known."""
        self._confirm, self._take, self._seconds = confirm, take, seconds
        app = web.Application(client_max_size=max_bytes)
        app.router.add_get(PREFIX + "{path}", self._on_get)
        app.router.add_post(PREFIX + "{path}", self._on_post)
        self._runner = web.AppRunner(app, access_log=None, handle_signals=False)

    async def start(self, host: str, port: int) -> int:
        """Listens on `host` and `port` (0 for any that is free), and returns the port; raises OSError where taken."""
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port, reuse_address=True)
        await site.start()
        addresses: list[tuple[str, int]] = self._runner.addresses
        return addresses[0][1]

    async def close(self) -> None:
        """Listens no more."""
        await self._runner.cleanup()

    async def _on_get(self, request: web.Request) -> web.Response:
        challenge = await self._confirm(request.match_info["path"], request.query)
        if challenge is None:
            return web.Response(status=404)
        return web.Response(text=challenge, content_type="text/plain")

    async def _on_post(self, request: web.Request) -> web.Response:
        try:
            async with asyncio.timeout(self._seconds):
                content = await request.read()
        except TimeoutError:
            return web.Response(status=408)
        push = Push(
            path=request.match_info["path"],
            content=content,
            content_type=request.headers.get("Content-Type", ""),
            signature=request.headers.get("X-Hub-Signature", ""),
        )
        return web.Response(status=202 if await self._take(push) else 410)
