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
_QUOTES = frozenset("\"'«“”\u2018’")
_ODD_TARGET = frozenset({"", "#", "<"}) | _QUOTES
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
    """What looks like inline links and images, and what there is among them that isn't in every text.

    In `odd` are: `images`; `bare`, a text or an address lacks, or that of a link around an image; `padded`, a text
    begins or ends with a blank; `joined`, a letter stands right before or behind; `inner`, one leads into its own page;
    `open`, no `)` stands right behind an address; `quoted`, one begins with a quote; `around`, one is around an image.
    There seem to be other ways to write them, right or wrong: `definitions` are `[name]: url`, `spaced` is
    `[text] (url)`, `reversed` is `(text)[url]`.
    """

    links: tuple[Guess, ...]
    odd: frozenset[str]


@lru_cache(maxsize=1)
def guess(file: Checkable) -> Guesses:
    """What the body looks like, code or not; of nested links and images the innermost."""
    text = file.text
    links: list[Guess] = []
    odd: set[str] = set()
    for match in re.compile(_SHAPE).finditer(text, file.start):
        said, rest = match.groups()
        start, end = match.span()
        before = text[start - 1 : start]
        if rest is None:
            if before == ")" and said.startswith(_ADDRESS):
                odd.add("reversed")
        elif rest[0] == "(":
            links.append(Guess(start, said, rest[1:], end, before == "!"))
            behind = end
            if not text.startswith(")", end):
                odd.add("open")
                behind = text.find(")", end)
            if before.isalpha() or text[behind + 1 : behind + 2].isalpha():
                odd.add("joined")
            if rest[1:2] in _ODD_TARGET or said != said.strip() or not said or before == "!":
                odd.update(_oddities(said, rest, text[end : end + 6], before))
        elif rest != ":":
            odd.add("spaced")
        elif said[:1] != "^":
            odd.add("definitions")
    return Guesses(tuple(links), frozenset(odd))


def _oddities(said: str, rest: str, behind: str, before: str) -> Iterator[str]:
    """What is odd about one of them."""
    if before == "!":
        yield "images"
    if not said.strip() or rest in _NO_TARGET or (before == "!" and behind.startswith(_NO_TARGET_AROUND)):
        yield "bare"
    if said != said.strip():
        yield "padded"
    if rest.startswith(("(#", "(<#")):
        yield "inner"
    if rest[1:2] in _QUOTES:
        yield "quoted"
    if before == "!" and behind.startswith(")]("):
        yield "around"


def are_sure(file: Checkable, links: Iterable[Guess]) -> bool:
    """Whether the parser would find these as they look, unless they are code."""
    return "definitions" not in guess(file).odd and all(_is_sure(file.text, link) for link in links)


def _is_sure(text: str, guess: Guess) -> bool:
    if text[guess.end : guess.end + 1] != ")" or text.startswith("\\", guess.start - 1 - guess.image):
        return False
    return not re.search(_MARKUP, guess.text) and not re.search(_ENCODED, guess.target)
