"""Diagnostics → JSON, one object a line, for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from cms.model import Diagnostic, Json, Span
from cms.report.look import Look
from cms.report.wording import word


def json_lines(diagnostics: Sequence[Diagnostic], look: Look) -> Iterator[str]:
    """Each diagnostic as an object whose keys are always the same and in the same order; nothing else, no counts.

    Lines and columns count from 1, columns in code points, ends are exclusive; `docs` is the command that explains the
    rule.
    """
    for diagnostic in diagnostics:
        yield json.dumps(_object(diagnostic, look.lang), ensure_ascii=False)


def _object(diagnostic: Diagnostic, lang: str) -> dict[str, Json]:
    wording = word(diagnostic, lang)
    return {
        "rule": diagnostic.rule,
        "severity": diagnostic.severity,
        "message": wording.message,
        "help": wording.help,
        "path": diagnostic.path,
        "span": _span(diagnostic.span),
        "pointer": diagnostic.pointer,
        "related": [{"path": related.path, "span": _span(related.span)} for related in diagnostic.related],
        "fixes": [{"span": _span(fix.span), "replacement": fix.replacement} for fix in diagnostic.fixes],
        "docs": f"cms explain {diagnostic.rule}",
    }


def _span(span: Span | None) -> dict[str, int] | None:
    if span is None:
        return None
    return {"line": span.line, "column": span.column, "endLine": span.end_line, "endColumn": span.end_column}
