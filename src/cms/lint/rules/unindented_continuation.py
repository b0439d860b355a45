"""What a value in quotes or brackets says on its next line stands deeper.

What it finds: in YAML, a value in quotes or in brackets that goes on, on
another line, no deeper than the name it belongs to.

Why: some programs read such a file, and some refuse it, among them the editors
Decap and Sveltia, which then show nothing of it. The YAML specification
(chapter 7, flow styles) asks for the deeper line.

What to do: put two spaces more than the name has at the start of the line;
these spaces aren't part of the text. `cms fix` does it.

Good:

    summary: "A shared reference,
      made in the open."

Bad:

    summary: "A shared reference,
    made in the open."

---

La suite d’un texte entre guillemets ou crochets est en retrait.

Ce qui est signalé : dans un fichier YAML, une valeur entre guillemets ou
crochets qui continue sur une autre ligne sans être plus en retrait que le nom
du champ.

Pourquoi : certains programmes lisent ce fichier, d’autres le refusent ; les
éditeurs Decap et Sveltia, par exemple, n’en montrent alors rien. La norme YAML
(chapitre 7) demande ce retrait.

Que faire : commencer la ligne par deux espaces de plus que le nom du champ ;
ces espaces ne font pas partie du texte. `cms fix` le fait.

Bon :

    summary: "Un référentiel commun,
      écrit à plusieurs."

Mauvais :

    summary: "Un référentiel commun,
    écrit à plusieurs."
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cms.lint.checkable import Checkable
from cms.lint.rule import Edit, Finding
from cms.model import Json, Level, Mark, Steps

ID = "lint/unindented-continuation"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ()
FIXES = True

_OPEN = (
    r" (?:\"[^\"\\\n]*+(?:\\.[^\"\\\n]*+)*+\\?\n"
    r"|'[^'\n]*+(?:''[^'\n]*+)*+\n"
    r"|[\[{](?:[^ \n]++| (?![\[{]))*+(?<![\]}])\n)"
)
"""Quotes or brackets that are still open at the end of their line, or a bracket with a comment behind it."""


class _Flow(NamedTuple):
    """A value in quotes or brackets: the way to it, where it is, and the column that its lines must stand behind."""

    at: Steps
    start: int
    end: int
    column: int


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding for each value: its first line that doesn't stand deep enough."""
    if file.document.kind == "json" or not re.search(_OPEN, file.front):
        return
    for flow in _flows(file.text, file.document.mark, -1, ()):
        lines = list(_shallow_lines(file.text, flow))
        if lines:
            indentation = " " * (flow.column + 2)
            edits = tuple(Edit(start, content, indentation) for start, content in lines)
            start = lines[0][1]
            end = min(file.text.find("\n", start) % (len(file.text) + 1), flow.end)
            yield Finding(start, end, {"text": file.text[start:end]}, at=flow.at, edits=edits)


def _flows(text: str, mark: Mark, column: int, at: Steps) -> Iterator[_Flow]:
    if mark.start < mark.end and text[mark.start] in "\"'[{":
        yield _Flow(at, mark.start, mark.end, column)
    elif isinstance(mark.children, dict):
        for name, child in mark.children.items():
            if child.key and not text[_line_start(text, child.key[0]) : child.key[0]].strip(" -"):
                yield from _flows(text, child, _column(text, child.key[0]), (*at, name))
    elif isinstance(mark.children, list) and text.startswith("-", mark.start):
        for position, child in enumerate(mark.children):
            yield from _flows(text, child, _column(text, mark.start), (*at, position))


def _shallow_lines(text: str, flow: _Flow) -> Iterator[tuple[int, int]]:
    """The lines after the first that don't stand behind the column: where they start, and where their text does.

    Blank lines may stand anywhere, and so may comments in brackets. Readers let a closing bracket stand at the column.
    """
    is_quoted = text[flow.start] in "\"'"
    blanks = re.compile(r"\n([ ]*+)[ \t]*+(?=[^\s])" if is_quoted else r"\n([ ]*+)[ \t]*+(?=[^\s#])")
    for line in blanks.finditer(text, flow.start, flow.end):
        is_end = not is_quoted and not text[line.end() : flow.end].strip(" ]}")
        if len(line[1]) + is_end <= flow.column:
            yield line.start() + 1, line.end()


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _column(text: str, at: int) -> int:
    return at - _line_start(text, at)
