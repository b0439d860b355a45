"""A body whose sections are entries → what each of them says, and what is left of the body."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from cms.importers.lines import Line, Note, text_of, with_fences
from cms.importers.mapping import Split
from cms.model import Data, Json, Node, Steps

BODY = "body"
"""The first step of a way into a source that leads to a line of its body; the line's number is the second."""

Outline = Callable[[str, int], tuple[Node, ...]]


class Section(NamedTuple):
    """A section: what it says by name, where that stands, and its heading's id.

    `whole` are all its lines, the heading first; `taken` those that say something, `lines` those left for its body.
    """

    data: Data
    places: dict[str, Steps]
    whole: tuple[Line, ...]
    taken: tuple[Line, ...]
    lines: tuple[Line, ...]
    notes: tuple[Note, ...]
    anchor: str


class Parts(NamedTuple):
    """A body in parts: what stands before its sections, these, and what stands behind; all in order."""

    before: tuple[Line, ...]
    sections: tuple[Section, ...]
    behind: tuple[Line, ...]


def divided(lines: Sequence[Line], split: Split, outline: Outline) -> Parts | None:
    """A body divided at the headings that the split names; None where there are too few of them."""
    headings = list(_headings(lines, outline))
    starts = [number for number, (_, node) in enumerate(headings) if split.heading.search(node.text)]
    if len(starts) < split.least:
        return None
    sections: list[Section] = []
    between: list[Line] = []
    behind: list[Line] = []
    for number, (at, node) in enumerate(headings):
        end = headings[number + 1][0] if number + 1 < len(headings) else len(lines)
        if number in starts:
            sections.append(_section(lines[at:end], node, split))
        elif number > starts[0]:
            (behind if number > starts[-1] else between).extend(lines[at:end])
    return Parts(tuple(lines[: headings[starts[0]][0]]), tuple(sections), (*between, *behind))


def _headings(lines: Sequence[Line], outline: Outline) -> Iterator[tuple[int, Node]]:
    """The headings of the first two levels and the positions of their lines."""
    text = text_of(lines)
    for node in outline(text, 0):
        if node.kind == "heading" and node.level <= 2:  # noqa: PLR2004 - lower ones belong to their section
            yield text.count("\n", 0, node.start), node


def _section(lines: Sequence[Line], node: Node, split: Split) -> Section:
    data: Data = {}
    places: dict[str, Steps] = {}
    notes: list[Note] = []
    heading = lines[0]
    if match := split.heading.search(node.text):
        _note_groups(match, heading, data, places)
    left: list[Line] = []
    taken: list[Line] = []
    for line, is_code in with_fences(lines[1:]):
        patterns = () if is_code else split.lines
        found = next((match for pattern in patterns if (match := pattern.search(line.text))), None)
        if found is None:
            left.append(line)
        elif any(found.groupdict().values()):
            _note_groups(found, line, data, places)
            taken.append(line)
        else:
            notes.append(Note(line.number, "left-out", "pattern", line.text))
    for line in left:
        for pattern in split.mentions:
            for match in pattern.finditer(line.text):
                _note_groups(match, line, data, places)
    return Section(data, places, tuple(lines), tuple(taken), tuple(left), tuple(notes), node.id)


def _note_groups(match: re.Match[str], line: Line, data: Data, places: dict[str, Steps]) -> None:
    """Take up what the groups of a match say; a group that is there already becomes a list."""
    for name, value in match.groupdict().items():
        if value and value.strip():
            places.setdefault(name, (BODY, line.number))
            known: list[Json] = data.setdefault(name, [])
            if value.strip() not in known:
                known.append(value.strip())
