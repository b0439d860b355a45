"""The entries of a collection, in order → its collection file and the pages behind it."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from typing import NamedTuple

from cms.exporters.artifacts import Assembly, assemble, immutable
from cms.exporters.entry import VERSION
from cms.exporters.manifest import describe, order_facts
from cms.exporters.order import FIRST_PAGE, cut
from cms.model import Artifact, Compilation, Data, Json


class Listed(NamedTuple):
    """An entry's place in its collection, in order of `sort_key`; the digests are its file's and its summary's."""

    sort_key: str
    path: str
    digest: str
    summary_digest: str


def collection_files(
    name: str, listed: Sequence[Listed], compilation: Compilation
) -> Generator[Artifact, None, Artifact]:
    """The collection's further pages, and last its file, which holds the first one. `listed` is in order.

    The generator's value is the collection's file.
    """
    first, *others = cut(listed, lambda place: place.path, FIRST_PAGE) if listed else [[]]
    pages = []
    for chunk in others:
        page = immutable(f"collections/{name}", assemble(_assembly(chunk, {}, compilation), compilation), "json")
        yield page
        pages.append(describe(page) | {"count": len(chunk)})
    facts = {
        "collection": name,
        "preview": compilation.preview,
        "count": len(listed),
        "order": order_facts(compilation.config.collections[name]),
        "pages": pages,
    }
    whole = assemble(_assembly(first, facts, compilation), compilation)
    file = Artifact(f"collections/{name}.json", "stable", *whole)
    yield file
    return file


def _assembly(chunk: Sequence[Listed], facts: Data, compilation: Compilation) -> Assembly:
    """A page: some entries' summaries, and `facts` beside them."""

    def document(summaries: Iterable[Json]) -> Data:
        return {"version": VERSION, "entries": list(summaries)} | facts

    def read() -> Iterator[bytes]:
        return compilation.summaries([place.path for place in chunk])

    return Assembly(document, [place.summary_digest for place in chunk], read)
