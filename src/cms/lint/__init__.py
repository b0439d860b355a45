"""The lint stage: from a file and what is known of it to what the schema can't say, one module a rule.

A new rule is a module with `ID`, `LEVEL`, `OPTIONS`, `EXPLAINS`, `check` and a docstring that is its page, and its name
in `NAMES`. All are loaded at the first use of one: most runs check no file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import cast

from cms.lint.checkable import Checkable, Text
from cms.lint.levels import Chosen, chosen
from cms.lint.rule import Edit, Finding, Rule
from cms.model import Diagnostic, Fix, Related, Severity, Span
from cms.positions import pointer, span_between

__all__ = ["NAMES", "Checkable", "Chosen", "Edit", "Finding", "Rule", "Text", "chosen", "rules", "run"]

_TEXT: tuple[str, ...] = ()
_DATA: tuple[str, ...] = ()
_VALUES: tuple[str, ...] = ()
_ADDRESSES: tuple[str, ...] = ()
_LINKS: tuple[str, ...] = ()
_MARKDOWN: tuple[str, ...] = ("raw-html",)
NAMES = _TEXT + _DATA + _VALUES + _ADDRESSES + _LINKS + _MARKDOWN
"""The rules by the name behind `lint/`, which is also that of the module; in the order in which they run."""

_RANK: Mapping[Severity, int] = {"info": 0, "warning": 1, "error": 2}


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by its id."""
    modules = (import_module(f"cms.lint.{name.replace('-', '_')}") for name in NAMES)
    return {rule.ID: rule for rule in (cast("Rule", module) for module in modules)}


def run(file: Checkable, chosen_rules: Sequence[Chosen], known: Sequence[Diagnostic]) -> list[Diagnostic]:
    """What is to be said of one file: what is known already and what the rules find, one diagnostic a cause."""
    found = list(known)
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
    return found


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
        if not (each.rule.startswith(explains) and _is_about(each, cause.pointer)):
            left.append(each)
        elif _RANK[each.severity] > _RANK[cause.severity]:
            cause = cause._replace(severity=each.severity)
    return left, cause


def _is_about(diagnostic: Diagnostic, about: str) -> bool:
    return not about or diagnostic.pointer == about or diagnostic.pointer.startswith(f"{about}/")
