"""French messages of the rules `setup/start` and `setup/infer`: what `cms init` refuses."""

from __future__ import annotations

from cms.report.words import Messages

MESSAGES: Messages = {
    ("setup/start", ""): ("rien n’a été écrit, car {path:path} existe déjà", "choisir un autre dossier"),
    ("setup/start", "content"): (
        "rien n’a été écrit, car il y a déjà des fichiers dans {folder:path} : {path:path}",
        "partir d’eux avec `--from-existing {folder}`, ou choisir un autre dossier",
    ),
    ("setup/start", "schemas"): (
        "rien n’a été écrit, car il y a déjà des fichiers dans {folder:path} : {path:path}",
        "les déplacer d’abord, ou choisir un autre dossier",
    ),
    ("setup/start", "file"): ("{path:path} est un fichier, pas un dossier", "choisir un autre dossier"),
    ("setup/start", "errors"): (
        "rien n’a été écrit : le nouveau dépôt aurait {count:count erreur|erreurs}",
        "corriger cela d’abord",
    ),
    ("setup/start", "both"): (
        "`--collections` part de collections neuves, `--from-existing` de celles de votre contenu : pas les deux",
        "retirer l’une des deux options",
    ),
    ("setup/start", "title"): (
        "le nom du site est vide, ou tient sur plusieurs lignes",
        'en donner un : `--name "Mon site"`',
    ),
    ("setup/start", "language"): ("{text:code} n’est pas une langue", "écrire des codes tels que `fr,en`"),
    ("setup/start", "starter"): ("{name:code} n’est pas un point de départ", "choisir parmi {known:list}"),
    ("setup/infer", ""): (
        "aucun réglage ne se déduit de {folder:path}",
        "donner un dossier de fichiers Markdown et YAML",
    ),
    ("setup/infer", "missing"): (
        "{folder:path} n’est pas un dossier",
        "donner un dossier de fichiers Markdown et YAML",
    ),
    ("setup/infer", "outside"): (
        "{folder:path} n’est pas dans {root:path}, où doit être le dépôt",
        (
            "créer le dépôt autour de son contenu, dans {above:path} ; ou copier d’abord le contenu dans {root:path}",
            "créer le dépôt autour de son contenu, ou copier d’abord le contenu dans ce dépôt",
        ),
    ),
    ("setup/infer", "nothing"): (
        "il n’y a pas de contenu dans {folder:path} : aucun fichier YAML, JSON ou Markdown avec un en-tête",
        "donner un dossier de fichiers Markdown et YAML",
    ),
}
