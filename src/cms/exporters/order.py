"""The order of a collection: an entry's sort key, and where lists are cut into pages and parts."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from typing import NamedTuple, TypeVar

from cms.model import Data, Json, Term

T = TypeVar("T")


class Limits(NamedTuple):
    """How many entries a chunk holds: none but the last has fewer than `smallest`, none more than `largest`."""

    smallest: int
    largest: int


CHUNK = Limits(64, 256)
FIRST_PAGE = Limits(100, 356)

_COMPLEMENT = bytes(255 - byte for byte in range(256))
_SIGN = 1 << 63
_ALL = (1 << 64) - 1


def sort_key(data: Data, order: Sequence[Term], identity: str) -> str:
    """A text that puts an entry into its place in the collection; no two entries of a collection have the same."""
    return (b"".join(_term(data, term) for term in order) + identity.encode()).hex()


def cut(items: Iterable[T], path: Callable[[T], str], first: Limits = CHUNK) -> Iterator[list[T]]:
    """Cut a list into chunks, behind entries that their own path marks (`path` is below `entries/`).

    Since borders depend on the entries and not on their number, one that comes or goes changes a chunk or two.
    """
    limits = first
    chunk: list[T] = []
    for item in items:
        chunk.append(item)
        if len(chunk) >= limits.largest or (len(chunk) >= limits.smallest and _is_border(path(item))):
            yield chunk
            chunk, limits = [], CHUNK
    if chunk:
        yield chunk


def _is_border(path: str) -> bool:
    """Whether the first two bytes of the path's SHA-256 are divisible by 64: the second decides."""
    return sha256(path.encode()).digest()[1] % 64 == 0


def _term(data: Data, term: Term) -> bytes:
    value = _value(data, term.field)
    if value is None:
        return b"\x02"
    text = value + b"\x00"
    return b"\x01" + (text.translate(_COMPLEMENT) if term.descending else text)


def _value(data: Data, field: str) -> bytes | None:
    value: Json = data
    for name in field.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    if isinstance(value, dict):  # a reference, or a rendered text
        value = value.get("id", value.get("text"))
    if isinstance(value, bool):
        return bytes([value])
    if isinstance(value, int | float):
        return _number(value)
    return _text(value) if isinstance(value, str) else None


def _number(value: float) -> bytes:
    """A double whose bytes sort like the numbers: negative ones complemented, the sign's bit turned in the others."""
    (bits,) = struct.unpack(">Q", struct.pack(">d", value + 0.0))  # -0.0 is 0.0
    return int(bits ^ (_ALL if bits & _SIGN else _SIGN)).to_bytes(8, "big")


def _text(value: str) -> bytes:
    if value.isascii():
        return value.lower().encode()
    plain = "".join(char for char in unicodedata.normalize("NFKD", value) if not unicodedata.combining(char))
    return plain.casefold().replace("œ", "oe").replace("æ", "ae").encode()
