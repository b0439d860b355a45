"""Raw HTML in Markdown isn't published.

What it finds: HTML tags in a Markdown body. Comments are fine: they are for
those who edit the file, and are left out.

Why: a bundle is shown by many sites and applications, so its HTML is made of
Markdown alone. A tag in the text could carry a script or break a page. So tags
are dropped where they stand between words, and their text stays; where a line
begins with a block's tag, such as `<div>` or `<iframe>`, everything up to the
next blank line goes with it.

What to do: write it in Markdown (`**bold**`, `![text](/media/file.png)`, a
table), or put a link in the place of what is embedded. To show a tag to
readers, put it between back quotes: `<div>`. `cms fix` rewrites bold, italics,
links, images and breaks at the end of a line where Markdown says the same.

Good:

    The **next** season, and its [film](https://example.org/film).

Bad:

    The <b>next</b> season.

    <iframe src="https://example.org/film"></iframe>

---

Le HTML écrit dans du Markdown n’est pas publié.

Ce qui est signalé : des balises HTML dans un texte en Markdown. Les
commentaires sont permis : ils s’adressent à ceux qui modifient le fichier, et
ne sont pas publiés.

Pourquoi : plusieurs sites et applications affichent ces contenus ; leur HTML
vient donc du Markdown seul. Une balise dans le texte pourrait porter un script
ou casser une page. Entre des mots, les balises sont retirées et leur texte
reste ; quand une ligne commence par une balise de bloc, comme `<div>` ou
`<iframe>`, tout disparaît jusqu’à la prochaine ligne vide.

Que faire : l’écrire en Markdown (`**gras**`, `![texte](/media/fichier.png)`, un
tableau), ou mettre un lien à la place de ce qui est intégré. Pour montrer une
balise au lecteur, l’entourer d’accents graves : `<div>`. `cms fix` récrit le
gras, l’italique, les liens, les images et les retours en fin de ligne là où
Markdown dit la même chose.

Bon :

    La **prochaine** saison, et son [film](https://example.org/film).

Mauvais :

    La <b>prochaine</b> saison.

    <iframe src="https://example.org/film"></iframe>
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cms.lint.checkable import Checkable
from cms.lint.html_tags import embedded_address, kind_of, kind_of_tag, markdown_of
from cms.lint.rule import Edit, Finding
from cms.model import Json, Level

ID = "lint/raw-html"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ()
FIXES = True

_OPENING = r"(?:</[^<>]*>)+<([A-Za-z][\w-]*)"


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding for each piece of HTML that is lost."""
    for start, end, tag in file.lost_html():
        yield _finding(file, start, end, tag)


def _finding(file: Checkable, start: int, end: int, tag: str) -> Finding:
    is_field = start < file.start  # the place is that of the whole field, so nothing is known of the piece but its tag
    html = "" if is_field else file.text[start:end]
    opening = re.match(_OPENING, html)  # the closing tags before it belong to what is a finding itself
    tag = opening[1].lower() if opening else tag
    kind = kind_of_tag(tag) if is_field else kind_of(tag, html)
    values: dict[str, Json] = {"tag": f"<{tag}>"}
    if kind == "embed":
        address = embedded_address(html)
        return Finding(start, end, values if address is None else values | {"url": address}, kind)
    edits = () if is_field else markdown_of(file.text, start, end, kind)
    if edits and kind != "break":
        values["better"] = _mended(file.text, edits)
    return Finding(start, end, values, kind, edits=edits)


def _mended(text: str, edits: tuple[Edit, ...]) -> str:
    """What stands in the place of one or two edits after them."""
    first, *others = edits
    return first.text + "".join(text[first.end : last.start] + last.text for last in others)
