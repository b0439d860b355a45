"""JSON values → their RFC 8785 (JCS) bytes, the form of every JSON file of a bundle."""

from __future__ import annotations

import math
import unicodedata

import orjson

from cms.model import Json

_OPTIONS = orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER
_BEYOND_SURROGATES = "\ue000"
_SMALLEST, _LARGEST = 1e-5, 1e16
_LARGEST_INTEGER = 2**53
_PLAIN = frozenset({str, int, bool, type(None)})


def dumps(value: Json) -> bytes:
    """The bytes of a value that is canonical, or made by the program itself. Raises TypeError for what isn't JSON."""
    return orjson.dumps(value, option=_OPTIONS)


def raw(data: bytes) -> Json:
    """Bytes from `dumps` as a value for another `dumps`: they are copied, not read again."""
    return orjson.Fragment(data)


def encoded(value: Json) -> bytes:
    """The bytes of a value from content: `dumps(canonical(value))`, without the copy where it would be equal."""
    if _is_plain(value):
        data = dumps(value)
        # A text without its quotes, or with escapes for some characters, is in NFC if the whole is.
        if data.isascii() or unicodedata.is_normalized("NFC", data.decode()):
            return data
    return dumps(canonical(value))


def canonical(value: Json) -> Json:
    """A copy of a value from content for which `dumps` gives JCS: strings in NFC, whole floats as integers.

    Markup stays as it is: NFC would make one character of a tag's `>` and a combining stroke behind it.
    Raises ValueError for numbers that orjson and JavaScript write differently; content with such numbers has errors.
    """
    if isinstance(value, str):
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, list):
        return [canonical(item) for item in value]
    if isinstance(value, dict):
        return _ordered({canonical(name): _member(name, item) for name, item in value.items()})
    return value


def _is_plain(value: Json) -> bool:
    """Whether `canonical` would change nothing but strings' normal form: no doubles, and names in ASCII only."""
    kind = type(value)
    if kind is dict:
        if not "".join(value).isascii():
            return False
        value = value.values()
    elif kind is not list:
        return kind in _PLAIN
    for item in value:  # noqa: SIM110 - a generator takes twice the time
        if type(item) not in _PLAIN and not _is_plain(item):
            return False
    return True


def _member(name: str, value: Json) -> Json:
    return value if name == "html" and isinstance(value, str) else canonical(value)


def _number(value: float) -> Json:
    if value == 0:
        return 0
    if not math.isfinite(value) or not _SMALLEST <= abs(value) < _LARGEST:
        raise ValueError(value)
    if value.is_integer():
        return int(value) if abs(value) < _LARGEST_INTEGER else raw(str(int(value)).encode())
    return value


def _ordered(value: dict[str, Json]) -> Json:
    """JCS sorts names by UTF-16 units, orjson by code points: U+E000 to U+FFFF and what is beyond change places."""
    if all(name < _BEYOND_SURROGATES for name in value):
        return value
    names = sorted(value, key=lambda name: name.encode("utf-16-be"))
    return raw(b"{" + b",".join(dumps(name) + b":" + dumps(value[name]) for name in names) + b"}")
