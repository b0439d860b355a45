"""Diagnostics → text, JSON lines and GitHub annotations, worded in French or English; the rules' pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from cms.model import Diagnostic
from cms.report.github import github
from cms.report.json import json_lines
from cms.report.look import Look, Summary
from cms.report.pages import RULES, explain
from cms.report.summary import exported_line, stopped_line, summarise
from cms.report.text import text
from cms.report.wording import Wording, word, word_error
from cms.report.words import LANGS

__all__ = [
    "FORMATS",
    "LANGS",
    "RULES",
    "Look",
    "Summary",
    "Wording",
    "explain",
    "exported_line",
    "stopped_line",
    "summarise",
    "word",
    "word_error",
]

FORMATS: Mapping[str, Callable[[Sequence[Diagnostic], Look], Iterator[str]]] = {
    "text": text,
    "json": json_lines,
    "github": github,
}
"""How to show diagnostics, by name: each yields lines without line ends."""
