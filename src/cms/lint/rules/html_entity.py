"""A code of HTML stands in a text that isn't HTML.

What it finds: codes such as `&amp;`, `&#8217;` or `&eacute;` in texts of the
front matter or of a data file, also those that were made twice, as in
`&amp;eacute;`, or stand in an address. Fields in Markdown and texts with HTML
tags are left alone: these codes are right there. So are codes between back
quotes.

Why: sites and applications show such a text as it is: readers see
`R&amp;D` where `R&D` was meant, and an address leads elsewhere.

What to do: write the character itself. `cms fix` does it.

Good:

    title: R&D – l’été en données

Bad:

    title: R&amp;D – l&#8217;&eacute;t&eacute; en données

---

Un code HTML se trouve dans un texte qui n’est pas du HTML.

Ce qui est signalé : des codes comme `&amp;`, `&#8217;` ou `&eacute;` dans les
textes de l’en-tête ou d’un fichier de données, y compris ceux qui ont été
convertis deux fois, comme `&amp;eacute;`, ou qui sont dans une adresse. Les
champs en Markdown et les textes avec des balises HTML sont laissés tels
quels : ces codes y ont leur place. De même entre accents graves.

Pourquoi : les sites et les applications affichent ces textes tels quels : le
lecteur voit `R&amp;D` au lieu de `R&D`, et une adresse mène ailleurs.

Que faire : écrire le caractère lui-même. `cms fix` le fait.

Bon :

    title: R&D – l’été en données

Mauvais :

    title: R&amp;D – l&#8217;&eacute;t&eacute; en données
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cms.lint.checkable import Checkable, Text
from cms.lint.rule import Edit, Finding
from cms.model import Json, Level

ID = "lint/html-entity"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ()
FIXES = True

_ENTITY = r"&(?:amp;)*(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
_TAG = r"</?[A-Za-z]"
_MISREAD = "\x85\u2028\u2029\ufeff"  # ends of lines, for some readers of YAML


class _Code(NamedTuple):
    """A code as written, at an offset, and the characters that it stands for."""

    start: int
    written: str
    meant: str


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding for each text with codes, at its first: such a text was pasted as a whole."""
    front = file.front
    if "&" not in front or ";" not in front or re.search(_ENTITY, front) is None:
        return
    for text in file.texts:
        if "&" not in text.value or text.at in file.entry.markdown or re.search(_TAG, text.value):
            continue
        if codes := list(_codes(file.text, text)):
            yield _finding(file.text, text, codes)


def _codes(source: str, text: Text) -> Iterator[_Code]:
    is_block = source[text.start] in "|>"
    at = source.find("\n", text.start) if is_block else text.start
    is_quoted = False
    for match in re.compile(_ENTITY).finditer(source, at, text.end):
        is_quoted ^= bool(source.count("`", at, match.start()) % 2)
        at = match.end()
        meant = _meant(match[0])
        if meant is not None and not is_quoted:
            yield _Code(match.start(), match[0], meant)


def _meant(written: str) -> str | None:
    """The characters that a code stands for, however often it was made; None where it is no code."""
    from html import unescape  # noqa: PLC0415 - with all its names, and hardly any file has a code

    name = written[1:].replace("amp;", "") or "amp;"
    meant = unescape(f"&{name}")
    return None if meant.endswith(";") or meant == "\N{REPLACEMENT CHARACTER}" else meant


def _finding(source: str, text: Text, codes: list[_Code]) -> Finding:
    first = codes[0]
    edits = [edit for code in codes for edit in _edits(source, text, code)]
    values: dict[str, Json] = {"code": first.written}
    if first.meant.isspace():
        case = "space"
    elif first.meant.isprintable():
        case, values = "", {**values, "character": first.meant}
    else:
        case = "hidden"
    return Finding(first.start, first.start + len(first.written), values, case, text.at, tuple(edits))


# --- Edits -----------------------------------------------------------------------------------------------------------


def _edits(source: str, text: Text, code: _Code) -> Iterator[Edit]:
    """The characters in the code's place, as they are written there; nothing where they would mean something else."""
    sign = source[text.start]
    if not all(_is_visible(character) for character in code.meant):
        return
    if sign == '"':
        written = code.meant.replace("\\", "\\\\").replace('"', '\\"')
    elif sign == "'":
        written = code.meant.replace("'", "''")
    elif sign in "|>" or _is_plain(code.meant):
        written = code.meant
    else:
        return
    yield Edit(code.start, code.start + len(code.written), written)


def _is_visible(character: str) -> bool:
    """Whether it is a sign or a space that isn't a common one: those could be lost at a line's end."""
    is_space = character.isspace() and not character.isascii() and character not in _MISREAD
    return is_space or (character.isprintable() and character != " ")


def _is_plain(characters: str) -> bool:
    """Whether they mean themselves inside a text without quotes, which a code never begins."""
    return all(character.isalnum() or not character.isascii() or character in "&'\"<>" for character in characters)
