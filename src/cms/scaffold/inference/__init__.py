"""Parsed documents of a folder → the collections that they make: templates, schemas, settings, and what is unsure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from cms.draft import TITLES
from cms.model import Data, Document
from cms.paths import Place
from cms.scaffold.inference.assets import asset_finder, files_beside, find_media
from cms.scaffold.inference.grouping import Group, group, is_of_drafts, stem
from cms.scaffold.inference.labels import collection_name, label
from cms.scaffold.inference.languages import LANG, unnamed
from cms.scaffold.inference.naming import clashes, name_files, places_of
from cms.scaffold.inference.samples import Around, Index, Sample, paths_of
from cms.scaffold.inference.settings import decide_publication, keep_back, order_of, url_of_entries
from cms.scaffold.inference.values import FEW, NOT_MANY, infer_object
from cms.scaffold.plan import Doubt, PlannedCollection

__all__ = ["Proposal", "files_beside", "infer", "unnamed"]


class Proposal(NamedTuple):
    """What content shows of its set-up. `media` is what stands under that name in cms.yml; empty for its defaults."""

    collections: tuple[PlannedCollection, ...]
    doubts: tuple[Doubt, ...]
    media: Data


class _Named(NamedTuple):
    """A group with its collection's name, its template, its entries' places by path, and what is unsure of these."""

    name: str
    group: Group
    template: str
    places: Mapping[str, Place]
    doubts: tuple[Doubt, ...]


def infer(
    documents: Sequence[Document], files: Collection[str], content: str, languages: Sequence[str] = ()
) -> Proposal:
    """The collections of some documents that have data, in any order; `files` are the paths of the whole repository.

    `content` is the folder that the documents lie in, "" for the root; `languages` are the site's. The same documents
    give the same proposal.
    """
    media = find_media(documents, files, content)
    named = list(_named(group(documents, content, languages), languages))
    indexes = {each.name: _index(each) for each in named}
    is_asset = asset_finder(files, media)
    found = [_collection(each, Around(each.name, indexes, is_asset)) for each in named]
    return Proposal(
        tuple(planned for planned, _ in found),
        tuple(doubt for _, doubts in found for doubt in doubts),
        {} if media is None else {"folder": media[0], "url": media[1]},
    )


def _named(groups: Sequence[Group], languages: Sequence[str]) -> Iterator[_Named]:
    taken: set[str] = set()
    for each in groups:
        name = _free_name(each, taken)
        taken.add(name)
        template, doubts = name_files(name, each)
        places = places_of(name, template, each.members, languages)
        yield _Named(name, each, template, places, (*doubts, *clashes(name, places)))


def _free_name(found: Group, taken: set[str]) -> str:
    """A name that no other collection has: the folder's, or the file's, with as many folders before it as it takes."""
    parts = [part for part in found.folder.split("/") if part not in {"", LANG}]
    if found.layout == "single":
        own = stem(found.members[0], found.suffix)
        parts = [*parts, own] if own.strip("_") != "index" or not parts else [*parts[:-1], f"{parts[-1]}-index"]
    parts = parts or ["pages"]
    names = [collection_name("-".join(parts[start:])) for start in reversed(range(len(parts)))]
    names.append(f"{names[0]}-{found.suffix[1:]}")
    number = 2
    while all(name in taken for name in names):
        names.append(f"{names[0]}-{number}")
        number += 1
    return next(name for name in names if name not in taken)


def _index(named: _Named) -> Index:
    if named.group.layout == "single":
        return Index(frozenset(), {}, {})
    slugs: dict[str, str] = {}
    titles: dict[str, str] = {}
    for member in named.group.members:
        at = named.places.get(member.inside)
        data = member.document.data or {}
        title = next((data[field] for field in TITLES if isinstance(data.get(field), str)), None)
        if at is not None:
            slugs.setdefault(at.slug, at.id)
        if at is not None and title:
            titles.setdefault(title, at.id)
    return Index(frozenset(at.id for at in named.places.values()), slugs, titles)


def _collection(named: _Named, around: Around) -> tuple[PlannedCollection, tuple[Doubt, ...]]:
    entries = [Sample(member.document.path, member.document.data or {}) for member in named.group.members]
    found = infer_object(entries, "", around)
    if is_of_drafts(named.group.folder):
        publish, published = keep_back(named.name, found.schema)
    else:
        publish, published = decide_publication(named.name, entries, found.schema)
    schema = {"title": label(named.name), "type": "object", **published.schema}
    places = ((member.document.path, named.places.get(member.inside)) for member in named.group.members)
    slugs = {path: at.slug for path, at in places if at is not None}
    settings: Data = {"path": named.template}
    url = url_of_entries(entries, slugs)
    if url is not None:
        settings["url"] = url
    dated = "{date}" in named.template
    order = order_of(schema, found.doubts, dated=dated) if len(entries) > 1 or named.group.layout != "single" else []
    if order:
        settings["order"] = order
    unsorted = [Doubt(named.name, "", "dated-order")] if dated and not order else []
    doubts = (*named.doubts, *unsorted, *_few(named, entries, schema), *found.doubts, *published.doubts)
    example = _example(named.group, doubts)
    return PlannedCollection(named.name, {**settings, **publish}, schema, example=example), doubts


def _example(found: Group, doubts: Sequence[Doubt]) -> str:
    """The path of an entry to copy: the last, which is the latest where files are dated, of those nobody doubts."""
    if found.layout == "single":
        return ""
    doubted = {path for doubt in doubts for path in doubt.values.get("paths", [])}
    paths = [member.inside for member in found.members if member.document.path not in doubted]
    return paths[-1] if paths else found.members[-1].inside


def _few(named: _Named, entries: Sequence[Sample], schema: Data) -> Iterator[Doubt]:
    """What is unsure of a collection as a whole."""
    required = schema.get("required", [])
    fields = schema.get("properties", {})
    if len(entries) < FEW and named.group.layout != "single":
        yield Doubt(named.name, "", "few-entries", {"count": len(entries), "paths": paths_of(entries)})
    elif required and len(entries) < NOT_MANY:
        yield Doubt(named.name, "", "few-required", {"count": len(entries), "fields": list(required)})
    if fields:
        yield Doubt(named.name, "", "undescribed", {"count": len(fields)})
