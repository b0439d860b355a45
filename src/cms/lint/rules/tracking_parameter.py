"""A tracking parameter tells a company where a reader comes from.

What it finds: parts of addresses that are there for statistics alone, such as
`utm_source`, `fbclid`, `gclid`, `mc_eid`, `igshid`, and `si` on YouTube and
Spotify. Addresses that are signed are left alone.

Why: whoever follows the link is counted as somebody who came by that campaign,
or as a friend of the one who copied it. The page is the same without, and the
address short enough to read.

Parameters that are there on purpose are listed in `allow` (`utm_source`).

What to do: remove them. `cms fix` does it, and keeps the rest of the address.

Good:

    [The study](https://lilac-institute.org/study?page=2)

Bad:

    [The study](https://lilac-institute.org/study?page=2&utm_source=letter)

---

Un paramètre de suivi révèle à une entreprise d’où vient le lecteur.

Ce qui est signalé : les parties d’une adresse qui ne servent qu’aux
statistiques, comme `utm_source`, `fbclid`, `gclid`, `mc_eid`, `igshid`, ou `si`
sur YouTube et Spotify. Les adresses signées ne sont pas concernées.

Pourquoi : qui suit le lien est compté comme venu de cette campagne, ou comme un
proche de la personne qui a copié l’adresse. Sans cela, la page est la même, et
l’adresse redevient lisible.

Les paramètres voulus se notent dans `allow` (`utm_source`).

Que faire : les enlever. `cms fix` le fait, et garde le reste de l’adresse.

Bon :

    [L’étude](https://institut-lilas.fr/etude?page=2)

Mauvais :

    [L’étude](https://institut-lilas.fr/etude?page=2&utm_source=lettre)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cms.lint.addresses import Mention, grouped, host, mentions, others
from cms.lint.checkable import Checkable
from cms.lint.rule import Edit, Finding
from cms.model import Json, Level

ID = "lint/tracking-parameter"
LEVEL: Level = "info"
OPTIONS: Mapping[str, Json] = {"allow": []}
EXPLAINS: tuple[str, ...] = ()
FIXES = True

_ANYWHERE = (
    r"utm_\w+|fbclid|gclid|dclid|gclsrc|gbraid|wbraid|msclkid|yclid|twclid|ttclid|mc_[ce]id|igshid|igsh|_hsenc|_hsmi"
    r"|mkt_tok|vero_id|oly_(?:anon|enc)_id|at_campaign|at_medium|xtor"
)
_AT_HOSTS = {
    r"(?:.*\.)?(?:youtu\.be|youtube\.com|spotify\.com)": "si",
    r"(?:.*\.)?(?:twitter\.com|x\.com)": "ref_src|ref_url",
    r"(?:.*\.)?medium\.com": "source",
}
_SOME = rf"[?&;](?:{'|'.join([_ANYWHERE, *_AT_HOSTS.values()])})="
_SIGNED = r"(?i)[?&;](?:sig|signature|x-amz-signature|x-goog-signature|hmac|hash|token)="
_ARCHIVES = r"(?:web\.)?archive\.(?:org|ph|is|today)|webcache\.googleusercontent\.com"


class _Query(NamedTuple):
    """The parameters of an address that follow people, and from where to where its query goes with and without them."""

    names: tuple[str, ...]
    start: int
    end: int
    left: str


def check(file: Checkable, options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding for each address, however often it is written, with the edits for all its places."""
    if "?" not in file.spelled or not re.search(_SOME, file.spelled):
        return
    allow = frozenset(options["allow"])
    for url, places in grouped(mentions(file, lambda url: "?" in url and _query(url, allow)), str):
        first = places[0]
        query = _query(url, allow)
        if query:
            values = {"names": list(query.names), "clean": url[: query.start] + query.left + url[query.end :]}
            edits = tuple([_edit(each, query) for each in places])
            start, end = first.start + query.start, first.start + query.end
            yield Finding(start, end, values, "", first.at, edits, others(places))


def _edit(mention: Mention, query: _Query) -> Edit:
    return Edit(mention.start + query.start, mention.start + query.end, query.left)


def _query(url: str, allow: frozenset[str]) -> _Query | None:
    """What is to be removed from an address; None where that is nothing, or nobody knows what it would do."""
    start = url.find("?")
    end = url.find("#", start) if "#" in url[start:] else len(url)
    query = url[start + 1 : end]
    if "://" in query or re.search(_SIGNED, url) or re.fullmatch(_ARCHIVES, host(url)):
        return None
    tracking = _pattern(host(url))
    # Every second piece is a separator; each parameter takes the one before it with it.
    pieces = ["", *re.split(r"(&amp;|&)", query)]
    names, left = [], ""
    for separator, parameter in zip(pieces[::2], pieces[1::2], strict=True):
        name = parameter.partition("=")[0]
        if name not in allow and re.fullmatch(tracking, name):
            names.append(name)
        else:
            left += (separator if left else "?") + parameter
    return _Query(tuple(dict.fromkeys(names)), start, end, left) if names else None


def _pattern(name: str) -> str:
    """The names of what follows people in addresses of a host."""
    return "|".join([_ANYWHERE, *[names for hosts, names in _AT_HOSTS.items() if re.fullmatch(hosts, name)]])
