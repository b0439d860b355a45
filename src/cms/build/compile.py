"""A checked tree → the artifacts of its bundle: rendered bodies, assets and dates, each only as it is asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from cms import cache as caching
from cms import git, records
from cms.build.check import Checked
from cms.cache import Cache
from cms.exporters import describe_asset, export
from cms.link import asset_path, target_of, web_of
from cms.model import (
    Artifact,
    AssetFile,
    Compilation,
    Dates,
    Entry,
    Rendered,
    RenderedEntry,
    Steps,
)
from cms.parse import parse
from cms.positions import value_at
from cms.read import Tree
from cms.render import render, with_text
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
        by_source = {asset.source: asset.path for asset in named}
        for source in self._tree.read(sorted(by_source), limit=None):
            yield Artifact(by_source[source.path], source.data, "immutable")
        self._keep()

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
    return Compilation(
        config=checked.set_up.config,
        content=checked.content,
        schemas=schemas,
        shapes={name: exported(schema) for name, schema in schemas.items()},
        rendered=compiler.rendered,
        dates=dates,
        version=version,
        commit=tree.commit,
        dirty=tree.dirty,
        preview=preview,
    )


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
    body = None if source is None else with_text(render(source, resolved))
    return body, {at: with_text(render(str(value_at(entry.data, at)), resolved)) for at in entry.markdown}


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
