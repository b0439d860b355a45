"""The lint stage: from a file and what is known of it to what the schema can't say, one module a rule.

A new rule is a module in `rules/`, with `ID`, `LEVEL`, `OPTIONS`, `EXPLAINS`, `FIXES`, `check` and a docstring that is
its page, and its name here. All are loaded at the first use of one: most runs check no file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import cast

from cms.lint.checkable import Checkable, Text
from cms.lint.levels import Chosen, chosen
from cms.lint.redaction import redacted
from cms.lint.rule import Edit, FileRule, Finding, MediaFile, MediaRule, Rule, TermRule
from cms.model import Diagnostic, Fix, Related, Severity, Span
from cms.positions import pointer, span_between

__all__ = [
    "NAMES",
    "Checkable",
    "Chosen",
    "Edit",
    "FileRule",
    "Finding",
    "MediaFile",
    "MediaRule",
    "Rule",
    "TermRule",
    "Text",
    "all_rules",
    "chosen",
    "file_rules",
    "media_rules",
    "run",
    "term_rules",
]

_TEXT: tuple[str, ...] = ("mojibake", "not-nfc", "invisible-character", "placeholder")
_DATA: tuple[str, ...] = (
    "unindented-continuation",
    "ambiguous-scalar",
    "cut-value",
    "date-format",
    "date-order",
    "date-mismatch",
    "naive-time",
)
_VALUES: tuple[str, ...] = ("split-object", "similar-key", "duplicate-item", "html-entity", "outer-space")
_ADDRESSES: tuple[str, ...] = (
    "invitation",
    "secret",
    "private-mailbox",
    "broken-address",
    "tracking-parameter",
    "insecure-link",
)
_LINKS: tuple[str, ...] = (
    "image-alt",
    "empty-image",
    "hotlinked-image",
    "dead-anchor",
    "empty-link",
    "spaced-link",
    "broken-link",
    "split-word",
    "link-space",
    "ambiguous-link",
    "url-text",
)
_MARKDOWN: tuple[str, ...] = (
    "raw-html",
    "broken-emphasis",
    "glued-quote",
    "lazy-quote",
    "skipped-heading",
    "second-title",
    "duplicate-heading",
    "long-heading",
    "empty-heading",
    "hash-without-space",
    "mark-space",
)
_FILES = _TEXT + _DATA + _VALUES + _ADDRESSES + _LINKS + _MARKDOWN
_MEDIA = ("heavy-image", "lfs-pointer")
_TERMS = ("near-duplicate",)
NAMES = (*_FILES, *_MEDIA, *_TERMS)
"""The rules by the name behind `lint/`, which is also that of the module; in the order in which they run."""

_RANK: Mapping[Severity, int] = {"info": 0, "warning": 1, "error": 2}


def all_rules() -> Mapping[str, Rule]:
    """Every rule by its id."""
    return {**file_rules(), **media_rules(), **term_rules()}


@cache
def file_rules() -> Mapping[str, FileRule]:
    """The rules about one file of a collection."""
    return cast("Mapping[str, FileRule]", _modules(_FILES))


@cache
def media_rules() -> Mapping[str, MediaRule]:
    """The rules about one file of the media folder."""
    return cast("Mapping[str, MediaRule]", _modules(_MEDIA))


@cache
def term_rules() -> Mapping[str, TermRule]:
    """The rules about terms that entries share."""
    return cast("Mapping[str, TermRule]", _modules(_TERMS))


def _modules(names: Sequence[str]) -> Mapping[str, object]:
    return {f"lint/{name}": import_module(f"cms.lint.rules.{name.replace('-', '_')}") for name in names}


def run(file: Checkable, chosen_rules: Sequence[Chosen[FileRule]]) -> list[Diagnostic]:
    """What is to be said of one file: what is known already and what the rules find, one diagnostic a cause."""
    found = list(file.known)
    causes = []
    for rule, level, options in chosen_rules:
        for finding in rule.check(file, options):
            diagnostic = _diagnostic(rule.ID, finding, level, file)
            if rule.EXPLAINS:
                causes.append((diagnostic, rule.EXPLAINS))
            else:
                found.append(diagnostic)
    for cause, explains in causes:
        found, diagnostic = _explained(found, cause, explains)
        found.append(diagnostic)
    return redacted(found, file.text)


def _diagnostic(name: str, finding: Finding, level: Severity, file: Checkable) -> Diagnostic:
    text = file.text
    return Diagnostic(
        name,
        file.document.path,
        span_between(text, finding.start, finding.end),
        finding.values,
        finding.case,
        level,
        pointer(finding.at),
        tuple(Related(file.document.path, span_between(text, *place)) for place in finding.related),
        tuple(_fixes(finding.edits, text)),
    )


def _fixes(edits: Sequence[Edit], text: str) -> Iterator[Fix]:
    """Edits as fixes; the lines between one and the next are counted once."""
    line, line_start, counted = 1, 0, 0
    for start, end, replacement in sorted(edits):
        line += text.count("\n", counted, start)
        line_start = text.rfind("\n", 0, start) + 1
        counted = start
        _, column, breaks, end_column = span_between(text[line_start:end], start - line_start, end - line_start)
        yield Fix(Span(line, column, line + breaks - 1, end_column), replacement)


def _explained(
    found: list[Diagnostic], cause: Diagnostic, explains: tuple[str, ...]
) -> tuple[list[Diagnostic], Diagnostic]:
    """What is left of the diagnostics when their cause is said, and the cause, as severe as the worst of them."""
    left = []
    for each in found:
        if not (each.rule.startswith(explains) and _is_about(each, cause)):
            left.append(each)
        elif _RANK[each.severity] > _RANK[cause.severity]:
            cause = cause._replace(severity=each.severity)
    return left, cause


def _is_about(diagnostic: Diagnostic, cause: Diagnostic) -> bool:
    """Whether a diagnostic is about the same value or what is in it; in a text, about one of the same places."""
    if cause.pointer:
        return diagnostic.pointer == cause.pointer or diagnostic.pointer.startswith(f"{cause.pointer}/")
    places = [cause.span, *(fix.span for fix in cause.fixes)]
    return any(_overlap(diagnostic.span, place) for place in places)


def _overlap(one: Span | None, other: Span | None) -> bool:
    return one is not None and other is not None and one[:2] < other[2:] and other[:2] < one[2:]
