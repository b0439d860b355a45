"""A bundle's folder, file or address → typed entries, every digest checked."""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Callable, Sequence
from hashlib import sha256
from http.client import HTTPException
from typing import Final, NamedTuple, TypeVar
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit
from urllib.request import Request, urlopen

from pydantic import ValidationError

from cms.model import CmsError, Data, Json
from cms.shapes import Bundle, BundleCollection, Descriptor, Entry, Item, Manifest, Part, Shape

__all__ = ["Bundle", "Entry", "load"]

VERSION: Final = 1
LARGEST = 256 * 2**20
"""The size in bytes from which a file is refused whose size no descriptor says."""

_NOT_FOUND = (404, 410)

S = TypeVar("S", bound=Shape)


class _Source(NamedTuple):
    """Where a bundle is: `read` gives a file's bytes, one more than asked for where it is longer."""

    url: str
    start: str
    read: Callable[[str, int], bytes]


def load(source: str, *, preview: bool = False, timeout: float = 30) -> Bundle:
    """A bundle as typed entries: `source` is its folder, manifest.json or bundle.json, or the address of one of these.

    From bundle.json alone no digest can be checked. `timeout` is in seconds, for each request. Raises CmsError
    (`setup/bundle`) for what can't be read, is damaged, has a version that this program doesn't know, or is a preview
    unless `preview`.
    """
    place = _remote(source, timeout) if source.startswith(("http://", "https://")) else _local(source)
    try:
        return _load(place, preview=preview)
    except CmsError as error:
        if error.values["case"] not in {"digest", "size", "missing"}:
            raise
    return _load(place, preview=preview)  # a publication was under way: its manifest is there now


def _load(source: _Source, *, preview: bool) -> Bundle:
    start = source.start
    data = _read(source, start, LARGEST)
    head = _head(source, start, data)
    if head.get("version") != VERSION:
        raise _refused(source, "version", path=start, version=head.get("version"))
    if head.get("preview") and not preview:
        raise _refused(source, "preview")
    if "parts" in head:
        manifest = _parse(source, start, data, Manifest)
        _warn(manifest)
        bundle = _follow(source, manifest)
    elif "collections" in head:
        bundle = _parse(source, start, data, Bundle)
    else:
        raise _refused(source, "kind", path=start)
    hidden = any(entry.visibility != "published" for found in bundle.collections.values() for entry in found.entries)
    if bundle.preview and not preview:
        raise _refused(source, "preview")
    if hidden and not bundle.preview:
        raise _refused(source, "visibility")
    return bundle


def _warn(manifest: Manifest) -> None:
    for found in manifest.deprecations:
        after = f" after {found.sunset}" if found.sunset else ""
        use = f"; use {found.use}" if found.use else ""
        message = f"the field {found.collection}.{found.field} of this bundle may go{after}{use}"
        warnings.warn(message, DeprecationWarning, stacklevel=5)


# --- From the manifest to the entries --------------------------------------------------------------------------------


def _follow(source: _Source, manifest: Manifest) -> Bundle:
    """The state that the manifest names: from bundle.json where that is of this state, else from the parts."""
    if manifest.bundle is not None:
        try:
            bundle = _parse(source, manifest.bundle.path, _fetch(source, manifest.bundle), Bundle)
        except CmsError as error:
            if error.values["case"] not in {"digest", "size", "missing"}:
                raise
        else:
            return bundle
    return _assemble(source, manifest, _items(source, manifest))


def _items(source: _Source, manifest: Manifest) -> list[Item]:
    """All entries of the manifest's parts. Raises CmsError where they aren't the state that it names."""
    items: list[Item] = []
    for part in manifest.parts:
        items += _parse(source, part.path, _fetch(source, part), Part).upserts
    lines = _fetch(source, manifest.digests).decode("ascii", "replace").splitlines()
    if manifest.digests.digest != manifest.content_digest or [line[:64] for line in lines] != [
        item.digest for item in items
    ]:
        raise _refused(source, "digest", path=manifest.digests.path)
    return items


def _assemble(source: _Source, manifest: Manifest, items: Sequence[Item]) -> Bundle:
    entries: dict[str, list[Entry]] = {name: [] for name in manifest.collections}
    for item in items:
        entries.setdefault(item.entry.collection, []).append(item.entry)
    if {name: len(found) for name, found in entries.items()} != {
        name: facts.count for name, facts in manifest.collections.items()
    }:
        raise _refused(source, "shape", path=source.start)
    collections = {
        name: BundleCollection(
            count=len(found), order=manifest.collections[name].order, entries=tuple(sorted(found, key=_sort_key))
        )
        for name, found in entries.items()
    }
    return Bundle(
        version=VERSION,
        content_digest=manifest.content_digest,
        preview=manifest.preview,
        site=manifest.site,
        collections=collections,
    )


def _sort_key(entry: Entry) -> str:
    return entry.sort_key


# --- Reading ---------------------------------------------------------------------------------------------------------


def _fetch(source: _Source, descriptor: Descriptor) -> bytes:
    """A file that a descriptor names: refused where it is longer than that says, before it is hashed."""
    data = _read(source, descriptor.path, descriptor.size)
    if sha256(data).hexdigest() != descriptor.digest:
        raise _refused(source, "digest", path=descriptor.path)
    return data


def _read(source: _Source, path: str, limit: int) -> bytes:
    try:
        data = source.read(path, limit + 1)
    except HTTPError as error:
        error.close()
        case = "missing" if error.code in _NOT_FOUND else "unreachable"
        raise _refused(source, case, path=path, status=error.code) from None
    except (FileNotFoundError, NotADirectoryError):
        raise _refused(source, "missing", path=path) from None
    except (OSError, HTTPException):  # URLError and TimeoutError are among them
        raise _refused(source, "unreachable", path=path) from None
    if len(data) > limit:
        raise _refused(source, "size", path=path)
    return data


def _head(source: _Source, path: str, data: bytes) -> Data:
    try:
        value: Json = json.loads(data)
    except ValueError:
        raise _refused(source, "json", path=path) from None
    if not isinstance(value, dict):
        raise _refused(source, "kind", path=path)
    return value


def _parse(source: _Source, path: str, data: bytes, shape: type[S]) -> S:
    try:
        return shape.model_validate_json(data)
    except ValidationError:
        raise _refused(source, "shape", path=path) from None


def _refused(source: _Source, case: str, **values: Json) -> CmsError:
    return CmsError("setup/bundle", {"case": case, "reason": case, "url": source.url, **values})


def _local(source: str) -> _Source:
    folder, start = (source, "manifest.json") if os.path.isdir(source) else os.path.split(source)

    def read(path: str, size: int) -> bytes:
        with open(os.path.join(folder, path), "rb") as file:
            return file.read(size)

    return _Source(source, start, read)


def _remote(source: str, timeout: float) -> _Source:
    is_file = urlsplit(source).path.endswith(".json")
    base = source if is_file or source.endswith("/") else f"{source}/"
    start = urlsplit(source).path.rpartition("/")[2] if is_file else "manifest.json"

    def read(path: str, size: int) -> bytes:
        headers = {"User-Agent": "dataforgood-cms", "Accept": "*/*", "Cache-Control": "no-cache"}
        request = Request(urljoin(base, path), headers=headers)  # noqa: S310 - http or https: see `load`
        with urlopen(request, timeout=timeout) as response:  # noqa: S310 - as above
            return bytes(response.read(size))

    return _Source(source, start, read)
