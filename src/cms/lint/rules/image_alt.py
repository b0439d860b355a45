"""Each image has a text that stands for it.

What it finds: images of a Markdown body without alternative text, `![](…)`,
and those whose text is only the name of a file or a word like "image".

Why: people who can't see the image have only this text, and so have search
engines, and readers whose connection is slow. An image that is the whole of a
link must say where the link leads: without its text, the link has no name.

What to do: write what the image shows, in a short sentence, between the
brackets.

Good:

    ![Volunteers around a table, in front of a map](/media/table.jpg)

Bad:

    ![](/media/table.jpg)

    ![IMG_2041.jpg](/media/IMG_2041.jpg)

---

Chaque image a un texte qui la remplace.

Ce qui est signalé : les images d’un texte en Markdown sans texte de
remplacement, `![](…)`, et celles dont ce texte n’est qu’un nom de fichier ou un
mot comme « image ».

Pourquoi : les personnes qui ne voient pas l’image n’ont que ce texte, tout
comme les moteurs de recherche et les lecteurs dont la connexion est lente. Une
image qui est tout le contenu d’un lien doit dire où il mène : sans son texte,
le lien n’a pas de nom.

Que faire : écrire entre les crochets, en une courte phrase, ce que l’image
montre.

Bon :

    ![Des bénévoles autour d’une table, devant une carte](/media/table.jpg)

Mauvais :

    ![](/media/table.jpg)

    ![IMG_2041.jpg](/media/IMG_2041.jpg)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cms.lint.checkable import Checkable
from cms.lint.guesses import Guess, guess
from cms.lint.markup import Link, inside, links_of
from cms.lint.rule import Finding
from cms.model import Json, Level, Node

ID = "lint/image-alt"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ()
FIXES = False

_FILE = (
    r"[\w@%+,()&=~ .-]*[\w)]\.(?:png|jpe?g|gif|webp|svg|avif|bmp|tiff?|heic)"
    r"|(?:img|dscn?|dscf|dcim|pxl|mvi|p)[-_ ]?\d{3,}[-_\d]*"
    r"|(?:image|img|picture|screenshot|screen shot|capture d[’']écran|alt|alt text|texte alternatif)[-_ ]?\d*"
)


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding an image without a text that says something."""
    if not _may_lack_text(file):
        return
    unnamed = {image.start: link.node.end for link in links_of(file, "link") for image in _sole_images(file, link)}
    for link in links_of(file, "image"):
        node = link.node
        written = file.text[slice(*link.text)].strip()
        if not node.url:
            continue  # that is all that is to be said of it
        if not written:
            yield Finding(node.start, node.end, case="link" if node.start in unnamed else "")
        elif _is_file_name(written):
            yield Finding(node.start, node.end, {"text": written}, "name")


def _may_lack_text(file: Checkable) -> bool:
    guesses = guess(file)
    if "images" in guesses.odd and any(_says_nothing(each) for each in guesses.links):
        return True
    return "definitions" in guesses.odd and ("![][" in file.body or "![ ][" in file.body)


def _says_nothing(guess: Guess) -> bool:
    return guess.image and (not guess.text.strip() or _is_file_name(guess.text))


def _is_file_name(text: str) -> bool:
    return re.fullmatch(_FILE, text, re.IGNORECASE) is not None


def _sole_images(file: Checkable, link: Link) -> list[Node]:
    """The images of a link that says nothing but by them, where they say nothing."""
    if link.form == "address" or link.node.text.strip():
        return []
    nodes = list(inside(file, link))
    images = [node for node in nodes if node.kind == "image"]
    return [] if any(image.text.strip() for image in images) else images
