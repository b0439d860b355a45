"""One keyword is written in two ways.

What it finds: items of lists, such as keywords or categories, that other
entries of the collection write with other capitals, spaces, hyphens or accents,
and more often.

Why: front ends make a page, or a filter, of each: half of the articles are on
one, half on the other.

What to do: write it as most entries do. Better still, make entries of what may
stand there, and refer to these: then only what exists can be written.

Good:

    `Open Data` in twelve articles

Bad:

    `Open Data` in eleven articles, `open-data` in one

---

Un même mot est écrit de deux façons.

Ce qui est signalé : des éléments de listes, comme des mots-clés ou des
rubriques, que d’autres entrées de la collection écrivent, plus souvent, avec
d’autres majuscules, espaces, traits d’union ou accents.

Pourquoi : les sites font de chacun une page ou un filtre : la moitié des
articles est sur l’une, la moitié sur l’autre.

Que faire : écrire comme la plupart des entrées. Mieux encore : faire une entrée
de chaque mot permis, et y renvoyer ; seul ce qui existe pourra être écrit.

Bon :

    `Open Data` dans douze articles

Mauvais :

    `Open Data` dans onze articles, `open-data` dans un
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from cms.model import Json, Level

ID = "lint/near-duplicate"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ()
FIXES = False

_APART = r"[\s_'’·\u2010-\u2015-]+"


@lru_cache(4096)
def fold(term: str, /) -> str:
    """A term without capitals, accents, spaces, hyphens and apostrophes."""
    if not term.isascii():
        term = "".join(char for char in unicodedata.normalize("NFKD", term) if not unicodedata.combining(char))
    return re.sub(_APART, "", term).casefold()


def check_terms(counts: Mapping[str, int], _options: Mapping[str, Json], /) -> Iterator[tuple[str, str]]:
    """Each term that fewer entries have than another."""
    right = max(counts, key=lambda term: (counts[term], term))
    yield from ((term, right) for term in counts if counts[term] < counts[right])
