"""From an image's address on the web to its bytes; neither the address nor who answers there is trusted.

Whoever writes an address into an export could make this machine ask its own network for something. So each address that
a host has must be public, the connection goes to the very one that was looked at, and each redirect is looked at anew.
Proxies that the environment names aren't used: they would look the host up themselves, and reach what is private to
them.
"""

from __future__ import annotations

import re
import ssl
import time
from collections.abc import Callable, Sequence
from functools import cache
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Literal, NamedTuple, TypeAlias
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from cms.read.addresses import is_public, resolve_host
from cms.read.sniffing import sniff
from cms.read.wire import Wire, connect

LIMIT = 20_000_000
"""The size of an image in bytes over which it isn't fetched."""

SECONDS = 30.0
"""How long an image may take, with all redirects."""

REDIRECTS = 5
"""How many times an answer may lead elsewhere: `http` to `https`, to `www`, to where files lie, and two more."""

MEDIA_TYPES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"})
"""What is taken, by content. SVG isn't: it may carry scripts."""

Reason: TypeAlias = Literal[
    "url",  # it isn't one
    "scheme",  # neither http nor https
    "credentials",  # it holds a name or a password
    "host",  # it has no address
    "address",  # one of its addresses, or the port, isn't public
    "connection",  # nobody answers, or the answer breaks off or isn't HTTP
    "certificate",  # TLS doesn't prove who answers
    "timeout",
    "redirects",
    "status",  # anything but 200
    "encoding",  # packed though it was asked not to be
    "size",
    "type",  # not one of MEDIA_TYPES
]
"""Why an image wasn't fetched."""

_PIECE = 65_536
_MOVED = frozenset({301, 302, 303, 307, 308})
_PORTS = {"http": 80, "https": 443}
_LONGEST_NAME = 253
_NOT_IN_NAMES = re.compile(r"[\x00-\x20\x7f%/\\]")
_SAFE = "!#$%&'()*+,/:;=?@[]~"  # RFC 3986's, and the percent sign of what is encoded already


class Fetched(NamedTuple):
    """An image, and its media type by its content."""

    data: bytes
    media_type: str


class Unfetched(NamedTuple):
    """Why there is no image."""

    reason: Reason


class _Target(NamedTuple):
    """What a URL asks for, and of whom: `host` in ASCII, `authority` as a Host header has it."""

    secure: bool
    host: str
    port: int
    authority: str
    path: str


class _Reach(NamedTuple):
    """What may be reached, and how, as `fetch` is told."""

    allowed: Callable[[str, int], bool]
    resolve: Callable[[str, int], Sequence[str]]
    context: ssl.SSLContext | None


class _Refusal(Exception):  # noqa: N818 - it is an answer
    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


def fetch(
    url: str,
    *,
    limit: int = LIMIT,
    seconds: float = SECONDS,
    allowed: Callable[[str, int], bool] = is_public,
    resolve: Callable[[str, int], Sequence[str]] = resolve_host,
    context: ssl.SSLContext | None = None,
) -> Fetched | Unfetched:
    """The image at a URL, of `limit` bytes at most, within so many seconds.

    `allowed` says which (address, port) may be connected to, `resolve` gives a host's addresses, `context` whose
    certificates are trusted (the system's, unless given).
    """
    try:
        deadline = time.monotonic() + seconds
        data = _follow(url, limit, deadline, _Reach(allowed, resolve, context))
    except (_Refusal, OSError, HTTPException) as error:
        return Unfetched(_reason(error))
    media_type = sniff(data)
    return Fetched(data, media_type) if media_type in MEDIA_TYPES else Unfetched("type")


def _follow(url: str, limit: int, deadline: float, reach: _Reach) -> bytes:
    for _ in range(REDIRECTS + 1):
        target = _target(url)
        addresses = _addresses(target, reach)
        context = (reach.context or _trusting()) if target.secure else None
        wire = connect(target.host, target.port, addresses, deadline, context)
        try:
            found = _ask(wire, target, limit)
        finally:
            wire.hang_up()
        if isinstance(found, bytes):
            return found
        url = _joined(url, found)
    raise _Refusal("redirects")


@cache
def _trusting() -> ssl.SSLContext:
    """What trusts whom the system trusts: reading all their certificates takes tens of milliseconds."""
    return ssl.create_default_context()


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise _Refusal("url") from error


def _reason(error: Exception) -> Reason:
    if isinstance(error, _Refusal):
        return error.reason
    return next((reason for kind, reason in _FAILURES.items() if isinstance(error, kind)), "connection")


_FAILURES: dict[type[Exception], Reason] = {ssl.SSLCertVerificationError: "certificate", TimeoutError: "timeout"}


def _target(url: str) -> _Target:
    try:
        parts = urlsplit(url.strip())
        host = _ascii(parts.hostname or "")
        port = parts.port
    except ValueError as error:
        raise _Refusal("url") from error
    if parts.scheme not in _PORTS:
        raise _Refusal("scheme" if parts.scheme else "url")
    if "@" in parts.netloc:
        raise _Refusal("credentials")
    if not host:
        raise _Refusal("url")
    usual = _PORTS[parts.scheme]
    name = f"[{host}]" if ":" in host else host
    authority = name if port in {None, usual} else f"{name}:{port}"
    return _Target(parts.scheme == "https", host, usual if port is None else port, authority, _path(parts))


def _ascii(host: str) -> str:
    """A host's name as it is looked up. Raises ValueError where it can't be one."""
    if len(host) > _LONGEST_NAME or host.startswith(".") or _NOT_IN_NAMES.search(host):
        raise ValueError
    return host.encode("idna").decode()


def _path(parts: SplitResult) -> str:
    query = f"?{parts.query}" if parts.query else ""
    return quote((parts.path or "/") + query, safe=_SAFE, errors="replace")


def _addresses(target: _Target, reach: _Reach) -> Sequence[str]:
    """The host's addresses, if all are allowed: one that isn't means that somebody tries."""
    try:
        found = reach.resolve(target.host, target.port)
    except (OSError, UnicodeError):
        found = ()
    if not found:
        raise _Refusal("host")
    if not all(reach.allowed(address, target.port) for address in found):
        raise _Refusal("address")
    return found


def _ask(wire: Wire, target: _Target, limit: int) -> bytes | str:
    """The answer's body, or the address that it leads to."""
    connection = HTTPConnection(target.host, target.port)
    connection.sock = wire
    connection.auto_open = 0  # without a socket it would look the host up again
    try:
        connection.putrequest("GET", target.path, skip_host=True, skip_accept_encoding=True)
        for name, value in _HEADERS.items():
            connection.putheader(name, value)
        connection.putheader("Host", target.authority)
        connection.endheaders()
        with connection.getresponse() as response:
            return _answer(response, limit)
    finally:
        connection.close()


_HEADERS = {
    "Accept": ", ".join(sorted(MEDIA_TYPES)),
    "Accept-Encoding": "identity",
    "Connection": "close",
    "User-Agent": "dataforgood-cms",
}


def _answer(response: HTTPResponse, limit: int) -> bytes | str:
    location = response.headers.get("Location")
    if response.status in _MOVED and location:
        return location
    if response.status != HTTPStatus.OK:
        raise _Refusal("status")
    if response.getheader("Content-Encoding", "identity").strip().lower() not in {"", "identity"}:
        raise _Refusal("encoding")
    pieces = []
    size = 0
    while piece := response.read(_PIECE):
        size += len(piece)
        if size > limit:
            raise _Refusal("size")
        pieces.append(piece)
    if response.length:  # bytes that were announced and never came
        raise _Refusal("connection")
    return b"".join(pieces)
