"""A Markdown body → what looks like its links and images, without a parser: most bodies have nothing to look at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from cms.lint.checkable import Checkable

BLANKS = " \t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
"""The blanks that may stand in a line."""

_SHAPE = r"\[([^\[\]]*)\](\([^\s()]*|[ \t\xa0\u202f]+\(|:)?"
_NO_TARGET = frozenset({"(", "(<>"})
_NO_TARGET_AROUND = (")]()", ")](<>)", ")]( )")
_MARKUP = r"[*_`\\&<!]"
_ENCODED = r"[\\&<%]"
_ADDRESS = ("http", "www.", "mailto:")


class Guess(NamedTuple):
    """What looks like an inline link or image: where its `[` is, its text, what follows its `(`, where that ends."""

    start: int
    text: str
    target: str
    end: int
    image: bool


class Guesses(NamedTuple):
    """What looks like inline links and images, and what is odd about some of them.

    `bare`: a text or an address lacks, or that of a link around an image; `padded`: a text begins or ends with a blank;
    `joined`: a letter stands right before or behind; `inner`: one leads into its own page. There seem to be other ways
    to write them, right or wrong: `definitions` are `[name]: url`, `spaced` is `[text] (url)`, `reversed` is
    `(text)[url]`.
    """

    links: tuple[Guess, ...]
    bare: bool
    padded: bool
    joined: bool
    inner: bool
    definitions: bool
    spaced: bool
    reversed: bool


@lru_cache(maxsize=1)
def guess(file: Checkable) -> Guesses:
    """What the body looks like, code or not; of nested links and images the innermost."""
    text = file.text
    links = []
    bare = padded = joined = inner = definitions = spaced = is_reversed = False
    for match in _shapes(text, file.start):
        start, (said, rest) = match.start(), match.groups()
        before = text[start - 1 : start]
        if rest is None:
            is_reversed = is_reversed or (before == ")" and said.startswith(_ADDRESS))
        elif rest[0] == "(":
            end, image, bare_text = match.end(), before == "!", said.strip()
            links.append(Guess(start, said, rest[1:], end, image))
            bare = bare or not bare_text or rest in _NO_TARGET or (image and text.startswith(_NO_TARGET_AROUND, end))
            padded = padded or bare_text != said
            inner = inner or rest.startswith(("(#", "(<#"))
            behind = end + 1 if text[end : end + 1] == ")" else text.find(")", end) + 1
            joined = joined or before.isalpha() or text[behind : behind + 1].isalpha()
        elif rest == ":":
            definitions = definitions or said[:1] != "^"
        else:
            spaced = True
    return Guesses(tuple(links), bare, padded, joined, inner, definitions, spaced, is_reversed)


def _shapes(text: str, at: int) -> Iterator[re.Match[str]]:
    """Where the shape is. Looking for the bracket first takes half of the time."""
    shape = re.compile(_SHAPE)
    at = text.find("[", at)
    while at >= 0:
        match = shape.match(text, at)
        if match is not None:
            yield match
        at = text.find("[", match.end() if match is not None else at + 1)


def are_sure(file: Checkable, links: Iterable[Guess]) -> bool:
    """Whether the parser would find these as they look, unless they are code."""
    return not guess(file).definitions and all(_is_sure(file.text, link) for link in links)


def _is_sure(text: str, guess: Guess) -> bool:
    if text[guess.end : guess.end + 1] != ")" or text.startswith("\\", guess.start - 1 - guess.image):
        return False
    return not re.search(_MARKUP, guess.text) and not re.search(_ENCODED, guess.target)
