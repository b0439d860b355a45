"""Small bundles made by hand, without the stage that makes real ones, and a reader as strict as the contract allows."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from cms.exporters.artifacts import from_bytes
from cms.exporters.manifest import describe
from cms.model import Artifact, Json

Refers = Mapping[str, Sequence[str]]
"""Entries by path, with the paths that each refers to."""


def dumps(value: Json) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def hashed(folder: str, data: bytes, extension: str = "json", name: str = "") -> Artifact:
    return from_bytes(f"{folder}/{name}{sha256(data).hexdigest()[:16]}.{extension}", "immutable", data)


def bundle(
    entries: Refers,
    edition: str = "one",
    *,
    preview: bool = False,
    whole: bool = True,
    assets: Sequence[str] = (),
    collections: Sequence[str] = ("posts",),
) -> list[Artifact]:
    """The artifacts of a bundle whose entries all say which edition they are of; two entries a part."""
    texts = {
        path: dumps({"edition": edition, "path": path, "refers": list(targets)})
        for path, targets in sorted(entries.items())
    }
    paths = list(texts)
    chunks = [paths[start : start + 2] for start in range(0, len(paths), 2)]
    parts = [hashed("parts", b"[" + b",".join(texts[path] for path in chunk) + b"]") for chunk in chunks]
    lines = "".join(f"{sha256(texts[path]).hexdigest()}  {path}\n" for path in paths).encode()
    digests = hashed("digests", lines, "txt")
    lists = [from_bytes(f"collections/{name}.json", "stable", dumps([edition, *paths])) for name in collections]
    pages = [hashed(f"collections/{name}", dumps(["page", edition, name])) for name in collections]
    stable = [*lists, from_bytes("_headers", "stable", b"/*\n")]
    if whole:
        stable.append(from_bytes("bundle.json", "stable", dumps([text.decode() for text in texts.values()])))
    manifest = {
        "version": 1,
        "preview": preview,
        "generator": {},
        "contentDigest": sha256(lines).hexdigest(),
        "digests": describe(digests),
        "parts": [describe(part) for part in parts],
        "collections": {name: {"file": describe(file)} for name, file in zip(collections, lists, strict=True)},
    }
    return [
        *stable,
        *(from_bytes(f"entries/{path}", "entry", text) for path, text in texts.items()),
        *(hashed("assets", text.encode(), "png", "x.") for text in assets),
        *parts,
        *pages,
        digests,
        from_bytes("manifest.json", "manifest", dumps(manifest)),
    ]


def read(folder: Path) -> dict[str, Json]:
    """The entries of the state that the manifest names, by path, every byte checked."""
    manifest = json.loads((folder / "manifest.json").read_bytes())
    digests = fetch(folder, manifest["digests"]).decode()
    assert sha256(digests.encode()).hexdigest() == manifest["contentDigest"]
    entries = [entry for part in manifest["parts"] for entry in json.loads(fetch(folder, part))]
    assert [f"{sha256(dumps(entry)).hexdigest()}  {entry['path']}" for entry in entries] == digests.splitlines()
    found = {entry["path"]: entry for entry in entries}
    assert all(target in found for entry in entries for target in entry["refers"])
    return found


def fetch(folder: Path, descriptor: Mapping[str, Any]) -> bytes:
    data = Path(folder, descriptor["path"]).read_bytes()
    assert (len(data), sha256(data).hexdigest()) == (descriptor["size"], descriptor["digest"])
    return data


def tree(folder: Path) -> dict[str, bytes]:
    """All files of a folder but those of its hidden one."""
    files = (path for path in folder.rglob("*") if path.is_file())
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    return {path: data for path, data in found.items() if not path.startswith(".cms/")}


@pytest.fixture(name="bundle")
def bundle_fixture() -> Callable[..., list[Artifact]]:
    return bundle


@pytest.fixture(name="read")
def read_fixture() -> Callable[[Path], dict[str, Json]]:
    return read


@pytest.fixture(name="tree")
def tree_fixture() -> Callable[[Path], dict[str, bytes]]:
    return tree
