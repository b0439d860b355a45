"""From a network address to a connection that speaks HTTP or HTTPS and ends at a deadline, whatever comes over it."""

from __future__ import annotations

import io
import socket
import ssl
import time
from collections.abc import Sequence

CONNECT_SECONDS = 10.0
"""How long connecting to one address may take."""


def connect(host: str, port: int, addresses: Sequence[str], deadline: float, context: ssl.SSLContext | None) -> Wire:
    """A connection to the first of some addresses that answers, with TLS for `host` where there is a context.

    It is to an address, since the name may have others by now. `deadline` is of time.monotonic. Raises OSError.
    """
    connected = _first(addresses, port, deadline)
    if context is None:
        return Wire(connected, deadline)
    try:
        connected.settimeout(left(deadline))
        return Wire(context.wrap_socket(connected, server_hostname=host), deadline)
    except BaseException:
        connected.close()
        raise


def _first(addresses: Sequence[str], port: int, deadline: float) -> socket.socket:
    failure: OSError = TimeoutError()
    for address in addresses:
        try:
            return socket.create_connection((address, port), min(CONNECT_SECONDS, left(deadline)))
        except OSError as error:
            failure = error
    raise failure


def left(deadline: float) -> float:
    """The seconds that are left, more than none. Raises TimeoutError."""
    seconds = deadline - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds


class Wire:
    """What http.client asks of a socket, with one deadline for all of it: a socket has one for each piece only."""

    def __init__(self, connected: socket.socket, deadline: float) -> None:
        self._connected = connected
        self._deadline = deadline

    def sendall(self, data: bytes) -> None:
        """Send all of it."""
        self._connected.settimeout(left(self._deadline))
        self._connected.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        """What is answered."""
        return io.BufferedReader(_Stream(self._connected, self._deadline))

    def close(self) -> None:
        """Nothing: http.client says this before the answer is read."""

    def hang_up(self) -> None:
        """End the connection."""
        self._connected.close()


class _Stream(io.RawIOBase):
    """What comes over a socket until a deadline."""

    def __init__(self, connected: socket.socket, deadline: float) -> None:
        self._connected = connected
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]  # what BufferedReader gives
        self._connected.settimeout(left(self._deadline))
        return self._connected.recv_into(buffer)
