"""The bundle's contract as types: every JSON file of version 1, from which the published schema is generated."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    PrivateAttr,
    WithJsonSchema,
)
from pydantic.alias_generators import to_camel
from pydantic.json_schema import models_json_schema

_SEGMENT = "[A-Za-z0-9_~-][A-Za-z0-9._~-]*"
Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$", description="Lower-case hex SHA-256 of a file's bytes")]
Path = Annotated[
    str,
    Field(
        pattern=f"^{_SEGMENT}(/{_SEGMENT})*$", description="A path from the folder of manifest.json, or below entries/"
    ),
]
Instant = Annotated[
    AwareDatetime,
    WithJsonSchema(
        {
            "type": "string",
            "format": "date-time",
            "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$",
            "description": "In UTC",
        }
    ),
]
Count = Annotated[int, Field(ge=0)]
Version = Literal[1]
Visibility = Literal["published", "draft", "scheduled", "expired"]


class Shape(BaseModel):
    """What all shapes share: names in camelCase on the wire, frozen values, no conversions, unknown keys ignored."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, frozen=True, strict=True, extra="ignore")


# --- Shared ----------------------------------------------------------------------------------------------------------


class Descriptor(Shape):
    """Where a file is, and how to know that it is the right one. `size` is in bytes, before compression."""

    path: Path
    digest: Digest
    size: Count


class Reference(Shape):
    """An entry's identity."""

    collection: str
    id: str


class Order(Shape):
    """One term of a collection's order."""

    field: str
    direction: Literal["ascending", "descending"]


class Site(Shape):
    """Facts of the site. `languages` has the default one first."""

    title: str
    url: str
    lang: str
    languages: tuple[str, ...]
    timezone: str


# --- Entries ---------------------------------------------------------------------------------------------------------


class Variant(Shape):
    """Another size or format of an image."""

    path: Path
    url: str
    media_type: str
    size: Count
    digest: Digest
    width: int
    height: int


class Asset(Shape):
    """Facts of a local file that an entry names. `placeholder` is a `data:` URL."""

    path: Path
    source: str
    media_type: str
    size: Count
    digest: Digest
    width: int | None
    height: int | None
    placeholder: str | None
    variants: tuple[Variant, ...]


class Translation(Reference):
    """The same piece in another language."""

    lang: str


class Fallback(Shape):
    """A value of `data` that is taken from another language."""

    pointer: str
    lang: str


class Backlink(Reference):
    """Who refers to an entry, and by which field (`body` for links of the text)."""

    field: str


class Heading(Shape):
    """A heading of the text; `id` is its `id` in the html."""

    id: str
    level: Annotated[int, Field(ge=1, le=6)]
    text: str


class Contributor(Shape):
    """Somebody who changed the entry's file."""

    name: str


class _EntryFacts(Shape):
    """What an entry and its summary have in common."""

    version: Version
    collection: str
    id: str
    slug: str
    url: str | None
    lang: str
    translation_key: str | None
    translations: tuple[Translation, ...]
    fallbacks: tuple[Fallback, ...]
    visibility: Visibility
    publish_at: Instant | None
    expire_at: Instant | None
    data: Mapping[str, JsonValue]
    excerpt: str | None
    word_count: Count | None
    reading_time: Annotated[int, Field(ge=1)] | None
    assets: Mapping[str, Asset]
    created_at: Instant | None
    updated_at: Instant | None
    source: str
    sort_key: Annotated[str, Field(pattern="^([0-9a-f]{2})+$")]


class Entry(_EntryFacts):
    """An entry, whole. `html` is null for data-only entries, `body` and `text` where the site doesn't ask for them."""

    html: str | None
    body: str | None
    text: str | None
    toc: tuple[Heading, ...]
    backlinks: tuple[Backlink, ...]
    contributors: tuple[Contributor, ...]


class Summary(_EntryFacts):
    """An entry as lists need it. `file` leads to the whole."""

    file: Descriptor


class Item(Shape):
    """An entry in a part or delta, with the digest of its own file."""

    digest: Digest
    entry: Entry


# --- Files -----------------------------------------------------------------------------------------------------------


class PageDescriptor(Descriptor):
    """A further page of a collection."""

    count: Count


class PartDescriptor(Descriptor):
    """A part, with the paths of its first and last entry."""

    count: Count
    first: Path
    last: Path


class DeltaDescriptor(Descriptor):
    """A delta between two content digests."""

    from_: Annotated[Digest, Field(alias="from")]
    to: Digest


class ArtifactDescriptor(Descriptor):
    """Another file that was made of the same content."""

    media_type: str


class Model(Shape):
    """The content's own schemas: the version that a breaking change raises, and a digest over all of them."""

    version: Annotated[int, Field(ge=1)]
    digest: Digest


