"""A file's data → its single values with their places, how they are written, and which of them a schema judges."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cms.lint.checkable import Checkable, Text
from cms.model import Json, Mark, Steps


class Scalar(NamedTuple):
    """A value that is no list and no mapping: the way to it, and the offsets of how it is written, quotes and all."""

    at: Steps
    value: Json
    start: int
    end: int


def scalars(file: Checkable) -> Iterator[Scalar]:
    """All single values among the data, in the order of the file."""
    return _scalars(file.document.data, file.document.mark, ())


def _scalars(value: Json, mark: Mark, at: Steps) -> Iterator[Scalar]:
    children = mark.children
    if isinstance(value, dict) and isinstance(children, dict):
        for name, child in children.items():
            yield from _scalars(value[name], child, (*at, name))
    elif isinstance(value, list) and isinstance(children, list):
        for position, (item, child) in enumerate(zip(value, children, strict=False)):
            yield from _scalars(item, child, (*at, position))
    else:
        yield Scalar(at, value, mark.start, mark.end)


def between_quotes(text: str, found: Text) -> tuple[int, int] | None:
    """Where a value stands without its quotes; None where it is written in another way than it reads."""
    written = text[found.start : found.end]
    if written == found.value:
        return found.start, found.end
    if written in {f'"{found.value}"', f"'{found.value}'"}:
        return found.start + 1, found.end - 1
    return None


def refused(file: Checkable) -> frozenset[str]:
    """The pointers to the values that checking has something to say of already."""
    return frozenset([each.pointer for each in file.known if each.pointer])


def judged(file: Checkable) -> frozenset[Steps]:
    """The ways to the values of which the schema has the word: those that it refuses, and those with a `format`."""
    refused = [violation.at for violation in file.schema.violations(file.data)]
    formed = [annotation.at for annotation in file.schema.annotations(file.data) if annotation.keyword == "format"]
    return frozenset([*refused, *formed])
