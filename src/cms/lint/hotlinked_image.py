"""Images are files of this repository, not of other sites.

What it finds: images that come from another site, `https://…`, in a Markdown
body and in fields for an image. Each site is named once a file, at its first
image.

Why: the other site may take the image away, replace it or be slow, and it
learns who reads the page. An image in the repository stays, and is published
with its size, in the formats that suit it.

The option `allow` lists hosts from which images may come, with all below them:
`example.org` allows `img.example.org` too. The site's own address always may.

What to do: save the image, put it into the folder of images and files, and
write its path.

Good:

    ![A bridge at night](/media/bridge.jpg)

Bad:

    ![A bridge at night](https://images.example.org/bridge.jpg)

---

Les images sont des fichiers de ce dépôt, pas d’autres sites.

Ce qui est signalé : les images qui viennent d’un autre site, `https://…`, dans
un texte en Markdown et dans les champs prévus pour une image. Chaque site est
nommé une fois par fichier, à sa première image.

Pourquoi : l’autre site peut retirer l’image, la remplacer ou être lent, et il
apprend qui lit la page. Une image du dépôt reste, et elle est publiée avec ses
dimensions.

L’option `allow` donne les sites dont les images peuvent venir, avec tout ce qui
en dépend : `example.org` permet aussi `img.example.org`. L’adresse du site
lui-même est toujours permise.

Que faire : enregistrer l’image, la déposer dans le dossier des images et des
fichiers, et écrire son chemin.

Bon :

    ![Un pont la nuit](/media/pont.jpg)

Mauvais :

    ![Un pont la nuit](https://images.example.org/pont.jpg)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from cms.lint.checkable import Checkable
from cms.lint.guesses import Guess, guess
from cms.lint.markup import links_of
from cms.lint.rule import Finding
from cms.model import Json, Level, Steps
from cms.positions import find

ID = "lint/hotlinked-image"
LEVEL: Level = "info"
OPTIONS: Mapping[str, Json] = {"allow": []}
EXPLAINS: tuple[str, ...] = ()
FIXES = False

_FAR = ("http", "//", "<http", "<//", "HTTP")
_HOST = r"(?:https?:)?//(?:[^/?#@]*@)?([^/?#:@]+)"


class _Image(NamedTuple):
    start: int
    end: int
    url: str
    at: Steps = ()


def check(file: Checkable, options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding a host, for the fields and for the body."""
    uses = [use for use in file.entry.assets if use.kind == "image"]
    images = _images(file)
    if not uses and not images:
        return
    allowed = [host.lower() for host in (*options["allow"], _host(file.site.url)) if host]
    yield from _by_host([_Image(*find(file.document.mark, use.at)[:2], use.url, use.at) for use in uses], allowed)
    yield from _by_host(images, allowed)


def _images(file: Checkable) -> list[_Image]:
    """The images of the body if some may come from elsewhere. Most are so plain that no parser is needed."""
    guesses = guess(file)
    far = [each for each in guesses.links if each.image and each.target.startswith(_FAR)]
    if not far and not (guesses.definitions and "![" in file.body):
        return []
    if not guesses.definitions and all(_is_plain(file.text, each) for each in far):
        return [_Image(each.start - 1, each.end + 1, each.target) for each in far if not file.is_code(each.start)]
    return [_Image(link.node.start, link.node.end, link.node.url) for link in links_of(file, "image")]


def _is_plain(text: str, guess: Guess) -> bool:
    """Whether what looks like an image is one, unless it is code."""
    return text[guess.end : guess.end + 1] == ")" and not text.startswith("\\", guess.start - 2)


def _by_host(images: Sequence[_Image], allowed: Sequence[str]) -> Iterator[Finding]:
    by_host: dict[str, list[_Image]] = {}
    for image in images:
        host = _host(image.url)
        if host and not any(host == each or host.endswith(f".{each}") for each in allowed):
            by_host.setdefault(host, []).append(image)
    for host, (first, *others) in by_host.items():
        yield Finding(first.start, first.end, {"host": host, "count": 1 + len(others)}, at=first.at)


def _host(url: str) -> str:
    """The host of a URL in lower case, without `www.`; empty where it has none."""
    found = re.match(_HOST, url, re.IGNORECASE)
    return found[1].lower().removeprefix("www.") if found else ""
