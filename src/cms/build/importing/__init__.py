"""What `cms import` does: another system's export → entries and media of a repository, checked before written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from cms import render
from cms.build import now
from cms.build.importing.fitting import Fitted, as_draft, fitted, has_drafts, is_published
from cms.build.importing.media import Download, Media
from cms.build.importing.originals import SUFFIXES, Read, read_original
from cms.build.importing.references import in_form
from cms.build.importing.refusals import with_refusals, without_bodies
from cms.build.report import Report, Wish, report
from cms.build.state import Progress, advance
from cms.build.workers import ALONE
from cms.cache import Cache
from cms.closest import closest
from cms.config import SetUp, load
from cms.config.import_map import load_import_map
from cms.fix import place_file
from cms.importers import Converted, ImportMap, Placed, Tools, convert
from cms.model import CmsError, Data, Json, Source, Steps
from cms.outcomes import FileState, ImportedFile, Outcome
from cms.parse import parse
from cms.paths import path_of, place, unsafe_name
from cms.read import Tree, open_tree
from cms.read.outside import Outside, open_source
from cms.read.overlay import Overlay

TEXT_LIMIT = 5_000_000
"""Bytes of a text of the export that is read."""


LONGEST_NAME = 200
"""Bytes of a part of a path: systems take 255 at most, and a file is staged under a longer name."""


class Order(NamedTuple):
    """What is to be imported and how: the mapping's name, the source's path, and which of its splits.

    `copy` takes along the files that content names, from the export, and with `download` from the web; `force`
    replaces files that differ.
    """

    name: str
    source: str
    splits: tuple[str, ...] = ()
    copy: bool = True
    download: Download | None = None
    force: bool = False


class Imported(NamedTuple):
    """What an import did, or would do: its files by path, what became of everything, and what a check says of them."""

    files: tuple[ImportedFile, ...]
    outcomes: tuple[Outcome, ...]
    report: Report
    lang: str


def import_content(root: str, order: Order, *, write: bool, progress: Progress) -> Imported:
    """Import what a source has. Nothing is written unless `write` is set, and nothing that differs without `force`.

    Raises CmsError for wrong use and set-up, sources that can't be read and files that can't be written.
    """
    with open_tree(root, "work") as tree, open_source(order.source) as outside:
        set_up = load(tree)
        import_map = load_import_map(tree, order.name, set_up)
        _must_be_known(order.splits, import_map)
        media = Media(outside, tree, set_up.config, import_map, copy=order.copy, download=order.download)
        reads = dict(_reads(outside, set_up, progress))
        converted = _converted(reads, import_map, set_up, media, order.splits)
        known = {(draft.collection, draft.id) for draft in converted.drafts}
        drafts = [in_form(draft, set_up.schemas[draft.collection], known) for draft in converted.drafts]
        files = [fitted(draft, set_up) for draft in drafts]
        files, found, states = _settled(tree, files, media, set_up, order)
        if write:
            _write(root, files, media, states)
    outcomes = _outcomes(reads, converted, files, media, outside)
    return Imported(tuple(_listed(files, media, states, set_up)), outcomes, found, set_up.config.site.lang)


def _must_be_known(splits: Sequence[str], import_map: ImportMap) -> None:
    for name in splits:
        if name not in import_map.splits:
            known = list(import_map.splits)
            nearest = closest(name, known)
            values: dict[str, Json] = {"name": name, "known": known, "map": import_map.name}
            raise CmsError("setup/import-split", values | ({"suggestion": nearest} if nearest else {}))


def _reads(outside: Outside, set_up: SetUp, progress: Progress) -> Iterator[tuple[str, Read]]:
    texts = [path for path in outside.files if path[path.rfind(".") :].lower() in SUFFIXES]
    for done, path in enumerate(texts):
        data = outside.read(path, TEXT_LIMIT)
        if isinstance(data, bytes):
            yield path, read_original(path, data, set_up.config.site)
        else:
            yield path, Read(None, (Outcome(path, 0, "", "left-out", f"file-{data.reason}"),))
        progress(done, len(texts))


def _converted(
    reads: Mapping[str, Read], import_map: ImportMap, set_up: SetUp, media: Media, splits: Sequence[str]
) -> Converted:
    originals = [read.original for read in reads.values() if read.original is not None]
    tables = {
        name: {key: row for each in originals if pattern.fullmatch(each.path) for key, row in each.data.items()}
        for name, pattern in import_map.tables.items()
    }
    return convert(originals, import_map, tables, _tools(set_up, media, import_map.base), splits)


def _tools(set_up: SetUp, media: Media, base: str) -> Tools:
    config = set_up.config

    def placed(collection: str, slug: str, data: Data) -> Placed | None:
        template = config.collections[collection].template
        captures = {name: _capture(name, slug, data, config.site.lang) for name in template.captures}
        if not slug or not all(captures.values()):
            return None
        path = path_of(template, config.content, captures)
        found = None if unsafe_name(path) or _is_odd(path) else place(path, template, collection)
        return None if found is None else Placed(found.id, path)

    def is_list(collection: str, field: str) -> bool:
        schema = set_up.schemas.get(collection)
        return schema is not None and schema.properties.get(field, {}).get("type") == "array"

    def assets(collection: str, data: Data) -> Iterator[Steps]:
        return (each.at for each in set_up.schemas[collection].annotations(data) if each.keyword == "x-asset")

    return Tools(placed, is_list, assets, media.find, render.outline, base)


def _is_odd(path: str) -> bool:
    """Whether a part of a path is hidden, such as `.git`, or so long that some system can't store it."""
    return any(part.startswith(".") or len(part.encode()) > LONGEST_NAME for part in path.split("/"))


