"""A line that begins with `##` and a letter, and is no heading.

What it finds: two to six `#` at the beginning of a line with a letter right
behind them: `##Title`. A single `#` may be a hashtag and is left alone, and so
are a line of several, `##spring ##garden`, and code.

Why: Markdown makes a heading only where a space follows the `#`. Readers see
the line as ordinary text, `##` and all, and it is missing in the table of
contents.

What to do: put a space behind the `#`, and none at the end of the title:
`##Title##` is `## Title`. `cms fix` does it.

Good:

    ## The season

Bad:

    ##The season

---

Une ligne qui commence par `##` et une lettre, et qui n’est pas un titre.

Ce qui est signalé : de deux à six `#` en début de ligne, suivis aussitôt d’une
lettre : `##Titre`. Un seul `#` peut être un mot-dièse : il n’est pas signalé,
ni une ligne qui en a plusieurs, `##printemps ##jardin`, ni le code.

Pourquoi : Markdown ne reconnaît un titre que si un espace suit les `#`. Le
lecteur voit un texte ordinaire, avec ses `##`, et le titre manque au sommaire.

Que faire : mettre un espace après les `#`, et aucun `#` à la fin du titre :
`##Titre##` devient `## Titre`. `cms fix` le fait.

Bon :

    ## La saison

Mauvais :

    ##La saison
"""

from __future__ import annotations

import re
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
_CLOSING = r"(?<=[^\s#\\])#{2,}[ \t]*\Z"
_HASHTAG = r"\s##+\w"


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding for each line that should be a heading; its place is the line."""
    text = file.text
    if not any(end - at > 1 and text[end : end + 1].isalpha() for _, at, end in file.hash_runs):
        return
    for match in file.matches(_LINE):
        words = match[2]
        if not re.search(_HASHTAG, words):
            closing = re.search(_CLOSING, words)
            edits = [Edit(match.end(1), match.end(1), " ")]
            if closing:
                edits.append(Edit(match.start(2) + closing.start(), match.end(), ""))
                words = words[: closing.start()]
            yield Finding(*match.span(), {"text": match[0], "better": f"{match[1]} {words}"}, edits=tuple(edits))
