"""Replacements → the text with them, and the bytes of the file with them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from cms.model import Fix


class Line(NamedTuple):
    """How a file ends its lines, and whether it starts with a byte-order mark."""

    end: str
    mark: str


def splice(text: str, fixes: Iterable[Fix]) -> str:
    """The text with what stands at each span replaced. The spans don't overlap."""
    starts = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
    pieces = []
    at = 0
    for span, replacement in sorted(fixes):
        start = starts[span.line - 1] + span.column - 1
        pieces += [text[at:start], replacement]
        at = starts[span.end_line - 1] + span.end_column - 1
    return "".join([*pieces, text[at:]])
