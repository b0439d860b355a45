"""A heading as long as a paragraph.

What it finds: headings of more characters than `length` (100, if cms.yml says
nothing else), without their markup.

Why: headings are for finding one's way: they stand in the table of contents, in
the address of links to them, and in large letters on small screens. One of
three lines can't be taken in at a glance, and is often a paragraph with a `#`
before it by mistake.

What to do: shorten it, and say the rest in the text below. Where a line of
`---` below a paragraph made a heading of it, put an empty line between the two.

Good:

    ## Measuring the temperature of rivers

Bad:

    Measuring the temperature of rivers from one spring to the next, with all
    volunteers of the region and their families
    ---

---

Un titre long comme un paragraphe.

Ce qui est signalé : les titres de plus de `length` caractères (100, sauf autre
réglage dans cms.yml), sans compter leur mise en forme.

Pourquoi : les titres servent à se repérer : ils figurent dans le sommaire, dans
l’adresse des liens qui y mènent, et en grandes lettres sur de petits écrans. Un
titre de trois lignes ne se lit pas d’un coup d’œil ; c’est souvent un
paragraphe précédé d’un `#` par erreur.

Que faire : l’abréger, et dire le reste dans le texte qui suit. Si une ligne de
`---` sous un paragraphe en a fait un titre, mettre une ligne vide entre les
deux.

Bon :

    ## Mesurer la température des rivières

Mauvais :

    Mesurer la température des rivières d’un printemps à l’autre, avec les
    bénévoles de la région et leurs familles
    ---
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cms.lint.checkable import Checkable
from cms.lint.markings import headings_of_page
from cms.lint.rule import Finding
from cms.model import Json, Level

ID = "lint/long-heading"
LEVEL: Level = "info"
OPTIONS: Mapping[str, Json] = {"length": 100}
EXPLAINS: tuple[str, ...] = ()
FIXES = False

_UNDERLINE = r"[^\n]\n(?:--+|==+)[ \t]*(?:\n|\Z)"


def check(file: Checkable, options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding for each heading that is too long."""
    limit = options["length"]
    if not (any(len(text) > limit for _, _, text in file.heading_lines) or _may_be_underlined(file.body)):
        return
    for heading in headings_of_page(file):
        length = len(" ".join(heading.text.split()))
        if length > limit:
            case = "" if file.text[heading.start] == "#" else "underlined"
            yield Finding(heading.start, heading.end, {"text": heading.text, "length": length, "limit": limit}, case)


def _may_be_underlined(body: str) -> bool:
    """Whether a line of text may be made a heading by the one below it."""
    return ("\n--" in body or ("=" in body and "\n==" in body)) and re.search(_UNDERLINE, body) is not None
