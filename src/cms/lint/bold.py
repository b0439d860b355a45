"""A block's marks of bold, the author's first and second, third and fourth … → what keeps some from being bold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from cms.lint.checkable import Checkable
from cms.lint.emphasis import EDITS, Pair, pair_of, what_is_wrong
from cms.lint.markings import MADE, Run, bold_runs
from cms.lint.rule import Edit

_ASTERISKS = r"\\.|\]\([^()\n]*\)|\*{2,}"
"""What is escaped, the target of a link, or a mark."""


class Broken(NamedTuple):
    """A pair that is no bold, why (a case of the rule), and the edits that make it bold, if that is proven."""

    pair: Pair
    case: str
    edits: tuple[Edit, ...]


class _Judged(NamedTuple):
    """The same, while it may be meant for something else: then it has no case."""

    pair: Pair
    case: str | None
    edits: tuple[Edit, ...]


def broken_pairs(file: Checkable) -> Iterator[Broken]:
    """The pairs that are printed, or of which something else was made, in blocks where each mark has its other."""
    for block, marks, is_paired in _blocks(file):
        if is_paired and any(run.mark != MADE for run in marks):
            yield from _broken(file, block, marks)


def unpaired_blocks(file: Checkable) -> frozenset[tuple[int, int]]:
    """The blocks where nobody knows which marks go together."""
    return frozenset(block for block, _, is_paired in _blocks(file) if not is_paired)


def _blocks(file: Checkable) -> Iterator[tuple[tuple[int, int], Sequence[Run], bool]]:
    """The offsets of each block with marks, these, and whether there is an even number, and no other asterisks."""
    for block, runs in groupby(bold_runs(file), key=_block):
        marks = tuple(runs)
        found = re.compile(_ASTERISKS).finditer(file.text, *block)
        written = [match for match in found if match[0][0] == "*" and not file.is_code(match.start())]
        is_paired = len(marks) % 2 == 0 and len(marks) == len(written)
        yield block, marks, is_paired and all(map(_is_at, written, marks))


def _is_at(written: re.Match[str], run: Run) -> bool:
    return written.start() <= run.start < written.end()


def _block(run: Run) -> tuple[int, int]:
    return run.around[0][1:]


def _broken(file: Checkable, block: tuple[int, int], runs: Sequence[Run]) -> Iterator[Broken]:
    strong = {(node.start, node.end) for node in file.nodes_of("strong")}
    pairs = [pair_of(file.text, *_alike(*two)) for two in zip(runs[::2], runs[1::2], strict=True)]
    broken = [_judged(pair) for pair in pairs if _place(pair) not in strong]
    if not all(each.case is not None for each in broken):
        broken = [each for each in broken if each.case is not None and not each.pair.inner[0].isspace()]
    left = {_place(each.pair) for each in broken if each.case == "punctuation" or not each.edits}
    mended = {_place(each.pair) for each in broken} - left
    phrases = [f"**{pair.inner.strip()}**" for pair in pairs if _place(pair) in strong | mended]
    edits = [edit for each in broken for edit in each.edits]
    is_proven = bool(edits) and _bold_in(file, block, edits) == list(map(_joined, phrases))
    for pair, case, own in broken:
        if case is not None:
            yield Broken(pair, case, own if is_proven else ())


def _place(pair: Pair) -> tuple[int, int]:
    return pair.first.start, pair.second.end


def _judged(pair: Pair) -> _Judged:
    case = what_is_wrong(pair) if pair.first.around == pair.second.around else None
    return _Judged(pair, case, () if case is None else EDITS[case](pair))


def _alike(first: Run, second: Run) -> tuple[Run, Run]:
    """Two runs with their mark, also where the parser made something of one."""
    marks = {first.mark, second.mark} - {MADE} or {"**"}
    mark = marks.pop() if len(marks) == 1 else MADE
    return first._replace(mark=mark), second._replace(mark=mark)


def _bold_in(file: Checkable, block: tuple[int, int], edits: Sequence[Edit]) -> list[str]:
    """How the bold phrases of a block are written, once it is mended."""
    start, end = block
    pieces = []
    at = start
    for edit in sorted(edits):
        pieces += [file.text[at : edit.start], edit.text]
        at = edit.end
    mended = _joined("".join([*pieces, file.text[at:end]]))
    return [mended[node.start : node.end] for node in file.nodes_in(mended) if node.kind == "strong"]


def _joined(text: str) -> str:
    """The lines of a block without what a quote or a list puts before them."""
    return re.sub(r"\n[\s>]*", "\n", text)
