"""What became of each part of a source that was imported: the lines of the loss report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

from cms.model import NOTHING, Json

Fate: TypeAlias = Literal["mapped", "changed", "made", "left-out"]


class Outcome(NamedTuple):
    """What became of one value, one place of a text, or one file.

    `path` and `line` (from 1; 0 for a file as a whole) are the source's; `field` is the dotted way to the value, `body`
    in a text, empty for a file. `value` is what the source has there, or what was made. `target` is the file and `at`
    the field that it went to. `reason` and `values` say why, for `cms.report` to word; a `made` value has no source.
    """

    path: str
    line: int
    field: str
    fate: Fate
    reason: str = ""
    value: Json = None
    target: str = ""
    at: str = ""
    values: Mapping[str, Json] = NOTHING


FileState: TypeAlias = Literal["new", "same", "kept", "replaced"]


class ImportedFile(NamedTuple):
    """A file of an import, and what becomes of it: `kept` is one that is there already and differs.

    `collection` is empty for media. `missing` are required fields that a draft lacks; `published` says it is no draft.
    """

    path: str
    collection: str
    state: FileState
    published: bool = True
    missing: tuple[str, ...] = ()


class Overall(NamedTuple):
    """What is to be said of an import as a whole.

    `warnings` count what a check says of its files besides errors, by rule, the worst first. `looked` is how many files
    the source has, where none of them is one that the mapping makes an entry of.
    """

    warnings: Mapping[str, int] = NOTHING
    looked: int | None = None
