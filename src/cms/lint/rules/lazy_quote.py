"""A line right below a quotation, which becomes a part of it.

What it finds: a line without `>` right below a line of a quotation, where it
seems to begin a text of its own: the line above ends a sentence, or it begins
with a capital letter or with bold text. A sentence that simply goes on isn't
reported, and neither is a line with the name of the author: `— Ada`.

Why: without an empty line Markdown takes it for the rest of the quotation. So
the words of the page are published as those of the person who is quoted.

What to do: put an empty line below the quotation; or begin the line with `>`,
where it belongs to it.

Good:

    > A bold project.

    The jury has decided.

Bad:

    > A bold project.
    The jury has decided.

---

Une ligne collée sous une citation, qui en fait alors partie.

Ce qui est signalé : une ligne sans `>` juste sous une ligne de citation,
lorsqu’elle semble commencer un autre texte : la ligne du dessus termine une
phrase, ou bien elle commence par une majuscule ou du gras. Une phrase qui se
poursuit simplement n’est pas signalée, ni une ligne qui donne le nom de
l’auteur : `— Ada`.

Pourquoi : sans ligne vide, Markdown la prend pour la suite de la citation. Les
mots de la page sont donc publiés comme ceux de la personne citée.

Que faire : mettre une ligne vide sous la citation ; ou commencer la ligne par
`>`, si elle en fait partie.

Bon :

    > Un projet audacieux.

    Le jury a tranché.

Mauvais :

    > Un projet audacieux.
    Le jury a tranché.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cms.lint.checkable import Checkable
from cms.lint.markings import top_level
from cms.lint.rule import Finding
from cms.model import Json, Level

ID = "lint/lazy-quote"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ()
FIXES = False

_LAZY = r"^ {0,3}>[^\n]*?([^\s>])[ \t]*\n(?! {0,3}>)[ \t]*([^\s][^\n]*)"
_SOURCE = "-–—{"
"""What the line of a quotation's author begins with, or that of its attributes in a template: these belong to it."""
_STOPS = ".!?…:»”"


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding for each line that a quotation takes up; those that follow are taken up with it."""
    if not _may_be_lazy(file):
        return
    text = file.text
    for quote in top_level(file, "block_quote"):
        if not text[text.rfind("\n", 0, quote.start) + 1 : quote.start].strip():
            for match in re.compile(_LAZY, re.MULTILINE).finditer(text, quote.start, quote.end):
                if match[2][0] not in _SOURCE and _is_new(match[1], match[2]) and not file.is_code(match.start(2)):
                    yield Finding(*match.span(2), {"text": match[2]})


def _may_be_lazy(file: Checkable) -> bool:
    """Whether some line after one that begins with `>` is neither empty nor begins so itself."""
    return any(file.text[end + 1 : end + 2] not in {"", "\n", ">"} for _, end in file.quote_lines)


def _is_new(last: str, line: str) -> bool:
    """Whether a line begins a text of its own, by the last character of the one above."""
    return last in _STOPS or line[0].isupper() or line.startswith("**")
