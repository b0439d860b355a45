"""Diagnostics → workflow commands, which GitHub shows as annotations beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cms.model import Diagnostic, Span
from cms.report.columns import visible
from cms.report.look import Look
from cms.report.sentences import sentences
from cms.report.text import last_line

COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
"""GitHub's command for each severity, the worst first."""


def github(diagnostics: Sequence[Diagnostic], look: Look) -> Iterator[str]:
    """Each diagnostic as one command: the rule is the title, message and help are the text.

    The worst come first: GitHub shows no more than the first ones of a step and of a job.
    """
    worst_first = list(COMMANDS)
    for diagnostic in sorted(diagnostics, key=lambda found: worst_first.index(found.severity)):
        properties = {"file": diagnostic.path, **_lines(diagnostic.span), "title": diagnostic.rule}
        shown = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
        yield f"::{COMMANDS[diagnostic.severity]} {shown}::{_text(chr(10).join(sentences(diagnostic, look.lang)))}"


def _lines(span: Span | None) -> dict[str, int]:
    """The span as properties. End columns are exclusive, like ours.

    GitHub drops an annotation that has columns and several lines, or an end before its start.
    """
    if span is None:
        return {}
    last = last_line(span)
    if span.end_line > span.line:
        return {"line": span.line, "endLine": last}
    return {"line": span.line, "col": span.column, "endLine": last, "endColumn": max(span.column, span.end_column)}


def _text(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _text(visible(text)).replace(":", "%3A").replace(",", "%2C")
