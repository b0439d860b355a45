"""A Markdown body of another system, line by line → the same in plain Markdown, and a note of each change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cms.importers.html import in_markdown
from cms.importers.lines import Line, Note, Tell, with_fences
from cms.importers.mapping import BodyRule
from cms.importers.values import fits_one
from cms.paths import slugify


class Cleaned(NamedTuple):
    """A body without what only the other system understands. `hidden` says that it has nothing to show."""

    lines: tuple[Line, ...]
    notes: tuple[Note, ...]
    hidden: bool = False


def cleaned(lines: Sequence[Line], rule: BodyRule, title: str = "") -> Cleaned:
    """A body in plain Markdown: no MDX, no admonitions, no title that the entry has, no blocks that the rule drops."""
    notes: list[Note] = []
    lines = list(_without_title(lines, title, notes.append))
    for step in (_without_modules, _without_admonitions, in_markdown):
        lines = list(step(lines, notes.append))
    kept, hidden = _without_blocks(lines, rule, notes)
    return Cleaned(tuple(trimmed(kept)), tuple(notes), hidden)


def _without_title(lines: Sequence[Line], title: str, tell: Tell) -> Iterator[Line]:
    """Without a heading of the first level at the start that says the title, which the page shows already."""
    first = next((number for number, line in enumerate(lines) if line.text.strip()), None)
    for number, line in enumerate(lines):
        if number == first and re.match(r"# +\S", line.text) and _says(line.text, title):
            tell(Note(line.number, "left-out", "title", line.text))
        else:
            yield line


def _says(heading: str, title: str) -> bool:
    """Whether a heading says much the same as a title: a word of it at least, or all of it without its spaces."""
    if heading.lstrip("# ").rstrip() == title:
        return True
    ours, theirs = slugify(heading), slugify(title)
    short, long = sorted((ours.replace("-", ""), theirs.replace("-", "")), key=len)
    common = {*ours.split("-")} & {*theirs.split("-")}
    return any(len(word) >= _TELLING for word in common) or (len(short) >= _TELLING and short in long)


_TELLING = 4
"""Letters from which on a word is no article."""

_MODULE = re.compile(r"(?:import\s.+\sfrom\s+['\"]|import\s+['\"]|export\s+(?:const|default|function|let|var)\b)")


def _without_modules(lines: Sequence[Line], tell: Tell) -> Iterator[Line]:
    """Without what MDX imports and exports, each up to an empty line behind its last bracket."""
    inside = False
    depth = 0
    for line, is_code in with_fences(lines):
        starts = not inside and bool(_MODULE.match(line.text))
        inside = not is_code and (starts or (inside and (depth > 0 or bool(line.text.strip()))))
        depth = 0 if starts or not inside else depth
        depth += sum(map(line.text.count, "([{")) - sum(map(line.text.count, ")]}"))
        if inside:
            tell(Note(line.number, "left-out", "mdx", line.text))
        else:
            yield line


_OPENING = re.compile(r"(?!.*:::\s*$)\s*:{3,}\s*([A-Za-z]\w*)\s*(?:\[(?P<boxed>.*)\]|(?P<title>.*?))\s*(?:\{.*\})?\s*$")
_CLOSING = re.compile(r"\s*:{3,}\s*$")


def _without_admonitions(lines: Sequence[Line], tell: Tell) -> Iterator[Line]:
    """Each admonition as a quotation, its title in bold, without empty lines at its start and end."""
    inside = False
    empty: list[Line] | None = None  # those that wait for another, once there has been one
    for line, is_code in with_fences(lines):
        if not is_code and (match := _OPENING.match(line.text)):
            inside, empty = True, None
            title = (match["boxed"] or match["title"] or "").strip()
            tell(Note(line.number, "changed", "admonition", line.text.strip()))
            if title:
                yield Line(line.number, f"> **{title}**" if "*" not in title and "[" not in title else f"> {title}")
                empty = [Line(line.number, "")]
        elif inside and not is_code and _CLOSING.match(line.text):
            inside = False
            yield Line(line.number, "")
        elif not inside:
            yield line
        elif not line.text.strip():
            empty = None if empty is None else [*empty, line]
        else:
            yield from (Line(number, ">") for number, _ in (empty or ())[: None if is_code else 1])
            yield Line(line.number, f"> {line.text}")
            empty = []


# --- Blocks ----------------------------------------------------------------------------------------------------------


def _without_blocks(lines: Sequence[Line], rule: BodyRule, notes: list[Note]) -> tuple[list[Line], bool]:
    """Without the blocks between empty lines that say nothing; whether one of them hides the entry."""
    kept: list[Line] = []
    hidden = False
    for block in _blocks(lines):
        text = " ".join(re.sub(r"^[>\s]+", "", line.text) for line in block)
        hides = fits_one(text, rule.hide)
        if hides or fits_one(text, rule.drop):
            hidden |= hides
            notes.append(Note(block[0].number, "left-out", "placeholder", text.strip()))
        else:
            kept += block
    return kept, hidden


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines in blocks, the empty ones behind theirs; a fence, and all in it, is one block."""
    block: list[Line] = []
    ended = False
    for line, is_code in with_fences(lines):
        empty = not line.text.strip() and not is_code
        if ended and not empty:
            yield block
            block, ended = [], False
        block.append(line)
        ended = ended or empty
    if block:
        yield block


def trimmed(lines: Sequence[Line]) -> Iterator[Line]:
    """Without empty lines at the start and the end, and none twice."""
    last = next((number for number in range(len(lines), 0, -1) if lines[number - 1].text.strip()), 0)
    was_empty = True
    for line, is_code in with_fences(lines[:last]):
        is_empty = not line.text.strip() and not is_code
        if not (is_empty and was_empty):
            yield line
        was_empty = is_empty
