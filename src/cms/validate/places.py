"""Where to point in a document, and what to quote of it, when something is said about one of its values."""

from __future__ import annotations

from cms.model import Document, Json, Mark, Span, Steps
from cms.positions import find, span_between

_QUOTED = 60
_OPENING_LINE = Span(1, 1, 1, 4)


def span_at(document: Document, at: Steps) -> Span:
    """The span of a value; where it takes several lines, that of its name, which says as much and is easier to see."""
    mark = find(document.mark, at)
    span = span_between(document.text, mark.start, mark.end)
    return span if span.line == span.end_line and at else span_of_owner(document, at)


def span_of_owner(document: Document, at: Steps) -> Span:
    """Where to say what a mapping or list lacks: its name; else the front matter's opening line, or its first name."""
    mark = find(document.mark, at)
    if mark.key is not None:
        return span_between(document.text, *mark.key)
    if not at and document.kind == "markdown":
        return _OPENING_LINE
    first = _first_name(mark)
    return span_between(document.text, *first) if first else _first_line(document, mark)


def _first_name(mark: Mark) -> tuple[int, int] | None:
    children = mark.children
    return next((child.key for child in children.values()), None) if isinstance(children, dict) else None


def _first_line(document: Document, mark: Mark) -> Span:
    line_end = document.text.find("\n", mark.start)
    return span_between(document.text, mark.start, mark.end if line_end == -1 else min(line_end, mark.end))


def quoted(document: Document, at: Steps, value: Json) -> str:
    """A value as its author wrote it, on one line of at most 60 characters; texts without their quotes."""
    if isinstance(value, str):
        text = value
    else:
        mark = find(document.mark, at)
        text = document.text[mark.start : mark.end]
    line = " ".join(text[: 4 * _QUOTED].split())
    return line if len(line) <= _QUOTED else line[: _QUOTED - 1] + "…"


def name_of(at: Steps) -> str:
    """The name by which people know a value: of the nearest property around it."""
    return next((step for step in reversed(at) if isinstance(step, str)), "")
