"""An image is heavier than a page can afford.

What it finds: images of the media folder that weigh more than a limit, in
bytes: the option `limit`, 500,000 where it isn't set. `limit: 300000` allows
300 kB.

Why: whoever reads the page must load it, often on a telephone. A photo as it
comes from a camera weighs ten times what a page needs, and stays in the
repository's history for ever.

What to do: save it again at most 2,000 pixels wide, as JPEG or WebP of medium
quality. On the web, Squoosh (https://squoosh.app) does so.

Good:

    content/media/reunion.jpg, 180 kB

Bad:

    content/media/DSC_0042.JPG, 4.2 MB

---

Une image est trop lourde pour une page.

Ce qui est signalé : les images du dossier des médias qui pèsent plus qu’une
limite, en octets : l’option `limit`, 500 000 si rien n’est dit.
`limit: 300000` permet 300 Ko.

Pourquoi : chaque lecteur doit la télécharger, souvent sur un téléphone. Une
photo telle qu’elle sort de l’appareil pèse dix fois ce qu’il faut à une page,
et reste pour toujours dans l’historique du dépôt.

Que faire : l’enregistrer de nouveau, large de 2 000 pixels au plus, en JPEG ou
WebP de qualité moyenne. Sur le web, Squoosh (https://squoosh.app) le fait.

Bon :

    content/media/reunion.jpg, 180 Ko

Mauvais :

    content/media/DSC_0042.JPG, 4,2 Mo
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cms.lint.rule import MediaFile
from cms.model import Json, Level

ID = "lint/heavy-image"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {"limit": 500_000}
EXPLAINS: tuple[str, ...] = ()
FIXES = False

_IMAGES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".bmp", ".tif", ".tiff")


def check_media(file: MediaFile, options: Mapping[str, Json], /) -> Iterator[Mapping[str, Json]]:
    """The size of an image over the limit."""
    if file.size > options["limit"] and file.path.lower().endswith(_IMAGES):
        yield {"size": file.size, "limit": options["limit"]}
