"""Documentation: pages in folders, put in order by a weight."""

from __future__ import annotations

from cms.scaffold.starters.fields import LANG, STATUS, Model, Said, Sample, line, prose, schema

PAGES = Model(
    settings={"path": "docs/{path*}.md", "url": "/docs/{id}/", "order": ["weight", "title"]},
    schema=schema(
        Said("Page", "Page"),
        Said(
            "Une page de la documentation. Les dossiers sont les chapitres.",
            "A page of the documentation. Folders are its chapters.",
        ),
        ["title", "weight", "status"],
        {
            "title": line(Said("Titre", "Title"), Said("Le titre de la page.", "The page's title.")),
            "weight": {
                "title": Said("Rang", "Weight"),
                "description": Said(
                    "La place de la page dans son chapitre : les petits nombres d’abord.",
                    "The page's place in its chapter: small numbers first.",
                ),
                "type": "integer",
                "minimum": 0,
                "default": 100,
            },
            "lang": LANG,
            "status": STATUS,
            "summary": prose(
                Said("Résumé", "Summary"),
                Said(
                    "Ce que l’on apprend ici, en une phrase : 200 caractères au plus.",
                    "What one learns here, in a sentence: 200 characters at most.",
                ),
                200,
            ),
        },
    ),
    samples=[
        Sample(
            Said("docs/premiers-pas.md", "docs/first-steps.md"),
            {
                "title": Said("Premiers pas", "First steps"),
                "weight": 10,
                "status": "Published",
                "summary": Said(
                    "Par où commencer, et où trouver la suite.", "Where to begin, and where to find the rest."
                ),
            },
            Said(
                """\
Dites ici à quoi sert ce qui est documenté, et ce qu’il faut pour commencer.

## Où trouver la suite

Un lien mène au fichier d’une autre page, comme [Écrire une page](guides/ecrire-une-page.md) ; sur le site, il devient
son adresse.
""",
                """\
Say here what the documented thing is for, and what one needs to begin.

## Where to find the rest

A link leads to the file of another page, such as [Write a page](guides/write-a-page.md); on the site it becomes its
address.
""",
            ),
        ),
        Sample(
            Said("docs/guides/ecrire-une-page.md", "docs/guides/write-a-page.md"),
            {
                "title": Said("Écrire une page", "Write a page"),
                "weight": 20,
                "status": "Published",
                "summary": Said("Une page, une question, une réponse.", "A page, a question, an answer."),
            },
            Said(
                """\
Cette page est dans le dossier `guides`, qui est un chapitre. Son rang, 20, la place derrière celles dont le rang est
plus petit.

1. Dites d’abord ce que l’on aura fait à la fin.
2. Donnez une étape par numéro.
3. Montrez ce que l’on doit voir :

```text
Bonjour !
```
""",
                """\
This page is in the folder `guides`, which is a chapter. Its weight, 20, puts it behind those of a smaller weight.

1. Say first what one will have done at the end.
2. Give one step a number.
3. Show what one should see:

```text
Hello!
```
""",
            ),
        ),
    ],
)