class CollectionFacts(Shape):
    """What the manifest says of a collection."""

    count: Count
    order: tuple[Order, ...]
    file: Descriptor
    schema_: Annotated[Descriptor, Field(alias="schema")]


class Git(Shape):
    """What was built."""

    commit: str | None
    dirty: bool
    history: Literal["full", "none"]


class Generator(Shape):
    """Who built it, for bug reports only."""

    name: str
    version: str


class Contract(Shape):
    """A version of the contract that is published beside others. `sunset` is a date."""

    version: int
    path: Path
    sunset: str | None


class Deprecation(Shape):
    """A field that will go. `since` is empty where the schema doesn't say it; `use` is what replaces it."""

    collection: str
    field: str
    since: str
    sunset: str | None
    use: str | None


class Publication(Shape):
    """What publishing adds. `deltas` has the newest first."""

    sequence: Count
    deltas: tuple[DeltaDescriptor, ...]


class Manifest(Shape):
    """manifest.json: the pointer to everything else."""

    version: Version
    content_digest: Digest
    preview: bool
    site: Site
    model: Model
    collections: Mapping[str, CollectionFacts]
    bundle: Descriptor | None
    parts: tuple[PartDescriptor, ...]
    digests: Descriptor
    artifacts: Mapping[str, ArtifactDescriptor]
    valid_from: Instant | None
    next_change_at: Instant | None
    git: Git
    generator: Generator
    versions: tuple[Contract, ...]
    deprecations: tuple[Deprecation, ...]
    publication: Publication | None


class BundleCollection(Shape):
    """A collection of bundle.json, its entries in order."""

    count: Count
    order: tuple[Order, ...]
    entries: tuple[Entry, ...]


class Bundle(Shape):
    """bundle.json: every entry, whole."""

    version: Version
    content_digest: Digest
    preview: bool
    site: Site
    collections: Mapping[str, BundleCollection]

    _index: dict[tuple[str, str], Entry] = PrivateAttr(default_factory=dict)

    def model_post_init(self, _context: Any, /) -> None:  # noqa: ANN401 - pydantic's own signature
        """Index the entries by identity."""
        for name, collection in self.collections.items():
            self._index.update(((name, entry.id), entry) for entry in collection.entries)

    def find(self, reference: Reference | Mapping[str, Any]) -> Entry:
        """The entry that a reference or back link leads to: a typed one, or `{collection, id}` as `data` holds it.

        Every reference of a bundle leads to an entry of that bundle. Raises KeyError for others.
        """
        if isinstance(reference, Reference):
            return self._index[reference.collection, reference.id]
        return self._index[reference["collection"], reference["id"]]


class CollectionFile(Shape):
    """collections/<name>.json: the first page of summaries, and where the others are."""

    version: Version
    collection: str
    preview: bool
    count: Count
    order: tuple[Order, ...]
    entries: tuple[Summary, ...]
    pages: tuple[PageDescriptor, ...]


class Page(Shape):
    """A further page of summaries."""

    version: Version
    entries: tuple[Summary, ...]


class Part(Shape):
    """Whole entries in the order of their paths: a delta from nothing."""

    version: Version
    deletions: tuple[Reference, ...]
    upserts: tuple[Item, ...]


class Delta(Part):
    """What leads from one content digest to another."""

    from_: Annotated[Digest, Field(alias="from")]
    to: Digest


FILES: tuple[type[Shape], ...] = (Manifest, Bundle, CollectionFile, Page, Entry, Part, Delta)


# --- The published schema --------------------------------------------------------------------------------------------


def schema() -> dict[str, Any]:
    """The JSON Schema of all files: `#/$defs/Manifest`, `#/$defs/Entry`…; unknown keys are allowed."""
    _, generated = models_json_schema([(shape, "validation") for shape in FILES], by_alias=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "bundle.schema.json",
        "title": "Bundle, version 1",
        "description": "Each JSON file of a bundle has one of these shapes; readers ignore keys that they don't know.",
        "anyOf": [{"$ref": f"#/$defs/{shape.__name__}"} for shape in FILES],
        "$defs": {name: _tidy(shape) for name, shape in sorted(generated["$defs"].items())},
    }


def _tidy(value: Any) -> Any:  # noqa: ANN401 - a JSON value
    """Without the titles that only repeat names, and with what every shape says once."""
    if isinstance(value, list):
        return [_tidy(item) for item in value]
    if not isinstance(value, dict):
        return value
    tidy = {}
    for name, item in value.items():
        if name == "properties":
            tidy[name] = {key: _tidy(inner) for key, inner in item.items()}
        elif name != "title" or not isinstance(item, str):
            tidy[name] = _tidy(item)
    return tidy


if __name__ == "__main__":
    json.dump(schema(), sys.stdout, ensure_ascii=False, indent=2, sort_keys=True)
    sys.stdout.write("\n")
