"""A compilation → the files of its bundle, as BUNDLE.md describes them: entries, parts, lists, schemas, manifest."""

from __future__ import annotations

import json
import os
from collections.abc import Generator, Sequence
from typing import NamedTuple

from cms.exporters.artifacts import from_bytes
from cms.exporters.entry import VERSION, Item, encode_entries
from cms.exporters.headers import headers
from cms.exporters.jcs import canonical, dumps, raw
from cms.exporters.lists import Listed, collection_files, immutable
from cms.exporters.manifest import describe, manifest_facts, order_facts, site_facts
from cms.exporters.order import cut
from cms.model import Artifact, AssetFile, Compilation, Data

SCHEMA = "bundle.schema.json"


class State(NamedTuple):
    """What the entries of a bundle leave to the files that name them, when they have been written.

    `digests` are the lines of the state's digests, `parts` descriptors, `listed` each collection's entries in order,
    `assets` the local files that entries name. `size` is that of all entries, in bytes.
    """

    digests: bytes
    parts: list[Data]
    listed: dict[str, list[Listed]]
    assets: tuple[AssetFile, ...]
    size: int


def export(compilation: Compilation) -> Generator[Artifact, None, tuple[AssetFile, ...]]:
    """The files of the bundle, one after the other, the manifest last; the bytes of assets are the caller's to add.

    The generator's value (`assets = yield from export(…)`) are the local files that its entries name, one a path.
    Raises RuntimeError where a reference would lead to nothing in the bundle: a bug, since linking reports these.
    """
    schemas = yield from _schemas(compilation)
    yield from_bytes("_headers", "stable", headers(preview=compilation.preview))
    state = yield from _entries(compilation)
    digests = immutable("digests", state.digests, "txt")
    yield digests
    collections = yield from _collections(compilation, state, schemas)
    content_digest = describe(digests)["digest"]
    bundle = _bundle(compilation, state, content_digest)
    yield from bundle
    own = {
        "contentDigest": content_digest,
        "digests": describe(digests),
        "parts": state.parts,
        "collections": collections,
        "bundle": describe(bundle[0]) if bundle else None,
    }
    yield from_bytes("manifest.json", "manifest", dumps(manifest_facts(compilation, schemas) | own))
    return state.assets


def _schemas(compilation: Compilation) -> Generator[Artifact, None, dict[str, Data]]:
    """The schemas of data as exported, and the contract's own. The value are descriptors by collection."""
    described = {}
    for name in sorted(compilation.config.collections):
        schema = from_bytes(f"schemas/{name}.schema.json", "stable", dumps(canonical(compilation.shapes[name])))
        yield schema
        described[name] = describe(schema)
    with open(os.path.join(os.path.dirname(__file__), SCHEMA), encoding="utf-8") as file:
        yield from_bytes(f"schemas/{SCHEMA}", "stable", dumps(canonical(json.load(file))))
    return described


def _collections(
    compilation: Compilation, state: State, schemas: dict[str, Data]
) -> Generator[Artifact, None, dict[str, Data]]:
    """The files of collections and their pages. The value is what the manifest says of each."""
    described = {}
    for name, collection in sorted(compilation.config.collections.items()):
        files = collection_files(collection, state.listed[name], preview=compilation.preview)
        yield from files
        facts = {"count": len(state.listed[name]), "order": order_facts(collection)}
        described[name] = facts | {"file": describe(files[-1]), "schema": schemas[name]}
    return described


def _bundle(compilation: Compilation, state: State, content_digest: str) -> list[Artifact]:
    """bundle.json: complete or absent."""
    limit = compilation.config.bundle_limit
    if state.size > limit:
        return []
    collections = {
        name: {
            "count": len(listed),
            "order": order_facts(compilation.config.collections[name]),
            "entries": [raw(place.data) for place in listed],
        }
        for name, listed in state.listed.items()
    }
    facts = {
        "version": VERSION,
        "contentDigest": content_digest,
        "preview": compilation.preview,
        "site": site_facts(compilation.config.site),
    }
    data = dumps(facts | {"collections": collections})
    return [from_bytes("bundle.json", "stable", data)] if len(data) <= limit else []


# --- Entries and parts -----------------------------------------------------------------------------------------------


def _entries(compilation: Compilation) -> Generator[Artifact, None, State]:
    """The files of entries and parts. It holds a part's entries and, up to its limit, those of bundle.json."""
    lines: list[str] = []
    parts: list[Data] = []
    listed: dict[str, list[Listed]] = {name: [] for name in compilation.config.collections}
    assets: dict[str, AssetFile] = {}
    size = 0
    for chunk in cut(encode_entries(compilation), lambda item: item.path):
        yield from (from_bytes(f"entries/{item.path}", "entry", item.data, item.digest) for item in chunk)
        part = immutable("parts", dumps(_part(chunk)), "json")
        yield part
        parts.append(describe(part) | {"count": len(chunk), "first": chunk[0].path, "last": chunk[-1].path})
        size += sum(len(item.data) for item in chunk)
        too_large = size > compilation.config.bundle_limit
        for item in chunk:
            listed[item.collection].append(
                Listed(item.sort_key, item.path, item.summary, b"" if too_large else item.data)
            )
            lines.append(f"{item.digest}  {item.path}\n")
            assets.update((asset.path, asset) for asset in item.assets)
    for places in listed.values():
        places.sort()
    files = tuple(asset for _, asset in sorted(assets.items()))
    return State("".join(lines).encode(), parts, listed, files, size)


def _part(chunk: Sequence[Item]) -> Data:
    upserts = [{"digest": item.digest, "entry": raw(item.data)} for item in chunk]
    return {"version": VERSION, "deletions": [], "upserts": upserts}
