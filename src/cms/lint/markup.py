"""Links and images as a Markdown body writes them: those that the parser found and whose source looks as expected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from cms.lint.checkable import Checkable
from cms.model import Node

_BRACKET = r"\\.|[\[\]]"
_LONGEST = 2_000  # nested images would be read over and over


class Link(NamedTuple):
    """A link or image that the parser found and whose source looks as expected.

    `number` is that of its node in `file.nodes`; `text` are the offsets of what stands between its brackets, `target`
    those of its destination: both of the whole where an address is the link, none where the link is a reference.
    """

    node: Node
    number: int
    form: Literal["inline", "reference", "address"]
    text: tuple[int, int]
    target: tuple[int, int]


def links_of(file: Checkable, kind: Literal["link", "image"]) -> Iterator[Link]:
    """The links, or the images, of the body. Runs the parser."""
    return (link for link in _links(file) if link.node.kind == kind)


@lru_cache(maxsize=1)
def starts_of(file: Checkable) -> frozenset[int]:
    """Where the links and images of the body start, even oddly placed ones. Runs the parser."""
    return frozenset([node.start for node in file.nodes_of("link", "image")])


def inside(file: Checkable, link: Link) -> Iterator[Node]:
    """The nodes that a link's text is made of."""
    for number in range(link.number + 1, len(file.nodes)):
        node = file.nodes[number]
        if node.start >= link.node.end:
            return
        yield node


def folded(text: str) -> str:
    """The words of a text without case, accents and punctuation, with one space between them."""
    import unicodedata  # noqa: PLC0415 - most files have nothing to compare

    if not text.isascii():
        text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


@lru_cache(maxsize=1)
def _links(file: Checkable) -> tuple[Link, ...]:
    nodes = enumerate(file.nodes)
    found = (_link(file, number, node) for number, node in nodes if node.kind in {"link", "image"})
    return tuple([link for link in found if link is not None])


def _link(file: Checkable, number: int, node: Node) -> Link | None:
    source = file.text[node.start : node.end]
    if not source or len(source) > _LONGEST:
        return None
    if node.kind == "link" and source[0] != "[":
        whole = node.start, node.end
        is_address = node.url.endswith(source.strip("<>"))
        return Link(node, number, "address", whole, whole) if is_address else None
    opening = 2 if node.kind == "image" else 1
    close = _closing(file, node.start + opening, node.end) if source.startswith("![" if opening > 1 else "[") else None
    if close is None:
        return None
    text = node.start + opening, close
    rest = file.text[close + 1 : node.end]
    if not rest or (rest[0] == "[" and rest[-1] == "]"):
        return Link(node, number, "reference", text, (node.end, node.end))
    if len(rest) > 1 and rest[0] == "(" and rest[-1] == ")":
        return Link(node, number, "inline", text, _target(rest, close + 1))
    return None


def _closing(file: Checkable, start: int, end: int) -> int | None:
    """Where the bracket is closed that was opened before `start`."""
    depth = 1
    for match in re.compile(_BRACKET).finditer(file.text, start, end):
        if match[0][0] == "\\" or file.is_code(match.start()):
            continue
        depth += 1 if match[0] == "[" else -1
        if not depth:
            return match.start()
    return None


def _target(rest: str, shift: int) -> tuple[int, int]:
    """The offsets of the destination in `(destination "title")`."""
    found = re.match(r"\(\s*(?:<([^<>\n]*)>|(\S*(?=\s)|\S*(?=\)\Z)))", rest)
    if found is None:
        return shift + 1, shift + 1
    start, end = found.span(1) if found[1] is not None else found.span(2)
    return shift + start, shift + end
