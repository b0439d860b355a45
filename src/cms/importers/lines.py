"""Lines of a Markdown text that know their numbers in the source, and which of them are code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, TypeAlias

from cms.outcomes import Fate


class Line(NamedTuple):
    """A line of a text, and the number that it has in the source's file."""

    number: int
    text: str


class Note(NamedTuple):
    """What became of some place of a body: the source's line, and its text there."""

    line: int
    fate: Fate
    reason: str
    value: str


Tell: TypeAlias = Callable[[Note], None]


def text_of(lines: Sequence[Line]) -> str:
    """Lines as a text."""
    return "\n".join(line.text for line in lines)


def with_fences(lines: Sequence[Line]) -> Iterator[tuple[Line, bool]]:
    """Each line, and whether it is code between fences (or a fence)."""
    if not any("```" in line.text or "~~~" in line.text for line in lines):
        yield from ((line, False) for line in lines)
        return
    fence = ""
    for line in lines:
        mark = re.match(r" {0,3}(`{3,}|~{3,})", line.text)
        if fence:
            yield line, True
            if mark and mark[1].startswith(fence) and not line.text.strip().strip(fence[0]):
                fence = ""
        else:
            fence = mark[1] if mark else ""
            yield line, bool(mark)


def runs(lines: Sequence[Line]) -> Iterator[tuple[list[Line], bool]]:
    """The lines in runs, and whether no markup can begin or end in one: it is code between fences, or empty."""
    for is_apart, run in groupby(with_fences(lines), lambda each: each[1] or not each[0].text.strip()):
        yield [line for line, _ in run], is_apart


def but_code(text: str, change: Callable[[str, int], str]) -> str:
    """A text with what isn't code in it changed, each piece with regard to the number of lines before it."""
    done: list[str] = []
    before = 0
    for number, piece in enumerate(re.split(r"(`+[^`]*`+)", text)):
        done.append(piece if number % 2 else change(piece, before))
        before += piece.count("\n")
    return "".join(done)
