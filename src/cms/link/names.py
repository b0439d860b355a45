"""An entry → the names by which others find it, and those that it uses: all that linking it depends on."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator

from cms.link.targets import asset_path, is_local, local_name, matches_url, media_file, relative_file
from cms.model import Config, Entry, Owner, Reference, Use
from cms.paths import key_of

NOBODY = "nobody"
"""A name that nobody has: who uses it must be judged."""


def own_names(entry: Entry) -> tuple[str, ...]:
    """The names of an entry: its key, the key in folded case, its path, its address, its unique values."""
    names = [key_name(entry.collection, entry.id), folded_name(entry.collection, entry.id), path_name(entry.path)]
    if entry.url is not None:
        names.append(url_name(entry.url))
    names.extend(value_name(entry.collection, unique.field, unique.value) for unique in entry.uniques)
    return tuple(dict.fromkeys(names))


def used_names(entry: Entry, config: Config) -> tuple[Use, ...]:
    """The names that an entry uses, each with the field that refers by it."""
    return tuple(dict.fromkeys([*_references(entry), *_assets(entry, config), *_links(entry, config)]))


def owner_of(entry: Entry) -> Owner:
    """What others must know of an entry."""
    return Owner(
        entry.path,
        entry.collection,
        entry.id,
        entry.url,
        entry.draft,
        entry.publish_at,
        entry.expire_at,
        entry.wrong,
    )


def is_lasting(entry: Entry) -> bool:
    """Whether an entry is shown for ever, so that a link to it is right whoever makes it."""
    return not (entry.draft or entry.wrong or entry.publish_at is not None or entry.expire_at is not None)


def _references(entry: Entry) -> Iterator[Use]:
    for reference in entry.references:
        yield Use(reference_name(reference), reference.field, required=True)


def _assets(entry: Entry, config: Config) -> Iterator[Use]:
    for use in entry.assets:
        if is_local(use.url):
            path = asset_path(use.url, entry.path, config.media)
            yield Use(NOBODY if path is None else path_name(path), "", required=True)


def _links(entry: Entry, config: Config) -> Iterator[Use]:
    for link in entry.links:
        name = local_name(link.url)
        if name is None:
            continue
        if name.startswith("/"):
            file = media_file(name, config.media)
            yield Use(url_name(name), "body", required=file is None and matches_url(name, config))
            if file is not None:
                yield Use(path_name(file) if file else NOBODY, "body", required=True)
        else:
            path, required = relative_file(name, entry.path, config.media)
            yield Use(NOBODY if path is None else path_name(path), "body", required)


# --- The names -------------------------------------------------------------------------------------------------------


def key_name(collection: str, identity: str) -> str:
    """The name of a key."""
    return f"key {collection}/{identity}"


def folded_name(collection: str, identity: str) -> str:
    """The name that keys share which differ in case alone."""
    return f"fold {collection}/{identity.casefold()}"


def reference_name(reference: Reference) -> str:
    """The name by which a reference finds its target."""
    collection, identity = key_of(reference)
    return key_name(collection, identity) if collection else NOBODY


def path_name(path: str) -> str:
    """The name of the file at a path."""
    return "path " + (path if path.isascii() else unicodedata.normalize("NFC", path))


def url_name(url: str) -> str:
    """The name of an address, with or without its final slash."""
    return "url " + url.rstrip("/")


def value_name(collection: str, field: str, value: object) -> str:
    """The name of a value that is to be unique in a collection."""
    return f"value {collection} {field} {json.dumps(value, ensure_ascii=False, sort_keys=True)}"
