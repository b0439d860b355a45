"""HTML → the ids of its headings and its table of contents: GitHub's slugs, unique in the body."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from cms.model import Heading
from cms.render.markdown import unescape
from cms.render.text import inline_text, single_spaced, spaced_text

_HEADING = re.compile(r"<h([1-6])>")
_UNUSUAL = re.compile(r"[^a-z0-9_\- àâäæçéèêëîïôœöùûüÿ]")  # of these GitHub keeps some
_LETTER = re.compile(r"[^\W_]")
_KEPT = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"})
_EMOJI_PARTS = frozenset({"\u20e3", *map(chr, range(0xFE00, 0xFE10))})  # keycap and variation selectors

WITHOUT_WORDS = "section"
"""The id of a heading that holds no letter and no digit."""


def number_headings(html: str) -> tuple[str, tuple[Heading, ...]]:
    """The HTML with an `id` in each heading, and its table of contents."""
    pieces = _HEADING.split(html)
    if len(pieces) == 1:
        return html, ()
    levels, rests = pieces[1::2], pieces[2::2]
    contents = [rest[: rest.index("</h")] for rest in rests]
    texts = [spaced_text(content) for content in contents]
    ids = tuple(_unique(map(slug, texts)))
    pieces[1::2] = [f'<h{level} id="{name}">' for level, name in zip(levels, ids, strict=True)]
    return "".join(pieces), tuple(map(Heading, ids, map(int, levels), map(_shown, texts, contents)))


def slug(text: str) -> str:
    """GitHub's slug of a heading's text: lower case, letters, marks, digits, `_` and `-` kept, spaces made hyphens.

    The invisible parts of emoji, which GitHub keeps, are dropped; a heading without words gets `section`.
    """
    made = _UNUSUAL.sub(_kept, text.lower()).replace(" ", "-")
    return unicodedata.normalize("NFC", made) if _LETTER.search(made) else WITHOUT_WORDS


def _kept(match: re.Match[str]) -> str:
    return _keep(match[0])


@lru_cache(1024)
def _keep(character: str) -> str:
    return character if unicodedata.category(character) in _KEPT and character not in _EMOJI_PARTS else ""


def _unique(slugs: Iterable[str]) -> Iterator[str]:
    """The slugs, with `-1`, `-2`… behind those that are taken."""
    taken: dict[str, int] = {}
    for wanted in slugs:
        name = wanted
        while name in taken:
            taken[wanted] += 1
            name = f"{wanted}-{taken[wanted]}"
        taken[name] = 0
        yield name


def _shown(text: str, content: str) -> str:
    """A heading's text; that of its images where it has no other."""
    found = single_spaced(text)
    if not found and "<img" in content:
        return inline_text(unescape(" ".join(re.findall(r'<img src="[^"]*" alt="([^"]*)"', content))))
    return found
