"""Images are files of this repository, not of other sites.

What it finds: images that come from another site, `https://…`, in a Markdown
body and in fields for an image, unless the schema refuses the address anyway.
Each site is named once a file, at its first image.

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
un texte en Markdown et dans les champs prévus pour une image, sauf si l’adresse
est déjà refusée pour une autre raison. Chaque site est nommé une fois par
fichier, à sa première image.

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

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from cms.lint.checkable import Checkable
from cms.lint.guesses import Guess, are_sure, guess
from cms.lint.markup import links_of
from cms.lint.rule import Finding
from cms.lint.scalars import refused
from cms.model import Json, Level, Steps
from cms.positions import find, pointer

ID = "lint/hotlinked-image"
LEVEL: Level = "info"
OPTIONS: Mapping[str, Json] = {"allow": []}
EXPLAINS: tuple[str, ...] = ()
FIXES = False


class _Image(NamedTuple):
    start: int
    end: int
    url: str
    at: Steps = ()


def check(file: Checkable, options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding a host, for the fields and for the body."""
    uses = [use for use in file.entry.assets if use.kind == "image" and "//" in use.url]
    images = [each for each in _guessed(file) if "//" in each.target]
    if not uses and not images and "definitions" not in guess(file).odd:
        return
    allowed = _allowed(file.site.url, tuple(options["allow"]))
    complained = refused(file)
    in_data = [
        _Image(*find(file.document.mark, use.at)[:2], use.url, use.at)
        for use in uses
        if _is_far(use.url, allowed) and pointer(use.at) not in complained
    ]
    yield from _by_host(in_data)
    if any(_is_far(each.target, allowed) for each in images) or (
        "definitions" in guess(file).odd and "![" in file.body
    ):
        yield from _by_host([image for image in _images(file, images) if _is_far(image.url, allowed)])


@lru_cache(maxsize=8)
def _allowed(site: str, hosts: tuple[str, ...]) -> tuple[str, ...]:
    """The hosts that are no others', each with a dot before it."""
    return tuple([f".{host.lower()}" for host in (*hosts, _host(site)) if host])


def _guessed(file: Checkable) -> Iterator[Guess]:
    guesses = guess(file)
    return (each for each in guesses.links if each.image) if "images" in guesses.odd else iter(())


def _is_far(url: str, allowed: tuple[str, ...]) -> bool:
    """Whether an address is at a host, and at none of these (each with a dot before it) nor below one."""
    host = _host(url)
    return host != "" and not f".{host}".endswith(allowed)


def _images(file: Checkable, guesses: Sequence[Guess]) -> list[_Image]:
    """The images of the body. Most are so plain that no parser is needed."""
    if are_sure(file, guesses):
        return [_Image(each.start - 1, each.end + 1, each.target) for each in guesses if not file.is_code(each.start)]
    return [_Image(link.node.start, link.node.end, link.node.url) for link in links_of(file, "image")]


def _by_host(images: Sequence[_Image]) -> Iterator[Finding]:
    by_host: dict[str, list[_Image]] = {}
    for image in images:
        by_host.setdefault(_host(image.url), []).append(image)
    for host, (first, *others) in by_host.items():
        yield Finding(first.start, first.end, {"host": host, "count": 1 + len(others)}, at=first.at)


def _host(url: str) -> str:
    """The host of a URL in lower case, without `www.`; empty where it has none."""
    scheme, slashes, rest = url.lower().removeprefix("<").partition("//")
    if not slashes or scheme not in {"", "http:", "https:"}:
        return ""
    for sign in "/?#":
        rest = rest.partition(sign)[0]
    return rest.rpartition("@")[2].partition(":")[0].removeprefix("www.")
