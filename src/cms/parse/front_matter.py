"""A Markdown file's text to the places of its front matter and its body."""

from __future__ import annotations

import re
from typing import NamedTuple

from cms.parse.reading import Problem

_BLANK_LINES = r"(?:[ \t]*+\n)*+"
_LINE = re.compile(r"---[ \t]*+(?:\n|\Z)")
# What people and word processors write in its place; compiled where it is looked for.
_ALMOST = r"(?m)^[ \t]*+((?:[-–—]{2,4}|—|\.\.\.|\+\+\+))[ \t]*+$"

# TOML between its own marks, by its first line: to replace these alone would be no help.
_TOML = r"""\+\+\+[ \t]*+\n\s*+(?:[\w."'-]++[ \t]*+=|[\[#])"""


class FrontMatter(NamedTuple):
    """Where the front matter ends (before its closing line) and where the body begins, as offsets."""

    end: int
    body: int


def find_front_matter(text: str) -> FrontMatter | Problem:
    """Where the front matter lies: from the first line, `---`, to the next such line (either may end with blanks)."""
    opening = _LINE.match(text)
    if opening is None:
        return _no_opening(text)
    # Looked for by its first signs, which takes a fifth of the time of an expression.
    at = text.find("\n---", opening.end() - 1)
    while at >= 0:
        closing = _LINE.match(text, at + 1)
        if closing is not None:
            return FrontMatter(*closing.span())
        at = text.find("\n---", at + 1)
    almost = re.compile(_ALMOST).search(text, opening.end())
    return _problem("almost", *almost.span(1)) if almost else _problem("unterminated", 0, 3)


def _no_opening(text: str) -> Problem:
    blank = re.match(_BLANK_LINES, text)
    start = blank.end() if blank else 0
    if start and _LINE.match(text, start):
        return _problem("late", start, start + 3)
    almost = re.compile(_ALMOST).match(text, start)
    if almost and re.compile(_TOML).match(text, almost.start(1)):
        return _problem("toml", *almost.span(1))
    return _problem("almost", *almost.span(1)) if almost else _problem("missing", 0, len(text[:1].strip("\n")))


def _problem(case: str, start: int, end: int) -> Problem:
    return Problem("parse/front-matter", start, end, case)
