"""French messages of the `lint/…` rules for how Markdown is written."""

from __future__ import annotations

from cms.report.words import Messages

MESSAGES: Messages = {
    ("lint/raw-html", ""): (
        ("le HTML n’est pas publié : {tag:code} sera omis", "le HTML n’est pas publié : ce passage sera omis"),
        "l’écrire en Markdown, ou le supprimer",
    ),
    ("lint/raw-html", "tag"): (
        "le HTML n’est pas publié : la balise {tag:code} sera retirée, son texte reste",
        "l’écrire en Markdown, ou supprimer la balise",
    ),
    ("lint/raw-html", "comment"): (
        "le HTML n’est pas publié : ce qui suit le commentaire, sur sa ligne, sera omis avec lui",
        "écrire la suite sur une autre ligne, après une ligne vide",
    ),
    ("lint/raw-html", "text"): (
        "le HTML n’est pas publié : {tag:code} et tout ce qui suit, jusqu’à la prochaine ligne vide, seront omis",
        "garder le texte sans ces balises, et l’écrire en Markdown",
    ),
    ("lint/raw-html", "script"): (
        "le HTML n’est pas publié, et {tag:code} ne peut pas l’être : ce passage sera omis",
        "supprimer ce passage, et demander la fonction à qui s’occupe du site",
    ),
    ("lint/raw-html", "embed"): (
        "le HTML n’est pas publié : le contenu intégré par {tag:code} sera omis",
        ("mettre à la place un lien vers {url:path}", "mettre un lien à la place : `[titre](https://…)`"),
    ),
    ("lint/raw-html", "break"): (
        "le HTML n’est pas publié : ce retour à la ligne ({tag:code}) sera omis",
        "finir la ligne par `\\` et passer à la suivante, ou laisser une ligne vide pour un nouveau paragraphe",
    ),
    ("lint/raw-html", "image"): (
        "le HTML n’est pas publié : cette image ({tag:code}) sera omise",
        ("écrire {better:path}", "écrire `![description](/media/image.jpg)`"),
    ),
    ("lint/raw-html", "linked-image"): (
        "le HTML n’est pas publié : ce lien et son image seront omis",
        "écrire `[![description](/media/image.jpg)](https://…)`",
    ),
    ("lint/raw-html", "link"): (
        "le HTML n’est pas publié : ce lien ({tag:code}) sera retiré, son texte reste",
        ("écrire {better:path}", "écrire `[texte](https://…)`"),
    ),
    ("lint/raw-html", "emphasis"): (
        "le HTML n’est pas publié : la mise en valeur par {tag:code} sera retirée, son texte reste",
        ("écrire {better:code}", "écrire `**gras**` ou `*italique*`"),
    ),
    ("lint/raw-html", "layout"): (
        "le HTML n’est pas publié : la mise en page par {tag:code} sera retirée, son texte reste",
        "garder le texte sans ces balises ; couleurs, tailles et alignements dépendent du site",
    ),
    ("lint/broken-emphasis", ""): (
        "cette mise en valeur n’est pas reconnue, et ses {mark:code} s’afficheront : {text:code}",
        ("écrire {better:code}", "coller les {mark:code} aux mots, et mettre les espaces à l’extérieur"),
    ),
    ("lint/broken-emphasis", "glued"): (
        "cette mise en valeur n’est pas reconnue, et ses {mark:code} s’afficheront : {text:code}",
        ("écrire {better:code}", "laisser la ponctuation ou les lettres voisines du même côté des {mark:code}"),
    ),
    ("lint/broken-emphasis", "punctuation"): (
        "ces {mark:code} autour d’une ponctuation s’afficheront : {text:code}",
        ("écrire {better:code}", "supprimer ces {mark:code}"),
    ),
    ("lint/glued-quote", ""): (
        "la citation {text:code} est collée au paragraphe qui la précède",
        "laisser une ligne vide avant la ligne qui commence par `>`",
    ),
    ("lint/lazy-quote", ""): (
        "faute de ligne vide, {text:code} fait partie de la citation qui précède",
        "laisser une ligne vide sous la citation, ou commencer cette ligne par `>` si elle en fait partie",
    ),
    ("lint/skipped-heading", ""): (
        "le titre {text:code} est de niveau {level:number}, alors que le précédent est de niveau {above:number}",
        "commencer ce titre par {marks:code}, ou écrire le titre intermédiaire qui manque",
    ),
    ("lint/second-title", ""): (
        "{text:code} est un second titre de premier niveau",
        "commencer les titres des parties par `##`",
    ),
    ("lint/second-title", "in-text"): (
        "{text:code} est un titre de premier niveau, alors que la page a déjà le titre {title:code}",
        "commencer les titres des parties par `##`",
    ),
    ("lint/second-title", "repeated-title"): (
        "le texte répète le titre de la page : {text:code}",
        "supprimer ce titre du texte : le site affiche déjà celui de `title`",
    ),
    ("lint/duplicate-heading", ""): (
        "le titre {text:code} figure déjà plus haut ; l’adresse de celui-ci, {id:code}, peut changer",
        "préciser dans ce titre de quoi il parle",
    ),
    ("lint/long-heading", ""): (
        "ce titre a {length:count caractère|caractères}, plus de {limit:number} : {text:code}",
        "l’abréger, et dire le reste dans le texte qui suit",
    ),
    ("lint/long-heading", "underlined"): (
        "la ligne de tirets ou de `=` fait un titre de tout le paragraphe : {text:code}",
        "laisser une ligne vide au-dessus de cette ligne, ou abréger le titre",
    ),
    ("lint/empty-heading", ""): (
        "ce titre {marks:code} n’a pas de texte",
        "écrire son texte, ou supprimer la ligne",
    ),
    ("lint/empty-heading", "image"): (
        "ce titre {marks:code} ne contient qu’une image, et pas de texte",
        "enlever {marks:code} devant l’image, ou ajouter le texte du titre",
    ),
    ("lint/hash-without-space", ""): (
        "faute d’espace après les `#`, {text:code} n’est pas un titre",
        "écrire {better:code}",
    ),
    ("lint/mark-space", "heading"): (
        "l’espace après {mark:code} est insécable : cette ligne n’est pas un titre",
        "retaper cet espace : {text:code}",
    ),
    ("lint/mark-space", "item"): (
        (
            "l’espace après {mark:code} est insécable ({count:count ligne|lignes}) : ce n’est pas une liste, et le"
            " signe s’affichera"
        ),
        "retaper cet espace au début de chaque ligne : {text:code}",
    ),
    ("lint/mark-space", "quote"): (
        "l’espace après {mark:code} est insécable, et s’affichera au début de la citation",
        "retaper cet espace : {text:code}",
    ),
    ("lint/mark-space", "bullet"): (
        "{count:count ligne commence|lignes commencent} par {mark:code} : elles ne feront pas une liste",
        "écrire un tiret et un espace au début de chacune : {text:code}",
    ),
}
