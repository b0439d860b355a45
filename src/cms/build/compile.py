"""A checked tree → the artifacts of its bundle: rendered bodies, assets and dates, each only as it is asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import partial
from hashlib import sha256

from cms import cache as caching
from cms import git, records
from cms.build.check import Checked
from cms.cache import Cache
from cms.exporters import describe_asset, encode, export, gone_of, lost
from cms.link import asset_path, target_of, web_of
from cms.model import (
    Artifact,
    AssetFile,
    Backlink,
    CmsError,
    Compilation,
    Dates,
    Entry,
    Item,
    Key,
    Rendered,
    RenderedEntry,
    Shown,
    Steps,
)
from cms.parse import parse
from cms.paths import bundle_name, key_of
from cms.positions import value_at
from cms.read import Tree
from cms.render import render
from cms.schema import exported

_BATCH = 256


class Compiler:
    """Renders the entries of one checked tree, out of the cache where possible, while its bundle is being written."""

    def __init__(self, tree: Tree, checked: Checked, cache: Cache) -> None:
        self._tree = tree
        self._checked = checked
        self._cache = cache
        self._web = web_of(checked.content.entries, checked.set_up.config, checked.files)
        self._assets: dict[str, AssetFile] = {}
        self._fresh: dict[str, tuple[str, str]] = {}

    def artifacts(self, compilation: Compilation) -> Iterator[Artifact]:
        """The bundle's artifacts, and those of the files that its entries name."""
        named = yield from export(compilation)
        for asset in named:
            yield Artifact(asset.path, "immutable", asset.digest, asset.size, partial(self._bytes_of, asset))
        self._keep()

    def _bytes_of(self, asset: AssetFile) -> bytes:
        """The bytes of an asset, which must still be those that its name, digest and size were made of."""
        for source in self._tree.read([asset.source], limit=None):
            if sha256(source.data).hexdigest() == asset.digest:
                return source.data
        raise CmsError("setup/unreadable", {"path": asset.source, "reason": "it changed while it was being exported"})

    def rendered(self, entry: Entry) -> RenderedEntry:
        """An entry's rendered parts."""
        assets = self._assets_of(entry)
        has_body = entry.path.endswith(".md")
        wants_source = has_body and self._checked.set_up.config.collections[entry.collection].body
        if not has_body and not entry.markdown:
            return RenderedEntry(assets=assets)
        resolved = self._resolved(entry, assets)
        key = caching.key(
            self._checked.version, entry.collection, entry.id, entry.blob, json.dumps([resolved, entry.markdown])
        )
        kept = _load(self._cache.get("rendered", [key]).get(key))
        source = self._body(entry) if kept is None or wants_source else None
        body, fields = kept or _render(source, entry, resolved)
        if kept is None:
            self._fresh[key] = (entry.path, _dump(body, fields))
            if len(self._fresh) >= _BATCH:
                self._keep()
        return RenderedEntry(source if wants_source else None, body, fields, assets)

    def _keep(self) -> None:
        self._cache.put("rendered", self._fresh)
        self._fresh = {}

    def _body(self, entry: Entry) -> str | None:
        document, _ = parse(next(iter(self._tree.read([entry.path]))))
        return None if document.body is None else document.text[document.body :]

    def _assets_of(self, entry: Entry) -> dict[str, AssetFile]:
        config = self._checked.set_up.config
        found = {}
        for use in entry.assets:
            path = asset_path(use.url, entry.path, config.media)
            stored = self._web.stored(path) if path is not None else None
            if stored is not None:
                found[use.url] = self._asset(stored, use.url)
        for link in entry.links:
            target = target_of(link.url, entry.path, config, self._web)
            if target.file is not None:
                found[link.url] = self._asset(target.file, link.url)
        return found

    def _asset(self, path: str, url: str) -> AssetFile:
        """The asset that a URL means; what stands behind a `#` or `?` stays behind its final address."""
        if path not in self._assets:
            source = next(iter(self._tree.read([path], limit=None)))
            self._assets[path] = describe_asset(source, self._checked.set_up.config.media)
        rest = re.split(r"(?=[?#])", url, maxsplit=1)[1:]
        return self._assets[path]._replace(url=self._assets[path].url + "".join(rest))

    def _resolved(self, entry: Entry, assets: Mapping[str, AssetFile]) -> dict[str, str | None]:
        """The final URL of each link and image that has another one than it is written with; None takes it out."""
        content = self._checked.content
        resolved: dict[str, str | None] = {}
        for link in entry.links:
            target = target_of(link.url, entry.path, self._checked.set_up.config, self._web)
            if target.key is not None:
                url = content.entries[target.key].url if target.key in content.shown else None
                resolved[link.url] = None if url is None else url + target.rest
            elif link.url in assets:
                resolved[link.url] = assets[link.url].url
        return resolved


