"""A Markdown file's text to the places of its front matter and its body."""

from __future__ import annotations

import re
from typing import NamedTuple

from cms.parse.reading import Problem

_BLANK_LINES = re.compile(r"(?:[ \t]*+\n)*+")
_OPENING = re.compile(r"---[ \t]*+(?:\n|\Z)")
_CLOSING = re.compile(r"^---[ \t]*+$\n?", re.MULTILINE)
# What people and word processors write in their place.
_ALMOST = re.compile(r"^[ \t]*+((?:[-–—]{2,4}|—|\.\.\.|\+\+\+))[ \t]*+$", re.MULTILINE)


class FrontMatter(NamedTuple):
    """Where the front matter ends (before its closing line) and where the body begins, as offsets."""

    end: int
    body: int


def find_front_matter(text: str) -> FrontMatter | Problem:
    """Where the front matter lies: from the first line, `---`, to the next such line (either may end with blanks)."""
    opening = _OPENING.match(text)
    if opening is None:
        return _no_opening(text)
    closing = _CLOSING.search(text, opening.end())
    if closing is not None:
        return FrontMatter(closing.start(), closing.end())
    almost = _ALMOST.search(text, opening.end())
    return _problem("almost", *almost.span(1)) if almost else _problem("unterminated", 0, 3)


def _no_opening(text: str) -> Problem:
    blank = _BLANK_LINES.match(text)
    start = blank.end() if blank else 0
    if start and _OPENING.match(text, start):
        return _problem("late", start, start + 3)
    almost = _ALMOST.match(text, start)
    return _problem("almost", *almost.span(1)) if almost else _problem("missing", 0, len(text[:1].strip("\n")))


def _problem(case: str, start: int, end: int) -> Problem:
    return Problem("parse/front-matter", start, end, case)
