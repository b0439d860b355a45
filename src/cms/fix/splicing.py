"""A text and what is to stand at some of its places → the text with that."""

from __future__ import annotations

from collections.abc import Iterable

from cms.model import Fix
from cms.positions import line_starts, offsets_of


def splice(text: str, fixes: Iterable[Fix]) -> str:
    """The text with what stands at each span replaced. The spans don't overlap."""
    starts = line_starts(text)
    pieces = []
    at = 0
    for span, replacement in sorted(fixes):
        start, end = offsets_of(starts, span)
        pieces += [text[at:start], replacement]
        at = end
    return "".join([*pieces, text[at:]])