def _capture(name: str, slug: str, data: Data, lang: str) -> str:
    """What stands in a path for one of its captures; empty where nothing does."""
    if name == "slug":
        return slug
    if isinstance(data.get(name), str):
        return str(data[name])
    return {"lang": lang, "date": ""}.get(name, slug)


# --- Checking and writing --------------------------------------------------------------------------------------------


def _settled(
    tree: Tree, files: list[Fitted], media: Media, set_up: SetUp, order: Order
) -> tuple[list[Fitted], Report, dict[str, FileState]]:
    """The files as they can be published: who needs a draft is one, too. With what a check says of them then.

    First as if all were written that nobody has touched since an import: what became a draft then does so again.
    """
    untouched = frozenset(one.draft.path for one in files if _is_untouched(tree, one, set_up))
    if untouched:
        files, _, _ = _settled_with(untouched, tree, files, media, set_up, order)
    return _settled_with(frozenset(), tree, files, media, set_up, order)


def _settled_with(
    others: frozenset[str], tree: Tree, files: list[Fitted], media: Media, set_up: SetUp, order: Order
) -> tuple[list[Fitted], Report, dict[str, FileState]]:
    while True:
        fresh = {one.draft.path: one.text.encode() for one in files} | media.fresh
        states = {path: _state(tree, path, data, force=order.force) for path, data in fresh.items()}
        written = {path: data for path, data in fresh.items() if states[path] != "kept" or path in others}
        found = _checked(Overlay(tree, written), sorted(written))
        again = _drafted(files, found, set_up)
        if again == files:
            return files, found, states
        files = again


def _is_untouched(tree: Tree, one: Fitted, set_up: SetUp) -> bool:
    """Whether what is there is the draft that an import made of the file."""
    there = next(iter(tree.read([one.draft.path], None)), None)
    if there is None or there.data == one.text.encode() or not _is_published(one, set_up):
        return False
    return there.data == as_draft(one, set_up, "linked").text.encode()


def _drafted(files: list[Fitted], found: Report, set_up: SetUp) -> list[Fitted]:
    """The same files, but drafts where a link or a reference leads to nothing that is published."""
    errors = {each.path for each in found.diagnostics if each.severity == "error" and each.rule.startswith("link/")}
    return [
        as_draft(one, set_up, "linked") if one.draft.path in errors and _is_published(one, set_up) else one
        for one in files
    ]


def _checked(tree: Tree, paths: Sequence[str]) -> Report:
    with tree, Cache(None) as cache:
        state = advance(tree, cache, now(), lambda _done, _total: None, ALONE)
        wanted = report(tree, cache, state, Wish())
        return wanted._replace(diagnostics=tuple(each for each in wanted.diagnostics if each.path in set(paths)))


def _is_published(one: Fitted, set_up: SetUp) -> bool:
    document, _ = parse(Source(one.draft.path, one.text.encode(), ""))
    return is_published(document.data or {}, one.draft, set_up)


def _state(tree: Tree, path: str, data: bytes, *, force: bool) -> FileState:
    """What becomes of a file, by what is in its place."""
    there = next(iter(tree.read([path], None)), None)
    if there is None:
        return "new"
    if there.data == data:
        return "same"
    return "replaced" if force else "kept"


def _write(root: str, files: Sequence[Fitted], media: Media, states: Mapping[str, FileState]) -> None:
    """Write what is new or to be replaced; the media first, so that no entry names one that isn't there."""
    fresh = media.fresh | {one.draft.path: one.text.encode() for one in files}
    for path, data in fresh.items():
        if states[path] in {"new", "replaced"}:
            place_file(root, path, data)


# --- What to say -----------------------------------------------------------------------------------------------------


def _listed(
    files: Sequence[Fitted], media: Media, states: Mapping[str, FileState], set_up: SetUp
) -> Iterator[ImportedFile]:
    for one in files:
        path, collection = one.draft.path, one.draft.collection
        published = _is_published(one, set_up) or not has_drafts(one.draft, set_up)
        yield ImportedFile(path, collection, states[path], published, one.missing)
    yield from (ImportedFile(path, "", states[path]) for path in media.fresh)


def _outcomes(
    reads: Mapping[str, Read], converted: Converted, files: Sequence[Fitted], media: Media, outside: Outside
) -> tuple[Outcome, ...]:
    """What became of everything, by source and line."""
    skipped = {each.path for each in converted.outcomes if each.fate == "left-out" and not (each.field or each.at)}
    found = [outcome for path, read in reads.items() if path not in skipped for outcome in read.outcomes]
    found += with_refusals(converted.outcomes, [outcome for one in files for outcome in one.outcomes])
    originals = {path: read.original for path, read in reads.items() if read.original is not None}
    found += without_bodies(converted.drafts, originals)
    found += media.outcomes
    found += [Outcome(each.path, 0, "", "left-out", f"file-{each.reason}") for each in outside.refused]
    others = set(outside.files) - reads.keys() - media.taken.keys() - {outcome.path for outcome in media.outcomes}
    found += [Outcome(path, 0, "", "left-out", "unnamed") for path in others]
    return tuple(sorted(found, key=lambda each: (each.path, each.line, each.field, each.target, each.at, each.reason)))
