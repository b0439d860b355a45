"""An image says which file it shows.

What it finds: images of a Markdown body without an address: `![text]()`.

Why: nothing is shown; of the image only its text is published.

What to do: write the image's path between the parentheses, or remove the image.

Good:

    ![A garden in May](/media/garden.jpg)

Bad:

    ![A garden in May]()

---

Une image dit quel fichier elle montre.

Ce qui est signalé : les images d’un texte en Markdown sans adresse :
`![texte]()`.

Pourquoi : rien n’est affiché ; de l’image, seul le texte est publié.

Que faire : écrire le chemin de l’image entre les parenthèses, ou supprimer
l’image.

Bon :

    ![Un jardin en mai](/media/jardin.jpg)

Mauvais :

    ![Un jardin en mai]()
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cms.lint.checkable import Checkable
from cms.lint.guesses import guess
from cms.lint.markup import links_of
from cms.lint.rule import Finding
from cms.model import Json, Level

ID = "lint/empty-image"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ()
FIXES = False


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding an image without address."""
    guesses = guess(file)
    if not ("bare" in guesses.odd and any(each.image and each.target in {"", "<>"} for each in guesses.links)):
        return
    for link in links_of(file, "image"):
        if link.form == "inline" and not link.node.url:
            yield Finding(link.node.start, link.node.end)
