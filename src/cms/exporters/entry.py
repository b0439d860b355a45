"""An entry and its rendered parts → its bytes in the bundle, and those of its summary."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import chain
from typing import NamedTuple

from cms.exporters.data import export_data, gone_backlinks, gone_values, within
from cms.exporters.jcs import canonical, dumps, raw
from cms.exporters.order import sort_key
from cms.instants import instant
from cms.model import AssetFile, Backlink, Compilation, Data, Dates, Entry, Json, Key, RenderedEntry, Steps
from cms.paths import bundle_name

VERSION = 1
"""The version of the bundle's contract, in every JSON file."""


class Item(NamedTuple):
    """An entry as the bundle has it. `path` is below `entries/`, `data` the bytes of its file, `digest` theirs."""

    path: str
    collection: str
    sort_key: str
    data: bytes
    digest: str
    summary: bytes
    assets: tuple[AssetFile, ...]


def encode_entries(compilation: Compilation) -> Iterator[Item]:
    """All shown entries in the order of their paths, one after the other."""
    gone = gone_values(compilation)
    lost = gone_backlinks(compilation.content, gone)
    paths = sorted((f"{key[0]}/{bundle_name(key[1])}.json", key) for key in compilation.content.shown)
    for path, key in paths:
        yield _encode(path, key, compilation, gone.get(key, ()), lost.get(key, ()))


def _encode(path: str, key: Key, compilation: Compilation, gone: tuple[Steps, ...], lost: Collection[Backlink]) -> Item:
    entry = compilation.content.entries[key]
    config = compilation.config
    collection = config.collections[entry.collection]
    rendered = compilation.rendered(entry)
    rendered = rendered._replace(fields={at: field for at, field in rendered.fields.items() if not within(at, gone)})
    data = export_data(entry, rendered, config.site.timezone, gone, compilation.content.shown)
    order = sort_key(data.full, collection.order, entry.id)
    dates = (compilation.dates or {}).get(entry.path)
    common = _common(entry, compilation, dates, rendered) | {"sortKey": order}
    full = raw(dumps(canonical(data.full)))
    assets = [*data.assets, *_assets_in_html(rendered)]
    backlinks = _backlinks(key, compilation, lost) if collection.backlinks else []
    names = dates.contributors if dates and collection.contributors else ()
    encoded = dumps(
        common
        | _body(rendered, body=collection.body, text=collection.text)
        | {
            "assets": _assets(assets),
            "backlinks": backlinks,
            "contributors": [{"name": canonical(name)} for name in names],
        }
        | {"data": full}
    )
    digest = sha256(encoded).hexdigest()
    summary = full if data.summary is data.full else raw(dumps(canonical(data.summary)))
    file = {"path": f"entries/{path}", "digest": digest, "size": len(encoded)}
    listed = dumps(common | {"assets": _assets(data.assets), "data": summary, "file": file})
    return Item(path, entry.collection, order, encoded, digest, listed, tuple(assets))


def _common(entry: Entry, compilation: Compilation, dates: Dates | None, rendered: RenderedEntry) -> Data:
    """What an entry and its summary have in common."""
    visibility = compilation.content.visibility[entry.collection, entry.id]
    if visibility != "published" and not compilation.preview:
        raise RuntimeError(f"{entry.path}: {visibility}, and this is no preview")
    body = rendered.body
    return {
        "version": VERSION,
        "collection": entry.collection,
        "id": entry.id,
        "slug": entry.slug,
        "url": entry.url,
        "lang": entry.lang,
        "translationKey": entry.translation_key,
        "translations": [],
        "fallbacks": [],
        "visibility": visibility,
        "publishAt": _instant(entry.publish_at),
        "expireAt": _instant(entry.expire_at),
        "excerpt": None if body is None else canonical(body.excerpt),
        "wordCount": None if body is None else body.word_count,
        "readingTime": None if body is None else body.reading_time,
        "createdAt": None if dates is None else instant(dates.created),
        "updatedAt": None if dates is None else instant(dates.updated),
        "source": entry.path,
    }


def _instant(seconds: int | None) -> str | None:
    return None if seconds is None else instant(seconds)


def _body(rendered: RenderedEntry, *, body: bool, text: bool) -> Data:
    found = rendered.body
    if found is None:
        return {"html": None, "body": None, "text": None, "toc": []}
    return {
        "html": found.html,
        "body": rendered.source if body else None,
        "text": canonical(found.text) if text else None,
        "toc": [{"id": at.id, "level": at.level, "text": canonical(at.text)} for at in found.toc],
    }


def _backlinks(key: Key, compilation: Compilation, lost: Collection[Backlink]) -> list[Json]:
    """Who refers to an entry. Raises RuntimeError for a referrer that isn't shown."""
    found = [link for link in compilation.content.backlinks.get(key, ()) if link not in lost]
    for link in found:
        if (link.collection, link.id) not in compilation.content.shown:
            raise RuntimeError(f"{key}: back link from {link}, which isn't in the bundle")
    return [{"collection": link.collection, "id": link.id, "field": link.field} for link in sorted(found)]


def _assets_in_html(rendered: RenderedEntry) -> Iterator[AssetFile]:
    """The local files that the entry's markup names. A hashed name stands in no text by chance."""
    markup = [field.html for field in chain((rendered.body,), rendered.fields.values()) if field is not None]
    for asset in rendered.assets.values():
        name = asset.path.rpartition("/")[2]
        if any(name in html for html in markup):
            yield asset


def _assets(assets: Iterable[AssetFile]) -> Mapping[str, Json]:
    """Facts of local files by their final URL. Equal files may have several sources: the first by name is said."""
    return {asset.url: _asset(asset) for asset in sorted(set(assets), reverse=True)}


def _asset(asset: AssetFile) -> Data:
    return {
        "path": asset.path,
        "source": asset.source,
        "mediaType": asset.media_type,
        "size": asset.size,
        "digest": asset.digest,
        "width": asset.width,
        "height": asset.height,
        "placeholder": None,
        "variants": [],
    }
