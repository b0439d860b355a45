"""A line that begins with `##` and a letter, and is no heading.

What it finds: two to six `#` at the beginning of a line with a letter right
behind them: `##Title`. A single `#` may be a hashtag and is left alone, and so
is code.

Why: Markdown makes a heading only where a space follows the `#`. Readers see
the line as ordinary text, `##` and all, and it is missing in the table of
contents.

What to do: put a space behind the `#`. `cms fix` does it.

Good:

    ## The season

Bad:

    ##The season

---

Une ligne qui commence par `##` et une lettre, et qui n’est pas un titre.

Ce qui est signalé : de deux à six `#` en début de ligne, suivis aussitôt d’une
lettre : `##Titre`. Un seul `#` peut être un mot-dièse : il n’est pas signalé,
et le code non plus.

Pourquoi : Markdown ne reconnaît un titre que si une espace suit les `#`. Le
lecteur voit un texte ordinaire, avec ses `##`, et le titre manque au sommaire.

Que faire : mettre une espace après les `#`. `cms fix` le fait.

Bon :

    ## La saison

Mauvais :

    ##La saison
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cms.lint.checkable import Checkable
from cms.lint.rule import Edit, Finding
from cms.model import Json, Level

ID = "lint/hash-without-space"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ()
FIXES = True

_LINE = r"(?m)^(#{2,6})([^\W\d_][^\n]*)"


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding for each line that should be a heading; its place is the line."""
    text = file.text
    if not any(end - at > 1 and text[end : end + 1].isalpha() for _, at, end in file.hash_runs):
        return
    for match in file.matches(_LINE):
        values = {"text": match[0], "better": f"{match[1]} {match[2]}"}
        yield Finding(match.start(), match.end(), values, edits=(Edit(match.end(1), match.end(1), " "),))
