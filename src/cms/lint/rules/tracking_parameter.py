"""A tracking parameter tells a company where a reader comes from.

What it finds: parts of addresses that are there for statistics alone, such as
`utm_source`, `fbclid`, `gclid`, `mc_eid`, `igshid`, and `si` on YouTube and
Spotify. Addresses that are signed are left alone. And addresses of services
that count readers and send them on, such as `https://l.facebook.com/l.php?u=…`,
`https://www.google.com/url?q=…` and Outlook's "safe links".

Why: whoever follows the link is counted as somebody who came by that campaign,
or as a friend of the one who copied it. The page is the same without, and the
address short enough to read.

Parameters that are there on purpose are listed in `allow` (`utm_source`).

What to do: remove them, or write the address that readers are sent on to.
`cms fix` does it, and keeps the rest of the address.

Good:

    [The study](https://lilac-institute.org/study?page=2)

Bad:

    [The study](https://lilac-institute.org/study?page=2&utm_source=letter)

---

Un paramètre de suivi révèle à une entreprise d’où vient le lecteur.

Ce qui est signalé : les parties d’une adresse qui ne servent qu’aux
statistiques, comme `utm_source`, `fbclid`, `gclid`, `mc_eid`, `igshid`, ou `si`
sur YouTube et Spotify. Les adresses signées ne sont pas concernées. De même,
les adresses de services qui comptent les lecteurs avant de les envoyer
ailleurs, comme `https://l.facebook.com/l.php?u=…`,
`https://www.google.com/url?q=…` et les liens « sécurisés » d’Outlook.

Pourquoi : qui suit le lien est compté comme venu de cette campagne, ou comme un
proche de la personne qui a copié l’adresse. Sans cela, la page est la même, et
l’adresse redevient lisible.

Les paramètres voulus se notent dans `allow` (`utm_source`).

Que faire : les enlever, ou écrire l’adresse à laquelle le lecteur est envoyé.
`cms fix` le fait, et garde le reste de l’adresse.

Bon :

    [L’étude](https://institut-lilas.fr/etude?page=2)

Mauvais :

    [L’étude](https://institut-lilas.fr/etude?page=2&utm_source=lettre)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cms.lint.addresses import grouped, host, mentions, others
from cms.lint.checkable import Checkable
from cms.lint.redirects import LOOK, is_safe, redirected
from cms.lint.rule import Edit, Finding
from cms.model import Json, Level

ID = "lint/tracking-parameter"
LEVEL: Level = "info"
OPTIONS: Mapping[str, Json] = {"allow": []}
EXPLAINS: tuple[str, ...] = ()
FIXES = True

_ANYWHERE = (
    r"utm_\w+|fbclid|gclid|dclid|gclsrc|gbraid|wbraid|msclkid|yclid|twclid|ttclid|mc_[ce]id|igshid|igsh|_hsenc|_hsmi"
    r"|mkt_tok|vero_id|oly_(?:anon|enc)_id|at_campaign|at_medium|xtor|_ga|_gac|_gl"
    r"|mtm_\w+|pk_(?:campaign|kwd|keyword|source|medium|content|cid|cpn|vid)|piwik_(?:campaign|kwd)"
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
    if "?" not in file.spelled:
        return
    spelled = file.spelled.lower()
    if re.search(LOOK, spelled):
        yield from _redirects(file)
    if re.search(_SOME, spelled):
        yield from _parameters(file, frozenset(options["allow"]))


def _redirects(file: Checkable) -> Iterator[Finding]:
    for url, places in grouped(mentions(file, redirected), str):
        first, right = places[0], redirected(url) or ""
        edits = tuple([Edit(each.start, each.end, right) for each in places]) if is_safe(right) else ()
        values = {"host": host(url), "suggestion": right.replace(" ", "%20")}
        yield Finding(first.start, first.end, values, "redirect", first.at, edits, others(places))


def _parameters(file: Checkable, allow: frozenset[str]) -> Iterator[Finding]:
    wanted = mentions(file, lambda url: "?" in url and _query(url, allow) and redirected(url) is None)
    for url, places in grouped(wanted, str):
        first = places[0]
        query = _query(url, allow)
        if query:
            values = {"names": list(query.names), "clean": url[: query.start] + query.left + url[query.end :]}
            edits = [Edit(each.start + query.start, each.start + query.end, query.left) for each in places]
            yield Finding(*edits[0][:2], values, "", first.at, tuple(edits), others(places))


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
        if name not in allow and re.fullmatch(tracking, name.lower()):
            names.append(name)
        else:
            left += (separator if left else "?") + parameter
    return _Query(tuple(dict.fromkeys(names)), start, end, left) if names else None


def _pattern(name: str) -> str:
    """The names of what follows people in addresses of a host."""
    return "|".join([_ANYWHERE, *[names for hosts, names in _AT_HOSTS.items() if re.fullmatch(hosts, name)]])
