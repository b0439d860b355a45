"""Data to the properties' names that have no place in a canonical JSON object (RFC 8785)."""

from __future__ import annotations

from collections.abc import Iterator

from cms.model import Json, Mark
from cms.parse.reading import Problem, Read


def unsortable_keys(text: str, read: Read) -> Iterator[Problem]:
    """Pairs of names in one mapping that sort one way by code point and another by UTF-16 unit, one a mapping.

    The canonical form sorts by UTF-16 unit. The two orders agree but for characters beyond U+FFFF beside those from
    U+E000 to U+FFFF.
    """
    has_pairs = len(text.encode("utf-16-le")) > 2 * len(text)
    if read.data is not None and (has_pairs or "\\" in text):
        yield from _unsortable(read.data, read.mark)


def _unsortable(data: Json, mark: Mark) -> Iterator[Problem]:
    if isinstance(data, dict) and isinstance(mark.children, dict):
        ours, theirs = sorted(data), sorted(data, key=_utf_16)
        pair = next(((one, other) for one, other in zip(ours, theirs, strict=True) if one != other), None)
        if pair is not None:
            names = list(data)
            first, second = sorted(pair, key=names.index)
            start, end = mark.children[second].key or (mark.start, mark.end)
            yield Problem("parse/key", start, end, "order", {"key": second, "other": first})
        for name, child in mark.children.items():
            yield from _unsortable(data[name], child)
    elif isinstance(data, list) and isinstance(mark.children, list):
        for value, child in zip(data, mark.children, strict=True):
            yield from _unsortable(value, child)


def _utf_16(text: str) -> bytes:
    return text.encode("utf-16-be", "surrogatepass")
