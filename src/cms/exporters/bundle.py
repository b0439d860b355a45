"""A compilation → the files of its bundle, as BUNDLE.md describes them: entries, parts, lists, schemas, manifest."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from cms.exporters.artifacts import Assembly, assemble, from_bytes, immutable, whole
from cms.exporters.entry import VERSION
from cms.exporters.headers import headers
from cms.exporters.jcs import canonical, dumps
from cms.exporters.lists import Listed, collection_files
from cms.exporters.manifest import describe, manifest_facts, order_facts, site_facts
from cms.exporters.order import cut
from cms.model import Artifact, AssetFile, Compilation, Data, Item, Json

SCHEMA = "bundle.schema.json"


class State(NamedTuple):
    """What the entries of a bundle leave to the files that name them, when they have been written.

    `digests` are the lines of the state's digests, `parts` descriptors, `listed` each collection's entries in order,
    `assets` the local files that entries name, `size` that of all entries, in bytes. `readers` give entries' bytes by
    path, and are empty once these are too large for bundle.json.
    """

    digests: bytes
    parts: list[Data]
    listed: dict[str, list[Listed]]
    assets: tuple[AssetFile, ...]
    size: int
    readers: Mapping[str, Callable[[], bytes]]


def export(compilation: Compilation) -> Generator[Artifact, None, tuple[AssetFile, ...]]:
    """The files of the bundle, one after the other, the manifest last; the bytes of assets are the caller's to add.

    The generator's value (`assets = yield from export(…)`) are the local files that its entries name, one a path.
    """
    schemas = yield from _schemas(compilation)
    yield from_bytes("_headers", "stable", headers(preview=compilation.preview))
    state = yield from _entries(compilation)
    digests = immutable("digests", whole(state.digests), "txt")
    yield digests
    collections = yield from _collections(compilation, state, schemas)
    bundle = _bundle(compilation, state, digests.digest)
    if bundle is not None:
        yield bundle
    own = {
        "contentDigest": digests.digest,
        "digests": describe(digests),
        "parts": state.parts,
        "collections": collections,
        "bundle": None if bundle is None else describe(bundle),
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
        file = yield from collection_files(name, state.listed[name], compilation)
        facts = {"count": len(state.listed[name]), "order": order_facts(collection)}
        described[name] = facts | {"file": describe(file), "schema": schemas[name]}
    return described


# --- bundle.json -----------------------------------------------------------------------------------------------------


def _bundle(compilation: Compilation, state: State, content_digest: str) -> Artifact | None:
    """bundle.json: complete or absent."""
    limit = compilation.config.bundle_limit
    if state.size > limit:
        return None
    facts = {
        "version": VERSION,
        "contentDigest": content_digest,
        "preview": compilation.preview,
        "site": site_facts(compilation.config.site),
    }
    places = [place for listed in state.listed.values() for place in listed]

    def document(entries: Iterable[Json]) -> Data:
        following = iter(entries)
        return facts | {
            "collections": {
                name: {
                    "count": len(listed),
                    "order": order_facts(compilation.config.collections[name]),
                    "entries": list(islice(following, len(listed))),
                }
                for name, listed in state.listed.items()
            }
        }

    def read() -> Iterator[bytes]:
        return (state.readers[place.path]() for place in places)

    file = assemble(Assembly(document, [place.digest for place in places], read), compilation)
    return Artifact("bundle.json", "stable", *file) if file.size <= limit else None


# --- Entries and parts -----------------------------------------------------------------------------------------------


def _entries(compilation: Compilation) -> Generator[Artifact, None, State]:
    """The files of entries and parts. It holds a part's entries and, up to its limit, those of bundle.json."""
    lines: list[bytes] = []
    parts: list[Data] = []
    listed: dict[str, list[Listed]] = {name: [] for name in compilation.config.collections}
    assets: dict[str, AssetFile] = {}
    readers: dict[str, Callable[[], bytes]] = {}
    size = 0
    for chunk in cut(compilation.items, lambda item: item.path):
        yield from (Artifact(f"entries/{item.path}", "entry", item.digest, item.size, item.read) for item in chunk)
        part = immutable("parts", assemble(_part(chunk), compilation), "json")
        yield part
        parts.append(describe(part) | {"count": len(chunk), "first": chunk[0].path, "last": chunk[-1].path})
        lines.append("".join(f"{item.digest}  {item.path}\n" for item in chunk).encode())
        for item in chunk:
            listed[item.collection].append(Listed(item.sort_key, item.path, item.digest, item.summary_digest))
        assets |= {asset.path: asset for item in chunk for asset in item.assets}
        size += sum(item.size for item in chunk)
        if size <= compilation.config.bundle_limit:
            readers.update((item.path, item.read) for item in chunk)
        else:
            readers.clear()
    for places in listed.values():
        places.sort()
    files = tuple(asset for _, asset in sorted(assets.items()))
    return State(b"".join(lines), parts, listed, files, size, readers)


def _part(chunk: Sequence[Item]) -> Assembly:
    digests = [item.digest for item in chunk]

    def document(entries: Iterable[Json]) -> Data:
        upserts = [{"digest": digest, "entry": entry} for digest, entry in zip(digests, entries, strict=True)]
        return {"version": VERSION, "deletions": [], "upserts": upserts}

    return Assembly(document, digests, lambda: (item.read() for item in chunk))
