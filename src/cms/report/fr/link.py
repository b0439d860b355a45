"""French messages of the `link/…` rules: what names something else must lead somewhere."""

from __future__ import annotations

from cms.report.words import Messages

_PUBLISH = (
    "publier {draft:code}, ou ne plus le citer",
    "publier {id:code} aussi longtemps que cette entrée, ou ne plus le citer",
)

MESSAGES: Messages = {
    ("link", ""): ("ce lien n’est pas bon", "le corriger ou le supprimer"),
    ("link/unknown", ""): (
        "{name:code} cite {id:code}, qui n’existe pas dans {targets:or}",
        "corriger cet identifiant, ou créer l’entrée dans la même proposition",
    ),
    ("link/unknown", "case-only"): (
        "{name:code} cite {id:code}, dont les majuscules ne sont pas les bonnes",
        "recopier l’identifiant à la lettre près",
    ),
    ("link/unknown", "collection"): (
        "{name:code} cite {id:code} sans dire si c’est dans {targets:or}",
        "écrire la collection devant, comme {example:code}",
    ),
    ("link/hidden", ""): ("{name:code} cite {id:code}, qui {visibility:visibility} : il sera omis", _PUBLISH),
    ("link/hidden", "list"): (
        "{name:code} cite {id:code}, qui {visibility:visibility} : cet élément sera omis",
        _PUBLISH,
    ),
    ("link/hidden", "field"): (
        "{name:code} cite {id:code}, qui {visibility:visibility} : ce champ sera omis",
        _PUBLISH,
    ),
    ("link/hidden", "object"): (
        "{name:code} cite {id:code}, qui {visibility:visibility} : tout l’élément sera omis",
        _PUBLISH,
    ),
    ("link/hidden", "required"): (
        "{name:code} est obligatoire, mais cite {id:code}, qui {visibility:visibility}",
        (
            "publier {draft:code}, ou citer une entrée publiée",
            "publier {id:code} aussi longtemps que cette entrée, ou en citer une autre",
        ),
    ),
    ("link/hidden-link", ""): (
        "ce lien mène à {id:code}, qui {visibility:visibility} : seul son texte sera publié",
        (
            "publier {draft:code}, ou supprimer le lien",
            "publier {id:code} aussi longtemps que cette entrée, ou supprimer le lien",
        ),
    ),
    ("link/deleted", ""): (
        ("{name:code} cite {id:code}, dont le fichier a été supprimé", "{id:code}, cité ici, a été supprimé"),
        "citer une autre entrée, ou remettre le fichier",
    ),
    ("link/duplicate-id", ""): (
        "l’identifiant {id:code} est déjà celui de {other:path}",
        "renommer l’un des deux fichiers ; majuscules et minuscules ne suffisent pas à les distinguer",
    ),
    ("link/duplicate-url", ""): (
        "l’adresse {url:code} est déjà celle de {other:path}",
        "renommer l’un des deux fichiers",
    ),
    ("link/duplicate-value", ""): (
        "{name:code} vaut {value:value}, comme dans {other:path}",
        "changer l’une des deux valeurs : chacune ne doit servir qu’une fois",
    ),
    ("link/missing-file", ""): (
        "le fichier {url:code} n’existe pas",
        "l’ajouter, ou corriger son nom, majuscules et accents compris",
    ),
    ("link/dead-link", ""): (
        "aucune page n’a l’adresse {url:code}",
        "corriger l’adresse, ou faire un lien vers le fichier de l’entrée",
    ),
    ("link/outside", ""): (
        "{url:code} est hors du dossier des images et des fichiers",
        "déposer le fichier dans ce dossier, et le désigner comme le font les autres entrées",
    ),
    ("link/scheme", ""): (
        "une adresse en `{scheme}:` n’est pas permise",
        "donner une adresse en `https://`, ou supprimer le lien",
    ),
    ("link/stray-file", ""): (
        "ce fichier n’est dans aucune collection",
        ("le déplacer ou le renommer, sur le modèle de {templates:paths}", "le déplacer ou le renommer"),
    ),
    ("link/stray-file", "extension"): (
        "ce fichier n’a pas l’extension des autres entrées de son dossier",
        ("le renommer, sur le modèle de {templates:paths}", "le renommer"),
    ),
    ("link/file-name", ""): ("le nom {name:code} n’est pas permis", "renommer le fichier"),
    ("link/file-name", "unsafe"): (
        "le nom {name:code} n’est pas permis : certains ordinateurs le refusent",
        "n’employer que des lettres, des chiffres et des tirets",
    ),
    ("link/file-name", "normalisation"): (
        "les accents du nom {name:code} sont enregistrés d’une façon que certains ordinateurs ne reconnaissent pas",
        "renommer le fichier, sans accents",
    ),
    ("link/symlink", ""): (
        ("ce fichier n’est qu’un lien vers {target:code}", "ce fichier n’est qu’un lien vers un autre"),
        "le remplacer par le fichier lui-même",
    ),
}
