"""French messages of what `cms import` refuses: mappings, sources and reports."""

from __future__ import annotations

from cms.report.words import Messages

MESSAGES: Messages = {
    ("setup/import-format", ""): (
        "aucune correspondance {name:code} dans le dossier `imports`",
        (
            "écrire `imports/{name}.yml`, ou prendre une de celles qui sont là : {known:list}",
            "écrire `imports/{name}.yml`, comme le dit docs/import.md",
        ),
    ),
    ("setup/import-split", ""): (
        "la correspondance {map:code} n’a pas de découpage {name:code}",
        "en choisir un autre : {known:list}",
    ),
    ("setup/import-pattern", ""): (
        "{text:code} n’est pas une expression régulière : {reason:clause}",
        "corriger l’expression",
    ),
    ("setup/import-name", "collection"): (
        "la collection {name:code} n’est pas dans `cms.yml`",
        "écrire une des collections : {known:list}",
    ),
    ("setup/import-name", "field"): (
        "le schéma de la collection n’a pas de champ {name:code}",
        "écrire un de ses champs : {known:list}",
    ),
    ("setup/import-name", "table"): (
        "cette correspondance n’a pas de table {name:code}",
        ("écrire une de ses tables : {known:list}", "la déclarer sous `tables`"),
    ),
    ("setup/import-name", "part"): (
        "{name:code} n’est pas un des `fields` d’ici",
        ("écrire l’un d’eux : {known:list}", "le déclarer sous `fields`"),
    ),
    ("setup/invalid", "import"): (
        "{count:count erreur|erreurs} dans {path:path}",
        "les corriger avant d’importer",
    ),
    ("setup/import-source", ""): ("impossible d’importer {source:path}", "vérifier ce fichier"),
    ("setup/import-source", "missing"): ("il n’y a rien à {source:path}", "vérifier ce chemin"),
    ("setup/import-source", "unreadable"): (
        (
            "impossible de lire {source:path} : {reason:clause}",
            "impossible de lire {source:path} : ce n’est ni un fichier ni un dossier",
        ),
        "donner un fichier, un dossier ou une archive qui se lise",
    ),
    ("setup/import-source", "not-archive"): (
        "{source:path} n’est pas l’archive qu’annonce son nom",
        "refaire l’export, ou le décompresser et donner le dossier",
    ),
    ("setup/import-source", "too-many"): (
        "{source:path} contient plus de {limit:count fichier|fichiers}",
        "en importer une partie après l’autre",
    ),
    ("setup/import-source", "too-large"): (
        "{source:path} donnerait plus de {limit:size} une fois décompressé",
        "le décompresser soi-même s’il est de confiance, et donner le dossier",
    ),
    ("setup/import-source", "ratio"): (
        "{source:path} donnerait bien plus qu’une archive honnête une fois décompressé : c’est peut-être une attaque",
        "le décompresser soi-même s’il est de confiance, et donner le dossier",
    ),
    ("setup/import-source", "encrypted"): (
        "les fichiers de {source:path} sont chiffrés",
        "le décompresser soi-même avec son mot de passe, et donner le dossier",
    ),
    ("setup/import-source", "damaged"): (
        "l’archive {source:path} est abîmée ou incomplète",
        "la télécharger de nouveau, ou refaire l’export",
    ),
    ("setup/import-source", "repository"): (
        "{source:path} contient le dépôt lui-même, où il faut importer",
        "donner l’export de l’autre système",
    ),
    ("setup/import-source", "content"): (
        "{source:path} fait partie des contenus du dépôt, ou les contient",
        "donner l’export de l’autre système, et le garder hors des dossiers de contenus",
    ),
    ("setup/import-report", "other"): (
        "{path:path} est déjà là et n’est pas un rapport d’import : il serait perdu",
        "donner un autre nom avec `--report`",
    ),
    ("setup/import-report", "content"): (
        "le rapport {path:path} serait parmi les contenus, où il n’a pas sa place",
        "donner un nom hors des dossiers de contenus avec `--report`",
    ),
    ("setup/import-report", "source"): (
        "le rapport {path:path} serait parmi les fichiers à importer",
        "donner un nom hors de la source avec `--report`",
    ),
}
