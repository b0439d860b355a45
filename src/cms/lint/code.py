"""A Markdown body → whether a place in it is code or raw HTML: the parser is asked only where that isn't plain."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import NamedTuple

from cms.model import Node

_KINDS = frozenset({"code", "code_block", "html_inline", "html_block"})
_LONG_HTML = r"<!|<\?|<(?i:script|pre|style|textarea)"


class _Stretch(NamedTuple):
    """A part of a text, and where in it, or behind it, the first sign of code stands."""

    start: int
    end: int
    sign: int


class Code:
    """The code and the raw HTML of the body that begins at `start` of a text; `nodes` runs the parser."""

    def __init__(self, text: str, start: int, nodes: Callable[[], Iterable[Node]]) -> None:
        self._text = text
        self._start = start
        self._nodes = nodes
        self._paragraph = self._line = _Stretch(0, 0, 0)

    def holds(self, at: int) -> bool:
        """Whether an offset of the body lies in code or raw HTML."""
        if not self.may_hold(at):
            return False
        starts, ends = self._places
        number = bisect_right(starts, at) - 1
        return number >= 0 and at < ends[number]

    @cached_property
    def _places(self) -> tuple[list[int], list[int]]:
        places = sorted((node.start, node.end) for node in self._nodes() if node.kind in _KINDS)
        return [start for start, _ in places], [end for _, end in places]

    def may_hold(self, at: int) -> bool:
        """The same without the parser: false only where it is plain that there is no code."""
        if self._goes_on or (self._fences and bisect_right(self._fences, at) % 2):
            return True
        if not self._paragraph.start <= at < self._paragraph.end:
            self._paragraph = self._paragraph_at(at)
        if self._paragraph.sign <= at:
            return True
        if not self._line.start <= at < self._line.end:
            self._line = self._line_at(at)
        return self._line.sign <= at

    def _paragraph_at(self, at: int) -> _Stretch:
        """What stands between two blank lines, and the first sign of code or HTML in it."""
        text = self._text
        start = max(text.rfind("\n\n", self._start, at), self._start)
        end = text.find("\n\n", at)
        end = end if end >= 0 else len(text)
        signs = [found for sign in "`<" if (found := text.find(sign, start, end + 1)) >= 0]
        return _Stretch(start, end + 1, min(signs, default=end + 1))

    def _line_at(self, at: int) -> _Stretch:
        """A line; it may be code from its start, if it stands deep enough."""
        text = self._text
        start = max(text.rfind("\n", 0, at) + 1, self._start)
        end = text.find("\n", at)
        end = end if end >= 0 else len(text)
        margin = re.compile(r"[>\s\d.)*+-]*").match(text, start, end)
        deep = margin is not None and ("    " in margin[0] or "\t" in margin[0])
        return _Stretch(start, end + 1, start if deep else end + 1)

    @cached_property
    def _goes_on(self) -> bool:
        """Whether there is code or HTML that goes on behind blank lines, but for plain fences at lines' starts."""
        body = self._text[self._start :]
        if "~" in body and "~~~" in body:
            return True
        if "<" in body and (self._fences or re.search(_LONG_HTML, body)):
            return True
        if "`" not in body or "```" not in body:
            return False
        return (
            "````" in body or body.count("```") != len(self._fences) or not all(map(self._closes, self._fences[1::2]))
        )

    def _closes(self, at: int) -> bool:
        """Whether a fence may be the end of a block: nothing stands behind it."""
        end = self._text.find("\n", at)
        return not self._text[at + 3 : end if end >= 0 else len(self._text)].strip()

    @cached_property
    def _fences(self) -> list[int]:
        """Where lines begin with three backticks."""
        text, start = self._text, self._start
        found = [start] if text.startswith("```", start) else []
        at = text.find("`", start)
        at = text.find("\n```", start) if at >= 0 else -1
        while at >= 0:
            found.append(at + 1)
            at = text.find("\n```", at + 1)
        return found
