"""The entries of a collection, in order → its collection file and the pages behind it."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from cms.exporters.artifacts import from_bytes
from cms.exporters.entry import VERSION
from cms.exporters.jcs import dumps, raw
from cms.exporters.manifest import describe, order_facts
from cms.exporters.order import FIRST_PAGE, cut
from cms.model import Artifact, Collection, Data, Json


class Listed(NamedTuple):
    """An entry's place in its collection, in order of `sort_key`. `data` is empty once bundle.json is too large."""

    sort_key: str
    path: str
    summary: bytes
    data: bytes


def collection_files(collection: Collection, listed: Sequence[Listed], *, preview: bool) -> list[Artifact]:
    """The collection's further pages, and last its file, which holds the first one. `listed` is in order."""
    chunks = list(cut(listed, lambda place: place.path, FIRST_PAGE)) or [[]]
    pages = [immutable(f"collections/{collection.name}", dumps(_page(chunk)), "json") for chunk in chunks[1:]]
    counted = zip(pages, chunks[1:], strict=True)
    file = {
        "version": VERSION,
        "collection": collection.name,
        "preview": preview,
        "count": len(listed),
        "order": order_facts(collection),
        "entries": _summaries(chunks[0]),
        "pages": [describe(page) | {"count": len(chunk)} for page, chunk in counted],
    }
    return [*pages, from_bytes(f"collections/{collection.name}.json", "stable", dumps(file))]


def immutable(folder: str, data: bytes, extension: str) -> Artifact:
    """A file that is named for its bytes."""
    digest = sha256(data).hexdigest()
    return from_bytes(f"{folder}/{digest[:16]}.{extension}", "immutable", data, digest)


def _page(chunk: Sequence[Listed]) -> Data:
    return {"version": VERSION, "entries": _summaries(chunk)}


def _summaries(chunk: Sequence[Listed]) -> list[Json]:
    return [raw(place.summary) for place in chunk]
