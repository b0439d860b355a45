"""Markdown body → all its nodes with their places, read off comrak's XML: for rules with a reason to look closely."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from cms.model import Node
from cms.render.headings import number_headings
from cms.render.markdown import to_html, to_xml, unescape

_TAG = re.compile(
    r'<(/?)([a-z_]+)(?: sourcepos="(\d+):(\d+)-(\d+):(\d+)"([^>]*?)( /)?)?>'
    r"(?:(?<=preserve\">)([^<]*))?"
)
_LEVEL = re.compile(r' level="(\d)"')
_DESTINATION = re.compile(r' destination="([^"]*)"')
_LEAVES = frozenset({"text", "code", "code_block", "html_inline", "html_block"})
_SAID = frozenset({"text", "code", "softbreak", "linebreak"})


def outline(body: str) -> tuple[Node, ...]:
    """Every node of a body in the order of its start, the outer before the inner; offsets are relative to the body.

    comrak loses count where a line ends within the parentheses of a link and where a table's cell has an escaped pipe:
    what follows in that paragraph or cell gets a place a little before its own. Never fails, whatever the body.
    """
    nodes = list(_nodes(to_xml(body), _Offsets(body)))
    _, toc = number_headings(to_html(body)) if any(node.kind == "heading" for node in nodes) else ("", ())
    ids = iter(toc)
    return tuple([node._replace(id=_id(ids)) if node.kind == "heading" else node for node in nodes])


def _id(ids: Iterator[tuple[str, int, str]]) -> str:
    return next(ids, ("", 0, ""))[0]


def _nodes(xml: str, offsets: _Offsets) -> list[Node]:
    """The nodes by their start; what one says is known only at its end."""
    nodes: list[Node] = []
    open_ones: list[tuple[int, list[str]]] = []
    for closing, kind, *place, attributes, empty, text in _TAG.findall(xml):
        if closing:
            _close(kind, nodes, open_ones)
        elif place[0]:
            nodes.append(_node(kind, [int(number) for number in place], attributes, unescape(text), offsets))
            if kind not in _LEAVES and not empty:
                open_ones.append((len(nodes) - 1, []))
            elif open_ones and kind in _SAID:
                open_ones[-1][1].append(unescape(text) or "\n")
    return nodes[1:]


def _close(kind: str, nodes: list[Node], open_ones: list[tuple[int, list[str]]]) -> None:
    if kind in _LEAVES:
        return
    number, said = open_ones.pop()
    words = "".join(said)
    nodes[number] = nodes[number]._replace(text=words)
    if open_ones and kind != "image":
        open_ones[-1][1].append(words)


def _node(kind: str, place: list[int], attributes: str, text: str, offsets: _Offsets) -> Node:
    line, column, end_line, end_column = place
    destination, level = _DESTINATION.search(attributes), _LEVEL.search(attributes)
    url = unescape(destination[1]) if destination else ""
    start, end = offsets.of(line, column), offsets.of(end_line, end_column + 1)
    return Node(kind, start, end, text, url, int(level[1]) if level else 0)


class _Offsets:
    """From comrak's places, lines from 1 and columns of UTF-8 bytes from 1, to code-point offsets of a text."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._starts = list(accumulate((len(line) + 1 for line in self._lines), initial=0))
        self._encoded = lru_cache(maxsize=8)(lambda number: self._lines[number].encode())

    def of(self, line: int, column: int) -> int:
        """The offset of a place; that of the line's end where the line is shorter."""
        number = min(max(line, 1), len(self._lines)) - 1
        text = self._lines[number]
        inside = column - 1
        if not text.isascii():
            inside = len(self._encoded(number)[:inside].decode(errors="ignore"))
        return self._starts[number] + min(inside, len(text))
