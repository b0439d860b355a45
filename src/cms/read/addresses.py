"""From a host's name to the network addresses it has, and which of these are on the public internet."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Sequence

PORTS = frozenset({80, 443})
"""The ports at which web servers are public; others are often those of something else."""

_UNICAST = ipaddress.IPv6Network("2000::/3")
"""All IPv6 addresses that were ever given out: Python's list of what isn't global lacks site-local ones, say."""

_WRAPPED = (ipaddress.IPv6Network("::ffff:0:0/96"), ipaddress.IPv6Network("64:ff9b::/96"))
"""IPv6 addresses that stand for the IPv4 address in them, on this machine and behind a gateway (NAT64)."""


def resolve_host(host: str, port: int) -> Sequence[str]:
    """The addresses of a host, in the system's order. Raises OSError, and UnicodeError for what can't be a name.

    How long this takes is up to the system: it knows no deadline.
    """
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
    if any(address in network for network in _WRAPPED):
        return _is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    if address not in _UNICAST or address.scope_id is not None:
        return False
    # Python before 3.13 takes 6to4 for global, behind which there may be any address: it is given up (RFC 7526).
    return address.is_global and address.sixtofour is None
