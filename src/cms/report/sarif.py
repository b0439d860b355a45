"""Diagnostics → SARIF 2.1.0, which GitHub's code scanning, GitLab and editors read.

The standard: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
GitHub reads this of it:
https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from cms import __version__
from cms.model import Diagnostic, Fix, Json, Span
from cms.report.fingerprints import fingerprints
from cms.report.look import Look
from cms.report.sarif_rules import LEVELS, rule
from cms.report.text import place
from cms.report.wording import word
from cms.report.words import language, words_of

HOMEPAGE = "https://dataforgood.fr"
"""As in pyproject.toml."""

_ROOT = "%SRCROOT%"
_START = Span(1, 1, 1, 1)
_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")


def sarif(diagnostics: Sequence[Diagnostic], look: Look) -> Iterator[str]:
    """A log with one run, with the rules that the results name. It holds no absolute path and no time."""
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [_run(diagnostics, look)],
    }
    yield from json.dumps(log, ensure_ascii=False, indent=2).split("\n")


def _run(diagnostics: Sequence[Diagnostic], look: Look) -> dict[str, Json]:
    ids = sorted({found.rule for found in diagnostics})
    indexes = {name: index for index, name in enumerate(ids)}
    prints = fingerprints(diagnostics, look.text_of)
    driver = {
        "name": "cms",
        "version": __version__,
        "semanticVersion": __version__,
        "informationUri": HOMEPAGE,
        "rules": [rule(name, look.page_of(name)) for name in ids],
    }
    return {
        "tool": {"driver": driver},
        "language": language(look.lang),
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder that cms.yml stands in."}}},
        "results": [
            _result(found, indexes, fingerprint, look.lang)
            for found, fingerprint in zip(diagnostics, prints, strict=True)
        ],
    }


def _result(found: Diagnostic, indexes: Mapping[str, int], fingerprint: str, lang: str) -> dict[str, Json]:
    result = {
        "ruleId": found.rule,
        "ruleIndex": indexes[found.rule],
        "level": LEVELS[found.severity],
        "message": {"text": _message(found, lang)},
        "locations": [_location(found.path, found.span)],
        # Not GitHub's own `primaryLocationLineHash`: its upload action works that out from the file.
        "partialFingerprints": {"cmsDiagnostic/v1": fingerprint},
    }
    if found.related:
        result["relatedLocations"] = [
            {"id": number, **_location(related.path, related.span)} for number, related in enumerate(found.related, 1)
        ]
    if found.fixes:
        result["fixes"] = [_fix(found, lang)]
    return result


def _message(found: Diagnostic, lang: str) -> str:
    """What is said, with links to the related locations by their ids: GitHub shows no others."""
    words = words_of(lang)
    wording = word(found, lang)
    lines = [_LINK.sub(r"\\[", wording.message)]
    for number, related in enumerate(found.related, 1):
        label = re.sub(r"[\[\]\\]", r"\\\g<0>", place(*related))
        lines.append(words.see.replace("{place}", f"[{label}]({number})"))
    if wording.help:
        lines.append(_LINK.sub(r"\\[", words.typeset(words.help) + wording.help))
    return "\n".join(lines)


def _fix(found: Diagnostic, lang: str) -> dict[str, Json]:
    """All edits at once: none of them alone would mend the file."""
    wording = word(found, lang)
    return {
        "description": {"text": wording.help or wording.message},
        "artifactChanges": [
            {"artifactLocation": _artifact(found.path), "replacements": [_replacement(fix) for fix in found.fixes]}
        ],
    }


def _replacement(fix: Fix) -> dict[str, Json]:
    replacement: dict[str, Json] = {"deletedRegion": _region(fix.span)}
    if fix.replacement:
        replacement["insertedContent"] = {"text": fix.replacement}
    return replacement


def _location(path: str, span: Span | None) -> dict[str, Json]:
    """A place. GitHub wants a region: the start of the file stands for all of it."""
    return {"physicalLocation": {"artifactLocation": _artifact(path), "region": _region(span or _START)}}


def _artifact(path: str) -> dict[str, str]:
    return {"uri": quote(path, errors="surrogateescape"), "uriBaseId": _ROOT}


def _region(span: Span) -> dict[str, int]:
    """Both count from 1, and the end column is exclusive in both."""
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
