"""The text of a link says where it leads.

What it finds: links of a file with one and the same text that lead to different
places, and texts that say nothing by themselves, such as "here" or "click
here". Each text is named once.

Why: who skims a page, or has its links read aloud one after the other, can't
tell them apart.

What to do: name in each link what it leads to.

Good:

    [Join the bees](https://example.org/a), or
    [join the birds](https://example.org/b).

Bad:

    [Join us](https://example.org/a) for the bees.

    [Join us](https://example.org/b) for the birds.

---

Le texte d’un lien dit où il mène.

Ce qui est signalé : les liens d’un fichier qui ont le même texte et mènent à
des endroits différents, et les textes qui ne disent rien par eux-mêmes, comme
« ici » ou « cliquez ici ». Chaque texte est nommé une fois.

Pourquoi : qui parcourt une page, ou s’en fait lire les liens l’un après
l’autre, ne peut pas les distinguer.

Que faire : nommer dans chaque lien ce à quoi il mène.

Bon :

    [Rejoindre les abeilles](https://example.org/a), ou
    [rejoindre les oiseaux](https://example.org/b).

Mauvais :

    [Rejoignez-nous](https://example.org/a) pour les abeilles.

    [Rejoignez-nous](https://example.org/b) pour les oiseaux.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from cms.lint.checkable import Checkable
from cms.lint.guesses import guess
from cms.lint.markup import Link, folded, links_of
from cms.lint.rule import Finding
from cms.model import Json, Level

ID = "lint/ambiguous-link"
LEVEL: Level = "info"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ()
FIXES = False

_ENDS = " .!?:…»«"
_VAGUE = frozenset(
    {
        *(
            "ici",
            "cliquez ici",
            "cliquer ici",
            "clique ici",
            "c est ici",
            "c est par ici",
            "par ici",
            "voir ici",
            "lien",
        ),
        *("le lien", "ce lien", "lien ici", "plus d infos", "plus d info", "plus d informations", "en savoir plus"),
        *("savoir plus", "lire la suite", "lire plus", "voir plus", "la suite", "suite", "cette page", "here", "more"),
        *("click here", "see here", "right here", "link", "the link", "this link", "read more", "more info", "this"),
        *("more information", "learn more", "see more", "find out more", "this page"),
    }
)


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding a text."""
    if not _may_be_ambiguous(file):
        return
    by_text: dict[str, list[Link]] = {}
    for link in links_of(file, "link"):
        text = folded(link.node.text)
        leads_out = link.node.url and not link.node.url.startswith("#")
        if link.form != "address" and leads_out and any(map(str.isalpha, text)) and "://" not in link.node.text:
            by_text.setdefault(text, []).append(link)
    for text, links in by_text.items():
        if _is_vague(text):
            yield _finding(links, links[0], "vague")
        elif (
            other := next((link for link in links if _key(link.node.url) != _key(links[0].node.url)), None)
        ) is not None:
            yield _finding(links, other, "")


def _may_be_ambiguous(file: Checkable) -> bool:
    """Whether two links seem to have the same text and not the same target, or one a text that says nothing."""
    guesses = guess(file)
    targets: dict[str, str] = {}
    for _, text, target, _, image in guesses.links:
        plain = text.strip(_ENDS).lower()
        if not image and (targets.setdefault(plain, target) != target or _is_vague(plain)):
            return True
    return guesses.definitions


def _is_vague(text: str) -> bool:
    """Whether a text in lower case says nothing."""
    return text.replace("’", " ").replace("'", " ") in _VAGUE


def _key(url: str) -> str:
    """An address without what makes no difference."""
    return re.sub(r"^https?://(?:www\.)?", "", url, flags=re.IGNORECASE).rstrip("/")


def _finding(links: Sequence[Link], link: Link, case: str) -> Finding:
    others = links[1:] if case else links[:1]
    targets = len({_key(each.node.url) for each in links})
    values = {"text": link.node.text.strip(), "count": len(links) if case else targets}
    related = tuple([each.node[1:3] for each in others])
    return Finding(*link.node[1:3], values, case, related=related)
