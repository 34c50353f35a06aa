"""HTTP for those who follow links: GET shows, POST does; nothing else is answered, and nothing is kept in caches."""

import asyncio
import logging
from collections.abc import Awaitable
from typing import Final, Protocol

from aiohttp import web

from agents.links.desk import Answer
from monitor.alerting.links.offer import PATH
from monitor.alerting.links.page import POLICY, refused
from monitor.errors import WirewatchError

log = logging.getLogger(__name__)

_HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}
_MOST_BYTES: Final = 4_096  # of a form
_AT_ONCE: Final = 4  # requests that are answered; further ones wait
_BUSY: Final = "Wirewatch is busy or its store is away. Try again in a minute."


class Answering(Protocol):
    """Whoever knows what links show and do."""

    async def show(self, token: str) -> Answer:
        """What a link shows."""

    async def act(self, token: str, form: dict[str, str]) -> Answer:
        """What its button does."""


class LinkServer:
    """Listens for those who follow links. A request is bounded in bytes and time, and so are those at once."""

    def __init__(self, desk: Answering, *, seconds: float = 10.0) -> None:
        """`seconds` is how long one request may take."""
        self._desk, self._seconds = desk, seconds
        self._places = asyncio.Semaphore(_AT_ONCE)
        app = web.Application(client_max_size=_MOST_BYTES)
        app.router.add_get(PATH + "{token}", self._show)  # and HEAD
        app.router.add_post(PATH + "{token}", self._act)
        self._runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=1.0)

    async def start(self, host: str, port: int) -> int:
        """Listens on `host` and `port` (0 for any that is free), and returns the port; raises OSError where taken."""
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port, reuse_address=True).start()
        addresses: list[tuple[str, int]] = self._runner.addresses
        return addresses[0][1]

    async def close(self) -> None:
        """Listens no more."""
        await self._runner.cleanup()

    async def _show(self, request: web.Request) -> web.Response:
        return await self._answered(request, self._desk.show(request.match_info["token"]))

    async def _act(self, request: web.Request) -> web.Response:
        return await self._answered(request, self._acted(request))

    async def _acted(self, request: web.Request) -> Answer:
        form = {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
        return await self._desk.act(request.match_info["token"], form)

    async def _answered(self, request: web.Request, work: Awaitable[Answer]) -> web.Response:
        try:
            async with asyncio.timeout(self._seconds), self._places:
                answer = await work
        except (WirewatchError, TimeoutError) as error:
            log.warning("link_unanswered error=%s", error or "timeout")
            answer = Answer(503, refused(_BUSY))
        if not answer.page:  # the page of the link, which shows what is done; asking for it again does nothing
            return web.Response(status=answer.status, headers={**_HEADERS, "Location": request.match_info["token"]})
        return web.Response(status=answer.status, text=answer.page, content_type="text/html", headers=_HEADERS)
