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
COMING = "coming.json"
"""Its form is the record's; a run writes it before it writes files, and removes it once the record names them."""
VERSION = 2

_ALWAYS_OURS = {"bundle.json", "manifest.json", "schemas/bundle.schema.json"}
_HASHED = re.compile(r"(?:^|\.)([0-9a-f]{16})(?:\.[^.]*)?$")
_IMMUTABLE = re.compile(r"(?:assets|deltas|digests|parts|collections/[^/]+)/[^/]+$")


class Record(NamedTuple):
    """The files of ours in a folder, each with its seal, or its role alone where its facts aren't known.

    It may name some that never came. `unnamed` says since when (seconds since 1970) no manifest names an immutable
    file. `preview` is None where there is no bundle yet. `stored` is whether the record's file says all this.
    """

    preview: bool | None
    files: Mapping[str, str]
    unnamed: Mapping[str, int]
    stored: bool = True


NOTHING_YET = Record(None, {}, {}, stored=False)


def read_record(target: str) -> Record:
    """What a folder holds of ours: by its record, or by itself; and what an interrupted run may have brought."""
    record = _read(target, NAME) or _adopted(target)
    coming = _read(target, COMING)
    if coming is None:
        return record
    preview = coming.preview if record.preview is None else record.preview
    return Record(preview, {**coming.files, **record.files}, record.unnamed, stored=False)


def record_bytes(record: Record) -> bytes:
    """The record as its file has it: the same for equal records. Two lists are read and written fastest."""
    files = sorted(record.files.items())
    value = {
        "version": VERSION,
        "preview": record.preview,
        "unnamed": dict(sorted(record.unnamed.items())),
        "paths": [path for path, _ in files],
        "seals": [line for _, line in files],
    }
    return json.dumps(value, separators=(",", ":")).encode()


def is_ours(target: str) -> bool:
    """Whether a folder holds a bundle that was written by this program, or the beginning of one.

    In the order in which a run that is under way makes and removes what tells so.
    """
    return _read(target, COMING) is not None or _manifest(target) is not None or _read(target, NAME) is not None


def is_safe(path: str) -> bool:
    """Whether a path stays in its folder and out of our own hidden one."""
    parts = path.split("/")
    return not _NO_NAMES.intersection(parts) and parts[0] != HIDDEN and "\\" not in path and "\0" not in path


_NO_NAMES = frozenset({"", ".", ".."})


def _read(target: str, name: str) -> Record | None:
    value = _json(os.path.join(target, HIDDEN, name))
    with suppress(KeyError, TypeError, AttributeError, ValueError):
        return _FORMS[value["version"]](value)
    return None


def _first_form(value: Data) -> Record:
    files = dict.fromkeys(value["stable"], "stable")
    files |= dict.fromkeys(value["immutable"], "immutable")
    files |= dict.fromkeys(value["entries"], "entry")
    unnamed = {path: since for path, since in value["immutable"].items() if since is not None}
    return Record(value["preview"], files, unnamed, stored=False)


def _second_form(value: Data) -> Record:
    """The record. Raises TypeError or ValueError for one that is damaged."""
    if {*map(type, value["paths"]), *map(type, value["seals"])} - {str}:
        raise TypeError
    return Record(value["preview"], dict(zip(value["paths"], value["seals"], strict=True)), dict(value["unnamed"]))


_FORMS = {1: _first_form, VERSION: _second_form}


# --- Where the record is lost ----------------------------------------------------------------------------------------


def _adopted(target: str) -> Record:
    """What the manifest names, and every file that is named for its own bytes.

    Hidden files are easily lost: copies and artifacts of CI leave them out.
    """
    manifest = _manifest(target)
    if manifest is None:
        return NOTHING_YET
    digests = manifest.get("digests")
    path = digests.get("path") if isinstance(digests, dict) else None
    files = {path: "immutable" if _IMMUTABLE.match(path) else "stable" for path in _paths(manifest)}
    files |= dict.fromkeys(_ALWAYS_OURS, "stable")
    files |= dict.fromkeys(_hashed_files(target), "immutable")
    files |= dict.fromkeys(_entries(target, path) if isinstance(path, str) and is_safe(path) else (), "entry")
    return Record(bool(manifest.get("preview")), files, {}, stored=False)


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
            yield f"entries/{line.rstrip()[66:]}"


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
