"""From a host's name to the network addresses it has, and which of these are on the public internet."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Sequence

PORTS = frozenset({80, 443})
"""The ports at which web servers are public; others are often those of something else."""

_UNICAST = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_MAPPED = ipaddress.IPv6Network("::ffff:0:0/96")


def resolve_host(host: str, port: int) -> Sequence[str]:
    """The addresses of a host, in the system's order. Raises OSError, and UnicodeError for what can't be a name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def is_public(address: str, port: int) -> bool:
    """Whether anybody may connect to an address and port, from whatever network they are in."""
    try:
        return port in PORTS and _is_public(ipaddress.ip_address(address))
    except ValueError:
        return False


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not address.is_multicast
    inside = _inside(address)
    if address in _NAT64 or address in _MAPPED:
        return inside is not None and _is_public(inside)
    if inside is not None and not _is_public(inside):
        return False
    # Python's lists of what isn't global lack some that were given up, such as site-local and IPv4-compatible ones.
    return address in _UNICAST and address.is_global and address.scope_id is None


def _inside(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address leads to through a gateway."""
    if address in _NAT64 or address in _MAPPED:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.sixtofour
