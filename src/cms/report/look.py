"""How a report is to look: language, colours, width, where the files' texts come from."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from cms.model import Level


class Summary(NamedTuple):
    """What a check covered and found; of remarks (mere information), how many are shown and how many aren't.

    `mendable` are those that `cms fix` mends.
    """

    files: int
    errors: int
    warnings: int
    remarks: int = 0
    unsaid: int = 0
    mendable: int = 0


class Page(NamedTuple):
    """What explains a rule, as Markdown, and the level that it has where cms.yml sets none, if it is one of these."""

    text: str
    level: Level | None = None


def _no_page(_rule: str) -> Page | None:
    return None


class Look(NamedTuple):
    """How to show diagnostics.

    `width` is in terminal columns; `text_of` gives a file's text (LF only) by its path, None where it can't be read;
    without `summary`, no counts are shown at the end. `page_of` gives a rule's page, for formats that carry it.
    """

    lang: str
    colour: bool
    width: int
    text_of: Callable[[str], str | None]
    summary: Summary | None = None
    page_of: Callable[[str], Page | None] = _no_page
