"""A heading more than one level below the one before it.

What it finds: `####` right after `##`, with no `###` between. The level of the
first heading of a text is free, and so is going up again.

Why: the levels make the table of contents, and are how people who can't see
the page find their way in it. A missing level is taken for missing content.
Often one was chosen for the size of its letters.

What to do: take away the `#` that are too many, or write the heading that is
missing.

Good:

    ## The season

    ### Its projects

Bad:

    ## The season

    #### Its projects

---

Un titre plus d’un niveau en dessous du titre précédent.

Ce qui est signalé : `####` juste après `##`, sans `###` entre les deux. Le
niveau du premier titre d’un texte est libre, et on peut toujours remonter.

Pourquoi : les niveaux forment le sommaire, et guident les personnes qui ne
voient pas la page. Un niveau manquant ressemble à du contenu manquant. Souvent,
il a été choisi pour la taille de ses lettres.

Que faire : enlever les `#` en trop, ou écrire le titre intermédiaire qui
manque.

Bon :

    ## La saison

    ### Ses projets

Mauvais :

    ## La saison

    #### Ses projets
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from cms.lint.checkable import Checkable
from cms.lint.markings import headings_of_page
from cms.lint.rule import Finding
from cms.model import Json, Level

ID = "lint/skipped-heading"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ()
FIXES = False


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding for each heading that leaves out a level."""
    if not any(below[1] > above[1] + 1 for above, below in pairwise(file.heading_lines)):
        return
    for above, below in pairwise(headings_of_page(file)):
        if below.level > above.level + 1:
            values = {"text": below.text, "level": below.level, "above": above.level, "marks": "#" * (above.level + 1)}
            yield Finding(below.start, below.end, values, related=((above.start, above.end),))
