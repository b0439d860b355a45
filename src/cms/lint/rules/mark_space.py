"""A title, a list or a quote isn't one, for the sign or the space it begins with.

What it finds: a no-break space where Markdown wants an ordinary one, behind
the `##` of a title, the `-` or `1.` of a list, the `>` of a quote; and several
lines in a row that begin with the `•`, `·` or `–` of a word processor. Code is
left alone, and so are dialogues, and a single line that may be a footnote or a
number below zero.

Why: it looks right to the one who writes it, but readers see `##` or `-`, and
the lines of a list all in one paragraph. On a Mac or on Linux, a no-break space
is what one gets while a key for the sign before it is still held.

What to do: type that space again, or write `- ` in the place of the bullet.
`cms fix` does it, where bullets stand at the beginning of their lines.

Good:

    - Seeds
    - Tools

Bad:

    • Seeds
    • Tools

---

Un titre, une liste ou une citation n’en est pas, à cause de son début.

Ce qui est signalé : un espace insécable là où Markdown veut un espace
ordinaire, après les `##` d’un titre, le `-` ou le `1.` d’une liste, le `>`
d’une citation ; et plusieurs lignes de suite qui commencent par la puce `•`,
`·` ou `–` d’un traitement de texte. Le code n’est pas signalé, ni un dialogue,
ni une ligne seule qui peut être une note ou un nombre négatif.

Pourquoi : à l’écran de celui qui écrit, tout semble juste ; mais le lecteur
voit `##` ou `-`, et les lignes d’une liste en un seul paragraphe. Sur un Mac ou
sous Linux, il suffit de taper l’espace sans avoir relâché la touche du signe.

Que faire : retaper cet espace, ou écrire `- ` à la place de la puce. `cms fix`
le fait, si les puces sont au début de leur ligne.

Bon :

    - Des graines
    - Des outils

Mauvais :

    • Des graines
    • Des outils
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from cms.lint.checkable import Checkable
from cms.lint.rule import Edit, Finding
from cms.model import Json, Level

ID = "lint/mark-space"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ()
FIXES = True

_Lines: TypeAlias = Sequence[re.Match[str]]

_HARD = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
_HARD_MARKS = "#-*+.)>"
_HARD_LINE = rf"(?m)^[ \t>]*(#{{1,6}}|[-*+]|\d{{1,3}}[.)]|>)([{_HARD}][ \t{_HARD}]*)(\S[^\n]*)"
_NUMBERED = r"[ \t>]*\d{1,3}[.)]\s"
_BULLETS = "•·▪–"
_BULLET_LINE = rf"(?m)^([ \t]*)(?:([•▪])[ \t{_HARD}]*|([·–])[ \t{_HARD}]+)(\S[^\n]*)"
_SPOKEN = r"[?!…]\s*\Z|(?:  |\\)\Z|\A\W*[^\W\d_a-zà-ÿœ].*\.\s*\Z"
"""How a line ends in a dialogue: lines that are kept apart, or whole sentences."""


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding for each title and quote, and for each list: the marks of all its lines."""
    if file.body.isascii():
        return
    if _may_be_hard(file):
        for lines in _in_a_row(file.matches(_HARD_LINE)):
            yield from _hard(lines)
    if any(map(file.body.__contains__, _BULLETS)):
        for lines in _in_a_row(file.matches(_BULLET_LINE)):
            if len(lines) > 1 and not ("–" in {line[3] for line in lines} and _is_dialogue(lines)):
                yield _listed(lines)


def _may_be_hard(file: Checkable) -> bool:
    """Whether a no-break space stands behind one of the marks, anywhere."""
    text = file.text
    for blank in _HARD:
        at = text.find(blank, file.start)
        while at >= 0:
            if text[at - 1] in _HARD_MARKS:
                return True
            at = text.find(blank, at + 1)
    return False


def _in_a_row(lines: Iterator[re.Match[str]]) -> Iterator[_Lines]:
    """Lines with the same kind of mark, each right below the other; round bullets may have a blank line between."""
    row: list[re.Match[str]] = []
    for line in lines:
        if row and not _goes_on(row[-1], line):
            yield row
            row = []
        row.append(line)
    if row:
        yield row


def _goes_on(line: re.Match[str], other: re.Match[str]) -> bool:
    between = other.string[line.end() : other.start()]
    return _kind(line) == _kind(other) != "#" and between in ({"\n", "\n\n"} if _kind(line) in "•▪" else {"\n"})


def _kind(line: re.Match[str]) -> str:
    mark = line[2] or line[3] if line.re.groups > 3 else line[1]  # noqa: PLR2004 - those of `_BULLET_LINE`
    return "1" if mark[0].isdecimal() else mark[0]


def _hard(row: _Lines) -> Iterator[Finding]:
    """What begins with a no-break space: not a line that may be a note, a signed number or the middle of a sentence."""
    first = row[0]
    mark, words = first[1], first[3]
    if mark == "#" or (mark in "+-" and any(line[3][0].isdecimal() for line in row)):
        return
    if len(row) == 1 and (mark == "*" or _may_be_prose(first)):
        return
    case = "heading" if mark[0] == "#" else "quote" if mark == ">" else "item"
    edits = tuple(Edit(*line.span(2), " ") for line in row)
    values = {"mark": mark, "text": f"{mark} {words}", "count": len(row)}
    yield Finding(first.start(1), first.end(2), values, case, edits=edits)


def _may_be_prose(line: re.Match[str]) -> bool:
    """Whether a line is the next of a paragraph: there, a number other than one begins no list."""
    text, end = line.string, line.start() - 1
    above = text[text.rfind("\n", 0, end) + 1 : max(end, 0)]
    return line[1][0].isdecimal() and line[1][:-1] != "1" and bool(above.strip()) and not re.match(_NUMBERED, above)


def _is_dialogue(row: _Lines) -> bool:
    return any(re.search(_SPOKEN, line[4]) for line in row)


def _listed(row: _Lines) -> Finding:
    first = row[0]
    start = first.end(1)
    is_plain = not any(line[1] or line[4].endswith("\\") for line in row)
    edits = tuple(Edit(line.start(), line.start(4), "- ") for line in row) if is_plain else ()
    values = {"mark": first.string[start], "text": f"- {first[4]}", "count": len(row)}
    return Finding(start, start + 1, values, "bullet", edits=edits)
