"""An entry's data → data as exported: references to objects, final URLs, offsets, rendered fields, nothing hidden."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from cms.instants import with_offset
from cms.model import (
    AssetFile,
    Data,
    Entry,
    Json,
    Key,
    RenderedEntry,
    Schema,
    Steps,
)
from cms.paths import key_of
from cms.positions import value_at
from cms.prune import drops, without


class ExportedData(NamedTuple):
    """An entry's data as its own file has it, as its summary has it, and the local files that each of them names."""

    full: Data
    summary: Data
    assets: tuple[AssetFile, ...]


def export_data(entry: Entry, rendered: RenderedEntry, timezone: str, gone: tuple[Steps, ...]) -> ExportedData:
    """The entry's data without the values at `gone`."""
    whole = _replaced(entry.data, _changes(entry, rendered, timezone, gone))
    full = without(whole, gone) if gone else whole
    summary = without(whole, (*gone, *_outermost(entry.markdown, gone))) if entry.markdown else full
    named = (rendered.assets.get(use.url) for use in entry.assets if not within(use.at, gone))
    return ExportedData(full, summary, tuple(asset for asset in named if asset is not None))


def gone_of(entry: Entry, targets: Collection[Key], schema: Schema) -> tuple[Steps, ...]:
    """The places in an entry's data that go: what refers to others than `targets`, or can't do without such a value."""
    hidden = [reference.at for reference in entry.references if key_of(reference) not in targets]
    return drops(entry.data, hidden, schema) if hidden else ()


def lost(entry: Entry, gone: tuple[Steps, ...]) -> set[tuple[Key, str]]:
    """The targets and fields of an entry's references of which nothing stays when the values at `gone` go."""
    if not gone:
        return set()
    every = {(key_of(reference), reference.field) for reference in entry.references}
    return every - {(key_of(ref), ref.field) for ref in entry.references if not within(ref.at, gone)}


def _changes(
    entry: Entry, rendered: RenderedEntry, timezone: str, gone: tuple[Steps, ...]
) -> Iterator[tuple[Steps, Json]]:
    for reference in entry.references:
        if not within(reference.at, gone):
            collection, identity = key_of(reference)
            yield reference.at, {"collection": collection, "id": identity}
    for use in entry.assets:
        if use.url in rendered.assets:
            yield use.at, rendered.assets[use.url].url
    for at in entry.date_times:
        text = value_at(entry.data, at)
        if isinstance(text, str):
            yield at, with_offset(text, timezone)
    for at, field in rendered.fields.items():
        yield at, {"html": field.html, "text": field.text}


def within(at: Steps, places: tuple[Steps, ...]) -> bool:
    """Whether a way into the data leads to or through one of these places."""
    return bool(places) and any(at[: len(place)] == place for place in places)


def _outermost(places: tuple[Steps, ...], others: tuple[Steps, ...]) -> tuple[Steps, ...]:
    """Those places that don't go with others anyway."""
    return tuple(at for at in places if not within(at, others))


def _replaced(data: Data, changes: Iterable[tuple[Steps, Json]]) -> Data:
    """A copy of the data with other values at some places; what isn't on the way there is shared."""
    copies: dict[Steps, Json] = {(): data.copy()}
    for at, value in changes:
        _copied(copies, at[:-1])[at[-1]] = value
    whole: Data = copies[()]
    return whole


def _copied(copies: dict[Steps, Json], at: Steps) -> Json:
    """The copy of the mapping or list at `at`, which stands in a copy of what is around it."""
    if at not in copies:
        around = _copied(copies, at[:-1])
        copies[at] = around[at[-1]] = around[at[-1]].copy()
    return copies[at]
