"""The same heading twice in one part of a text.

What it finds: two headings of the same level with the same words, below the
same heading. “Results” below each of several projects is fine.

Why: headings can be linked to. The second gets the address of the first and a
number, `#results-1`; when a heading is put in, moved or taken away, the number
goes to another one, and links lead to the wrong place. Two equal entries in the
table of contents can't be told apart either.

What to do: say in the second what it is about.

Good:

    ## Results of 2024

    ## Results of 2025

Bad:

    ## Results

    ## Results

---

Deux fois le même titre dans une même partie.

Ce qui est signalé : deux titres de même niveau et aux mêmes mots, sous le même
titre. « Résultats » sous chacun de plusieurs projets ne gêne pas.

Pourquoi : on peut faire un lien vers un titre. Le second reçoit l’adresse du
premier et un numéro, `#résultats-1` ; quand un titre est ajouté, déplacé ou
supprimé, ce numéro passe à un autre, et les liens mènent au mauvais endroit. Et
dans le sommaire, rien ne distingue les deux.

Que faire : préciser dans le second de quoi il parle.

Bon :

    ## Résultats de 2024

    ## Résultats de 2025

Mauvais :

    ## Résultats

    ## Résultats
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cms.lint.checkable import Checkable
from cms.lint.markings import folded, headings_of_page
from cms.lint.rule import Finding
from cms.model import Json, Level, Node

ID = "lint/duplicate-heading"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ()
FIXES = False


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding for each heading that was there before; the first is told as well."""
    lines = [(level, text) for _, level, text in file.heading_lines]
    if len(set(lines)) == len(lines):
        return
    firsts: list[dict[str, Node]] = [{} for _ in range(7)]
    for heading in headings_of_page(file):
        for deeper in firsts[heading.level + 1 :]:
            deeper.clear()
        words = folded(heading.text)
        first = firsts[heading.level].setdefault(words, heading)
        if first is not heading and words:
            yield _finding(heading, first)


def _finding(heading: Node, first: Node) -> Finding:
    values = {"text": heading.text, "id": heading.id}
    return Finding(heading.start, heading.end, values, related=((first.start, first.end),))
