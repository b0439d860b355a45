"""How a report is to look: language, colours, width, where the files' texts come from."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Summary(NamedTuple):
    """What a check covered and found."""

    files: int
    errors: int
    warnings: int


class Look(NamedTuple):
    """How to show diagnostics.

    `width` is in terminal columns; `text_of` gives a file's text (LF only) by its path, None where it can't be read;
    without `summary`, no counts are shown at the end.
    """

    lang: str
    colour: bool
    width: int
    text_of: Callable[[str], str | None]
    summary: Summary | None = None
