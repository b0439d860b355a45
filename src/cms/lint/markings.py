"""Marks of Markdown that several rules look at: those that are printed as they are, headings, what stands by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cms.lint.checkable import Checkable
from cms.model import Node

_BLOCKS = frozenset({"paragraph", "heading", "table_cell"})
_AROUND = frozenset({"link", "emph", "strong", "strikethrough", "image"})
_EMPHASIS = frozenset({"emph", "strong"})
_HOLDERS = _AROUND - _EMPHASIS
_BOLD = frozenset({"**", "***"})
MADE = "made"
"""The mark of a run that is no longer one: the parser made emphasis of it."""
_CONTAINERS = ("block_quote", "list", "footnote_definition", "table")
# An escaped character, or a run of marks.
_RUN = r"\\.|\*+|_+"
_TEMPLATE = r"\{\{|\{%|\{:"
_DEEPEST = 16
_MOST = 24
"""Characters that are shown of either end of a phrase."""


class Run(NamedTuple):
    """Asterisks or underscores that the reader sees, all the same: where they stand, and what they stand in."""

    start: int
    end: int
    mark: str
    around: tuple[tuple[str, int, int], ...]


def printed_runs(file: Checkable) -> Iterator[Run]:
    """The runs of marks in the prose of a body that no emphasis was made of, in order. Runs the parser.

    A text whose place isn't quite that of its source is left out, and so is what a template's tag stands in.
    """
    around: list[tuple[str, int, int]] = []
    is_prose = True
    for node in file.nodes:
        while around and around[-1][2] <= node.start:
            around.pop()
        if node.kind in _BLOCKS:
            is_prose = not re.search(_TEMPLATE, file.text[node.start : node.end])
        if node.kind in _BLOCKS or node.kind in _AROUND:
            around.append((node.kind, node.start, node.end))
        elif is_prose and _may_have_runs(node) and 0 < len(around) <= _DEEPEST:
            yield from _runs(file.text, node, tuple(around))


def bold_runs(file: Checkable) -> Iterator[Run]:
    """The runs of two or three asterisks in the prose of a body, printed or not, in order; around them, no emphasis.

    Runs the parser.
    """
    runs = {run.start: run for run in printed_runs(file) if run.mark in _BOLD}
    around: list[tuple[str, int, int]] = []
    for node in file.nodes:
        while around and around[-1][2] <= node.start:
            around.pop()
        if node.kind in _BLOCKS or node.kind in _HOLDERS:
            around.append((node.kind, node.start, node.end))
        elif node.kind == "strong" and around and file.text[node.start : node.start + 2] == "**":
            for start in (node.start, node.end - 2):
                runs[start] = Run(start, start + 2, MADE, tuple(around))
    for start in sorted(runs):
        yield runs[start]._replace(around=tuple(each for each in runs[start].around if each[0] not in _EMPHASIS))


def _may_have_runs(node: Node) -> bool:
    return node.kind == "text" and ("*" in node.text or "_" in node.text)


def _runs(text: str, node: Node, around: tuple[tuple[str, int, int], ...]) -> Iterator[Run]:
    source = text[node.start : node.end]
    if any(source.count(mark) != node.text.count(mark) for mark in "*_") or any(
        kind == "image" for kind, _, _ in around
    ):
        return
    for match in re.finditer(_RUN, source):
        if match[0][0] != "\\":
            yield Run(node.start + match.start(), node.start + match.end(), match[0], around)


def headings_of_page(file: Checkable) -> list[Node]:
    """The headings that stand in no quote or list. Runs the parser."""
    return [node for node in file.headings if not file.text[_line_start(file.text, node.start) : node.start].strip()]


def top_level(file: Checkable, kind: str) -> list[Node]:
    """The nodes of a kind that stand in no quote, list, table or footnote. Runs the parser."""
    end = -1
    nodes = []
    for node in file.nodes_of(kind, *_CONTAINERS):
        if node.start >= end:
            if node.kind == kind:
                nodes.append(node)
            if node.kind in _CONTAINERS:
                end = node.end
    return nodes


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def shown(phrase: str) -> str:
    """A phrase on one line, its middle left out where it is long: both ends matter."""
    words = " ".join(phrase.split())
    return words if len(words) <= 2 * _MOST + 3 else f"{words[:_MOST].rstrip()} … {words[-_MOST:].lstrip()}"


def folded(words: str) -> str:
    """A text as it is compared: without regard to capitals and to how its spaces are written."""
    return " ".join(words.split()).casefold()
