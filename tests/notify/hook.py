"""The other side of a webhook, on loopback: notes what it is given and answers as it is told."""

import asyncio
from collections import deque
from typing import NamedTuple

from aiohttp import web


class Request(NamedTuple):
    path: str
    headers: dict[str, str]  # names in lower case
    body: bytes


class Answer(NamedTuple):
    status: int = 204
    headers: dict[str, str] = {}
    body: str = ""
    silent: bool = False  # never given


class Hook:
    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.answers: deque[Answer] = deque()  # to the next requests; 204 once there are none
        self.port = 0
        self._stopped = asyncio.Event()

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.port}/hook"

    async def start(self) -> None:
        self._stopped.clear()
        application = web.Application()
        application.router.add_post("/{path:.*}", self._answer)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True).start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        self._stopped.set()
        await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.requests.append(Request(request.path_qs, headers, await request.read()))
        answer = self.answers.popleft() if self.answers else Answer()
        if answer.silent:
            await self._stopped.wait()
        return web.Response(status=answer.status, headers=answer.headers, text=answer.body or None)
