"""Links are named, not spelt out.

What it finds: links whose text is their own long address, and long addresses in
the text, which become links by themselves.

Why: programs that read the page aloud spell an address out letter by letter; it
breaks lines badly, and says little of what it leads to.

The option `length` is the number of characters that an address may have: 30.

What to do: write the name of the page: `[the film of the evening](https://…)`.

Good:

    See [the film of the evening](https://films.example.org/2026/season-8).

    Our site is https://example.org.

Bad:

    See https://films.example.org/2026/season-8.

---

Un lien a un nom, plutôt que son adresse en toutes lettres.

Ce qui est signalé : les liens dont le texte est leur propre adresse, quand elle
est longue, et les longues adresses dans le texte, qui deviennent d’elles-mêmes
des liens.

Pourquoi : les logiciels qui lisent la page à voix haute épellent l’adresse
lettre par lettre ; elle coupe mal les lignes, et dit peu de ce à quoi elle
mène.

L’option `length` est le nombre de caractères qu’une adresse peut avoir : 30.

Que faire : écrire le nom de la page : `[le film de la soirée](https://…)`.

Bon :

    Voir [le film de la soirée](https://films.example.org/2026/saison-8).

    Notre site est https://example.org.

Mauvais :

    Voir https://films.example.org/2026/saison-8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cms.lint.checkable import Checkable
from cms.lint.guesses import guess
from cms.lint.markup import links_of
from cms.lint.rule import Finding
from cms.model import Json, Level

ID = "lint/url-text"
LEVEL: Level = "info"
OPTIONS: Mapping[str, Json] = {"length": 30}
EXPLAINS: tuple[str, ...] = ()
FIXES = False

_ADDRESS = r"(?:https?://|www\.)\S+"
_STARTS = ("http", "www.")
_AROUND = 200
_SCHEME = r"^(?:https?://)?(?:www\.)?"


def check(file: Checkable, options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding a link that shows its address."""
    length = options["length"]
    if not _may_show_address(file, length):
        return
    for link in links_of(file, "link"):
        said = link.node.text.strip()
        if len(said) <= length or not re.fullmatch(_ADDRESS, said, re.IGNORECASE):
            continue
        if _bare(said) == _bare(link.node.url) and not _is_part(file.text, link.node.start):
            yield Finding(*link.node[1:3], {"url": said}, "bare" if link.form == "address" else "")


def _may_show_address(file: Checkable, length: int) -> bool:
    """Whether a link has a long address for its text, or more addresses stand in the body than links lead to."""
    links = guess(file).links
    if any(len(each.text) > length and each.text.strip().startswith(_STARTS) for each in links):
        return True
    if file.spelled.count("://") - file.front.count("://") == sum(["://" in each.target for each in links]):
        return False
    found = re.finditer(_ADDRESS, file.body, re.IGNORECASE)
    return any(
        len(match[0]) > length and file.body[max(0, match.start() - 2) : match.start()] != "](" for match in found
    )


def _is_part(text: str, at: int) -> bool:
    """Whether an address is part of what was to be a link, of a template language's `{{ … }}`, or stands in quotes."""
    before = text[max(0, at - _AROUND) : at].rpartition("\n\n")[2]
    if re.search(r"\][ \t\xa0]*\(\Z|\)\[\Z|\"\Z", before):
        return True
    return any(before.rfind(opening) > before.rfind(closing) for opening, closing in (("{{", "}}"), ("{%", "%}")))


def _bare(url: str) -> str:
    return re.sub(_SCHEME, "", url, flags=re.IGNORECASE).rstrip("/").replace("&amp;", "&")
