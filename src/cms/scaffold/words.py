"""The words of a new repository's README that aren't in its template, in French and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Words(NamedTuple):
    """One language's words: `captures` stand for a path template's braces (`name` for others), `header` for columns."""

    captures: Mapping[str, str]
    name: str
    header: tuple[str, str, str]
    required: str
    required_inside: str
    choices: str
    entry: str
    entries: str
    list: str
    file: str
    single: str
    identity: str
    example: str
    either: str
    new: str


_DAY_FR = {"year": "AAAA", "month": "MM", "day": "JJ", "y": "AAAA", "m": "MM", "d": "JJ"}
_DAY_EN = {"year": "YYYY", "month": "MM", "day": "DD", "y": "YYYY", "m": "MM", "d": "DD"}

_FR = Words(
    captures={"date": "AAAA-MM-JJ", "slug": "titre", "lang": "langue", "path": "dossier/titre", **_DAY_FR},
    name="nom",
    header=("champ", "obligatoire", "ce que l’on y écrit"),
    required="oui",
    required_inside="oui, avec `{parent}`",
    choices="Valeurs possibles : {values}.",
    entry="Un identifiant de la collection {collections}.",
    entries="Une liste d’identifiants de la collection {collections}.",
    list="Une liste.",
    file="Nom du fichier : `{name}`, dans [`{folder}`]({target})",
    single="Un seul fichier : [`{name}`]({target})",
    identity="`{path}` s’appelle `{id}`.",
    example=" ; [exemple à copier]({target})",
    either=" ou ",
    new="commence un brouillon, dont les champs sont expliqués",
)

_EN = Words(
    captures={"date": "YYYY-MM-DD", "slug": "title", "lang": "language", "path": "folder/title", **_DAY_EN},
    name="name",
    header=("field", "required", "what to write in it"),
    required="yes",
    required_inside="yes, with `{parent}`",
    choices="Possible values: {values}.",
    entry="An id of the collection {collections}.",
    entries="A list of ids of the collection {collections}.",
    list="A list.",
    file="Name of the file: `{name}`, in [`{folder}`]({target})",
    single="One file: [`{name}`]({target})",
    identity="The id of `{path}` is `{id}`.",
    example="; [an example to copy]({target})",
    either=" or ",
    new="starts a draft, with its fields explained",
)


def served(lang: str) -> str:
    """The language of these words that serves a tag: `fr` for French, `en` for any other."""
    return "fr" if lang.lower().partition("-")[0] == "fr" else "en"


def words_of(lang: str) -> Words:
    """A language's words."""
    return _FR if served(lang) == "fr" else _EN
