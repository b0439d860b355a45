"""Diagnostics → text and what programs read, worded in French or English; the rules' pages.

Each part is loaded at its first use: a check that finds nothing needs one sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from cms.model import Diagnostic
from cms.report.look import Look, Page, Summary

if TYPE_CHECKING:
    from cms.report.diffs import diff
    from cms.report.doubts import doubt_comment, doubt_lines, doubt_page
    from cms.report.fixes import Repair, counted, fixed_lines
    from cms.report.github_summary import step_summary
    from cms.report.imports import import_json, import_lines, import_stopped, import_table, is_import_report
    from cms.report.pages import RULES, explain
    from cms.report.summary import exported_line, stopped_line, summarise
    from cms.report.wording import Wording, word, word_error
    from cms.report.words import LANGS

__all__ = [
    "FORMATS",
    "LANGS",
    "RULES",
    "Look",
    "Page",
    "Repair",
    "Summary",
    "Wording",
    "counted",
    "diff",
    "doubt_comment",
    "doubt_lines",
    "doubt_page",
    "explain",
    "exported_line",
    "fixed_lines",
    "import_json",
    "import_lines",
    "import_stopped",
    "import_table",
    "is_import_report",
    "step_summary",
    "stopped_line",
    "summarise",
    "word",
    "word_error",
]

_PARTS = {
    "diffs": ("diff",),
    "doubts": ("doubt_comment", "doubt_lines", "doubt_page"),
    "fixes": ("Repair", "counted", "fixed_lines"),
    "github_summary": ("step_summary",),
    "imports": ("import_json", "import_lines", "import_stopped", "import_table", "is_import_report"),
    "pages": ("RULES", "explain"),
    "summary": ("exported_line", "stopped_line", "summarise"),
    "wording": ("Wording", "word", "word_error"),
    "words": ("LANGS",),
}


def __getattr__(name: str) -> object:
    for part, names in _PARTS.items():
        if name in names:
            return getattr(import_module(f"cms.report.{part}"), name)
    raise AttributeError(f"module 'cms.report' has no attribute {name!r}")


def _of(module: str, name: str) -> Callable[[Sequence[Diagnostic], Look], Iterator[str]]:
    def lines(diagnostics: Sequence[Diagnostic], look: Look) -> Iterator[str]:
        found: Iterator[str] = getattr(import_module(f"cms.report.{module}"), name)(diagnostics, look)
        return found

    return lines


FORMATS: Mapping[str, Callable[[Sequence[Diagnostic], Look], Iterator[str]]] = {
    "text": _of("text", "text"),
    "json": _of("json", "json_lines"),
    "github": _of("github", "github"),
    "gitlab": _of("gitlab", "gitlab"),
    "sarif": _of("sarif", "sarif"),
    "junit": _of("junit", "junit"),
}
"""How to show diagnostics, by name: each yields lines without line ends."""
