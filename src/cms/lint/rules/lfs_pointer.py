"""In the place of a file there is only a pointer to it.

What it finds: files of the media folder that hold three lines of text for Git
LFS, which stores large files elsewhere, and not the file itself.

Why: front ends would get these lines in the place of the image.

What to do: install Git LFS and run `git lfs pull`; in GitHub Actions, set
`lfs: true` for `actions/checkout`. Who doesn't use Git LFS puts the file itself
in this place.

Good:

    content/media/carte.png, an image

Bad:

    version https://git-lfs.github.com/spec/v1
    oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
    size 12345

---

À la place d’un fichier, il n’y a qu’un renvoi.

Ce qui est signalé : les fichiers du dossier des médias qui contiennent trois
lignes de texte destinées à Git LFS, qui range ailleurs les gros fichiers, et
non le fichier lui-même.

Pourquoi : les sites recevraient ces lignes à la place de l’image.

Que faire : installer Git LFS et lancer `git lfs pull` ; dans GitHub Actions,
écrire `lfs: true` pour `actions/checkout`. Si le dépôt n’emploie pas Git LFS,
mettre le fichier lui-même à cette place.

Bon :

    content/media/carte.png, une image

Mauvais :

    version https://git-lfs.github.com/spec/v1
    oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
    size 12345
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cms.lint.rule import MediaFile
from cms.model import Json, Level

ID = "lint/lfs-pointer"
LEVEL: Level = "error"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ()
FIXES = False

_POINTER = b"version https://git-lfs.github.com/spec/"


def check_media(file: MediaFile, _options: Mapping[str, Json], /) -> Iterator[Mapping[str, Json]]:
    """Nothing but that it is a pointer."""
    if file.data.startswith(_POINTER):
        yield {}
