"""A link begins and ends with its words.

What it finds: links with letters that touch them, so that a word is split,
`[I](https://…)mpactScore`, or that a space is missing, `see[our
study](https://…)`. Endings are fine: `[project](https://…)s`.

Why: half of a word looks like a link, or two words like one. It is a slip of
the hand that marked the text.

What to do: put the whole word between the brackets. `cms fix` does it where it
is clear that the word was split. Otherwise put a space between.

Good:

    In partnership with [ImpactScore](https://example.org), two [NGO](/ngo)s.

Bad:

    In partnership with [I](https://example.org)mpactScore.

---

Un lien commence et finit avec ses mots.

Ce qui est signalé : les liens que des lettres touchent, si bien qu’un mot est
coupé, `[I](https://…)mpactScore`, ou qu’il manque un espace, `voir[notre
étude](https://…)`. Les terminaisons sont permises : `[projet](https://…)s`.

Pourquoi : la moitié d’un mot a l’air d’un lien, ou deux mots n’en font qu’un.
C’est une maladresse au moment de choisir le texte du lien.

Que faire : mettre le mot entier entre les crochets. Quand il est clair que le
mot est coupé, `cms fix` le fait. Sinon, mettre un espace.

Bon :

    Avec [ImpactScore](https://example.org) et deux [ONG](/ong)s.

Mauvais :

    En partenariat avec [I](https://example.org)mpactScore.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from cms.lint.checkable import Checkable
from cms.lint.guesses import guess
from cms.lint.markup import Link, links_of
from cms.lint.rule import Edit, Finding
from cms.model import Json, Level

ID = "lint/split-word"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ()
FIXES = True

_LETTERS = r"[A-Za-z\u00c0-\u024f]+"
_LONGEST = 40
_ENDING = 3  # letters, of a plural and the like
_ENDINGS = frozenset(
    {"able", "ment", "ments", "ness", "ship", "ships", "like", "wide", "ings", "isme", "iste", "istes"}
)
_WORDS_OF_ONE_LETTER = {"fr": "aàyô"}
_IN_ENGLISH = "ai"
_JOINTS = tuple("-_'’0123456789")
_URL = r"\]\([^)\n]*\)|\S+//\S+"


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding a link with a word that goes on outside, or begins there."""
    if "joined" in guess(file).odd:
        for link in links_of(file, "link"):
            if link.form == "inline":
                yield from _split(file, link)


def _split(file: Checkable, link: Link) -> Iterator[Finding]:
    text, (start, end) = file.text, link.node[1:3]
    said = text[slice(*link.text)]
    head, tail = _run_after(said, 0), _run_before(said, len(said))
    before = _run_before(text, start) if head else ""
    after = _run_after(text, end) if tail else ""
    if _is_ending(after, tail):
        after = ""
    if not before and not after:
        return
    start, end = start - len(before), end + len(after)
    word = before + (head if before else tail) + after
    if (before and after) or not _is_one_word(file, before, after, word):
        yield Finding(start, end, {"part": before or after, "text": said}, "touching")
    else:
        yield Finding(
            start, end, {"word": word}, edits=_taken_in(link, before, after) if _is_clear(text, start, end) else ()
        )


def _run_before(text: str, at: int) -> str:
    found = re.search(_LETTERS + r"\Z", text[max(0, at - _LONGEST) : at])
    return found[0] if found else ""


def _run_after(text: str, at: int) -> str:
    found = re.match(_LETTERS, text[at : at + _LONGEST])
    return found[0] if found else ""


def _is_ending(after: str, inner: str) -> bool:
    """Whether what follows a link may be the ending of its last word."""
    return (len(after) <= _ENDING and len(after) < len(inner)) or after in _ENDINGS


def _is_one_word(file: Checkable, before: str, after: str, word: str) -> bool:
    """Whether the file has the whole word elsewhere, or a part of it is a letter that is no word."""
    if word.lower() in _words(file):
        return True
    if word[0].lower() in _WORDS_OF_ONE_LETTER.get(file.lang, _IN_ENGLISH):
        return False
    if before:
        return len(before) == 1 and word[1:].islower()
    return after == word[1:] and len(after) >= _ENDING and after[0].islower()


@lru_cache(maxsize=1)
def _words(file: Checkable) -> frozenset[str]:
    """The words of the file, but for addresses."""
    return frozenset(re.findall(_LETTERS, re.sub(_URL, " ", file.text.lower())))


def _is_clear(text: str, start: int, end: int) -> bool:
    """Whether the word isn't a part of something longer."""
    return text[start - 1 : start] not in _JOINTS and text[end : end + 1] not in _JOINTS


def _taken_in(link: Link, before: str, after: str) -> tuple[Edit, ...]:
    node = link.node
    edits = []
    if before:
        edits += [Edit(node.start - len(before), node.start + 1, f"[{before}")]
    if after:
        edits += [Edit(link.text[1], link.text[1], after), Edit(node.end, node.end + len(after), "")]
    return tuple(edits)
