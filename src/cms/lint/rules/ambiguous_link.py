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
from typing import NamedTuple

from cms.lint.checkable import Checkable
from cms.lint.guesses import are_sure, guess
from cms.lint.markup import links_of
from cms.lint.rule import Finding
from cms.model import Json, Level

ID = "lint/ambiguous-link"
LEVEL: Level = "info"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ()
FIXES = False

_ENDS = " .!?:…»«"
_VAGUE = frozenset(
    {  # in each of the ways in which an apostrophe is written
        "ici", "cliquez ici", "cliquer ici", "clique ici", "c'est ici", "c'est par ici", "par ici", "voir ici",
        "lien", "le lien", "ce lien", "lien ici", "plus d'infos", "plus d'info", "plus d'informations",
        "en savoir plus", "savoir plus", "lire la suite", "lire plus", "voir plus", "la suite", "suite",
        "cette page", "here", "more", "click here", "see here", "right here", "link", "the link", "this link",
        "read more", "more info", "this", "more information", "learn more", "see more", "find out more", "this page",
        "c’est ici", "c’est par ici", "plus d’infos", "plus d’info", "plus d’informations",
    }
)  # fmt: skip


class _Named(NamedTuple):
    start: int
    end: int
    text: str
    url: str


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding a text."""
    if not _may_be_ambiguous(file):
        return
    by_text: dict[str, list[_Named]] = {}
    for link in _named(file):
        text = " ".join(_plain(link.text).split())
        leads_out = link.url and not link.url.startswith("#")
        if leads_out and any(map(str.isalpha, text)) and "://" not in link.text:
            by_text.setdefault(text, []).append(link)
    for text, links in by_text.items():
        if _is_vague(text):
            yield _finding(links, links[0], "vague")
        elif (other := next((link for link in links if _key(link.url) != _key(links[0].url)), None)) is not None:
            yield _finding(links, other, "")


def _named(file: Checkable) -> Iterator[_Named]:
    """The links that have a text of their own. Most bodies are so plain that no parser is needed."""
    plain = [each for each in guess(file).links if not each.image]
    if are_sure(file, plain):
        guesses = (each for each in plain if not file.is_code(each.start))
        return (_Named(each.start, each.end + 1, each.text, each.target) for each in guesses)
    links = (link for link in links_of(file, "link") if link.form != "address")
    return (_Named(link.node.start, link.node.end, link.node.text, link.node.url) for link in links)


def _may_be_ambiguous(file: Checkable) -> bool:
    """Whether two links seem to have the same text, or one a text that says nothing."""
    guesses = guess(file)
    texts = [each.text.strip(_ENDS).lower() for each in guesses.links if not each.image]
    return len(set(texts)) < len(texts) or not _VAGUE.isdisjoint(texts) or "definitions" in guesses.odd


def _plain(text: str) -> str:
    """A text without capitals and the punctuation around it."""
    return text.strip(_ENDS).lower()


def _is_vague(text: str) -> bool:
    """Whether a text in lower case says nothing."""
    return text.replace("’", "'") in _VAGUE


def _key(url: str) -> str:
    """An address without what makes no difference."""
    return re.sub(r"^https?://(?:www\.)?", "", url, flags=re.IGNORECASE).rstrip("/")


def _finding(links: Sequence[_Named], link: _Named, case: str) -> Finding:
    others = links[1:] if case else links[:1]
    targets = len({_key(each.url) for each in links})
    values = {"text": link.text.strip(), "count": len(links) if case else targets}
    return Finding(link.start, link.end, values, case, related=tuple([each[:2] for each in others]))
