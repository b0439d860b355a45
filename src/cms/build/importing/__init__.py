"""What `cms import` does: another system's export → entries and media of a repository, checked before written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from cms import render
from cms.build.importing.accounts import listed, outcomes, overall
from cms.build.importing.fitting import fitted
from cms.build.importing.media import Download, Media
from cms.build.importing.originals import SUFFIXES, Read, read_original
from cms.build.importing.places import must_be_elsewhere, must_have_place
from cms.build.importing.references import in_form
from cms.build.importing.settling import Ground, settle
from cms.build.report import Report
from cms.build.state import Progress
from cms.closest import closest
from cms.config import SetUp, load
from cms.config.import_map import load_import_map
from cms.fix import must_be_writable, place_files
from cms.importers import Converted, ImportMap, Placed, Tools, convert
from cms.model import CmsError, Data, Json, Steps
from cms.outcomes import ImportedFile, Outcome, Overall
from cms.paths import path_of, place, unsafe_name
from cms.read import open_tree
from cms.read.outside import Outside, open_source

TEXT_LIMIT = 5_000_000
"""Bytes of a text of the export that is read."""


LONGEST_NAME = 200
"""Bytes of a part of a path: systems take 255 at most, and a file is staged under a longer name."""


class Order(NamedTuple):
    """What is to be imported and how: the mapping's name, the source's path, and which of its splits.

    `copy` takes along the files that content names, from the export, and with `download` from the web; `force`
    replaces files that differ. `report` is the path that a report of it will go to, if there is to be one.
    """

    name: str
    source: str
    splits: tuple[str, ...] = ()
    copy: bool = True
    download: Download | None = None
    force: bool = False
    report: str = ""


class Imported(NamedTuple):
    """What an import did, or would do: its files by path, what became of everything, and what a check says of them."""

    files: tuple[ImportedFile, ...]
    outcomes: tuple[Outcome, ...]
    report: Report
    lang: str
    overall: Overall = Overall()


def import_content(root: str, order: Order, *, write: bool, progress: Progress) -> Imported:
    """Import what a source has. Nothing is written unless `write` is set, and nothing that differs without `force`.

    Raises CmsError for wrong use and set-up, sources that can't be read and files that can't be written: if that is
    known before, nothing is. Raises `cms.fix.Stopped` where the user interrupts the writing.
    """
    with open_tree(root, "work") as tree:
        set_up = load(tree)
        must_be_elsewhere(order.source, root, set_up.config)
        must_have_place(order.report, order.source, root, set_up.config)
        import_map = load_import_map(tree, order.name, set_up)
        _must_be_known(order.splits, import_map)
        with open_source(order.source) as outside:
            media = Media(outside, tree, set_up.config, import_map, copy=order.copy, download=order.download)
            reads = dict(_reads(outside, set_up, progress))
            converted = _converted(reads, import_map, set_up, media, order.splits)
        known = {(draft.collection, draft.id) for draft in converted.drafts}
        drafts = [in_form(draft, set_up.schemas[draft.collection], known) for draft in converted.drafts]
        files = [fitted(draft, set_up) for draft in drafts]
        settled = settle(files, Ground(tree, media, set_up, order.force))
        must_be_writable(root, settled.to_write)
        if write:
            place_files(root, settled.to_write.items())
    told = outcomes(reads, converted, settled, media, outside, set_up)
    about = overall(settled.report, reads, import_map, outside)
    return Imported(tuple(listed(settled, set_up)), told, settled.report, set_up.config.site.lang, about)


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
