"""A block's marks of bold, the author's first and second, third and fourth … → what keeps some from being bold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
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


class Block(NamedTuple):
    """The offsets of a paragraph or the like, its marks of bold, and whether each has its other."""

    place: tuple[int, int]
    marks: Sequence[Run]
    is_paired: bool


def blocks_with_bold(file: Checkable) -> Iterator[Block]:
    """The blocks with marks: paired where their number is even and all asterisks are understood. Runs the parser."""
    for place, runs in groupby(bold_runs(file), key=_block):
        marks = tuple(runs)
        found = re.compile(_ASTERISKS).finditer(file.text, *place)
        written = [match for match in found if match[0][0] == "*" and not file.is_code(match.start())]
        is_paired = len(marks) % 2 == 0 and len(marks) == len(written)
        yield Block(place, marks, is_paired and all(map(_is_at, written, marks)))


def broken_pairs(file: Checkable, blocks: Iterable[Block]) -> Iterator[Broken]:
    """The pairs of paired blocks that are printed, or of which something else was made."""
    strong = {(node.start, node.end) for node in file.nodes_of("strong")}
    for place, marks, is_paired in blocks:
        if is_paired and any(run.mark != MADE for run in marks):
            pairs = [pair_of(file.text, *_alike(*two)) for two in zip(marks[::2], marks[1::2], strict=True)]
            yield from _broken(file, place, pairs, strong)


def _is_at(written: re.Match[str], run: Run) -> bool:
    return written.start() <= run.start < written.end()


def _block(run: Run) -> tuple[int, int]:
    return run.around[0][1:]


def _broken(
    file: Checkable, block: tuple[int, int], pairs: Sequence[Pair], strong: AbstractSet[tuple[int, int]]
) -> Iterator[Broken]:
    broken = [_judged(pair) for pair in pairs if _place(pair) not in strong]
    if not all(each.case is not None for each in broken):
        broken = [each for each in broken if each.case is not None and not each.pair.inner[0].isspace()]
    left = {_place(each.pair) for each in broken if each.case == "punctuation" or not each.edits}
    mended = {_place(each.pair) for each in broken} - left
    phrases = [f"**{pair.inner.strip()}**" for pair in pairs if _place(pair) in strong or _place(pair) in mended]
    edits = [edit for each in broken for edit in each.edits]
    is_proven = bool(edits) and _bold_in(file, block, edits) == list(map(_joined, phrases))
    for pair, case, own in broken:
        if case is not None:
            yield Broken(pair, case, own if is_proven else ())


def _place(pair: Pair) -> tuple[int, int]:
    return pair.first.start, pair.second.end


def _judged(pair: Pair) -> _Judged:
    is_whole = pair.first.around == pair.second.around and pair.inner.count("*") % 2 == 0
    case = what_is_wrong(pair) if is_whole else None
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
