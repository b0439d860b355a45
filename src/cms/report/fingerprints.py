"""Diagnostics → what tells each from all others in a later report, when the lines of its file have moved."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from hashlib import sha256

from cms.model import Diagnostic, Span


def fingerprints(diagnostics: Sequence[Diagnostic], text_of: Callable[[str], str | None]) -> Iterator[str]:
    """32 hexadecimal digits for each diagnostic, in their order; no two are alike.

    They depend on the rule, the path, the field and the text at the place, neither on lines nor on positions in lists,
    nor on the language. Of several that have all this in common, the first is the first.
    """
    text_once = lru_cache(maxsize=2)(lambda path: _lines(text_of(path)))
    seen: Counter[tuple[str, ...]] = Counter()
    for found in diagnostics:
        field = re.sub(r"/\d+(?=/|$)", "/*", found.pointer)
        traits = (found.rule, found.path, field, _text_at(found.span, text_once(found.path)))
        seen[traits] += 1
        yield sha256(json.dumps([*traits, seen[traits]]).encode()).hexdigest()[:32]


def _lines(text: str | None) -> Sequence[str]:
    return [] if text is None else text.split("\n")


def _text_at(span: Span | None, lines: Sequence[str]) -> str:
    """The first line of what stands at the span: a mapping's later lines may change without the defect."""
    if span is None or span.line > len(lines):
        return ""
    line = lines[span.line - 1]
    return line[span.column - 1 : span.end_column - 1 if span.end_line == span.line else len(line)].strip()
