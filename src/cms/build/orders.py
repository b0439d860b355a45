"""Entries of the state → orders for their bytes in a bundle: all that these depend on is looked up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cms.build.linking import load_entries, owners_for
from cms.build.seat import seat_of
from cms.build.state import State
from cms.cache import Cache, bundles, files
from cms.exporters import describe_asset, gone_of, lost
from cms.link import Owners, asset_path, key_name, path_name, shown_targets, target_of, url_name, visibility_at
from cms.model import AssetFile, Backlink, Dates, Entry, Key, Owner, Visibility
from cms.read import Tree
from cms.records import load_entry


class Order(NamedTuple):
    """An entry (as JSON) that is to be made, with all that its bytes depend on besides its file and the set-up.

    `links` are the final URLs of the links and images that have others than they are written with; None takes one out.
    `settled` says that all assets have the bytes that the state knows.
    """

    entry: str
    visibility: Visibility
    targets: frozenset[Key]
    links: Mapping[str, str | None]
    assets: Mapping[str, AssetFile]
    preview: bool
    settled: bool
    backlinks: tuple[Backlink, ...] = ()
    dates: Dates | None = None


class Desk:
    """Looks up what entries of one bundle depend on."""

    def __init__(self, tree: Tree, cache: Cache, state: State, *, preview: bool) -> None:
        self._tree = tree
        self._cache = cache
        self._set_up = state.set_up
        self._at = state.at
        self._preview = preview
        self._assets: dict[str, AssetFile] = {}
        self._hasty: set[str] = set()
        self._lost: dict[str, set[tuple[Key, str]]] | None = None
        self.seat = seat_of(tree, state.set_up)

    def orders(self, paths: Sequence[str]) -> list[Order]:
        """The orders for the entries of these files."""
        texts = dict(files.entries(self._cache, paths))
        entries = {path: load_entry(text) for path, text in texts.items()}
        owners = owners_for(self._cache, entries.values(), self._set_up, self._at)
        backlinks = self._backlinks(entries.values(), owners)
        dates = bundles.dates(self._cache, paths)
        return [
            self._order(entries[path], owners)._replace(
                entry=texts[path], backlinks=tuple(sorted(backlinks.get(path, ()))), dates=dates.get(path)
            )
            for path in paths
        ]

    def _order(self, entry: Entry, owners: Owners) -> Order:
        assets = dict(self._assets_of(entry, owners))
        links: dict[str, str | None] = {}
        for link in entry.links:
            target = target_of(link.url, entry.path, self._set_up.config, owners)
            if target.file is not None:
                assets[link.url] = self._asset(target.file, link.url)
                links[link.url] = assets[link.url].url
            elif target.entry is not None:
                url = target.entry.url if self._is_shown(target.entry) else None
                links[link.url] = None if url is None else url + target.rest
            elif link.url in assets:
                links[link.url] = assets[link.url].url
        return Order(
            entry="",
            visibility=visibility_at(entry, self._at),
            targets=shown_targets(entry, owners, self._at, preview=self._preview),
            links=links,
            assets=assets,
            preview=self._preview,
            settled=all(asset.source not in self._hasty for asset in assets.values()),
        )

    def _is_shown(self, owner: Owner) -> bool:
        return not owner.wrong and (self._preview or visibility_at(owner, self._at) == "published")

    # --- Links and files

    def _assets_of(self, entry: Entry, owners: Owners) -> Iterator[tuple[str, AssetFile]]:
        config = self._set_up.config
        for use in entry.assets:
            path = asset_path(use.url, entry.path, config.media)
            stored = None if path is None else next(iter(owners.get(path_name(path), ())), None)
            if stored is not None:
                yield use.url, self._asset(stored.path, use.url)

    def _asset(self, path: str, url: str) -> AssetFile:
        """The asset that a URL means; what stands behind a `#` or `?` stays behind its final address."""
        if path not in self._assets:
            source = next(iter(self._tree.read([path], limit=None)))
            self._assets[path] = describe_asset(source, self._set_up.config.media)
            if files.blob(self._cache, path) not in {"", source.blob}:
                self._hasty.add(path)
        rest = re.split(r"(?=[?#])", url, maxsplit=1)[1:]
        return self._assets[path]._replace(url=self._assets[path].url + "".join(rest))

    # --- Back links

    def _backlinks(self, entries: Iterable[Entry], owners: Owners) -> dict[str, set[Backlink]]:
        """Who refers to each of these entries, by the path of its file."""
        config = self._set_up.config
        names = {
            name: entry
            for entry in entries
            if config.collections[entry.collection].backlinks
            for name in _addressed(entry)
            if _first(owners, name) == entry.path
        }
        found: dict[str, set[Backlink]] = {}
        for name, field, owner in files.referrers(self._cache, names):
            entry = names[name]
            key = (entry.collection, entry.id)
            if self._is_shown(owner) and (key, field) not in self._lost_by(owner.path):
                found.setdefault(entry.path, set()).add(Backlink(owner.collection, owner.id, field))
        return found

    def _lost_by(self, path: str) -> set[tuple[Key, str]]:
        """What an entry doesn't refer to any more, as it goes with something that can't do without what is hidden."""
        if self._lost is None:
            self._lost = {}
            users = [] if self._preview else bundles.users_of_hidden(self._cache, self._at)
            for user, entry in load_entries(self._cache, users):
                owners = owners_for(self._cache, [entry], self._set_up, self._at)
                targets = shown_targets(entry, owners, self._at, preview=False)
                self._lost[user] = lost(entry, gone_of(entry, targets, self._set_up.schemas[entry.collection]))
        return self._lost.get(path, set())


def _addressed(entry: Entry) -> Iterator[str]:
    """The names by which others refer to an entry."""
    yield key_name(entry.collection, entry.id)
    yield path_name(entry.path)
    if entry.url is not None:
        yield url_name(entry.url)


def _first(owners: Owners, name: str) -> str:
    return next(owner.path for owner in owners[name] if owner.collection)
