"""What a new repository is to hold, before it is files: collections with their schemas, and what is unsure of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from cms.model import NOTHING, Data, Json


class Doubt(NamedTuple):
    """Something that an inferred set-up isn't sure of, for a person to look at; `cms.report` words it by its case.

    `pointer` (RFC 6901) leads into the collection's schema; it is empty where the collection as a whole is meant.
    """

    collection: str
    pointer: str
    case: str
    values: Mapping[str, Json] = NOTHING


class PlannedCollection(NamedTuple):
    """A collection: its name, what stands under it in cms.yml but for `schema`, and its JSON Schema.

    `schema` lacks `$schema` and `$id`. `entries` are texts of files by their paths below the content folder;
    `example` is the path there of one to copy, empty where there is none.
    """

    name: str
    settings: Data
    schema: Data
    entries: Mapping[str, str] = NOTHING
    example: str = ""


class Plan(NamedTuple):
    """A repository: facts of its site, its collections, and what is unsure.

    `languages` are tags, the main first; `content` is the folder of the content, "." for the root; `media` is what
    stands under that name in cms.yml, empty for its defaults.
    """

    title: str
    languages: tuple[str, ...]
    collections: tuple[PlannedCollection, ...]
    content: str = "content"
    doubts: tuple[Doubt, ...] = ()
    media: Mapping[str, Json] = NOTHING


def placed(plan: Plan, path: str) -> str:
    """The path from the root of what lies below the content folder."""
    return path if plan.content == "." else f"{plan.content}/{path}"


def media_of(plan: Plan) -> tuple[str, str]:
    """The folder of images and files, and the address that content writes before their names."""
    return str(plan.media.get("folder", placed(plan, "media"))), str(plan.media.get("url", "/media"))
