"""A list says the same thing twice.

What it finds: a text that stands in a list a second time, even with other
capital letters or with spaces around it. Numbers may come again, as they do in
measurements; so may texts in a list inside a list, such as the row of a table.

Why: it shows twice on a page, and is counted twice. Two ways to write one name,
`NLP` and `nlp`, can become two pages for one subject.

What to do: remove the second one. `cms fix` does it where the two are
written alike and the second has a line of its own, or stands in brackets.

Good:

    tags: [Climat, Données]

Bad:

    tags: [Climat, Données, Climat]

---

Une liste dit deux fois la même chose.

Ce qui est signalé : un texte qui revient dans une liste, même avec d’autres
majuscules ou entouré d’espaces. Les nombres peuvent revenir, comme dans des
mesures ; les textes aussi dans une liste à l’intérieur d’une liste, comme la
ligne d’un tableau.

Pourquoi : ce texte s’affiche deux fois sur la page, et compte deux fois. Deux
façons d’écrire un nom, `NLP` et `nlp`, peuvent donner deux pages pour un même
sujet.

Que faire : supprimer le second. `cms fix` le fait quand les deux sont écrits
pareil et que le second est seul sur sa ligne, ou entre crochets.

Bon :

    tags: [Climat, Données]

Mauvais :

    tags: [Climat, Données, Climat]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cms.lint.checkable import Checkable
from cms.lint.declared import parts_at
from cms.lint.lists import lists_of
from cms.lint.rule import Edit, Finding
from cms.model import Json, Level, Mark, Steps
from cms.positions import find

ID = "lint/duplicate-item"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ()
FIXES = True

_COMMA = r"[ \t]*,\s*"
_DASH = r" *- +"


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding for each item that stands further up already."""
    for at, items in lists_of(file, str):
        meant = {item.strip().casefold() for item in items if type(item) is str}
        if len(meant) < len(items) and not isinstance(at[-1], int):
            yield from _repeated(file, at, items)


def _meant(text: str) -> str:
    """What counts of a text: its case too where it may be an address."""
    text = text.strip()
    return text if "/" in text or len(text) == 1 else text.casefold()


def _repeated(file: Checkable, at: Steps, items: list[Json]) -> Iterator[Finding]:
    mark = find(file.document.mark, at)
    marks = mark.children
    if not isinstance(marks, list):
        return
    is_unique = any(part.get("uniqueItems") is True for part in parts_at(file.schema, at))
    first: dict[str, int] = {}
    exact: dict[str, int] = {}
    for position, item in enumerate(items):
        if not isinstance(item, str) or not item.strip():
            continue
        before = first.setdefault(_meant(item), position)
        same = exact.setdefault(item, position)
        if same != position and not is_unique:
            edits = _edits(file.text, mark, marks, position)
            yield _finding(marks, (*at, position), same, {"text": item}, "", edits)
        elif same == position != before:
            yield _finding(marks, (*at, position), before, {"text": item, "first": items[before]}, "alike", ())


def _finding(
    marks: list[Mark], at: Steps, before: int, values: Mapping[str, Json], case: str, edits: tuple[Edit, ...]
) -> Finding:
    mark, other = marks[int(at[-1])], marks[before]
    return Finding(mark.start, mark.end, values, case, at, edits, ((other.start, other.end),))


# --- Edits -----------------------------------------------------------------------------------------------------------


def _edits(text: str, whole: Mark, items: list[Mark], position: int) -> tuple[Edit, ...]:
    """Without the item: with the comma before it in brackets, else with its line, where it has one to itself."""
    start, end = items[position][:2]
    if text.startswith("[", whole.start):
        between = text[items[position - 1].end : start]
        return (Edit(items[position - 1].end, end, ""),) if re.fullmatch(_COMMA, between) else ()
    line = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", start)
    line_end = len(text) if line_end < 0 else line_end
    alone = re.fullmatch(_DASH, text[line:start]) and end <= line_end and not text[end:line_end].strip()
    if not alone or _is_comment(text, line):
        return ()
    return (Edit(line, line_end + 1, ""),) if line_end < len(text) else (Edit(line - 1, line_end, ""),)


def _is_comment(text: str, line: int) -> bool:
    """Whether the line before the one that begins there is a comment, which may speak of it."""
    before = text.rfind("\n", 0, line - 1) + 1
    return text[before:line].lstrip().startswith("#")
