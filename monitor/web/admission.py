"""Who is let in: requests to a name that is ours. Another one is how a page elsewhere reaches what listens here alone.

What browsers may do with an answer stands in its headers.
"""

from collections.abc import Iterable
from typing import Final

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

_SAFE: Final = (
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
_MISDIRECTED: Final = (
    b'{"title":"Misdirected Request","status":421,"detail":"This Wirewatch does not go by that name."}'
)


class Admission:
    """Answers what is asked of one of `hosts`, and nothing else (DNS rebinding)."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self._app, self._hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hands on what may pass."""
        if scope["type"] == ScopeType.HTTP and _host(scope["headers"]) not in self._hosts:
            await _refuse(send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(each for each in _SAFE if each[0] not in given)]
            await send(message)

        await self._app(scope, receive, with_headers)


def _host(headers: Iterable[tuple[bytes, bytes]]) -> str:
    """The name that is asked for, without its port."""
    found = next((value for name, value in headers if name == b"host"), b"").decode("latin-1")
    return found.rpartition(":")[0] if found.rpartition(":")[2].isdigit() else found


async def _refuse(send: Send) -> None:
    headers = [(b"content-type", b"application/problem+json"), (b"content-length", b"%d" % len(_MISDIRECTED))]
    await send({"type": "http.response.start", "status": 421, "headers": headers})
    await send({"type": "http.response.body", "body": _MISDIRECTED, "more_body": False})
