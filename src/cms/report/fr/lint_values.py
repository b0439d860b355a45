"""French messages of the `lint/…` rules for single values of the data."""

from __future__ import annotations

from cms.report.words import Messages

MESSAGES: Messages = {
    ("lint/split-object", ""): (
        (
            "un tiret de trop devant les champs d’une même chose : {names:list} font {count:count élément|éléments}"
            " au lieu d’un seul"
        ),
        "garder le premier tiret, et remplacer les autres par deux espaces",
    ),
    ("lint/split-object", "single"): (
        "des tirets en trop devant les champs d’une même chose : {names:list} font une liste",
        "remplacer chaque tiret par un espace",
    ),
    ("lint/similar-key", ""): (
        "le champ {name:code} n’est pas prévu ; il ressemble à {meant:code}, qui manque",
        "écrire {meant:code} si c’est bien ce champ",
    ),
    ("lint/similar-key", "form"): (
        "le champ {name:code} n’est pas prévu ; le nom attendu est {meant:code}",
        "écrire exactement {meant:code}",
    ),
    ("lint/duplicate-item", ""): (
        "{text:code} est déjà dans la liste",
        "supprimer l’un des deux",
    ),
    ("lint/duplicate-item", "alike"): (
        "{text:code} est déjà dans la liste, écrit {first:code}",
        "garder une seule des deux façons de l’écrire",
    ),
    ("lint/html-entity", ""): (
        "le code HTML {code:code} s’affichera tel quel",
        "écrire {character:code} à sa place",
    ),
    ("lint/html-entity", "space"): (
        "le code HTML {code:code} s’affichera tel quel",
        "mettre un espace à sa place",
    ),
    ("lint/html-entity", "hidden"): (
        "le code HTML {code:code} s’affichera tel quel",
        "le supprimer : il est mis pour un caractère invisible",
    ),
    ("lint/outer-space", "start"): (
        "le texte {text:code} commence par des espaces",
        "enlever les espaces avant le premier mot",
    ),
    ("lint/outer-space", "end"): (
        "le texte {text:code} finit par des espaces",
        "enlever les espaces après le dernier mot",
    ),
    ("lint/outer-space", "both"): (
        "le texte {text:code} commence et finit par des espaces",
        "enlever les espaces avant le premier mot et après le dernier",
    ),
    ("lint/outer-space", "blank"): (
        "ce texte n’a que des espaces",
        "écrire un texte, ou supprimer ce champ",
    ),
}