def compile_bundle(
    compiler: Compiler, checked: Checked, dates: Mapping[str, Dates] | None, tree: Tree, version: str, *, preview: bool
) -> Compilation:
    """All that the bundle of a checked tree is made of."""
    schemas = checked.set_up.schemas
    summaries: dict[str, bytes] = {}
    return Compilation(
        config=checked.set_up.config,
        schemas=schemas,
        shapes={name: exported(schema) for name, schema in schemas.items()},
        items=_items(compiler, checked, dates, summaries, preview=preview),
        summaries=lambda paths: (summaries[path] for path in paths),
        known={},
        valid_from=checked.content.valid_from,
        next_change_at=checked.content.next_change_at,
        history=dates is not None,
        version=version,
        commit=tree.commit,
        dirty=tree.dirty,
        preview=preview,
    )


def _items(
    compiler: Compiler,
    checked: Checked,
    dates: Mapping[str, Dates] | None,
    summaries: dict[str, bytes],
    *,
    preview: bool,
) -> Iterator[Item]:
    """All shown entries in the order of their paths, encoded one after the other."""
    content, set_up = checked.content, checked.set_up
    gone_links = _lost_backlinks(checked)
    for key in sorted(content.shown, key=lambda key: f"{key[0]}/{bundle_name(key[1])}.json"):
        entry = content.entries[key]
        shown = Shown(
            entry=entry,
            visibility=content.visibility[key],
            targets=content.shown.intersection(map(key_of, entry.references)),
            backlinks=tuple(link for link in content.backlinks.get(key, ()) if (key, link) not in gone_links),
            dates=(dates or {}).get(entry.path),
            rendered=compiler.rendered(entry),
        )
        encoded = encode(shown, set_up.config, set_up.schemas[entry.collection], preview=preview)
        summaries[encoded.path] = encoded.summary
        yield Item(*encoded[:-2], partial(bytes, encoded.data))


def _lost_backlinks(checked: Checked) -> set[tuple[Key, Backlink]]:
    """The back links, with their targets, whose every reference goes with what can't do without a hidden entry."""
    content = checked.content
    found = set()
    for key in content.hidden:
        entry = content.entries[key]
        gone = gone_of(entry, content.shown, checked.set_up.schemas[entry.collection])
        found |= {(target, Backlink(*key, field)) for target, field in lost(entry, gone)}
    return found


def history(tree: Tree, content: str, cache: Cache, version: str) -> dict[str, Dates] | None:
    """The dates of all files at the tree's commit; None where there is no history or it is cut."""
    if tree.commit is None or tree.shallow:
        return None
    key = caching.key(version, tree.commit, content)
    kept = cache.get("dates", [key]).get(key)
    if kept is not None:
        return {
            path: Dates(created, updated, tuple(names)) for path, (created, updated, names) in json.loads(kept).items()
        }
    found = git.dates(tree.root, tree.commit, content)
    cache.put("dates", {key: (content, json.dumps(found))})
    return found


Fields = dict[Steps, Rendered]


def _render(source: str | None, entry: Entry, resolved: Mapping[str, str | None]) -> tuple[Rendered | None, Fields]:
    body = None if source is None else render(source, resolved)
    return body, {at: render(str(value_at(entry.data, at)), resolved) for at in entry.markdown}


def _dump(body: Rendered | None, fields: Fields) -> str:
    return json.dumps([body, list(fields.items())], ensure_ascii=False)


def _load(text: str | None) -> tuple[Rendered | None, Fields] | None:
    """What `_dump` wrote; None where it is something else (a cache may come from anywhere)."""
    try:
        body, fields = json.loads(text or "")
        return (
            None if body is None else records.rendered(body),
            {tuple(at): records.rendered(values) for at, values in fields},
        )
    except (TypeError, ValueError):
        return None
