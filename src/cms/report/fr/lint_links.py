"""French messages of the `lint/…` rules for links and images."""

from __future__ import annotations

from cms.report.words import Messages

MESSAGES: Messages = {
    ("lint/image-alt", ""): (
        "cette image n’a pas de texte qui la remplace pour qui ne la voit pas",
        "écrire entre les crochets ce que l’image montre",
    ),
    ("lint/image-alt", "link"): (
        "cette image est tout le contenu d’un lien et n’a pas de texte : le lien n’a pas de nom",
        "écrire entre les crochets de l’image où mène le lien",
    ),
    ("lint/image-alt", "name"): (
        "{text:code} ne dit pas ce que l’image montre",
        "écrire entre les crochets ce que l’image montre, en une courte phrase",
    ),
    ("lint/empty-image", ""): (
        "cette image n’a pas d’adresse : rien ne sera affiché",
        "écrire le chemin de l’image entre les parenthèses, ou supprimer l’image",
    ),
    ("lint/hotlinked-image", ""): (
        "{count:count image vient|images viennent} d’un autre site, {host:code}",
        "enregistrer l’image, la déposer dans le dossier des images et des fichiers, et écrire son chemin",
    ),
    ("lint/dead-anchor", ""): (
        "aucun titre de cette page n’a l’adresse {anchor:code}",
        "écrire l’adresse d’un titre de cette page, ou supprimer le lien",
    ),
    ("lint/dead-anchor", "meant"): (
        "aucun titre de cette page n’a l’adresse {anchor:code}",
        "écrire {right:path}, l’adresse du titre {heading:code}",
    ),
    ("lint/dead-anchor", "html"): (
        "{anchor:code} mène à une balise HTML, qui ne sera pas publiée",
        "écrire l’adresse d’un titre de cette page, ou supprimer le lien",
    ),
    ("lint/empty-link", "target"): (
        ("le lien {text:code} ne mène nulle part", "ce lien ne mène nulle part"),
        "écrire l’adresse entre les parenthèses, ou supprimer le lien",
    ),
    ("lint/empty-link", "text"): (
        "le lien vers {url:code} n’a pas de texte",
        "écrire entre les crochets où mène le lien, ou supprimer le lien",
    ),
    ("lint/empty-link", "both"): (
        "ce lien n’a ni texte ni adresse",
        "écrire le texte entre les crochets et l’adresse entre les parenthèses, ou supprimer le lien",
    ),
    ("lint/spaced-link", ""): (
        "le texte {text:code} est séparé de son adresse : ce n’est pas un lien",
        "écrire `[texte](https://…)`, sans espace entre `]` et `(`",
    ),
    ("lint/spaced-link", "image"): (
        "le texte {text:code} est séparé de son adresse : ce n’est pas une image",
        "écrire `![texte](/media/…)`, sans espace entre `]` et `(`",
    ),
    ("lint/spaced-link", "reversed"): (
        "les crochets et les parenthèses de {text:code} sont échangés : ce n’est pas un lien",
        "mettre le texte entre crochets, puis l’adresse entre parenthèses",
    ),
    ("lint/broken-link", "space"): (
        "l’adresse {address:code} contient un espace : elle n’est pas reconnue",
        (
            "écrire {right:path}",
            "écrire l’adresse sans espace, ou {space:code} à la place de chacun",
            "écrire l’adresse sans espace",
        ),
    ),
    ("lint/broken-link", "quoted"): (
        "l’adresse {address:code} est entre guillemets : elle n’est pas reconnue",
        "enlever les guillemets",
    ),
    ("lint/broken-link", "unclosed"): (
        "l’adresse {address:code} n’est pas suivie de `)` : elle n’est pas reconnue",
        "mettre `)` juste après l’adresse, et l’adresse entière sur une seule ligne",
    ),
    ("lint/split-word", ""): (
        "le lien coupe le mot {word:code}",
        "mettre le mot entier entre les crochets",
    ),
    ("lint/split-word", "touching"): (
        "{part:code} touche le lien {text:code} : il manque un espace, ou le lien coupe un mot",
        "mettre un espace, ou le mot entier entre les crochets",
    ),
    ("lint/link-space", ""): (
        "le texte du lien {text:code} commence ou finit par un espace",
        "mettre l’espace hors des crochets",
    ),
    ("lint/ambiguous-link", ""): (
        "le même texte, {text:code}, mène à {count:number} adresses différentes",
        "nommer dans chaque lien ce à quoi il mène",
    ),
    ("lint/ambiguous-link", "vague"): (
        "le texte du lien, {text:code}, ne dit pas où il mène",
        "écrire le nom de la page ou du document",
    ),
    ("lint/url-text", ""): (
        "le texte de ce lien est une longue adresse, {url:code}",
        "écrire entre les crochets le nom de la page ou du document",
    ),
    ("lint/url-text", "bare"): (
        "une longue adresse est écrite dans le texte, {url:code}",
        "en faire un lien qui a un nom, comme `[le nom](https://…)`",
    ),
}
