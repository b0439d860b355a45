"""French: the words of its sentences, and its typography. The messages stand in a module for each family of rules."""

from __future__ import annotations

import re

from cms.report.words import Words

_NARROW = "\N{NARROW NO-BREAK SPACE}"
_WIDE = "\N{NO-BREAK SPACE}"


def _is_one(count: int) -> bool:
    return abs(count) <= 1


def _typeset(text: str) -> str:
    """The text with no-break spaces before `: ; ! ? »` and after `«`, but for what is in backticks."""
    pieces = text.split("`")
    pieces[::2] = [_typeset_prose(piece) for piece in pieces[::2]]
    return "`".join(pieces)


def _typeset_prose(text: str) -> str:
    text = re.sub(r" ([;!?])", rf"{_NARROW}\1", text)
    return re.sub(r" ([:»])", rf"{_WIDE}\1", text).replace("« ", f"«{_WIDE}")


WORDS = Words(
    severities={"error": "erreur", "warning": "avertissement", "info": "info"},
    help="aide : ",
    note="note : ",
    see="voir aussi {place}",
    until="va jusqu’à la ligne {line}",
    suggestion="vouliez-vous dire {suggestion:code} ?",
    generic="la règle {rule:code} n’est pas respectée",
    item="l’élément {position} de {name:code}",
    file="le contenu du fichier",
    either="ou",
    more="{count} autres",
    types={
        "string": "un texte",
        "number": "un nombre",
        "integer": "un nombre entier",
        "boolean": "`true` (oui) ou `false` (non)",
        "array": "une liste",
        "object": "un groupe de champs",
        "null": "vide",
    },
    kinds={
        "string": "un texte",
        "number": "un nombre à virgule",
        "integer": "un nombre",
        "boolean": "une valeur oui/non",
        "array": "une liste",
        "object": "un groupe de champs",
        "null": "vide",
    },
    formats={
        "date": "une date comme `2026-11-24`",
        "date-time": "une date et une heure comme `2026-11-24T09:00:00+01:00`",
        "time": "une heure comme `09:00:00+01:00`",
        "duration": "une durée comme `P3D`",
        "email": "une adresse électronique comme `contact@exemple.org`",
        "idn-email": "une adresse électronique comme `contact@exemple.org`",
        "hostname": "un nom de domaine comme `exemple.org`",
        "idn-hostname": "un nom de domaine comme `exemple.org`",
        "ipv4": "une adresse IP comme `192.0.2.1`",
        "ipv6": "une adresse IP comme `2001:db8::1`",
        "uri": "une adresse complète comme `https://exemple.org/page`",
        "iri": "une adresse complète comme `https://exemple.org/page`",
        "uri-reference": "une adresse ou un chemin comme `/media/photo.png`",
        "iri-reference": "une adresse ou un chemin comme `/media/photo.png`",
        "uuid": "un identifiant comme `123e4567-e89b-42d3-a456-426614174000`",
    },
    forms={
        "any": "une valeur",
        "asset": "`image` ou `file`",
        "boolean": "`true` ou `false`",
        "count": "un nombre entier, 0 ou plus",
        "list": "une liste",
        "mapping": "un groupe de champs",
        "number": "un nombre",
        "positive": "un nombre plus grand que 0",
        "reference": "le nom d’une collection ou une liste de tels noms",
        "schema": "un schéma",
        "schemas": "une liste de schémas",
        "schemas-by-name": "des schémas par nom",
        "text": "un texte",
        "texts": "une liste de textes tous différents",
        "texts-by-name": "des listes de textes par nom",
        "types": "string, number, integer, boolean, array, object ou null, ou une liste de ces noms",
    },
    visibility={
        "draft": "est un brouillon",
        "scheduled": "paraîtra plus tard",
        "expired": "disparaît plus tôt",
        "published": "n’est pas visible",
    },
    captures={"date": "AAAA-MM-JJ", "slug": "titre", "lang": "langue"},
    units=("Ko", "Mo"),
    thousands=_NARROW,
    decimal=",",
    and_then=" ; ",
    summary={
        "checked": "{files:count fichier vérifié|fichiers vérifiés} : ",
        "errors": "{errors:count erreur|erreurs}",
        "warnings": "{warnings:count avertissement|avertissements}",
        "remarks": "{remarks:count remarque|remarques}",
        "unsaid": "{unsaid:count remarque|remarques} (`--info` pour les voir)",
        "mendable": " ; `cms fix` peut en corriger {count:number}",
        "clean": "aucune erreur",
        "fixed": "{fixes:count défaut corrigé|défauts corrigés} dans {files:count fichier|fichiers}",
        "fixable": "{fixes:count défaut serait corrigé|défauts seraient corrigés} dans {files:count fichier|fichiers}",
        "nothing-to-fix": "rien à corriger automatiquement",
        "left": "à corriger à la main : la correction changerait autre chose",
        "meanwhile": "ce fichier vient d’être modifié par un autre programme ; rien n’y a été changé",
        "exported": "{entries:count entrée exportée|entrées exportées} dans {folder:path} : ",
        "written": "{written:count fichier écrit|fichiers écrits}",
        "unchanged": "{unchanged:count inchangé|inchangés}",
        "deleted": "{deleted:count supprimé|supprimés}",
        "stopped": "rien n’a été écrit dans {folder:path} : {count:count problème|problèmes} à corriger d’abord",
        "level": "niveau",
        "rule": "règle",
        "count": "nombre",
        "unannotated": "{count:count diagnostic|diagnostics} sans annotation : GitHub en montre dix par niveau",
        "unlisted": "{count:count diagnostic manque|diagnostics manquent} ici ; `cms check` les montre tous",
        "interrupted": "interrompu",
        "init-title": "Nom du site",
        "init-languages": "Langues, la principale d’abord",
        "init-collections": "Collections",
        "init-made": "{count:count fichier écrit|fichiers écrits} dans {folder:path}",
        "init-kept": "déjà là, et laissé tel quel : {path:path}",
        "init-next": "à faire ensuite :",
        "init-repository": "`git init` : ce dossier n’est pas encore un dépôt Git",
        "init-below": "déplacer `.github` et `.pre-commit-config.yaml` en tête du dépôt Git, où ils ont leur effet, "
        "et y écrire `cms -C {quoted}` à la place de `cms`, et `{prefix}/` devant `requirements.txt`, `dist/` "
        "et `.venv`",
        "init-source": "écrire dans `requirements.txt` où d’autres machines trouvent cms",
        "init-lacking": "ajouter ce qu’il faut à cms dans les fichiers laissés tels quels, {names:list} : `cms init` "
        "dans un dossier vide montre quoi",
        "init-guide": "suivre « Sur votre machine », dans {guide:path}, pour que chaque commit soit vérifié",
        "init-install": "`pip install -r requirements.txt prek`, puis `prek install`, pour vérifier chaque commit",
        "init-found": "{count:count collection trouvée|collections trouvées} dans {folder:path} : {names:list}",
        "init-doubts": "{count:count point|points} à revoir, dans {page:path} :",
        "init-doubt": "{count:count point|points} à revoir, dans {page:path}, par exemple :",
        "init-sure": "rien ne semble douteux",
        "init-review": "lire {page:path}, changer `cms.yml` et `schemas` là où ils se trompent, puis le supprimer",
        "init-errors": "`cms check` trouve {count:count erreur|erreurs} dans le contenu tel qu’il est : le corriger, "
        "ou le schéma qui en demande trop, avant d’aller plus loin : tant qu’il en reste, un hook arrête les commits",
        "init-clean": "`cms check` ne trouve aucune erreur dans le contenu ; il dira désormais ce qui ne va pas",
        "init-content": "remplacer les exemples de {content:path} ; `cms check` dit ce qui ne va pas",
    },
    is_one=_is_one,
    typeset=_typeset,
)
