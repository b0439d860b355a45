"""Places in a text: from code-point offsets and pointers to lines and columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from cms.model import Document, Json, Mark, Span, Steps


def span_between(text: str, start: int, end: int) -> Span:
    """Lines and columns (from 1, in code points, end exclusive) of the text between two offsets.

    Only a line feed ends a line.
    """
    line = text.count("\n", 0, start) + 1
    column = start - text.rfind("\n", 0, start)
    breaks = text.count("\n", start, end)
    if not breaks:
        return Span(line, column, line, column + end - start)
    end_line = line + breaks
    end_column = end - text.rfind("\n", 0, end)
    return Span(line, column, end_line, end_column)


def line_starts(text: str) -> list[int]:
    """The offset of each line's first character."""
    return list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))


def offsets_of(starts: Sequence[int], span: Span) -> tuple[int, int]:
    """The offsets, end exclusive, of a span of a text whose lines start there."""
    return starts[span.line - 1] + span.column - 1, starts[span.end_line - 1] + span.end_column - 1


def span_of(document: Document, at: Steps) -> Span:
    """The span of the value at `at`; of the nearest value around it where the document has none there."""
    mark = find(document.mark, at)
    return span_between(document.text, mark.start, mark.end)


def span_of_key(document: Document, at: Steps) -> Span:
    """The span of the property's name whose value is at `at`; of the value where it has no name of its own."""
    mark = find(document.mark, at)
    start, end = mark.key or (mark.start, mark.end)
    return span_between(document.text, start, end)


def find(mark: Mark, at: Steps) -> Mark:
    """The mark at `at` below `mark`, or the nearest one around it."""
    for step in at:
        children = mark.children
        if isinstance(children, dict):
            child = children.get(str(step))
        elif isinstance(children, list) and isinstance(step, int) and step < len(children):
            child = children[step]
        else:
            child = None
        if child is None:
            return mark
        mark = child
    return mark


def pointer(at: Steps) -> str:
    """The RFC 6901 pointer of a way into the data."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in at)


def steps_of(pointer: str, data: Json) -> Steps | None:
    """The way that an RFC 6901 pointer describes in the data; None where it leads nowhere."""
    steps: list[str | int] = []
    for part in pointer.removeprefix("/").split("/") if pointer else ():
        step: str | int = part.replace("~1", "/").replace("~0", "~")
        if isinstance(data, list) and part.isdecimal():
            step = int(part)
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
        steps.append(step)
    return tuple(steps) if pointer[:1] in {"", "/"} else None


def numbered(at: Steps) -> str:
    """The dotted way to a value, list positions from 1 among it: `team.2.person`."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in at)


def dotted(at: Steps) -> str:
    """The dotted property path of a way into the data, without list positions: `team.person`."""
    return ".".join([step for step in at if isinstance(step, str)])


def value_at(data: Json, at: Steps) -> Json:
    """The value at `at` in the data."""
    for step in at:
        data = data[step]
    return data


def with_value(data: Json, at: Steps, value: Json) -> Json:
    """The same data with another value at `at`, where there is one; the data itself isn't changed."""
    if not at:
        return value
    inner = with_value(data[at[0]], at[1:], value)
    if isinstance(data, list):
        return [inner if number == at[0] else item for number, item in enumerate(data)]
    return {**data, at[0]: inner}
