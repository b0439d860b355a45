"""The address of a place that isn't in a page, and the page's headings → the heading that was meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cms.lint.markup import folded
from cms.model import Node

_FEWEST_LETTERS = 4


class Title(NamedTuple):
    """A heading, and its text and its address without case and the like."""

    node: Node
    words: str
    name: str


def titles_of(headings: Iterable[Node]) -> list[Title]:
    """The headings, ready to be compared."""
    return [Title(node, folded(node.text), _name(node.id)) for node in headings]


def meant(titles: Sequence[Title], anchor: str, text: str) -> Node | None:
    """The only heading whose address differs in case and the like, or that says what the link says, or begins so."""
    name, words = _name(anchor), folded(text)
    beginning = f"{words} " if sum(map(str.isalpha, words)) >= _FEWEST_LETTERS else None
    for found in (
        [title.node for title in titles if name and title.name == name],
        [title.node for title in titles if words and title.words == words],
        [title.node for title in titles if beginning and title.words.startswith(beginning)],
    ):
        if found:
            return found[0] if len(found) == 1 else None
    return None


def near(anchor: str, ids: Iterable[str]) -> str | None:
    """The closest of some addresses, if one is close."""
    from cms.closest import closest  # noqa: PLC0415 - most files have no dead anchor

    return closest(anchor, sorted(ids))


def is_misread(title: str) -> bool:
    """Whether a heading waits to be mended itself, which will change its address."""
    from cms.lint.misread import ENCODINGS, misread_words  # noqa: PLC0415 - most files have no dead anchor

    return not title.isascii() and any(any(misread_words(title, name)) for name in ENCODINGS)


def _name(anchor: str) -> str:
    return folded(anchor).replace(" ", "")
