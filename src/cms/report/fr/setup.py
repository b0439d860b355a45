"""French messages of the `setup/…` rules: wrong use and wrong set-up, told to who maintains the repository."""

from __future__ import annotations

from cms.report.fr import setup_config, setup_import, setup_start
from cms.report.words import Messages

_OTHER_FOLDER = "choisir un autre dossier avec `--output`"

MESSAGES: Messages = {
    **setup_start.MESSAGES,
    **setup_config.MESSAGES,
    **setup_import.MESSAGES,
    ("setup", ""): ("le réglage du dépôt n’est pas bon", "lire `cms explain {rule}`"),
    ("setup/no-config", ""): (
        "il n’y a pas de `cms.yml` dans {folder:path}, ni dans les dossiers au-dessus",
        "se placer dans le dépôt du contenu, ou le désigner avec `-C`",
    ),
    ("setup/invalid", ""): (
        "{count:count erreur|erreurs} dans `cms.yml` ou dans les schémas",
        "les corriger avant toute autre chose",
    ),
    ("setup/no-git", ""): (
        "{folder:path} n’est pas dans un dépôt Git",
        "enlever `--staged` ou `--ref`, ou créer le dépôt avec `git init`",
    ),
    ("setup/unknown-ref", ""): (
        "Git ne connaît pas de révision {ref:code}",
        "donner un commit, une branche ou une étiquette que montre `git log --all`",
    ),
    ("setup/git", ""): (
        ("la commande {command:code} a échoué : {reason:clause}", "la commande {command:code} a échoué"),
        "la lancer à la main pour en voir davantage",
    ),
    ("setup/output", ""): ("le dossier {folder:path} ne peut pas recevoir l’export", _OTHER_FOLDER),
    ("setup/output", "not-empty"): (
        "le dossier {folder:path} contient autre chose qu’un export",
        "le vider, ou en choisir un autre avec `--output`",
    ),
    ("setup/output", "inside"): (
        "le dossier {folder:path} touche à ceux du dépôt, qu’un export pourrait abîmer",
        _OTHER_FOLDER,
    ),
    ("setup/output", "file"): ("{folder:path} est un fichier, pas un dossier", _OTHER_FOLDER),
    ("setup/output", "symlink"): (
        "{path:path} est un lien symbolique : l’export n’écrit pas au travers",
        "le supprimer, ou choisir un autre dossier avec `--output`",
    ),
    ("setup/output", "foreign"): (
        "{path:path} n’a pas été écrit par un export, et serait remplacé",
        "le déplacer, ou choisir un autre dossier avec `--output`",
    ),
    ("setup/output", "preview"): (
        "le dossier {folder:path} contient un aperçu, qu’un export publié ne remplace pas",
        _OTHER_FOLDER,
    ),
    ("setup/output", "preview-False"): (
        "le dossier {folder:path} contient un export publié, qu’un aperçu ne remplace pas",
        _OTHER_FOLDER,
    ),
    ("setup/output", "locked"): ("un autre export écrit en ce moment dans {folder:path}", "attendre qu’il ait fini"),
    ("setup/output", "full"): (
        "il n’y a plus de place sur le disque pour {folder:path}",
        "faire de la place, puis recommencer",
    ),
    ("setup/output", "unwritable"): (
        ("impossible d’écrire dans {folder:path} ({reason})", "impossible d’écrire dans {folder:path}"),
        _OTHER_FOLDER,
    ),
    ("setup/output", "unwritable-permission"): (
        "vous n’avez pas le droit d’écrire dans {folder:path}",
        "changer les droits de ce dossier, ou en choisir un autre avec `--output`",
    ),
    ("setup/output", "unwritable-read-only"): ("{folder:path} est sur un disque en lecture seule", _OTHER_FOLDER),
    ("setup/output", "unwritable-file"): (
        "un fichier occupe la place d’un dossier sur le chemin de {folder:path}",
        "le déplacer, ou choisir un autre dossier avec `--output`",
    ),
    ("setup/output", "unwritable-folder"): (
        "un dossier occupe la place d’un fichier de l’export dans {folder:path}",
        "le déplacer, ou choisir un autre dossier avec `--output`",
    ),
    ("setup/output", "unwritable-name-too-long"): (
        "le chemin d’un fichier de l’export est trop long dans {folder:path}",
        "choisir avec `--output` un dossier dont le chemin soit plus court",
    ),
    ("setup/path", ""): ("aucun fichier du contenu ne s’appelle {path:path}", "vérifier ce chemin"),
    ("setup/path", "outside"): (
        "il n’y a rien à vérifier dans {path:path}",
        "nommer des fichiers ou des dossiers de {content:path}",
    ),
    ("setup/exists", ""): ("{path:path} existe déjà", "donner un autre titre, ou modifier ce fichier"),
    ("setup/collection", ""): ("aucune collection ne s’appelle {name:code}", "choisir parmi {known:list}"),
    ("setup/title", ""): ("il manque un titre", 'l’écrire après la collection : `cms new posts "Un titre"`'),
    ("setup/slug", ""): (
        "aucun nom de fichier ne peut être tiré du titre {title:code}",
        "en donner un : `--set slug=un-nom`",
    ),
    ("setup/assignment", ""): (
        "`--set` attend un champ et sa valeur, et reçoit {text:code}",
        "écrire `--set champ=valeur`",
    ),
    ("setup/field", ""): (
        ("il manque le champ {name:code}, qui vaut {choices:or}", "il manque le champ {name:code}"),
        "le donner : `--set {name}=…`",
    ),
    ("setup/name", ""): (
        ("le chemin {path:path} ne suit pas le modèle {template:code}", "le chemin {path:path} ne suit aucun modèle"),
        "changer le titre, ou ce que donne `--set`",
    ),
    ("setup/draft", ""): (
        "rien n’a été écrit : la nouvelle entrée aurait {count:count erreur|erreurs}",
        "donner de bonnes valeurs avec `--set`",
    ),
    ("setup/unwritable", ""): (
        ("impossible d’écrire {path:path} : {reason:clause}", "impossible d’écrire {path:path}"),
        "vérifier les droits du dossier",
    ),
    ("setup/unwritable", "is-folder"): (
        "rien n’a été écrit : un dossier occupe la place du fichier {path:path}",
        "renommer ou déplacer ce dossier",
    ),
    ("setup/unwritable", "no-folder"): (
        "rien n’a été écrit : {path:path} irait dans le dossier {at:path}, qui est un fichier",
        "renommer ou déplacer ce fichier",
    ),
    ("setup/unwritable", "link"): (
        "rien n’a été écrit : {path:path} irait dans le dossier {at:path}, qui est un lien symbolique",
        "mettre un dossier à la place du lien",
    ),
    ("setup/unwritable", "read-only"): (
        "rien n’a été écrit : {path:path} ne peut pas l’être, car le dossier {at:path} est en lecture seule",
        "vérifier les droits du dossier",
    ),
    ("setup/unwritable", "too-long"): (
        "rien n’a été écrit : le nom de {path:path} est trop long pour ce disque",
        "donner un nom plus court à l’entrée, ou un chemin plus court au dépôt",
    ),
    ("setup/unwritable", "half-way"): (
        (
            "seulement {count:count fichier écrit|fichiers écrits}, {path:path} n’a pas pu l’être : {reason:clause}",
            "seulement {count:count fichier écrit|fichiers écrits}, {path:path} n’a pas pu l’être",
        ),
        "faire de la place, puis relancer le même import, qui se terminera",
    ),
    ("setup/unwritable", "standard-output"): (
        "impossible d’écrire le résultat",
        "faire de la place là où il va, ou l’envoyer ailleurs",
    ),
    ("setup/where", ""): ("`--staged` et `--ref` s’excluent", "n’en garder qu’un"),
    ("setup/rule", "no-fix"): (
        "rien de ce que dit la règle {rule:code} ne se corrige tout seul",
        "corriger à la main",
    ),
    ("setup/rule", ""): ("aucune règle ne s’appelle {rule:code}", "choisir dans la liste que donne `cms explain`"),
    ("setup/instant", ""): ("{text:code} ne se lit pas comme un instant", "l’écrire comme `2026-11-24T08:00:00Z`"),
    ("setup/unreadable", ""): (
        ("impossible de lire {path:path} : {reason:clause}", "impossible de lire {path:path}"),
        "vérifier les droits de ce fichier",
    ),
    # --- Bundles that are read
    ("setup/bundle", ""): ("impossible de lire l’export {url:path}", "vérifier cette adresse"),
    ("setup/bundle", "missing"): (
        "il n’y a pas de {path:path} dans {url:path}",
        "donner le dossier ou l’adresse d’un export entier",
    ),
    ("setup/bundle", "unreachable"): (
        (
            "{url:path} ne répond pas comme il faut : statut HTTP {status} pour {path:path}",
            "{url:path} ne répond pas",
        ),
        "vérifier l’adresse et la connexion, puis recommencer",
    ),
    ("setup/bundle", "json"): (
        "{path:path} n’est pas du JSON, dans {url:path}",
        "refaire l’export, ou vérifier l’adresse",
    ),
    ("setup/bundle", "version"): (
        (
            "{path:path} est d’une version que ce programme ne connaît pas : {version:code}",
            "{path:path} est d’une version que ce programme ne connaît pas",
        ),
        "mettre ce programme à jour",
    ),
    ("setup/bundle", "preview"): (
        "{url:path} est un aperçu, qui peut contenir des brouillons",
        "le demander exprès, avec `preview=True`",
    ),
    ("setup/bundle", "size"): ("{path:path} est plus long qu’annoncé, dans {url:path}", "refaire l’export"),
    ("setup/bundle", "digest"): ("{path:path} est abîmé, dans {url:path}", "refaire l’export"),
    ("setup/bundle", "shape"): ("{path:path} n’a pas la forme d’un export, dans {url:path}", "refaire l’export"),
    ("setup/bundle", "kind"): (
        "{path:path} n’est ni un `manifest.json` ni un `bundle.json`",
        "donner le dossier ou l’adresse d’un export",
    ),
    ("setup/bundle", "visibility"): (
        "{url:path} contient une entrée cachée sans être un aperçu",
        "refaire l’export",
    ),
}
