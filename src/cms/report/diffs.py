"""Texts before and after → a unified diff that `git apply` understands."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff

_NO_END = "\\ No newline at end of file"


def diff(path: str, before: str, after: str) -> Iterator[str]:
    """The diff of one file, as lines without line ends. The path is from the repository's root."""
    tab = "\t" if " " in path else ""
    for line in unified_diff(_lines(before), _lines(after), f"a/{path}{tab}", f"b/{path}{tab}"):
        text = line.removesuffix("\n")
        yield text
        if text == line:
            yield _NO_END


def _lines(text: str) -> list[str]:
    """The lines with their ends; only a line feed ends one."""
    lines = [line + "\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines
