"""A heading that says nothing.

What it finds: `##` without a text behind it, and headings that hold only an
image, HTML or marks of emphasis.

Why: it stands in the table of contents as an empty line, can't be linked to,
and people who can't see the page hear “heading” and nothing else. Mostly it is
what was left when a text was deleted, or was meant as some space.

What to do: write its text, or remove the `#`; an image needs none.

Good:

    ## The season

    ![The team](/media/team.jpg)

Bad:

    ##

    ## ![The team](/media/team.jpg)

---

Un titre sans texte.

Ce qui est signalé : `##` sans texte derrière, et les titres qui ne contiennent
qu’une image, du HTML ou des marques de mise en forme.

Pourquoi : il apparaît dans le sommaire comme une ligne vide, on ne peut pas y
mener par un lien, et les personnes qui ne voient pas la page entendent
« titre » et rien d’autre. C’est souvent le reste d’un texte supprimé, ou une
façon de laisser de la place.

Que faire : écrire son texte, ou enlever les `#` ; une image n’en a pas besoin.

Bon :

    ## La saison

    ![L’équipe](/media/equipe.jpg)

Mauvais :

    ##

    ## ![L’équipe](/media/equipe.jpg)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cms.lint.checkable import Checkable
from cms.lint.markings import headings_of_page
from cms.lint.rule import Finding
from cms.model import Json, Level

ID = "lint/empty-heading"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ()
FIXES = False

_MARKS = "*_~` \\\u200b\ufeff\N{NO-BREAK SPACE}"


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding for each heading that has no text."""
    if not _may_be_empty(file):
        return
    for heading in headings_of_page(file):
        if not heading.text.strip(_MARKS):
            case = "image" if "![" in file.text[heading.start : heading.end] else ""
            yield Finding(heading.start, heading.end, {"marks": "#" * heading.level}, case)


def _may_be_empty(file: Checkable) -> bool:
    return any(file.text[end : end + 1] in {"", "\n"} for _, _, end in file.hash_runs) or any(
        not text.strip(_MARKS) or text[0] in "!<[*_" for _, _, text in file.heading_lines
    )
