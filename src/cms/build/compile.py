"""The state in the cache → the artifacts of a bundle: only entries that something has changed for are made again."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from hashlib import sha256
from itertools import islice

from cms import __version__
from cms.build.dates import refresh_dates
from cms.build.orders import Desk
from cms.build.state import State
from cms.build.workers import Workers
from cms.cache import Broken, Cache, bundles, files
from cms.cache.bundles import Made, Place
from cms.exporters import Encoded, export
from cms.link import ordered
from cms.model import Artifact, AssetFile, Compilation, Item
from cms.paths import bundle_name
from cms.read import Tree
from cms.schema.shape import exported

_CHUNK = 64
_LAST = 256
"""So many entries' bytes are at hand at least: those of a part."""


def compile_bundle(
    tree: Tree, cache: Cache, state: State, output: str, workers: Workers, *, preview: bool
) -> tuple[int, Iterator[Artifact]]:
    """How many entries a bundle of the state holds, and its artifacts."""
    has_history = refresh_dates(tree, cache, state.set_up.config)
    places = _places(cache, state.at, preview=preview)
    desk = Desk(tree, cache, state, preview=preview)
    entries = _Entries(desk, cache, output, workers, state.set_up.config.bundle_limit, preview=preview)
    valid_from, next_change_at = files.moments(cache, state.at)
    schemas = state.set_up.schemas
    compilation = Compilation(
        config=state.set_up.config,
        schemas=schemas,
        shapes={name: exported(schema) for name, schema in schemas.items()},
        items=entries.items(places),
        summaries=lambda paths: bundles.summaries(cache, paths, preview=preview),
        known=bundles.chunks(cache, preview=preview),
        used={},
        valid_from=valid_from,
        next_change_at=next_change_at,
        history=has_history,
        version=__version__,
        commit=tree.commit,
        dirty=tree.dirty,
        preview=preview,
    )
    return len(places), _artifacts(tree, cache, compilation, entries)


def _artifacts(tree: Tree, cache: Cache, compilation: Compilation, entries: _Entries) -> Iterator[Artifact]:
    """The bundle's artifacts, and those of the files that its entries name."""
    named = yield from export(compilation)
    for asset in named:
        yield Artifact(asset.path, "immutable", asset.digest, asset.size, partial(_bytes, tree, asset))
    bundles.keep_chunks(cache, compilation.used, preview=compilation.preview)
    bundles.forget_items(cache, entries.unsettled)


def _bytes(tree: Tree, asset: AssetFile) -> bytes:
    """A file's bytes, if they are still those that it was described by; else all must be made again."""
    data = b"".join(source.data for source in tree.read([asset.source], limit=None))
    if sha256(data).hexdigest() != asset.digest:
        raise Broken(f"{asset.source}: changed while it was being exported")
    return data


def _places(cache: Cache, at: int, *, preview: bool) -> list[Place]:
    """The entries that a bundle shows, in the order of their paths in it."""
    twins = ordered(files.owners(cache, bundles.twins(cache)), at)
    others = {owner.path for owners in twins.values() for owner in owners[1:]}
    places = [
        place or Place(source, f"{collection}/{bundle_name(identity)}.json", collection)
        for source, collection, identity, place in bundles.shown(cache, at, preview=preview)
        if source not in others
    ]
    return sorted(places, key=lambda place: place.path)


class _Entries:
    """The entries of one bundle while it is being written: known ones out of the cache, others made on the way.

    `unsettled` are the paths of those that were made of files which the state doesn't know.
    """

    def __init__(self, desk: Desk, cache: Cache, output: str, workers: Workers, limit: int, *, preview: bool) -> None:
        self._desk = desk
        self._cache = cache
        self._output = output
        self._workers = workers
        self._limit = limit
        self._preview = preview
        self._bytes: dict[str, bytes] = {}
        self._size = 0
        self.unsettled: set[str] = set()

    def items(self, places: Sequence[Place]) -> Iterator[Item]:
        """The entries at these places."""
        fresh = self._made([place for place in places if not place.digest])
        for wanted in places:
            place = wanted if wanted.digest else self._at_hand(*next(fresh))
            assets = bundles.load_assets(place.assets)
            yield Item(
                path=place.path,
                collection=place.collection,
                sort_key=place.sort_key,
                digest=place.digest,
                size=place.size,
                summary_digest=place.summary_digest,
                assets=assets,
                read=self._reader(place),
            )
        self._workers.close()

    def _made(self, places: Sequence[Place]) -> Iterator[tuple[Place, Encoded]]:
        """These entries made anew, in order, and kept; each with its place."""
        if not places:
            return
        from cms.build.making import make  # noqa: PLC0415 - with the Markdown parser, where something has changed

        chunks = [places[start : start + _CHUNK] for start in range(0, len(places), _CHUNK)]
        tasks = ((self._desk.seat, self._desk.orders([place.source for place in chunk])) for chunk in chunks)
        for chunk, made in zip(chunks, self._workers.map(make, tasks, len(places)), strict=True):
            self.unsettled.update(place.source for place, fresh in zip(chunk, made, strict=True) if not fresh.settled)
            encoded = [fresh.encoded for fresh in made]
            placed = [(_placed(place.source, each), each) for place, each in zip(chunk, encoded, strict=True)]
            bundles.keep_items(
                self._cache, [Made(place, each.summary) for place, each in placed], preview=self._preview
            )
            yield from placed

    def _at_hand(self, place: Place, made: Encoded) -> Place:
        """The place of an entry that has just been made; its bytes stay at hand for what is made of many."""
        self._bytes[made.path] = made.data
        self._size += made.size
        if self._size > self._limit:  # no bundle.json: only parts
            for path in list(islice(self._bytes, max(0, len(self._bytes) - _LAST))):
                del self._bytes[path]
        return place

    def _reader(self, place: Place) -> Callable[[], bytes]:
        return lambda: self._bytes.get(place.path) or self._read(place)

    def _read(self, place: Place) -> bytes:
        """An entry's bytes: those that the output has, or made again."""
        try:
            with open(os.path.join(self._output, "entries", *place.path.split("/")), "rb", buffering=0) as file:
                data = file.read()
        except OSError:
            data = b""
        if sha256(data).hexdigest() != place.digest:
            from cms.build.making import make  # noqa: PLC0415 - as above

            ((made, _),) = make(self._desk.seat, self._desk.orders([place.source]))
            data = made.data
            if made.digest != place.digest:
                raise Broken(f"{place.source}: the cache says something else of it")
        return data


def _placed(source: str, made: Encoded) -> Place:
    """Where an entry of this file stands."""
    return Place(
        source=source,
        path=made.path,
        collection=made.collection,
        sort_key=made.sort_key,
        digest=made.digest,
        size=made.size,
        summary_digest=made.summary_digest,
        assets=bundles.dump_assets(made.assets) if made.assets else "[]",
    )
