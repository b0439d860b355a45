"""French messages of the `lint/…` rules for text anywhere in a file."""

from __future__ import annotations

from cms.report.words import Messages

_REMOVE = "supprimer chacun d’eux, en retapant le mot où il se cache"

MESSAGES: Messages = {
    ("lint/mojibake", ""): (
        (
            "ce fichier a été lu comme du {encoding}, puis enregistré ainsi : {wrong:code} devrait être {right:code}"
            " ({count:count passage abîmé|passages abîmés})"
        ),
        "retrouver le texte d’origine, ou lancer `cms fix`, qui répare tout le fichier",
    ),
    ("lint/mojibake", "part"): (
        (
            "une partie du texte a été lue comme du {encoding} : {wrong:code} devrait être {right:code}"
            " ({count:count passage abîmé|passages abîmés})"
        ),
        "retaper ces mots, ou lancer `cms fix`, qui les répare",
    ),
    ("lint/mojibake", "half"): (
        (
            "il manque la moitié d’une lettre mal lue : {wrong:code}"
            " ({count:count lettre abîmée|lettres abîmées} dans ce fichier)"
        ),
        "retaper ce mot ; rien ne dit plus quelle lettre s’y trouvait",
    ),
    ("lint/mojibake", "lost"): (
        "une lettre est perdue : {wrong:code} ({count:count lettre perdue|lettres perdues} dans ce fichier)",
        "retaper ce mot ; rien ne dit plus quelle lettre s’y trouvait",
    ),
    ("lint/invisible-character", ""): (
        "{count:count caractère invisible|caractères invisibles} : {character:code} ({name})",
        _REMOVE,
    ),
    ("lint/invisible-character", "zero-width-space"): (
        "{count:count caractère invisible|caractères invisibles} : espace de largeur nulle ({character:code})",
        _REMOVE,
    ),
    ("lint/invisible-character", "in-word"): (
        (
            "{count:count caractère invisible|caractères invisibles} : espace de largeur nulle ({character:code}),"
            " entre deux lettres ou chiffres"
        ),
        "supprimer celui qui coupe un mot, et mettre un espace là où deux mots se touchent",
    ),
    ("lint/invisible-character", "joiner"): (
        "{count:count caractère invisible|caractères invisibles} : liant sans largeur ({character:code})",
        _REMOVE,
    ),
    ("lint/invisible-character", "soft-hyphen"): (
        "{count:count caractère invisible|caractères invisibles} : trait d’union conditionnel ({character:code})",
        _REMOVE,
    ),
    ("lint/invisible-character", "mark"): (
        (
            "{count:count caractère invisible|caractères invisibles} : marque de début de fichier ({character:code}),"
            " au milieu du texte"
        ),
        _REMOVE,
    ),
    ("lint/invisible-character", "line"): (
        "{count:count caractère invisible|caractères invisibles} : saut de ligne d’autre sorte ({character:code})",
        "mettre un espace ou un passage à la ligne à la place de chacun d’eux",
    ),
    ("lint/invisible-character", "direction"): (
        (
            "{count:count caractère invisible|caractères invisibles} : marque de sens de lecture ({character:code}),"
            " dans une ligne qui se lit de gauche à droite"
        ),
        _REMOVE,
    ),
    ("lint/invisible-character", "tags"): (
        "{count:count caractère invisible|caractères invisibles} : du texte caché, qui commence par {character:code}",
        _REMOVE,
    ),
    ("lint/not-nfc", ""): (
        (
            "dans {word:code}, l’accent est à côté de sa lettre ({count:count lettre|lettres} en tout) : il faut"
            " {character:code}, un seul caractère"
        ),
        "retaper ce mot",
    ),
    ("lint/placeholder", ""): (
        "ce paragraphe est un texte provisoire : {text:code}",
        "écrire le vrai texte, ou supprimer ce paragraphe",
    ),
    ("lint/placeholder", "field"): (
        "ce champ contient un texte provisoire : {text:code}",
        "écrire le vrai texte, ou supprimer ce champ",
    ),
    ("lint/placeholder", "note"): (
        "{text:code} dit qu’il reste ici quelque chose à écrire",
        "l’écrire, puis supprimer cette note",
    ),
}
