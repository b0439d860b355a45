"""Invisible characters hide in the text.

What it finds: characters without a width or with no sign, such as zero-width
spaces, soft hyphens, byte-order marks within a text, line separators, and
marks that turn the direction of a text. What a script or a picture needs is
fine: joiners in Arabic, in the scripts of India and within an emoji, marks of
direction in lines with Arabic or Hebrew, no-break spaces anywhere.

Why: they come along when text is copied from a web page, a PDF or a chat. With
one inside, a word isn't found, an address leads nowhere, a program doesn't run.

What to do: remove them. `cms fix` does it, but for those in code and those
that may be there on purpose. So may a zero-width space between two letters: it
lets a long word break there, or keeps two words apart.

Good:

    L’été\u00a0: une saison 👩\u200d🔬 pour tous.

Bad:

    L’été\u200b : une sai\u00adson pour tous.

---

Des caractères invisibles se cachent dans le texte.

Ce qui est signalé : les caractères sans largeur ou sans dessin : espaces de
largeur nulle, traits d’union conditionnels, marques d’ordre des octets au
milieu d’un texte, séparateurs de lignes, marques qui changent le sens de
lecture. Ce dont une écriture ou une image a besoin est permis : liants en
arabe, dans les écritures de l’Inde et dans un émoji, marques de sens dans les
lignes en arabe ou en hébreu, espaces insécables partout.

Pourquoi : ils viennent avec un texte copié d’une page web, d’un PDF ou d’une
messagerie. À cause d’eux, un mot reste introuvable, une adresse ne mène nulle
part, un programme ne marche pas.

Que faire : les supprimer. `cms fix` le fait, sauf dans du code et là où ils
peuvent être voulus. C’est le cas d’un espace de largeur nulle entre deux
lettres : il permet de couper un long mot, ou sépare deux mots.

Bon :

    L’été\u00a0: une saison 👩\u200d🔬 pour tous.

Mauvais :

    L’été\u200b : une sai\u00adson pour tous.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter

from cms.lint.checkable import Checkable
from cms.lint.invisible import DIRECTION, INVISIBLE, is_needed
from cms.lint.rule import Edit, Finding
from cms.model import Json, Level

ID = "lint/invisible-character"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ()
FIXES = True

# One of these stands nearly wherever there is one of `INVISIBLE`. Each is found in no time, unlike those whose last
# byte is that of a frequent letter.
_SIGNS = "\u200b\u200c\u200d\u200e\u200f\ufeff\xad\u2060\u2028\u2029\x85\u202a\u202b\u202c\u2068\U000e007f"
_CASES = {
    "\u200b": "zero-width-space",
    "\u200c": "joiner",
    "\u200d": "joiner",
    "\u2060": "joiner",
    "\xad": "soft-hyphen",
    "\ufeff": "mark",
    "\x85": "line",
    "\u2028": "line",
    "\u2029": "line",
}
_ZERO_WIDTH_SPACE = "\u200b"
_IN_WORD = "in-word"
_KINDS = {"direction": DIRECTION, "tags": "[\U000e0000-\U000e007f]"}
_NEAR = 50
_SPACED = frozenset(" \t\n\xa0")
# Beside these, or at the start of a line of Markdown, one may keep them from doing what they do.
_ACTIVE = frozenset("_`~\\<>@#")
_MARKUP = r"[ \t]*(?:[#>+*=|~-]|\d{1,9}[.)])"
_NO_TEXT = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding for each kind of these characters, at its first place, with edits for all of them."""
    text = file.text
    if text.isascii() or not any(map(text.__contains__, _SIGNS)):
        return
    places: dict[str, list[int]] = {}
    for match in re.finditer(INVISIBLE, text):
        if not is_needed(text, match[0], match.start()):
            places.setdefault(_kind(match[0], text, match.start()), []).append(match.start())
    for kind, starts in places.items():
        yield _finding(file, _CASES.get(kind, kind if kind in _KINDS or kind == _IN_WORD else ""), starts)


def _kind(character: str, text: str, at: int) -> str:
    """The character itself; those that come in groups are of one kind."""
    if character == _ZERO_WIDTH_SPACE and text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum():
        return _IN_WORD
    return next((kind for kind, pattern in _KINDS.items() if re.match(pattern, character)), character)


def _finding(file: Checkable, case: str, starts: Sequence[int]) -> Finding:
    from unicodedata import name  # noqa: PLC0415 - few files have such characters

    start = starts[0]
    character = file.text[start]
    code = f"U+{ord(character):04X}"
    values = {"character": code, "name": name(character, code).lower(), "count": len(starts)}
    edits = [] if case == _IN_WORD else list(_edits(file, starts))
    in_body = [edit for edit in edits if edit.start >= file.start]
    if in_body and not file.keeps_form(in_body):
        edits = [edit for edit in edits if edit.start < file.start]  # here they keep something from being markup
    return Finding(start, start + 1, values, case, (), tuple(edits))


def _edits(file: Checkable, starts: Sequence[int]) -> Iterator[Edit]:
    """What takes characters away, where that changes nothing else."""
    text = file.text
    places = [(each.start, each.end) for each in file.texts if _stays_text(text[each.start : each.end])]
    for at in starts:
        if _may_be_meant(file, at) if at >= file.start else not _is_within(at, places):
            continue
        before, after = text[max(at - 1, 0) : at], text[at + 1 : at + 2]
        spaced = not before or before in _SPACED or not after or after in _SPACED or after == text[at]
        yield Edit(at, at + 1, " " if _CASES.get(text[at]) == "line" and not spaced else "")


def _may_be_meant(file: Checkable, at: int) -> bool:
    """Whether it may keep Markdown from taking what is around it for markup, or stands in code."""
    text = file.text
    near = {text[at - 1 : at], text[at + 1 : at + 2]}
    if near & _ACTIVE or ("*" in near and not any(map(str.isalnum, near))) or file.is_code(at):
        return True
    start_of_line = re.sub(INVISIBLE, "", text[max(at - _NEAR, 0) : at].rpartition("\n")[2])
    return not start_of_line.strip() and bool(re.match(_MARKUP, re.sub(INVISIBLE, "", text[at : at + _NEAR])))


def _stays_text(written: str) -> bool:
    """Whether a text of the data, as written, stays a text without invisible characters."""
    visible = re.sub(INVISIBLE, "", written)
    if visible[:1] in {"'", '"', "|", ">"}:
        return True
    return visible[:1].isalpha() and visible.lower() not in _NO_TEXT and not re.search(r":(?:\s|$)|\s#", visible)


def _is_within(at: int, places: Sequence[tuple[int, int]]) -> bool:
    number = bisect_right(places, at, key=itemgetter(0)) - 1
    return number >= 0 and at < places[number][1]
