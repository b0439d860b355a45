"""What the starters' schemas are made of: fields, with what editors read of them in French and in English."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cms.model import Data, Json

FILE_OR_ADDRESS = r'^(https://[^\s/<>"][^\s<>"]*|/media/[^\s/](.*\S)?)$'
ADDRESS = r'^https?://[^\s/<>"][^\s<>"]*$'


class Said(NamedTuple):
    """A value in French and in English."""

    fr: Json
    en: Json


class Sample(NamedTuple):
    """An example of an entry: its path below the content folder, its fields, and its text where it is Markdown."""

    path: Said
    data: Data
    body: Said | None = None


class Model(NamedTuple):
    """A collection that starters are made of: its settings in cms.yml, its schema, and examples of its entries."""

    settings: Data
    schema: Data
    samples: Sequence[Sample]


def schema(title: Said, about: Said, required: Sequence[str], properties: Data) -> Data:
    """The schema of a collection."""
    return {
        "title": title,
        "description": about,
        "type": "object",
        "additionalProperties": False,
        "required": list(required),
        "properties": properties,
    }


def line(title: Said, about: Said, **more: Json) -> Data:
    """A short text."""
    return {"title": title, "description": about, "type": "string", "minLength": 1, **more}


def prose(title: Said, about: Said, longest: int) -> Data:
    """A text of a few sentences."""
    return line(title, about, maxLength=longest, **{"x-editor": {"widget": "text"}})


def day(title: Said, about: Said) -> Data:
    """A date."""
    return {"title": title, "description": about, "type": "string", "format": "date"}


def moment(title: Said, about: Said) -> Data:
    """A date, or a date and a time: an `if` and not an `anyOf`, so that a mistake gives one message."""
    return {
        "title": title,
        "description": about,
        "type": "string",
        "if": {"pattern": ":"},
        "then": {"format": "date-time"},
        "else": {"format": "date"},
    }


def address(title: Said) -> Data:
    """An address on the web."""
    about = Said(
        f"{title.fr} : une adresse complète, qui commence par https:// ou http://.",
        f"{title.en}: a whole address, which begins with https:// or http://.",
    )
    return {"title": title, "description": about, "type": "string", "pattern": ADDRESS}


def image(title: Said, about: Said) -> Data:
    """An image, and the text that stands for it."""
    file = Said(
        "Une adresse en https, ou un fichier du dossier content/media écrit /media/nom-du-fichier.png.",
        "An https address, or a file of the folder content/media, written /media/file-name.png.",
    )
    instead = Said(
        "Ce que l’image montre, en une phrase, pour qui ne la voit pas.",
        "What the image shows, in a sentence, for those who don't see it.",
    )
    source = {
        "title": Said("Fichier ou adresse", "File or address"),
        "description": file,
        "type": "string",
        "pattern": FILE_OR_ADDRESS,
        "x-asset": "image",
    }
    return {
        "title": title,
        "description": about,
        "type": "object",
        "additionalProperties": False,
        "required": ["src", "alt"],
        "properties": {"src": source, "alt": line(Said("Texte de remplacement", "Alternative text"), instead)},
    }


def words(title: Said, about: Said) -> Data:
    """A list of free words."""
    return {
        "title": title,
        "description": about,
        "type": "array",
        "items": {"type": "string", "minLength": 1},
        "uniqueItems": True,
    }


def reference(title: Said, about: Said, collection: str) -> Data:
    """An entry of a collection."""
    return {"title": title, "description": about, "type": "string", "x-reference": collection}


def references(title: Said, about: Said, collection: str, **more: Json) -> Data:
    """A list of entries of a collection."""
    return {
        "title": title,
        "description": about,
        "type": "array",
        "items": {"type": "string", "x-reference": collection},
        "uniqueItems": True,
        **more,
    }


STATUS: Data = {
    "title": Said("Publication", "Publication"),
    "description": Said(
        "Draft : un brouillon, qui ne paraît nulle part. Published : publié.",
        "Draft: it appears nowhere. Published: it is on the site.",
    ),
    "type": "string",
    "enum": ["Draft", "Published"],
    "default": "Draft",
}

LANG: Data = {
    "title": Said("Langue", "Language"),
    "description": Said("La langue dans laquelle le texte est écrit.", "The language that the text is written in."),
    "type": "string",
}
"""The repository's languages are added where there are several; a repository of one language has no such field."""
