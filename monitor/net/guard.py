"""Which addresses may be connected to: public ones, and networks that the user allowed.

What is checked is the very address that is dialled, when its socket is made. So neither a redirect, nor a DNS answer
that changes, nor an odd spelling of a number leads anywhere else.
"""

import errno
import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network
AddrInfo = tuple[int, int, int, str, tuple[object, ...]]

REFUSED = errno.EACCES  # of the OSError that a refused address raises

_GLOBAL_UNICAST = IPv6Network("2000::/3")  # the only part of IPv6 that IANA has assigned for global unicast
_NOT_PUBLIC = tuple(
    ip_network(network)
    for network in (
        "192.88.99.0/24",  # 6to4 relays, RFC 7526
        "2001::/23",  # protocol assignments, Teredo (RFC 4380), ORCHID
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, RFC 3056: holds any IPv4 address
        "3fff::/20",  # documentation, RFC 9637
    )
)


def is_public(address: str) -> bool:
    """Whether `address` (of a socket; a scope such as `%eth0` is ignored) belongs to the public internet.

    Private, loopback, link-local, shared (CGNAT), multicast, reserved and unspecified addresses do not, nor do the
    forms of IPv6 that hold an IPv4 address: mapped, compatible, 6to4, Teredo, NAT64.
    """
    ip = _parse(address)
    if isinstance(ip, IPv6Address) and ip not in _GLOBAL_UNICAST:
        return False
    if not ip.is_global or ip.is_multicast or ip.is_reserved:
        return False
    return not any(ip in network for network in _NOT_PUBLIC)


def is_allowed(address: str, allowed: Sequence[Network]) -> bool:
    """Whether `address` is public or in one of the networks `allowed`."""
    return is_public(address) or any(_parse(address) in network for network in allowed)


def guarded_socket(allowed: Sequence[Network] = ()) -> Callable[[AddrInfo], socket.socket]:
    """A socket factory that raises OSError (errno REFUSED) for an address that is neither public nor `allowed`."""

    def make(addr_info: AddrInfo) -> socket.socket:
        family, kind, protocol, _, address = addr_info
        host = str(address[0])
        if not is_allowed(host, allowed):
            raise OSError(REFUSED, f"{host} is not a public address")
        return socket.socket(family, kind, protocol)

    return make


def _parse(address: str) -> IPv4Address | IPv6Address:
    return ip_address(address.partition("%")[0])
