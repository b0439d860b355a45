"""Markdown body → all its nodes with their places, read off comrak's XML: for rules with a reason to look closely."""

from __future__ import annotations

import re
from typing import Any

from cms.model import Heading, Node
from cms.render.headings import number_headings
from cms.render.markdown import to_html, to_xml, unescape

_TAG = re.compile(
    r'<(/?)([a-z_]+)(?: sourcepos="(\d+):(\d+)-(\d+):(\d+)"([^>]*?)( /)?)?>'
    r"(?:(?<=preserve\">)([^<]*))?"
)
_LEVEL = re.compile(r' level="(\d)"')
_DESTINATION = re.compile(r' destination="([^"]*)"')
_LEAVES = frozenset({"text", "code", "code_block", "html_inline", "html_block"})
_SAID = frozenset({"text", "code"})
_BREAKS = frozenset({"softbreak", "linebreak"})


def outline(body: str, shift: int = 0) -> tuple[Node, ...]:
    """Every node of a body in the order of its start, the outer before the inner; `shift` is the body's offset.

    comrak loses count where a line ends within the parentheses of a link and where a table's cell has an escaped pipe:
    what follows in that paragraph or cell gets a place a little before its own. Never fails, whatever the body.
    """
    drafts = _drafts(_without_info(to_xml(body)), _Offsets(body, shift))
    if any(draft[0] == "heading" for draft in drafts):
        _, toc = number_headings(to_html(body))
        ids = iter(toc)
        for draft in drafts:
            if draft[0] == "heading":
                draft.append(next(ids, _NO_HEADING).id)
    return tuple([Node(*draft) for draft in drafts])


def _without_info(xml: str) -> str:
    """The XML without what stands behind a fence's backticks, which comrak doesn't escape."""
    return re.sub(
        r'(<code_block sourcepos="[\d:-]+") info=".*?"(?= xml:space="preserve">)', r"\1", xml, flags=re.DOTALL
    )


_NO_HEADING = Heading("", 0, "")


def _drafts(xml: str, offsets: _Offsets) -> list[list[Any]]:
    """The nodes by their start, each as a list of a Node's values; what one says is known only at its end."""
    drafts: list[list[Any]] = []
    said: list[list[str]] = []
    open_ones: list[list[Any]] = []
    for closing, kind, line, column, end_line, end_column, attributes, empty, text in _TAG.findall(xml):
        if closing:
            if kind not in _LEAVES:
                words = "".join(said.pop())
                open_ones.pop()[3] = words
                if said and kind != "image":
                    said[-1].append(words)
        elif line:
            plain = unescape(text)
            draft = [kind, offsets.of(line, int(column) - 1), offsets.of(end_line, int(end_column)), plain, "", 0]
            drafts.append(draft)
            if kind in _LEAVES:
                if kind in _SAID:
                    said[-1].append(plain)
            elif kind in _BREAKS:
                said[-1].append("\n")
            else:
                _describe(draft, attributes)
                if not empty:
                    open_ones.append(draft)
                    said.append([])
    return drafts[1:]


def _describe(draft: list[Any], attributes: str) -> None:
    """Take up where a link or an image leads, and which level a heading has."""
    if draft[0] in {"link", "image"}:
        found = _DESTINATION.search(attributes)
        draft[4] = unescape(found[1]) if found else ""
    elif draft[0] == "heading":
        found = _LEVEL.search(attributes)
        draft[5] = int(found[1]) if found else 0


class _Offsets:
    """From comrak's places, lines from 1 and UTF-8 bytes from 0, to code-point offsets of a text."""

    def __init__(self, text: str, shift: int) -> None:
        self._lines: dict[str, tuple[int, str]] = {}
        start = shift
        for number, line in enumerate(text.split("\n"), 1):
            self._lines[str(number)] = start, line
            start += len(line) + 1
        self._last = (shift + len(text), "")
        self._encoded: dict[str, bytes] = {}

    def of(self, line: str, inside: int) -> int:
        """The offset of a place; that of the line's end where the line is shorter."""
        start, text = self._lines.get(line, self._last)
        if not text.isascii():
            data = self._encoded.get(line)
            if data is None:
                data = self._encoded[line] = text.encode()
            inside = len(data[:inside].decode(errors="ignore"))
        return start + min(inside, len(text))
