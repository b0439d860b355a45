"""What a folder holds of ours: a small hidden file says so, or the bundle itself where that file is lost."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from typing import NamedTuple

from cms.model import Data, Json

HIDDEN = ".cms"
NAME = "publish.json"
VERSION = 1

_ALWAYS_OURS = {"bundle.json", "manifest.json", "schemas/bundle.schema.json"}
_HASHED = re.compile(r"(?:^|\.)([0-9a-f]{16})(?:\.[^.]*)?$")
_IMMUTABLE = re.compile(r"(?:assets|deltas|digests|parts|collections/[^/]+)/[^/]+$")


class Record(NamedTuple):
    """The files of ours in a folder, by role. It is written before the files are, so it may name some that never came.

    `immutable` says since when (seconds since 1970) no manifest names a file, None for those that the manifest names.
    `preview` is None where there is no bundle yet.
    """

    preview: bool | None
    entries: frozenset[str]
    immutable: Mapping[str, int | None]
    stable: frozenset[str]


NOTHING_YET = Record(None, frozenset(), {}, frozenset())


def read_record(target: str) -> Record:
    """What a folder holds of ours."""
    return _read(target) or _adopted(target)


def record_bytes(record: Record) -> bytes:
    """The record as its file has it: the same for equal records."""
    value = {
        "version": VERSION,
        "preview": record.preview,
        "entries": sorted(record.entries),
        "immutable": dict(sorted(record.immutable.items())),
        "stable": sorted(record.stable),
    }
    return json.dumps(value, separators=(",", ":")).encode()


def is_ours(target: str) -> bool:
    """Whether a folder holds a bundle that was written by this program, or the beginning of one."""
    return _read(target) is not None or _manifest(target) is not None


def is_safe(path: str) -> bool:
    """Whether a path stays in its folder and out of our own hidden one."""
    parts = path.split("/")
    return not ({"", ".", ".."} & set(parts)) and parts[0] != HIDDEN and "\\" not in path and "\0" not in path


def _read(target: str) -> Record | None:
    value = _json(os.path.join(target, HIDDEN, NAME))
    if value.get("version") != VERSION:
        return None
    with suppress(KeyError, TypeError, AttributeError):
        return Record(
            value["preview"],
            frozenset(filter(is_safe, value["entries"])),
            {path: since for path, since in value["immutable"].items() if is_safe(path)},
            frozenset(filter(is_safe, value["stable"])),
        )
    return None


# --- Where the record is lost ----------------------------------------------------------------------------------------


def _adopted(target: str) -> Record:
    """What the manifest names, and every file that is named for its own bytes.

    Hidden files are easily lost: copies and artifacts of CI leave them out.
    """
    manifest = _manifest(target)
    if manifest is None:
        return NOTHING_YET
    named = {path for path in _paths(manifest) if is_safe(path)} | _ALWAYS_OURS
    immutable = {path for path in named if _IMMUTABLE.match(path)}
    digests = manifest.get("digests")
    path = digests.get("path") if isinstance(digests, dict) else None
    return Record(
        bool(manifest.get("preview")),
        frozenset(_entries(target, path) if isinstance(path, str) and is_safe(path) else ()),
        dict.fromkeys(sorted(immutable | set(_hashed_files(target)))),
        frozenset(named - immutable),
    )


def _manifest(target: str) -> Data | None:
    value = _json(os.path.join(target, "manifest.json"))
    return value if {"version", "contentDigest", "generator"} <= value.keys() else None


def _json(path: str) -> Data:
    """The mapping in a JSON file; an empty one where there is no such file, or no mapping in it."""
    try:
        with open(path, "rb") as file:
            value = json.load(file)
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def _paths(value: Json) -> Iterator[str]:
    """The paths of all descriptors in a manifest."""
    if isinstance(value, dict):
        if isinstance(value.get("path"), str):
            yield value["path"]
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _paths(inner)


def _entries(target: str, digests: str) -> Iterator[str]:
    with suppress(OSError), open(os.path.join(target, digests), encoding="utf-8", errors="replace") as file:
        for line in file:
            path = f"entries/{line.rstrip()[66:]}"
            if is_safe(path):
                yield path


def _hashed_files(target: str) -> Iterator[str]:
    for name in ("assets", "collections", "digests", "parts"):
        for folder, _, files in os.walk(os.path.join(target, name)):
            for file in files:
                path = os.path.relpath(os.path.join(folder, file), target).replace(os.sep, "/")
                if _IMMUTABLE.match(path) and _is_named_for_its_bytes(target, path):
                    yield path


def _is_named_for_its_bytes(target: str, path: str) -> bool:
    match = _HASHED.search(path.rpartition("/")[2])
    if match is None:
        return False
    with open(os.path.join(target, path), "rb") as file:
        return sha256(file.read()).hexdigest().startswith(match[1])
