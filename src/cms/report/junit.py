"""Diagnostics → JUnit XML, which GitLab, Jenkins and GitHub's test reporters show as a list of tests: a file is a test.

GitLab and Jenkins read only the first `failure` of a test, and take it for a failed test whatever its type. So a file's
errors stand in one, and what is no error stands in `system-out`: a file with warnings passes, as the check does.
GitLab reads this of it: https://docs.gitlab.com/ci/testing/unit_test_reports
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from cms.model import Diagnostic
from cms.report.columns import visible
from cms.report.look import Look
from cms.report.sentences import one_line, sentences
from cms.report.summary import summarise
from cms.report.text import place
from cms.report.words import words_of

_NAME = "cms check"
_NOT_XML = re.compile("[\ufffe\uffff]")
"""What XML 1.0 forbids besides what is made visible everywhere."""


def junit(diagnostics: Sequence[Diagnostic], look: Look) -> Iterator[str]:
    """One suite with a test for each file that something is said of; a single test that passes where nothing is."""
    by_path: dict[str, list[Diagnostic]] = {}
    for one in diagnostics:
        by_path.setdefault(one.path, []).append(one)
    failures = sum(any(map(_is_error, found)) for found in by_path.values())
    counts = {"tests": len(by_path) or 1, "failures": failures, "errors": 0, "skipped": 0}
    root = _element("testsuites", {"name": _NAME, **counts, "time": 0})
    suite = _element("testsuite", {"name": _NAME, **counts, "time": 0}, root)
    for path, found in by_path.items():
        _add_test(suite, path, found, look)
    if not by_path:
        test = _element("testcase", {"classname": _NAME, "name": _NAME, "time": 0}, suite)
        if look.summary is not None:
            SubElement(test, "system-out").text = _allowed(summarise(look.summary, look.lang))
    indent(root)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield from tostring(root, encoding="unicode").split("\n")


def _add_test(suite: Element, path: str, diagnostics: Sequence[Diagnostic], look: Look) -> None:
    """A file as a test. GitLab tells tests apart by class and name, and shows the class as the suite."""
    errors = list(filter(_is_error, diagnostics))
    first = (errors or diagnostics)[0]
    line = {} if first.span is None else {"line": first.span.line}
    test = _element("testcase", {"classname": _NAME, "name": path, "file": path, **line, "time": 0}, suite)
    if errors:
        said = {"message": one_line(first, look.lang), "type": first.rule}
        _element("failure", said, test).text = _paragraphs(errors, look.lang)
    others = [found for found in diagnostics if not _is_error(found)]
    if others:
        SubElement(test, "system-out").text = _paragraphs(others, look.lang)


def _is_error(diagnostic: Diagnostic) -> bool:
    return diagnostic.severity == "error"


def _paragraphs(diagnostics: Sequence[Diagnostic], lang: str) -> str:
    severities = words_of(lang).severities
    paragraphs = (
        "\n".join(
            [
                f"{visible(place(found.path, found.span))}: {severities[found.severity]}[{found.rule}]",
                *sentences(found, lang),
            ]
        )
        for found in diagnostics
    )
    return _allowed("\n\n".join(paragraphs))


def _element(name: str, attributes: Mapping[str, str | int], parent: Element | None = None) -> Element:
    element = Element(name, {key: _allowed(visible(str(value))) for key, value in attributes.items()})
    if parent is not None:
        parent.append(element)
    return element


def _allowed(text: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
