"""HEAD: answered as GET is, without the body (RFC 9110, 9.3.2), whatever the route."""

import asyncio

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, ReceiveMessage, Scope, Send


class Heads:
    """Around the whole application, which is asked by GET. Of a stream nothing is waited for."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hands on what is no HEAD as it is."""
        if scope["type"] != ScopeType.HTTP or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return
        answered = asyncio.Event()

        async def head(message: Message) -> None:
            if message["type"] == "http.response.start":
                await send(message)
                await send({"type": "http.response.body", "body": b"", "more_body": False})
                answered.set()

        async def nothing_more() -> ReceiveMessage:
            if not answered.is_set():
                return await receive()
            return {"type": "http.disconnect"}

        await self._app({**scope, "method": "GET"}, nothing_more, head)
