"""An entry and its rendered parts → its bytes in the bundle, and those of its summary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from itertools import chain
from typing import NamedTuple

from cms.exporters.data import export_data, gone_of, within
from cms.exporters.jcs import canonical, dumps, encoded, raw
from cms.exporters.order import sort_key
from cms.instants import instant
from cms.model import AssetFile, Backlink, Collection, Config, Data, Json, RenderedEntry, Schema, Shown, Steps
from cms.paths import bundle_name

VERSION = 1
"""The version of the bundle's contract, in every JSON file."""


class Encoded(NamedTuple):
    """An entry as the bundle has it: the facts of an `Item`, the bytes of its file and those of its summary."""

    path: str
    collection: str
    sort_key: str
    digest: str
    size: int
    summary_digest: str
    assets: tuple[AssetFile, ...]
    data: bytes
    summary: bytes


def encode(shown: Shown, config: Config, schema: Schema, *, preview: bool) -> Encoded:
    """An entry's bytes, a pure function. Raises RuntimeError for an entry that a bundle mustn't show: a bug."""
    entry = shown.entry
    if shown.visibility != "published" and not preview:
        raise RuntimeError(f"{entry.path}: {shown.visibility}, and this is no preview")
    collection = config.collections[entry.collection]
    gone = gone_of(entry, shown.targets, schema)
    rendered = _without(shown.rendered, gone) if gone else shown.rendered
    data = export_data(entry, rendered, config.site.timezone, gone)
    order = sort_key(data.full, collection.order, entry.id)
    assets = (*data.assets, *_assets_in_html(rendered)) if rendered.assets else ()
    common = _common(shown, order)
    whole = raw(encoded(data.full))
    file = dumps({**common, **_own(shown, collection), "assets": _assets(assets), "data": whole})
    path = f"{entry.collection}/{bundle_name(entry.id)}.json"
    digest = sha256(file).hexdigest()
    described = {"path": f"entries/{path}", "digest": digest, "size": len(file)}
    short = whole if data.summary is data.full else raw(encoded(data.summary))
    summary = dumps({**common, "assets": _assets(data.assets), "data": short, "file": described})
    return Encoded(path, entry.collection, order, digest, len(file), sha256(summary).hexdigest(), assets, file, summary)


def _common(shown: Shown, order: str) -> Data:
    """What an entry and its summary have in common, but for data and assets."""
    entry, dates, body = shown.entry, shown.dates, shown.rendered.body
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
        "visibility": shown.visibility,
        "publishAt": _instant(entry.publish_at),
        "expireAt": _instant(entry.expire_at),
        "excerpt": None if body is None else canonical(body.excerpt),
        "wordCount": None if body is None else body.word_count,
        "readingTime": None if body is None else body.reading_time,
        "createdAt": None if dates is None else _instant(dates.created),
        "updatedAt": None if dates is None else _instant(dates.updated),
        "sortKey": order,
        "source": entry.path,
    }


@lru_cache(maxsize=4096)
def _instant(seconds: int | None) -> str | None:
    return None if seconds is None else instant(seconds)


def _own(shown: Shown, collection: Collection) -> Data:
    """What an entry has and its summary hasn't."""
    body, dates = shown.rendered.body, shown.dates
    names = dates.contributors if dates is not None and collection.contributors else ()
    toc = () if body is None else body.toc
    return {
        "html": None if body is None else body.html,
        "body": shown.rendered.source if body is not None and collection.body else None,
        "text": canonical(body.text) if body is not None and collection.text else None,
        "toc": [{"id": at.id, "level": at.level, "text": canonical(at.text)} for at in toc],
        "backlinks": _backlinks(shown.backlinks) if collection.backlinks else [],
        "contributors": [{"name": canonical(name)} for name in names],
    }


def _without(rendered: RenderedEntry, gone: tuple[Steps, ...]) -> RenderedEntry:
    return rendered._replace(fields={at: field for at, field in rendered.fields.items() if not within(at, gone)})


def _backlinks(found: Iterable[Backlink]) -> list[Json]:
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
