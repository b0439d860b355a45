"""Diagnostics → the Markdown page that GitHub shows for a step of a workflow.

https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-markdown-summary
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from cms.model import Diagnostic
from cms.report.github import COMMANDS
from cms.report.look import Look
from cms.report.markdown import code, marked, plain
from cms.report.sentences import one_line
from cms.report.summary import sentence, summarise
from cms.report.words import Words, words_of

ANNOTATIONS = 10
"""How many annotations of each level GitHub shows of a step."""

MOST = 200
"""How many diagnostics the page lists: more than anybody reads."""

_ROOM_FOR_END = 1000
"""Bytes kept for the line that says how many are missing."""


def step_summary(diagnostics: Sequence[Diagnostic], look: Look, room: int) -> Iterator[str]:
    """The counts, a table of the rules, and the diagnostics by file, in at most `room` bytes of UTF-8.

    It says how many diagnostics GitHub shows no annotation of, and how many it doesn't list itself.
    """
    words = words_of(look.lang)
    head = list(_head(diagnostics, look, words))
    room -= sum(map(_size, head)) + _ROOM_FOR_END
    if room < 0:
        return
    yield from head
    listed = 0
    path = None
    for found in diagnostics[:MOST]:
        lines = [*(["", code(found.path), ""] if found.path != path else []), _item(found, look.lang, words)]
        room -= sum(map(_size, lines))
        if room < 0:
            break
        yield from lines
        path = found.path
        listed += 1
    if listed < len(diagnostics):
        yield from ["", plain(sentence("unlisted", {"count": len(diagnostics) - listed}, look.lang))]
    yield ""


def _size(line: str) -> int:
    return len(line.encode(errors="backslashreplace")) + 1


def _head(diagnostics: Sequence[Diagnostic], look: Look, words: Words) -> Iterator[str]:
    yield from ["### cms check", ""]
    if look.summary is not None:
        yield from [plain(summarise(look.summary, look.lang)), ""]
    unseen = sum(max(0, count - ANNOTATIONS) for count in Counter(found.severity for found in diagnostics).values())
    if unseen:
        yield from [plain(sentence("unannotated", {"count": unseen}, look.lang)), ""]
    if diagnostics:
        yield from _table(diagnostics, words)


def _table(diagnostics: Sequence[Diagnostic], words: Words) -> Iterator[str]:
    """How often each rule is broken, the worst first."""
    worst_first = list(COMMANDS)
    counts = Counter((found.severity, found.rule) for found in diagnostics)
    yield f"| {words.summary['level']} | {words.summary['rule']} | {words.summary['count']} |"
    yield "| --- | --- | ---: |"
    for (severity, rule), count in sorted(
        counts.items(), key=lambda item: (worst_first.index(item[0][0]), -item[1], item[0][1])
    ):
        yield f"| {words.severities[severity]} | {code(rule)} | {count} |"


def _item(found: Diagnostic, lang: str, words: Words) -> str:
    """A diagnostic as an item of a list. Indented lines of it would be code: it has one line only."""
    where = "" if found.span is None else f"{found.span.line}:{found.span.column} "
    label = f"**{words.severities[found.severity]}**"
    return f"- {plain(where)}{label} {code(found.rule)} {marked(one_line(found, lang))}"
