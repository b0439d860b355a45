"""A link to a place of its own page leads to one of its headings.

What it finds: links like `[text](#name)` where no heading of the text has that
address. A heading's address is its text in lower case, without punctuation,
with hyphens for spaces: `## My title` has `#my-title`. What HTML tags name is
no place either, since HTML isn't published.

Why: whoever follows the link stays where they are, and wonders.

What to do: write the address of the heading that is meant. Where it is clear
which one, from a capital letter, from the words of the link or from the
`user-content-` that GitHub puts before it, `cms fix` does it.

Good:

    - [First steps](#first-steps)

    ## First steps

Bad:

    - [First steps](#ae2d)

    ## First steps

---

Un lien vers un endroit de sa propre page mène à l’un de ses titres.

Ce qui est signalé : les liens comme `[texte](#nom)` quand aucun titre du texte
n’a cette adresse. L’adresse d’un titre est son texte en minuscules, sans
ponctuation, avec des tirets pour les espaces : `## Mon titre` a l’adresse
`#mon-titre`. Ce que nomment des balises HTML n’en est pas une non plus, puisque
le HTML n’est pas publié.

Pourquoi : qui suit le lien reste où il est, et s’interroge.

Que faire : écrire l’adresse du titre voulu. Quand on peut dire lequel, par une
majuscule, par les mots du lien ou par le `user-content-` que GitHub met devant,
`cms fix` le fait.

Bon :

    - [Premiers pas](#premiers-pas)

    ## Premiers pas

Mauvais :

    - [Premiers pas](#ae2d)

    ## Premiers pas
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cms.lint.anchors import is_misread, meant, near, titles_of
from cms.lint.checkable import Checkable
from cms.lint.guesses import guess
from cms.lint.markup import Link, links_of
from cms.lint.rule import Edit, Finding
from cms.model import Json, Level, Node

ID = "lint/dead-anchor"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ()
FIXES = True

_MADE_BY_OTHERS = ("fn-", "fnref-", "fn:", "fnref:")
_PREFIX = "user-content-"
_MOST_SUGGESTIONS = 20  # in a file: each is compared with all headings
_TAG = r"<\w[^<>]*\s(?:id|name)=[\"']?([^\"'\s>]+)"


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding a link to what isn't there."""
    if not _may_have_dead(file):
        return
    ids = {heading.id for heading in file.headings}
    links = ((link, _anchor(link.node.url)) for link in links_of(file, "link"))
    dead = [(link, anchor) for link, anchor in links if anchor not in ids and not _is_elsewhere(anchor)]
    if not dead:
        return
    titles = titles_of(file.headings)
    tags = frozenset(re.findall(_TAG, file.body))
    for number, (link, anchor) in enumerate(dead):
        heading = _bare(file, anchor) or meant(titles, anchor, link.node.text)
        if heading is not None:
            yield _certain(file, link, anchor, heading)
        elif anchor in tags:
            yield Finding(*_place(link), {"anchor": f"#{anchor}"}, "html")
        else:
            close = near(anchor, ids) if number < _MOST_SUGGESTIONS else None
            yield Finding(*_place(link), {"anchor": f"#{anchor}"} | ({"suggestion": f"#{close}"} if close else {}))


def _may_have_dead(file: Checkable) -> bool:
    """Whether some link leads into its page, and not plainly to a heading of it."""
    guesses = guess(file)
    if "inner" not in guesses.odd:
        return "definitions" in guesses.odd and "]: #" in file.body
    wanted = {each.target for each in guesses.links if each.target.startswith(("#", "<#"))}
    lines = (text.lower() for at, _, text in file.heading_lines if not file.is_code(at))
    slugs = (re.sub(r"[^\w\- ]", "", line).replace(" ", "-") for line in lines)
    return not wanted.issubset([f"#{slug}" for slug in slugs])


def _anchor(url: str) -> str:
    """The name of the place in the page; empty for links to anything else, or to the page's start."""
    if not url.startswith("#"):
        return ""
    if "%" not in url and url.isascii():
        return url[1:]
    import unicodedata  # noqa: PLC0415 - few links need it
    from urllib.parse import unquote  # noqa: PLC0415 - likewise

    return unicodedata.normalize("NFC", unquote(url[1:]))


def _is_elsewhere(anchor: str) -> bool:
    """Whether it is no place in the text, but the page's start, a footnote, or nothing."""
    return not anchor or anchor.lower() == "top" or anchor.startswith(_MADE_BY_OTHERS)


def _bare(file: Checkable, anchor: str) -> Node | None:
    """The heading with this address, but for what GitHub puts before it."""
    if not anchor.startswith(_PREFIX):
        return None
    return next((heading for heading in file.headings if heading.id == anchor.removeprefix(_PREFIX)), None)


def _place(link: Link) -> tuple[int, int]:
    return link.target if link.form == "inline" else (link.node.start, link.node.end)


def _certain(file: Checkable, link: Link, anchor: str, heading: Node) -> Finding:
    start, end = _place(link)
    right = f"#{heading.id}"
    values = {"anchor": f"#{anchor}", "right": right, "heading": heading.text}
    is_plain = link.form == "inline" and file.text[start:end] == link.node.url and not is_misread(heading.text)
    return Finding(start, end, values, "meant", edits=(Edit(start, end, right),) if is_plain else ())
