"""Who sent a request, by what it brings: the user that a proxy names, a token, or that it comes from this machine."""

import base64
import binascii
from collections.abc import Callable, Mapping, Sequence
from ipaddress import ip_address
from typing import Final, NamedTuple
from urllib.parse import parse_qs

from monitor.actions.tokens import PREFIX, digest, is_valid
from monitor.clock import Clock
from monitor.net.guard import Network, is_allowed
from monitor.records import Scope
from monitor.store.base import AccessStore

LOCAL: Final = "local"
"""The author of what is done from this machine by somebody who gives no name."""

FORWARDED: Final = frozenset({"forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"})
"""Headers that a proxy adds: what has one comes from somewhere else."""

_FEEDS: Final = (".atom", ".json")
_LONGEST: Final = 100  # characters of a user's name


class Caller(NamedTuple):
    """Who sent a request, and what they may."""

    name: str
    scopes: frozenset[Scope]

    def may(self, scope: Scope) -> bool:
        """Whether they have `scope`, or the wider one that holds it."""
        return scope in self.scopes or (scope is not Scope.WRITE and Scope.WRITE in self.scopes)


class Proxy(NamedTuple):
    """A reverse proxy that knows its users."""

    addresses: Sequence[Network]  # from which it is believed
    user_header: str  # in lower case


class Asked(NamedTuple):
    """Of a request, what says who sent it."""

    peer: str  # address, "" where there is none
    host: str  # that is asked for, without port
    path: str
    query: str
    headers: Mapping[str, str]  # names in lower case


class Identifier:
    """Tells who asks."""

    def __init__(self, store: AccessStore, clock: Clock, proxy: Proxy | None, *, local: bool) -> None:
        """`local`: whoever is on this machine needs no token."""
        self._store, self._clock, self._proxy, self._local = store, clock, proxy, local

    def is_proxied(self, asked: Asked) -> bool:
        """Whether the request comes from the proxy, whose headers are believed."""
        return self._proxy is not None and bool(asked.peer) and is_allowed(asked.peer, self._proxy.addresses)

    def proxied_user(self, asked: Asked) -> str:
        """The user that the proxy names; "" where none is named, or somebody else names one."""
        if self._proxy is None or not self.is_proxied(asked):
            return ""
        name = asked.headers.get(self._proxy.user_header, "").strip()
        return name if name.isprintable() and len(name) <= _LONGEST else ""

    async def caller(self, asked: Asked) -> Caller | None:
        """Who asks; None where that is not known, or their token is not valid."""
        if user := self.proxied_user(asked):
            return Caller(user, frozenset({Scope.WRITE}))
        if "authorization" in asked.headers:
            return await self._by_token(_secret(asked.headers["authorization"]), lambda scope: scope is not Scope.FEED)
        if is_feed(asked.path) and (secret := _in_address(asked.query)):
            return await self._by_token(secret, lambda scope: scope is Scope.FEED)
        return Caller(LOCAL, frozenset({Scope.WRITE})) if self._is_here(asked) else None

    async def _by_token(self, secret: str, counts: Callable[[Scope], bool]) -> Caller | None:
        token = await self._store.token(digest(secret)) if secret.startswith(PREFIX) else None
        if token is None or not is_valid(token, self._clock()):
            return None
        return Caller(token.name, frozenset(filter(counts, token.scopes)))

    def _is_here(self, asked: Asked) -> bool:
        came_over_proxy = self.is_proxied(asked) or not FORWARDED.isdisjoint(asked.headers)
        return self._local and not came_over_proxy and (not asked.peer or is_loopback(asked.peer))


def is_feed(path: str) -> bool:
    """Whether `path` is one of a feed of alerts, whose address may hold a token."""
    return path.startswith("/api/v1/") and path.endswith(_FEEDS) and not path.endswith("/openapi.json")


def is_loopback(address: str) -> bool:
    """Whether `address` is of this machine."""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def _secret(authorization: str) -> str:
    """The token in the header: `Bearer TOKEN`, or the password of `Basic`, which browsers ask for."""
    scheme, _, value = authorization.strip().partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    if scheme.lower() != "basic":
        return ""
    try:
        return base64.b64decode(value.strip(), validate=True).decode("utf-8").partition(":")[2]
    except (binascii.Error, ValueError):
        return ""


def _in_address(query: str) -> str:
    try:
        return parse_qs(query, max_num_fields=50).get("token", [""])[0]
    except ValueError:
        return ""
