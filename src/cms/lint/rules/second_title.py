"""A heading of the first level besides the title.

What it finds: headings with a single `#` (or underlined with `=`) in the text
of an entry that has a `title`, and of other entries those after the first.

Why: sites show the title of an entry as the heading of the page, so it would
have two. Search engines and people who can't see the page take the heading of
the first level for the name of the page. Where the text says the title once
more, readers see it twice.

What to do: begin the sections of the text with `##`; remove a heading that only
says the title again.

Good:

    ## The season

Bad:

    # The season

    # Its projects

---

Un titre de premier niveau en plus du titre de la page.

Ce qui est signalé : les titres avec un seul `#` (ou soulignés par des `=`) dans
le texte d’un contenu qui a un `title` ; sinon, ceux qui suivent le premier.

Pourquoi : les sites affichent le titre du contenu en tête de la page, qui en
aurait donc deux. Les moteurs de recherche et les personnes qui ne voient pas la
page prennent le titre de premier niveau pour le nom de la page. Et si le texte
répète le titre, le lecteur le voit deux fois.

Que faire : commencer les parties du texte par `##` ; supprimer un titre qui ne
fait que répéter celui du contenu.

Bon :

    ## La saison

Mauvais :

    # La saison

    # Ses projets
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cms.lint.checkable import Checkable
from cms.lint.markings import folded, headings_of_page
from cms.lint.rule import Finding
from cms.model import Json, Level
from cms.positions import find

ID = "lint/second-title"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ()
FIXES = False


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding for each heading of the first level that is one too many."""
    if not _may_have_titles(file):
        return
    title = file.data.get("title")
    titles = [heading for heading in headings_of_page(file) if heading.level == 1 and heading.text.strip()]
    if isinstance(title, str) and title.strip():
        place = find(file.document.mark, ("title",))
        for heading in titles:
            case = "repeated-title" if folded(heading.text) == folded(title) else "in-text"
            values = {"text": heading.text, "title": title}
            yield Finding(heading.start, heading.end, values, case, related=((place.start, place.end),))
        return
    for heading in titles[1:]:
        first = (titles[0].start, titles[0].end)
        yield Finding(heading.start, heading.end, {"text": heading.text}, related=(first,))


def _may_have_titles(file: Checkable) -> bool:
    return any(level == 1 for _, level, _ in file.heading_lines) or ("=" in file.body and "\n==" in file.body)
