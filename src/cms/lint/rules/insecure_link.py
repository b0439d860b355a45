"""An address with `http://` is read and changed by whoever is in between.

What it finds: links, images and addresses among the data that start with
`http://`; one finding for each site. Fine are `localhost`, addresses made of
numbers, and names that only look like addresses, such as `http://schema.org/…`.
What the schema refuses anyway isn't said twice.

Why: what is sent over `http` isn't encrypted. Browsers warn of such pages, and
don't show such images on a page with `https`.

Sites that have no `https` are listed in `allow` (`old.example.com`).

What to do: try the address with `https://`, and write that if it works. `cms`
can't know, so it doesn't do it by itself.

Good:

    [The study](https://lilac-institute.org/study)

Bad:

    [The study](http://lilac-institute.org/study)

---

Une adresse en `http://` peut être lue et changée en chemin.

Ce qui est signalé : les liens, les images et les adresses dans les données qui
commencent par `http://` ; une seule fois par site. `localhost`, les adresses
faites de chiffres et les noms qui ne font que ressembler à des adresses, comme
`http://schema.org/…`, sont permis. Ce qui est déjà refusé pour une autre raison
n’est pas répété.

Pourquoi : ce qui passe par `http` n’est pas chiffré. Les navigateurs mettent
en garde contre ces pages, et n’affichent pas ces images dans une page en
`https`.

Les sites qui n’ont pas de `https` se notent dans `allow`
(`vieux.example.com`).

Que faire : essayer l’adresse avec `https://`, et l’écrire ainsi si elle
fonctionne. `cms` ne peut pas le savoir, et ne le fait donc pas de lui-même.

Bon :

    [L’étude](https://institut-lilas.fr/etude)

Mauvais :

    [L’étude](http://institut-lilas.fr/etude)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cms.lint.addresses import Mention, grouped, host, is_allowed, mentions, others
from cms.lint.checkable import Checkable
from cms.lint.rule import Finding
from cms.lint.scalars import refused
from cms.model import Json, Level
from cms.positions import pointer

ID = "lint/insecure-link"
LEVEL: Level = "info"
OPTIONS: Mapping[str, Json] = {"allow": []}
EXPLAINS: tuple[str, ...] = ()
FIXES = False

_INSECURE = r"http://(?![\d.]+(?:[:/]|$))[\w-]+\."
_NAMES = (
    r"http://(?:(?:www\.)?(?:w3|ogp|opengis|rdfs|xmlns|dublincore)\.\w+(?:/|$)|(?:www\.)?schema\.org|(?:www\.)?purl\.|ns\."
    r"|(?:www\.)?creativecommons\.org/(?:licenses|publicdomain|ns)|(?:www\.)?(?:apache|gnu|opensource|mozilla)\.org/licenses?"
    r"|(?:[\w-]+\.)*ex[ae]mple\.\w+(?:[:/?#]|$)"
    r"|[\w.-]+\.(?:local|localhost|localdomain|internal|lan|home|test|example|invalid|onion|i2p)(?:[:/?#]|$))"
)


def check(file: Checkable, options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding for each site, at the first of its addresses."""
    if "http://" not in file.spelled:
        return
    for name, places in grouped(_insecure(file), host):
        first = places[0]
        if not is_allowed(first.text, options["allow"]):
            values = {"host": name, "count": len(places)}
            yield Finding(
                first.start,
                first.end,
                values,
                "several" if len(places) > 1 else "",
                first.at,
                related=others(places),
            )


def _insecure(file: Checkable) -> Iterator[Mention]:
    """The addresses that lead somewhere over `http`: no text of a link, and no value that is wrong anyway."""
    complained = refused(file)
    for mention in mentions(file, _is_insecure):
        if not file.text.startswith("](", mention.end) and pointer(mention.at) not in complained:
            yield mention


def _is_insecure(url: str) -> bool:
    return re.match(_INSECURE, url) is not None and re.match(_NAMES, url, re.IGNORECASE) is None
