"""Who is let in: requests to a name that is ours, from somebody who may ask for that, not sent by a page elsewhere.

What browsers may do with an answer stands in its headers.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from ipaddress import ip_address
from typing import Final

import msgspec
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from monitor.clock import Clock
from monitor.errors import WirewatchError
from monitor.records import Scope as Allowed
from monitor.store.base import AccessStore
from monitor.web.access.caller import Asked, Caller, Identifier, Proxy, is_feed
from monitor.web.access.lasting import note
from monitor.web.access.limit import WINDOW_SECONDS, RateLimit, client_of
from monitor.web.access.once import READING
from monitor.web.access.origin import foreign
from monitor.web.problems import CONTENT_TYPE, Problem

_SAFE: Final = (
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),  # with none, browsers would hide the origin of our own forms, see `origin`
    (b"cross-origin-resource-policy", b"same-origin"),
)
_OPEN: Final = frozenset({"/livez", "/readyz"})  # supervisors have no token
_ASK: Final = (
    (b"www-authenticate", b'Basic realm="Wirewatch", charset="UTF-8"'),
    (b"www-authenticate", b'Bearer realm="Wirewatch"'),
)


@dataclass(frozen=True)
class Entrance:
    """Who may come in."""

    hosts: frozenset[str]  # names that the server goes by, in lower case, without port
    local: bool = True  # whoever is on this machine needs no token
    addresses: bool = False  # it also goes by any address in numbers: it listens on all that the machine has
    proxy: Proxy | None = None
    most: int = 600  # requests of a client in a minute


class _Refused(Exception):
    def __init__(self, status: int, detail: str, *headers: tuple[bytes, bytes]) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers = status, detail, headers


class Admission:
    """Around the whole application."""

    def __init__(
        self,
        app: ASGIApp,
        entrance: Entrance,
        store: AccessStore,
        clock: Clock,
        timer: Callable[[], float] = time.monotonic,
    ) -> None:
        self._app, self._entrance = app, entrance
        self._identifier = Identifier(store, clock, entrance.proxy, local=entrance.local)
        self._limit = RateLimit(entrance.most, timer)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hands on what may pass, with who asks as the `user` of `scope`."""
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(each for each in _SAFE if each[0] not in given)]
            await send(message)

        try:
            scope["user"] = await self._admitted(scope)
        except _Refused as refused:
            await _tell(refused, with_headers)
            return
        await self._app(scope, receive, with_headers)

    async def _admitted(self, scope: HTTPScope) -> Caller | None:
        """Who asks; None for what everybody may ask. Raises _Refused for what may not pass."""
        asked = _asked(scope)
        if not self._is_ours(asked.host):
            raise _Refused(HTTPStatus.MISDIRECTED_REQUEST, "This Wirewatch does not go by that name.")
        if not self._limit.allows(self._identifier.proxied_user(asked) or client_of(asked.peer)):
            raise _Refused(
                HTTPStatus.TOO_MANY_REQUESTS,
                f"More than {self._entrance.most} requests in a minute.",
                (b"retry-after", b"%d" % WINDOW_SECONDS),
            )
        if "\0" in asked.path or "%00" in asked.query:  # which no store takes in a text
            raise _Refused(HTTPStatus.BAD_REQUEST, "Expected text without U+0000.")
        if asked.path in _OPEN and scope["method"] in READING:
            return None
        caller = await self._caller(asked)
        _check(caller, scope["method"], asked)
        note(scope, lambda: self._is_still(caller, asked))
        if self._identifier.is_proxied(asked) and asked.headers.get("x-forwarded-proto") == "https":
            scope["scheme"] = "https"
        return caller

    async def _caller(self, asked: Asked) -> Caller:
        try:
            caller = await self._identifier.caller(asked)
        except WirewatchError as error:
            raise _Refused(
                HTTPStatus.SERVICE_UNAVAILABLE, "The store is away for now.", (b"retry-after", b"5")
            ) from error
        if caller is None:
            raise _Refused(HTTPStatus.UNAUTHORIZED, "A valid token is needed: see `wirewatch token create`.", *_ASK)
        return caller

    async def _is_still(self, caller: Caller, asked: Asked) -> bool:
        """Whether `asked` is of the same caller still; while the store is away nobody is taken for another."""
        try:
            return await self._identifier.caller(asked) == caller
        except WirewatchError:
            return True

    def _is_ours(self, host: str) -> bool:
        return host in self._entrance.hosts or (self._entrance.addresses and _is_address(host))


def _check(caller: Caller, method: str, asked: Asked) -> None:
    if method in READING:
        if not caller.may(Allowed.READ) and not (is_feed(asked.path) and caller.may(Allowed.FEED)):
            raise _Refused(HTTPStatus.FORBIDDEN, "This token does not allow to read that.")
        return
    if not caller.may(Allowed.WRITE):
        raise _Refused(HTTPStatus.FORBIDDEN, "This token does not allow to write.")
    if why := foreign(asked.headers):
        raise _Refused(HTTPStatus.FORBIDDEN, why)


def _asked(scope: HTTPScope) -> Asked:
    headers: dict[str, str] = {}
    for name, value in scope["headers"]:
        key = name.decode("latin-1").lower()
        headers[key] = f"{headers[key]}, {value.decode('latin-1')}" if key in headers else value.decode("latin-1")
    client = scope.get("client")
    return Asked(
        peer=client[0] if client else "",
        host=_host(headers),
        path=scope["path"],
        query=scope["query_string"].decode("latin-1"),
        headers=headers,
    )


def _host(headers: Mapping[str, str]) -> str:
    """The name that is asked for, without its port."""
    found = headers.get("host", "").lower()
    return found.rpartition(":")[0] if found.rpartition(":")[2].isdigit() else found


def _is_address(host: str) -> bool:
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


async def _tell(refused: _Refused, send: Send) -> None:
    told = Problem(title=HTTPStatus(refused.status).phrase, status=refused.status, detail=refused.detail)
    body = msgspec.json.encode(told)
    headers = [(b"content-type", CONTENT_TYPE.encode()), (b"content-length", b"%d" % len(body)), *refused.headers]
    await send({"type": "http.response.start", "status": refused.status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
