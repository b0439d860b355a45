"""A blog: posts, signed by people."""

from __future__ import annotations

from cms.scaffold.starters.fields import (
    LANG,
    STATUS,
    Model,
    Said,
    Sample,
    day,
    image,
    line,
    moment,
    prose,
    references,
    schema,
    words,
)

POSTS = Model(
    settings={"path": "posts/{date}-{slug}.md", "url": "/blog/{slug}/", "order": ["-date"]},
    schema=schema(
        Said("Article", "Post"),
        Said(
            "Un article du blog. Le nom du fichier commence par sa date.",
            "A post of the blog. The file's name begins with its date.",
        ),
        ["title", "date", "status", "summary", "authors"],
        {
            "title": line(Said("Titre", "Title"), Said("Le titre de l’article.", "The post's title.")),
            "date": day(
                Said("Date", "Date"),
                Said(
                    "La date de l’article, la même que dans le nom du fichier : 2026-01-05.",
                    "The post's date, the same as in the file's name: 2026-01-05.",
                ),
            ),
            "lang": LANG,
            "status": STATUS,
            "summary": prose(
                Said("Résumé", "Summary"),
                Said(
                    "Ce que l’article raconte, en une ou deux phrases : 300 caractères au plus.",
                    "What the post tells, in a sentence or two: 300 characters at most.",
                ),
                300,
            ),
            "authors": references(
                Said("Auteurs", "Authors"),
                Said("Qui signe l’article : une personne au moins.", "Who signs the post: one person at least."),
                "people",
                minItems=1,
            ),
            "tags": words(
                Said("Mots-clés", "Tags"), Said("Quelques mots-clés libres.", "A few tags, in your own words.")
            ),
            "cover": image(
                Said("Image de couverture", "Cover"),
                Said("L’image qui représente l’article.", "The image that stands for the post."),
            ),
            "publishDate": moment(
                Said("Paraît le", "Appears on"),
                Said(
                    "L’article reste caché jusque-là : une date, ou une date et une heure avec son décalage "
                    "(2026-01-05T09:00:00+01:00).",
                    "The post is hidden until then: a date, or a date and a time with its offset "
                    "(2026-01-05T09:00:00+01:00).",
                ),
            ),
        },
    ),
    samples=[
        Sample(
            Said("posts/2026-01-05-bienvenue.md", "posts/2026-01-05-welcome.md"),
            {
                "title": Said("Bienvenue", "Welcome"),
                "date": "2026-01-05",
                "status": "Published",
                "summary": Said(
                    "Ce premier article montre comment s’écrit un texte. Remplacez-le par le vôtre.",
                    "This first post shows how a text is written. Replace it with one of your own.",
                ),
                "authors": [Said("camille-exemple", "camille-example")],
                "tags": [Said("Vie du site", "About this site")],
            },
            Said(
                """\
Les lignes entre les deux `---` décrivent l’article ; le texte vient ensuite, en Markdown. Un paragraphe finit par une
ligne vide.

## Un intertitre

Le titre de la page est ajouté par le site : dans le texte, les intertitres commencent par `##`. On écrit ainsi
**en gras**, *en italique*, ou [un lien](https://commonmark.org/help/).

- Une liste commence par un tiret.
- Chaque élément a sa ligne.
""",
                """\
The lines between the two `---` describe the post; the text follows, in Markdown. A paragraph ends with an empty line.

## A heading

The site adds the page's title: in the text, headings begin with `##`. This is how to write **bold**, *italic*, or
[a link](https://commonmark.org/help/).

- A list begins with a hyphen.
- Each item has a line.
""",
            ),
        )
    ],
)
