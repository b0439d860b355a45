"""What was mended → the lines that say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cms.model import Diagnostic
from cms.report.columns import visible
from cms.report.summary import sentence
from cms.report.wording import word


class Repair(NamedTuple):
    """What was mended in a file; `left` is what can't be without harm, `written` whether the file could be written."""

    path: str
    fixed: Sequence[Diagnostic]
    left: Sequence[Diagnostic]
    written: bool


def fixed_lines(repairs: Sequence[Repair], lang: str) -> Iterator[str]:
    """Each file with the defects that it has no longer, then the counts."""
    for repair in repairs:
        yield visible(repair.path)
        if repair.fixed and not repair.written:
            yield f"  {sentence('meanwhile', {}, lang)}"
            continue
        for found in repair.fixed:
            yield f"  {_place(found)} {found.rule}: {word(found, lang).message}"
        for found in repair.left:
            yield f"  {_place(found)} {found.rule}: {sentence('left', {}, lang)}"
    yield counted([repair for repair in repairs if repair.written], lang)


def counted(repairs: Sequence[Repair], lang: str, *, done: bool = True) -> str:
    """How many defects were mended, or would be, in how many files."""
    files = [repair for repair in repairs if repair.fixed]
    counts = {"fixes": sum(len(repair.fixed) for repair in files), "files": len(files)}
    name = ("fixed" if done else "fixable") if files else "nothing-to-fix"
    return sentence(name, counts, lang)


def _place(found: Diagnostic) -> str:
    return f"{found.span.line}:{found.span.column}" if found.span else "-"
