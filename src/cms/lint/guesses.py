"""A Markdown body → what looks like its links and images, without a parser: most bodies have nothing to look at."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from cms.lint.checkable import Checkable

BLANKS = " \t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
"""The blanks that may stand in a line."""

_SHAPE = r"\[([^\[\]]*)\](\([^\s()]*|[ \t\xa0\u202f]+\(|:)?"
_ADDRESS = ("http", "www.", "mailto:")


class Guess(NamedTuple):
    """What looks like an inline link or image: where its `[` is, its text, what follows its `(`, where that ends."""

    start: int
    text: str
    target: str
    end: int
    image: bool


class Guesses(NamedTuple):
    """What looks like inline links and images, and whether there seem to be other ways to write them, right or wrong.

    `definitions` are `[name]: url`, `spaced` is `[text] (url)`, `reversed` is `(text)[url]`.
    """

    links: tuple[Guess, ...]
    definitions: bool
    spaced: bool
    reversed: bool


@lru_cache(maxsize=1)
def guess(file: Checkable) -> Guesses:
    """What the body looks like, code or not; of nested links and images the innermost."""
    text = file.text
    links = []
    definitions = spaced = is_reversed = False
    for match in re.compile(_SHAPE).finditer(text, file.start):
        start, said, rest = match.start(), match[1], match[2]
        if rest is None:
            is_reversed = is_reversed or (said.startswith(_ADDRESS) and text[start - 1 : start] == ")")
        elif rest[0] == "(":
            links.append(Guess(start, said, rest[1:], match.end(), text[start - 1 : start] == "!"))
        elif rest == ":":
            definitions = definitions or said[:1] != "^"
        else:
            spaced = True
    return Guesses(tuple(links), definitions, spaced, is_reversed)
