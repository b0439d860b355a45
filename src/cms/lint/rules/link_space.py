"""Spaces stand before and behind a link, not within it.

What it finds: links whose text begins or ends with a space:
`and[ join us](https://…)`, `[Substra ](https://…)is looking`.

Why: the space is underlined with the text, and where one was forgotten outside
the link, words run together in whatever reads the text without its links.

What to do: put the space outside the brackets. `cms fix` does it.

Good:

    Write to us and [join the group](https://example.org/group) tonight.

Bad:

    Write to us and[ join the group](https://example.org/group) tonight.

---

Les espaces sont devant et derrière un lien, pas dedans.

Ce qui est signalé : les liens dont le texte commence ou finit par un espace :
`et[ rejoindre](https://…)`, `[Substra ](https://…)recherche`.

Pourquoi : l’espace est souligné avec le texte, et là où il manque hors du lien,
les mots se collent dans tout ce qui lit le texte sans ses liens.

Que faire : mettre l’espace hors des crochets. `cms fix` le fait.

Bon :

    Écrivez-nous et [rejoignez le groupe](https://example.org/groupe) ce soir.

Mauvais :

    Écrivez-nous et[ rejoignez le groupe](https://example.org/groupe) ce soir.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from cms.lint.checkable import Checkable
from cms.lint.guesses import BLANKS, guess
from cms.lint.markup import Link, links_of
from cms.lint.rule import Edit, Finding
from cms.model import Json, Level

ID = "lint/link-space"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ()
FIXES = True

_MARKS = "*_~"
_OPENING = "([{«“|"
_CLOSING = ".,)]}…”|"
_CLOSING_WITH_SPACE = ";:!?»"  # in French
_BLOCK = r"[ \t>]*(?:[-+*]|\d+[.)]|#{1,6})?$"


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding a link with blanks at an end of its text, or both."""
    if "padded" not in guess(file).odd:
        return
    for link in links_of(file, "link"):
        said = file.text[slice(*link.text)]
        if link.form != "inline" or not said.strip():
            continue
        first, last = _blanks(said)
        if first or last:
            start = link.text[0] if first else link.text[1] - last
            end = link.text[1] if last else link.text[0] + first
            yield Finding(start, end, {"text": said.strip()}, edits=_edits(file, link, first, last))


def _blanks(said: str) -> tuple[int, int]:
    """How many blanks a text begins and ends with; none where a line begins or ends there."""
    inner = said.lstrip(BLANKS)
    first = 0 if inner[0] == "\n" else len(said) - len(inner)
    inner = said.rstrip(BLANKS)
    return first, 0 if inner[-1] == "\n" else len(said) - len(inner)


def _edits(file: Checkable, link: Link, first: int, last: int) -> tuple[Edit, ...]:
    """What moves the blanks outside; nothing where that would make something else of the text."""
    start, end = link.text
    edits: list[Edit] = []
    if first:
        moved = _moved_before(file, link.node.start, file.text[start])
        if moved is None or file.text[start + first] in "^!":
            return ()
        edits += [Edit(link.node.start, start + first, f"{moved}[")]
    if last:
        moved = _moved_behind(file, link.node.end, file.text[end - 1])
        if moved is None or file.text[end - last - 1] == "\\":
            return ()
        edits += [Edit(end - last, end, "")]
        if moved:
            edits += [Edit(link.node.end, link.node.end, moved)]
    return tuple(edits)


def _moved_before(file: Checkable, at: int, blank: str) -> str | None:
    """The blank that is needed before a link; None where there is no saying."""
    line = file.text[file.text.rfind("\n", 0, at) + 1 : at]
    if not line or line[-1].isspace() or line[-1] in _OPENING:
        return ""
    if re.match(_BLOCK, line) or line[-1] in "]\\!":
        return None
    if line[-1] not in _MARKS or at in _emphasis(file)[1]:
        return blank
    outer = line.rstrip(_MARKS)
    return "" if not outer or outer[-1].isspace() or outer[-1] in _OPENING else None


def _moved_behind(file: Checkable, at: int, blank: str) -> str | None:
    """The blank that is needed behind a link; None where there is no saying."""
    line = file.text[at:].partition("\n")[0]
    if not line or line[0].isspace() or line[0] in _CLOSING:
        return ""
    if line[0] in _CLOSING_WITH_SPACE:
        return blank if file.lang == "fr" else ""
    if line[0] not in _MARKS or at in _emphasis(file)[0]:
        return blank
    outer = line.lstrip(_MARKS)
    return "" if not outer or outer[0].isspace() or outer[0] in _CLOSING else None


@lru_cache(maxsize=1)
def _emphasis(file: Checkable) -> tuple[frozenset[int], frozenset[int]]:
    """Where emphasis starts, and where it ends."""
    nodes = list(file.nodes_of("emph", "strong", "strikethrough"))
    return frozenset([node.start for node in nodes]), frozenset([node.end for node in nodes])
