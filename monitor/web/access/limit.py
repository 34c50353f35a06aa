"""How many requests a client may send in a minute. An open stream is one."""

from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from typing import Final

from cachetools import TTLCache

WINDOW_SECONDS: Final = 60
_CLIENTS: Final = 10_000  # that are counted; those who asked longest ago are forgotten first


class RateLimit:
    """Counts requests by client, in windows of a minute that begin with the first."""

    def __init__(self, most: int, timer: Callable[[], float]) -> None:
        self._most, self._timer = most, timer
        self._counts: TTLCache[str, list[int]] = TTLCache(_CLIENTS, WINDOW_SECONDS, timer)

    def allows(self, client: str) -> bool:
        """Counts a request of `client`, and says whether it may be answered."""
        count = self._counts.setdefault(client, [0])  # changed in place: a new value would begin a new window
        count[0] += 1
        return count[0] <= self._most


def client_of(peer: str) -> str:
    """By what a client is known: its address; of IPv6 the network, which has as many addresses as one likes."""
    try:
        address = ip_address(peer)
    except ValueError:
        return peer
    return str(IPv6Address(int(address) >> 64 << 64)) if isinstance(address, IPv6Address) else peer
