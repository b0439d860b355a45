"""French messages of the rules `setup/schema-…` and `setup/config`: what is wrong with schemas and cms.yml."""

from __future__ import annotations

from cms.report.words import Messages

MESSAGES: Messages = {
    ("setup/schema-missing", ""): (
        (
            "le schéma {schema:path} de la collection {collection:code} n’existe pas",
            "le schéma {schema:path} n’existe pas",
        ),
        "créer ce fichier, ou corriger son nom dans `cms.yml`",
    ),
    ("setup/schema-invalid", ""): (
        "le schéma {schema:path} n’est pas valide",
        "le corriger selon JSON Schema 2020-12",
    ),
    ("setup/schema-invalid", "value"): (
        ("`{keyword}` doit être {expected:form}", "il faut ici {expected:form}"),
        "corriger cette valeur",
    ),
    ("setup/schema-invalid", "unsupported"): (
        "`{keyword}` n’est pas pris en charge ici",
        "employer `$ref` vers `#/$defs/…` ou vers un fichier voisin",
    ),
    ("setup/schema-invalid", "target"): (
        "`x-reference` cite la collection {target:code}, qui n’existe pas",
        "employer une collection de `cms.yml` : {known:list}",
    ),
    ("setup/schema-invalid", "dialect"): (
        "ce schéma est écrit pour {found:path}",
        "le réécrire pour {expected:path}, la seule version comprise",
    ),
    ("setup/schema-invalid", "keyword"): (
        "`{keyword}` n’est pas un mot-clé connu, et reste sans effet",
        "le supprimer, ou le faire commencer par `x-`",
    ),
    ("setup/schema-invalid", "pattern"): (
        "l’expression régulière {pattern:code} n’est pas valide",
        "la corriger",
    ),
    ("setup/schema-invalid", "loop"): (
        "ce `$ref` ramène à lui-même, sans rien vérifier",
        "le faire mener à une autre définition",
    ),
    ("setup/schema-invalid", "compile"): (
        ("le schéma {schema:path} n’est pas valide : `{keyword}`", "le schéma {schema:path} n’est pas valide"),
        "le corriger selon JSON Schema 2020-12",
    ),
    ("setup/schema-ref", ""): (
        "la référence {ref:path} ne mène à rien",
        "la corriger : un nom de fichier du même dossier, puis `#/$defs/…`",
    ),
    ("setup/schema-ref", "remote"): (
        "la référence {ref:path} mène sur le réseau, où rien n’est jamais lu",
        "recopier ce schéma dans le dossier des schémas, et y renvoyer par son nom de fichier",
    ),
    ("setup/schema-ref", "outside"): (
        "la référence {ref:path} sort du dossier des schémas, hors duquel rien n’est lu",
        "recopier ce schéma dans ce dossier, et y renvoyer par son nom de fichier",
    ),
    ("setup/schema-ref", "missing"): (
        "la référence {ref:path} mène à un fichier qui n’existe pas",
        "créer ce fichier, ou corriger son nom",
    ),
    ("setup/schema-ref", "nowhere"): (
        "la référence {ref:path} mène à un endroit qui n’existe pas dans son fichier",
        "y ajouter cette définition, ou corriger ce qui suit `#`",
    ),
    ("setup/config", ""): ("la valeur {text:code} ne convient pas", "la corriger dans `cms.yml`"),
    ("setup/config", "template-extension"): (
        "{text:code} n’a pas une extension connue",
        "terminer par `.md`, `.yml`, `.yaml` ou `.json`",
    ),
    ("setup/config", "template-outside"): (
        "{text:code} sort du dossier du contenu",
        "écrire un chemin à partir de ce dossier, sans `..` ni `/` au début",
    ),
    ("setup/config", "template-braces"): (
        "les accolades de {text:code} sont mal formées",
        "y mettre un nom, une seule fois chacun, comme dans `posts/{{date}}-{{slug}}.md`",
    ),
    ("setup/config", "folder-outside"): (
        "{text:code} sort du dépôt",
        "écrire un chemin à partir du dossier de `cms.yml`, sans `..`",
    ),
    ("setup/config", "timezone"): (
        "{text:code} n’est pas un fuseau horaire connu",
        "écrire un nom tel que `Europe/Paris`",
    ),
    ("setup/config", "url-capture"): (
        "l’adresse {text:code} emploie `{{{capture}}}`, que le chemin des fichiers ne donne pas",
        "employer {known:or}",
    ),
    ("setup/config", "publish-field"): (
        "la publication dépend du champ {text:code}, que le schéma ne connaît pas",
        "employer un champ du schéma : {known:list}",
    ),
    ("setup/config", "rule"): (
        "il n’y a pas de règle {text:code} à régler",
        "employer une des règles que décrit `docs/rules`, dont le nom commence par `lint/`",
    ),
    ("setup/config", "rule-option"): (
        "la règle {rule:code} n’a pas d’option {text:code}",
        "employer une des siennes : {known:list}",
    ),
    ("setup/config", "rule-value"): ("l’option {text:code} de {rule:code} doit être {kind:form}", "écrire {kind:form}"),
    ("setup/config", "order-field"): (
        "le tri emploie le champ {text:code}, que le schéma ne connaît pas",
        "employer un champ du schéma : {known:list}",
    ),
    ("setup/config", "language"): (
        (
            "la langue du site, {lang:code}, n’est pas parmi ses langues",
            "la langue du site, {text:code}, n’est pas parmi ses langues",
        ),
        "l’ajouter à `languages`",
    ),
    ("setup/config", "media-url"): (
        "{text:code} ne peut pas être l’adresse des images et des fichiers",
        "écrire un chemin tel que `/media`",
    ),
}
