"""A link has a text and leads somewhere.

What it finds: links of a Markdown body without an address, `[text]()`, and
links without a text, `[](https://…)`.

Why: a link without an address can't be followed; one without a text can't be
seen, and programs that read the page aloud spell out its address.

What to do: write what is missing, or remove the link.

Good:

    All is in [our report](/reports/2026).

Bad:

    All is in [our report]().

    All is here: [](https://example.org/report)

---

Un lien a un texte et mène quelque part.

Ce qui est signalé : les liens d’un texte en Markdown sans adresse, `[texte]()`,
et les liens sans texte, `[](https://…)`.

Pourquoi : un lien sans adresse ne peut pas être suivi ; un lien sans texte ne
se voit pas, et les logiciels qui lisent la page à voix haute épellent son
adresse.

Que faire : écrire ce qui manque, ou supprimer le lien.

Bon :

    Tout est dans [notre rapport](/rapports/2026).

Mauvais :

    Tout est dans [notre rapport]().

    Tout est ici : [](https://example.org/rapport)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cms.lint.checkable import Checkable
from cms.lint.guesses import guess
from cms.lint.markup import inside, links_of
from cms.lint.rule import Finding
from cms.model import Json, Level

ID = "lint/empty-link"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ()
FIXES = False


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding a link that lacks its text, its address or both."""
    if "bare" not in guess(file).odd:
        return
    for link in links_of(file, "link"):
        if link.form != "inline":
            continue
        says = bool(link.node.text.strip()) or any(
            node.kind not in {"text", "softbreak"} for node in inside(file, link)
        )
        if not says:
            yield Finding(link.node.start, link.node.end, {"url": link.node.url}, "text" if link.node.url else "both")
        elif not link.node.url:
            yield Finding(link.node.start, link.node.end, {"text": link.node.text.strip()}, "target")
