"""A text and what is to stand at some of its places → the text with that."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

from cms.model import Fix


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
