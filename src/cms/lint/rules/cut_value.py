"""What stands behind a space and a `#` is no part of a value.

What it finds: values without quotes in the front matter, or in a data file,
with a space, a `#` and right behind it a letter or digit on the same line, such
as `title: Season #8`. A `#` with a space behind it is a comment as people write
them, and is left alone.

Why: in YAML, a comment begins there. The title is `Season`, without a word
about what is lost.

What to do: put the whole value between quotes.

Good:

    title: "Season #8 is over" # the working title

Bad:

    title: Season #8 is over

---

Ce qui suit un espace et un `#` ne fait pas partie de la valeur.

Ce qui est signalé : les valeurs sans guillemets de l’en-tête ou d’un fichier de
données, suivies sur la même ligne d’un espace, d’un `#` et, juste derrière,
d’une lettre ou d’un chiffre, comme `title: Saison #8`. Un `#` suivi d’un espace
est un commentaire comme on les écrit, et n’est pas signalé.

Pourquoi : en YAML, un commentaire commence là. Le titre est `Saison`, et rien
ne dit que le reste est perdu.

Que faire : mettre toute la valeur entre guillemets.

Bon :

    title: "La saison #8 est finie" # titre provisoire

Mauvais :

    title: La saison #8 est finie
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cms.lint.checkable import Checkable
from cms.lint.rule import Finding
from cms.model import Json, Level

ID = "lint/cut-value"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ()
FIXES = False

_LOST = r"[ \t]+(#\w[^\n]*)"


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding for each value: what is lost of it."""
    if " #" not in file.front or file.document.kind == "json":
        return
    for text in file.texts:
        if text.start < text.end and file.text[text.start] not in "'\"|>[{":
            match = re.compile(_LOST).match(file.text, text.end)
            if match is not None:
                whole = f'"{file.text[text.start : match.end()].rstrip()}"'
                yield Finding(*match.span(1), {"lost": match[1], "value": text.value, "whole": whole}, at=text.at)
