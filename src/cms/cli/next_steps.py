"""What `cms init` says once it has written: what was done, what is unsure, and what to do next."""

from __future__ import annotations

import os
import shlex
import sys
import textwrap
from collections.abc import Collection, Iterator
from typing import NamedTuple

from cms.cli.screen import width_of
from cms.git import find_repository
from cms.report.summary import sentence
from cms.scaffold import GUIDES, Plan

_SHOWN = 10
"""Doubts that are printed where there are more."""

_USUAL = frozenset({"undescribed", "empty", "few-required", "few-entries", "rare"})
"""Doubts of nearly every set-up, which are printed last."""


class Started(NamedTuple):
    """A repository that was just written.

    `lacking` are those of the kept files that don't have all that cms needs there. `errors` is how many its content
    has by its new schemas, None where the content is new, too.
    """

    root: str
    plan: Plan
    written: Collection[str]
    kept: Collection[str]
    lacking: Collection[str]
    has_source: bool
    errors: int | None = None


def said(started: Started, lang: str) -> Iterator[str]:
    """What was done."""
    values = {"count": len(started.written), "folder": os.path.relpath(started.root)}
    yield sentence("init-made", values, lang)
    for path in started.kept:
        yield sentence("init-kept", {"path": path}, lang)


def found(started: Started, folder: str, page: str, lang: str) -> Iterator[str]:
    """What was found in the content of a folder; `page` is the file that names all that is unsure."""
    from cms.report import doubt_lines  # noqa: PLC0415 - only where there is something to infer from

    plan = started.plan
    names = [collection.name for collection in plan.collections]
    yield sentence("init-found", {"count": len(names), "folder": folder, "names": names}, lang)
    if not plan.doubts:
        yield sentence("init-sure", {}, lang)
        return
    heading = "init-doubts" if len(plan.doubts) <= _SHOWN else "init-doubt"
    yield sentence(heading, {"count": len(plan.doubts), "page": page}, lang)
    for line in doubt_lines(sorted(plan.doubts, key=lambda doubt: doubt.case in _USUAL)[:_SHOWN], lang):
        yield from _wrapped(line, "  - ")


def steps(started: Started, page: str, lang: str) -> Iterator[str]:
    """What to do next, numbered."""
    yield sentence("init-next", {}, lang)
    for number, step in enumerate(_steps(started, page, lang), 1):
        yield from _wrapped(step, f"  {number}. ")


def _steps(started: Started, page: str, lang: str) -> Iterator[str]:
    here = os.path.relpath(started.root)
    if here != ".":
        yield f"`cd {shlex.quote(here)}`"
    if started.errors is not None:
        yield from _of_content(started, page, lang)
    repository = find_repository(started.root)
    if repository is None:
        yield sentence("init-repository", {}, lang)
    elif repository.prefix:
        prefix = repository.prefix.rstrip("/")
        # Double quotes: in a hook, the command stands in single ones.
        quoted = prefix if shlex.quote(prefix) == prefix else f'"{prefix}"'
        yield sentence("init-below", {"prefix": prefix, "quoted": quoted}, lang)
    if not started.has_source and "requirements.txt" in started.written:
        yield sentence("init-source", {}, lang)
    if started.lacking:
        yield sentence("init-lacking", {"names": [*started.lacking]}, lang)
    guide = next((name for name in GUIDES if name in started.written), "")
    yield sentence("init-guide" if guide else "init-install", {"guide": guide}, lang)
    if started.errors is None:
        yield sentence("init-content", {"content": started.plan.content}, lang)


def _of_content(started: Started, page: str, lang: str) -> Iterator[str]:
    """What to do about content that was there before."""
    if started.plan.doubts:
        yield sentence("init-review", {"page": page}, lang)
    yield sentence("init-errors" if started.errors else "init-clean", {"count": started.errors}, lang)


def _wrapped(text: str, start: str) -> list[str]:
    return textwrap.wrap(
        text, width_of(sys.stdout), initial_indent=start, subsequent_indent=" " * len(start),
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
