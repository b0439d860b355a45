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
readers, put it between back quotes: `<div>`.

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
balise au lecteur, l’entourer d’accents graves : `<div>`.

Bon :

    La **prochaine** saison, et son [film](https://example.org/film).

Mauvais :

    La <b>prochaine</b> saison.

    <iframe src="https://example.org/film"></iframe>
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cms.lint.checkable import Checkable
from cms.lint.rule import Finding
from cms.model import Json, Level

ID = "lint/raw-html"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ()
FIXES = False


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding for each piece of HTML that is lost."""
    for start, end, tag in file.lost_html():
        yield Finding(start, end, {"tag": tag})
