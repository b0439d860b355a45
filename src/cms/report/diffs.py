"""Texts before and after → a unified diff that `git apply` understands."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff

_NO_END = "\\ No newline at end of file"


def diff(path: str, before: str, after: str) -> Iterator[str]:
    """The diff of one file, as lines without line ends. The path is from the repository's root."""
    for line in unified_diff(_lines(before), _lines(after), _name(f"a/{path}"), _name(f"b/{path}")):
        text = line.removesuffix("\n")
        yield text
        if text == line:
            yield _NO_END


def _name(path: str) -> str:
    """A path as Git writes it: in quotes where it holds signs that have a meaning, with a tab behind it for spaces."""
    escaped = path.translate({ord(sign): f"\\{name}" for sign, name in zip('"\\\t\n\r', '"\\tnr', strict=True)})
    if escaped != path:
        return f'"{escaped}"'
    return f"{path}\t" if " " in path else path


def _lines(text: str) -> list[str]:
    """The lines with their ends; only a line feed ends one."""
    lines = [line + "\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines
