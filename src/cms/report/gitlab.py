"""Diagnostics → a Code Quality report, which GitLab shows in merge requests.

What GitLab reads of it: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from cms.model import Diagnostic, Json
from cms.report.columns import visible
from cms.report.fingerprints import fingerprints
from cms.report.look import Look
from cms.report.sentences import one_line
from cms.report.text import last_line

# An error keeps the content from being published, a warning doesn't: two levels apart. Nothing of ours is a `blocker`.
_SEVERITIES = {"error": "critical", "warning": "minor", "info": "info"}


def gitlab(diagnostics: Sequence[Diagnostic], look: Look) -> Iterator[str]:
    """A JSON array with one object a line. GitLab shows one only of those whose fingerprints are alike."""
    yield "["
    last = len(diagnostics) - 1
    for number, (found, fingerprint) in enumerate(
        zip(diagnostics, fingerprints(diagnostics, look.text_of), strict=True)
    ):
        line = json.dumps(_issue(found, fingerprint, look.lang), ensure_ascii=False)
        yield f"  {line}{',' if number < last else ''}"
    yield "]"


def _issue(found: Diagnostic, fingerprint: str, lang: str) -> dict[str, Json]:
    return {
        "description": one_line(found, lang),
        "check_name": found.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[found.severity],
        "location": {"path": visible(found.path), "lines": _lines(found)},
    }


def _lines(found: Diagnostic) -> dict[str, int]:
    """The lines, the last included. A line is required: the first stands for the file as a whole."""
    if found.span is None:
        return {"begin": 1, "end": 1}
    return {"begin": found.span.line, "end": last_line(found.span)}
