"""Markdown body → the places of its links, images and raw HTML, read off comrak's XML: for bodies with a flaw."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cms.model import Located, Span
from cms.render.markdown import to_html, to_xml, unescape
from cms.render.raw_html import what_is_lost
from cms.render.rewriting import cut
from cms.render.scanning import MAX_DEPTH
from cms.render.urls import is_published

_NODE = re.compile(
    r'<(link|image|html_inline|html_block) sourcepos="(\d+):(\d+)-(\d+):(\d+)"'
    r'(?: destination="([^"]*)" title="[^"]*"( /)?>| xml:space="preserve">([^<]*))|</image>'
)
_NESTED = re.compile(
    r'<(/?)(image|block_quote|item|taskitem|emph|strong|strikethrough)(?: sourcepos="(\d+):(\d+)-[^>]*?(/?))?>'
)

Place = tuple[int, int]
"""A line from 1 and a column: of UTF-8 bytes from 1 where comrak says it."""


class _Node(NamedTuple):
    """A link, an image or a piece of raw HTML: its first place and the one behind it, in bytes; its URL or HTML."""

    kind: str
    start: Place
    end: Place
    text: str


def locate(body: str) -> tuple[Located, ...]:
    """Every link, image and piece of raw HTML of a body, sorted by place, with spans relative to the body.

    Pieces of HTML side by side are one; comments are none, and neither are closing tags of what was opened before.
    What stands in the alternative text of an image isn't looked at. Never fails, whatever the body. comrak loses count
    where a line ends within the parentheses of a link and where a table's cell has an escaped pipe: what follows in
    that paragraph or cell gets a place a little before its own.
    """
    nodes = list(_nodes(to_xml(body)))
    runs = list(_joined(node for node in nodes if node.kind.startswith("html")))
    lines = body.split("\n")
    columns = _columns(lines, (place for node in (*nodes, *runs) for place in (node.start, node.end)))
    links = [node for node in nodes if not node.kind.startswith("html")]
    urls = [unescape(url) for url in cut(to_html(body))[2::3]]
    located = [_link(node, url, lines, columns) for node, url in zip(links, urls, strict=False)]
    for node, tag in zip(runs, what_is_lost([node.text for node in runs]), strict=True):
        if tag:
            located.append(Located("html", tag, _span(node, columns), node.text))
    return tuple(sorted(located, key=lambda found: found.span[:2]))


def deep_span(body: str) -> Span | None:
    """The first place of a body that nests too deep, up to the end of its line; None where none does."""
    depth = images = 0
    for match in _NESTED.finditer(to_xml(body)):
        closing, name, line, column, empty = match.groups()
        step = -1 if closing else 1
        if name == "image":
            images += 0 if empty else step
            continue
        if images:
            continue
        if depth + step > MAX_DEPTH:
            place = (int(line), int(column))
            lines = body.split("\n")
            return Span(place[0], _columns(lines, [place])[place], place[0], len(_line(lines, place[0])) + 1)
        depth += 0 if empty else step
    return None


def _nodes(xml: str) -> Iterator[_Node]:
    """The nodes outside of images' alternative texts, in the order of the HTML."""
    images = 0
    for match in _NODE.finditer(xml):
        kind, line, column, end_line, end_column, destination, empty, html = match.groups()
        if kind is None:
            images -= 1
            continue
        if not images:
            end = (int(end_line), int(end_column) + 1)
            yield _Node(kind, (int(line), int(column)), end, unescape(html if destination is None else destination))
        if kind == "image" and not empty:
            images += 1


def _joined(nodes: Iterable[_Node]) -> Iterator[_Node]:
    """Inline HTML that stands side by side, made one."""
    last: _Node | None = None
    parts: list[str] = []
    for node in nodes:
        if last is not None and last.kind == node.kind == "html_inline" and last.end == node.start:
            last = last._replace(end=node.end)
            parts.append(node.text)
            continue
        if last is not None:
            yield last._replace(text="".join(parts))
        last, parts = node, [node.text]
    if last is not None:
        yield last._replace(text="".join(parts))


def _link(node: _Node, url: str, lines: Sequence[str], columns: Mapping[Place, int]) -> Located:
    span = _span(node, columns)
    # An address in running text that became a link by itself (`ftp://…`) is no attempt to link: it only stays text.
    meant = _line(lines, span.line)[span.column - 1 : span.column] in {"[", "!", "<"}
    refused = meant and node.text != "" and not (url and is_published(url))
    return Located("image" if node.kind == "image" else "link", url or node.text, span, node.text, refused)


def _span(node: _Node, columns: Mapping[Place, int]) -> Span:
    return Span(node.start[0], columns[node.start], node.end[0], columns[node.end])


def _columns(lines: Sequence[str], places: Iterable[Place]) -> dict[Place, int]:
    """The column in code points of each place in bytes; one pass over a line, however many places it has."""
    columns = {}
    at = 0, 0, 0  # line, bytes and code points before
    data = b""
    for line, column in sorted(set(places)):
        if line != at[0]:
            at = line, 0, 0
            data = _line(lines, line).encode()
        points = at[2] + len(data[at[1] : column - 1].decode(errors="ignore"))
        at = line, max(at[1], column - 1), points
        columns[line, column] = points + 1
    return columns


def _line(lines: Sequence[str], line: int) -> str:
    return lines[min(line, len(lines)) - 1]
