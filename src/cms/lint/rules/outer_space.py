"""A text begins or ends with spaces.

What it finds: texts of the front matter or of a data file that begin or end
with spaces, tabs or no-break spaces, or are nothing but these. Fields in
Markdown are left alone, where such spaces change nothing, and so are texts
without a letter or digit, such as a separator between quotes.

Why: they can't be seen, but `"Climat "` and `Climat` are two different texts:
a search or a link by this name doesn't find the other one.

What to do: remove the spaces between the quote and the text. `cms fix` does
it, but in texts that hold nothing else.

Good:

    title: "Les données du climat"

Bad:

    title: "Les données du climat "

---

Un texte commence ou finit par des espaces.

Ce qui est signalé : les textes de l’en-tête ou d’un fichier de données qui
commencent ou finissent par des espaces, des tabulations ou des espaces
insécables, ou qui n’ont rien d’autre. Les champs en Markdown sont laissés tels
quels, car ces espaces n’y changent rien, de même que les textes sans lettre ni
chiffre, comme un séparateur entre guillemets.

Pourquoi : ils ne se voient pas, mais `"Climat "` et `Climat` sont deux textes
différents : une recherche ou un lien par ce nom ne trouve pas l’autre.

Que faire : enlever les espaces entre le guillemet et le texte. `cms fix` le
fait, sauf dans les textes qui n’ont rien d’autre.

Bon :

    title: "Les données du climat"

Mauvais :

    title: "Les données du climat "
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cms.lint.checkable import Checkable, Text
from cms.lint.rule import Edit, Finding
from cms.model import Json, Level

ID = "lint/outer-space"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ()
FIXES = True

_BLANKS = " \t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
_RARE = _BLANKS[1:]
_BEFORE = "\n :[,{'\""
_BEHIND = "\n],}'\""
_QUOTES = "'\""


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding for each text with blanks around it."""
    if not _may_be(f"{file.front}\n"):
        return
    for text in file.texts:
        value = text.value.rstrip("\n")
        if value and (value[0] in _BLANKS or value[-1] in _BLANKS) and text.at not in file.entry.markdown:
            yield from _found(file.text, text, value)


def _may_be(front: str) -> bool:
    """Whether whole lines have blanks where those around a text would be: costs a tenth of a look at all texts."""
    if " \n" in front:
        return True
    in_brackets = "[" in front or "{" in front
    for quote in _QUOTES:
        if quote in front:
            if f"{quote} " in front or f" {quote}\n" in front:
                return True
            if in_brackets and any(f" {quote}{sign}" in front for sign in ",]}"):
                return True
    return any(
        any(f"{sign}{blank}" in front for sign in _BEFORE) or any(f"{blank}{sign}" in front for sign in _BEHIND)
        for blank in _RARE
        if blank in front
    )


def _found(source: str, text: Text, value: str) -> Iterator[Finding]:
    start, end = _inside(source, text)
    written = source[start:end]
    before = len(written) - len(written.lstrip(_BLANKS))
    behind = len(written) - len(written.rstrip(_BLANKS))
    if written and before == len(written):
        yield Finding(text.start, text.end, {}, "blank", text.at)
        return
    if not any(character.isalnum() for character in value):
        return
    is_escaped = source[text.start] == '"' and written.rstrip(_BLANKS).endswith("\\")
    edits = []
    if before and value[:before] == written[:before] and source[text.start] not in "|>*":
        edits.append(Edit(start, start + before, ""))
    if behind and value[-behind:] == written[-behind:] and source[text.start] != "*" and not is_escaped:
        edits.append(Edit(end - behind, end, ""))
    if edits:
        case = "both" if len(edits) > 1 else "start" if edits[0].start == start else "end"
        yield Finding(edits[0].start, edits[0].end, {"text": value.strip(_BLANKS)}, case, text.at, tuple(edits))


def _inside(source: str, text: Text) -> tuple[int, int]:
    """The offsets of a text without its quotes."""
    if source[text.start] in _QUOTES:
        return text.start + 1, text.end - 1
    return text.start, text.end
