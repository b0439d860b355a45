"""The fixes of a text → from which of its lines each line of the result comes."""

from __future__ import annotations

from collections.abc import Sequence

from cms.model import Fix


def origins(text: str, rounds: Sequence[Sequence[Fix]]) -> list[int]:
    """For each line of the text after its fixes, round by round, the number of the line that it was, from 1."""
    numbers = list(range(1, text.count("\n") + 2))
    for fixes in rounds:
        left = numbers[:1]
        at = 1
        for span, replacement in sorted(fixes):
            left += numbers[at : span.line]
            left += [numbers[span.line - 1]] * replacement.count("\n")
            if replacement.endswith("\n") or (not replacement and span.column == 1):
                left[-1] = numbers[span.end_line - 1]  # only what stands behind is left of its last line
            at = max(span.end_line, at)
        numbers = left + numbers[at:]
    return numbers
