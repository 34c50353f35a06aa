"""What goes over the user's proxy, and what the guard can say of it.

The guard (`monitor.net.guard`) looks at the address that is dialled, which is the proxy's own here. So the host that
is asked for is looked at before: a number must be public, and so must every address that its name has here. A name
that has none here is left to the proxy, which may know it, unless it is one of names that never are public.
"""

import re
import socket
from collections.abc import Sequence
from enum import StrEnum
from ipaddress import ip_address

from aiohttp.abc import AbstractResolver
from yarl import URL

from monitor.errors import ForbiddenAddress
from monitor.net.guard import Network, is_allowed, is_public

_ADDRESS = re.compile(r"http://(?:[^/@\s]*@)?(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?/?")
_NAME = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)+", re.IGNORECASE)
# RFC 6761, RFC 6762 appendix G, RFC 8375, and .internal, which ICANN reserved in 2024.
_PRIVATE = re.compile(
    r"[^.]*|.*\.(?:local|localhost|internal|intranet|lan|home|corp|private|test|invalid|home\.arpa)", re.IGNORECASE
)


class Route(StrEnum):
    """How a host is asked."""

    PROXY = "over the proxy"
    DIRECT = "directly"  # its addresses are in networks of the user's own


def is_proxy_address(address: str) -> bool:
    """Whether `address` is one of a proxy: `http://`, host and port, and a user and password before them."""
    return bool(_ADDRESS.fullmatch(address))


class Guide:
    """Says how a host is to be asked where there is a proxy."""

    def __init__(self, resolver: AbstractResolver, allowed: Sequence[Network]) -> None:
        """`allowed` are networks that may be asked though they are not public."""
        self._resolver, self._allowed = resolver, allowed

    async def route(self, url: str) -> Route:
        """How to ask the host of `url`; raises ForbiddenAddress where it must not be."""
        host = (URL(url).raw_host or "").rstrip(".")  # as it is sent: yarl reads odd digits and %XX
        addresses = _as_number(host) or await self._resolved(host)
        for address in addresses:
            if not is_allowed(address, self._allowed):
                raise ForbiddenAddress(f"{address} is not a public address")
        if not addresses and (_PRIVATE.fullmatch(host) or not _NAME.fullmatch(host)):
            raise ForbiddenAddress(f"{host} is not a public name")
        return Route.PROXY if all(map(is_public, addresses)) else Route.DIRECT

    async def _resolved(self, host: str) -> list[str]:
        """The addresses of the name `host`; none where nobody here knows it."""
        try:
            found = await self._resolver.resolve(host, 0, socket.AF_UNSPEC)
        except OSError:
            return []
        return [each["host"] for each in found]


def _as_number(host: str) -> list[str]:
    """The address that `host` is, in any spelling that a resolver takes for one (127.1, 0x7f000001, 2130706433)."""
    try:
        return [str(ip_address(host.partition("%")[0]))]
    except ValueError:
        pass
    try:
        return [socket.inet_ntoa(socket.inet_aton(host))]
    except (OSError, UnicodeError):
        return []
