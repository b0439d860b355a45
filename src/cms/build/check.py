"""The check: every file by itself, then all of them together; what hasn't changed comes out of the cache."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from cms import cache as caching
from cms import lint, records
from cms.build.places import located_in, markdown_texts, placed, too_deep, unsafe_links
from cms.build.route import Route, route_files
from cms.cache import Cache
from cms.config import SetUp
from cms.link import link, visibility_at
from cms.model import (
    CheckedFile,
    Config,
    Content,
    Diagnostic,
    Entry,
    Key,
    Listed,
    Schema,
    Source,
    Span,
)
from cms.parse import parse
from cms.read import Tree
from cms.render import scan
from cms.validate import validate

Progress = Callable[[int, int], None]

_CHUNK = 256

DRAFTS_MAY_LACK = frozenset({"schema/required", "schema/minItems"})


class Checked(NamedTuple):
    """A tree, checked: its set-up, its content and everything that is to be said about it, sorted.

    `hidden` are the paths of entries that aren't published at the instant.
    """

    set_up: SetUp
    content: Content
    files: Mapping[str, Listed]
    hidden: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]
    version: str


def check_tree(
    tree: Tree, set_up: SetUp, cache: Cache, at: int, progress: Progress, *, preview: bool = False
) -> Checked:
    """Check all content of a tree as it stands at the instant `at`."""
    config = set_up.config
    files = tree.files([config.content])
    routes = route_files(files, config)
    version = program_version()
    results = check_files(tree, set_up, routes.by_path, cache, version, progress)
    entries = [result.entry for result in results if result.entry is not None]
    linked = link(entries, config, set_up.schemas, files, at, preview=preview)
    by_path = {entry.path: key for key, entry in linked.content.entries.items()}
    found = [
        *set_up.diagnostics,
        *routes.diagnostics,
        *linked.content.diagnostics,
        *placed(tree, linked.body_problems, {entry.path: entry for entry in linked.content.entries.values()}),
        *(_judged(diagnostic, by_path, linked.content) for result in results for diagnostic in result.diagnostics),
    ]
    hidden = frozenset(entry.path for entry in entries if visibility_at(entry, at) != "published")
    return Checked(set_up, linked.content, files, hidden, tuple(sorted(found, key=_order)), version)


def _order(found: Diagnostic) -> tuple[str, Span, str, str]:
    return found.path, found.span or Span(0, 0, 0, 0), found.rule, found.pointer


def _judged(found: Diagnostic, by_path: Mapping[str, Key], content: Content) -> Diagnostic:
    """What an entry lacks is no error any more once it has expired."""
    if found.rule in DRAFTS_MAY_LACK and found.severity == "error":
        key = by_path.get(found.path)
        if key is not None and content.visibility[key] == "expired":
            return found._replace(severity="warning")
    return found


# --- Each file by itself ---------------------------------------------------------------------------------------------


def check_files(
    tree: Tree, set_up: SetUp, routes: Mapping[str, Route], cache: Cache, version: str, progress: Progress
) -> list[CheckedFile]:
    """The results of `check_file`, in the order of `routes`: cached unless something they depend on has changed."""
    settings = {name: _settings(set_up.config, name, schema) for name, schema in set_up.schemas.items()}

    def key_of(path: str, blob: str) -> str:
        return caching.key(version, path, blob, settings[routes[path].collection.name])

    results: dict[str, CheckedFile] = {}
    known = {path: key_of(path, route.listed.blob) for path, route in routes.items() if route.listed.blob}
    results |= _kept(known, cache)
    progress(len(results), len(routes))
    for sources in _chunks(tree.read(path for path in routes if path not in results)):
        keys = {source.path: key_of(source.path, source.blob) for source in sources if source.blob}
        results |= _kept({path: key for path, key in keys.items() if path not in known}, cache)
        fresh = {
            source.path: check_file(source, routes[source.path], set_up.schemas, set_up.config)
            for source in sources
            if source.path not in results
        }
        cache.put("checked", {keys[path]: (path, records.dump(fresh[path])) for path in fresh if path in keys})
        results |= fresh
        progress(len(results), len(routes))
    return [results[path] for path in routes if path in results]


def _kept(keys: Mapping[str, str], cache: Cache) -> dict[str, CheckedFile]:
    """The results that the cache holds, by path. What it holds is taken for broken rather than believed blindly."""
    kept = cache.get("checked", list(keys.values()))
    loaded = ((path, records.load_checked(kept[key])) for path, key in keys.items() if key in kept)
    return {path: result for path, result in loaded if result is not None}


def _chunks(sources: Iterator[Source]) -> Iterator[list[Source]]:
    while chunk := list(islice(sources, _CHUNK)):
        yield chunk


def _settings(config: Config, name: str, schema: Schema) -> str:
    collection = config.collections[name]
    relevant = (collection._replace(template=collection.template._replace(pattern=None)), config.site, config.media)  # type: ignore[arg-type]  # the template's text stands for its pattern
    return repr((relevant, sorted(config.rules.items()), schema.digest))


def program_version() -> str:
    """What every result depends on besides its inputs."""
    package = os.path.dirname(os.path.dirname(__file__))
    return caching.program_version(package, [path for path in sys.path if path.endswith("-packages")])


def check_file(source: Source, route: Route, schemas: Mapping[str, Schema], config: Config) -> CheckedFile:
    """Parse and validate one file, look at its body, and run the rules for single files on it. A pure function."""
    document, found = parse(source)
    if document.data is None:
        return CheckedFile(_unread(source, route, config), found)
    schema = schemas[route.collection.name]
    checked = validate(document, route.collection, route.place, schema, config.site, source.blob)
    entry = checked.entry
    if entry is None:
        return CheckedFile(None, (*found, *checked.diagnostics))
    entry = entry._replace(wrong=entry.wrong or bool(found))  # what parsing complains of isn't fit to be shown
    scans = [scan(text) for text in markdown_texts(document, entry).values()]
    entry = entry._replace(links=tuple(dict.fromkeys(link for scanned in scans for link in scanned.links)))
    found = (*found, *checked.diagnostics)
    if any(scanned.deep for scanned in scans):
        found = (*found, *too_deep(document, entry))
    if any(scanned.unsafe for scanned in scans):
        found = (*found, *unsafe_links(document, entry))
    raw_html = any(scanned.raw_html for scanned in scans)
    checkable = lint.Checkable(document, entry, raw_html, lambda: located_in(document, entry))
    return CheckedFile(entry, (*found, *lint.run(checkable, config.rules)))


def _unread(source: Source, route: Route, config: Config) -> Entry:
    """An entry that stands for a file that can't be read, so that references to it aren't reported as well."""
    return Entry(
        collection=route.collection.name,
        id=route.place.id,
        slug=route.place.slug,
        path=source.path,
        blob=source.blob,
        url=None,
        lang=config.site.lang,
        translation_key=None,
        draft=False,
        publish_at=None,
        expire_at=None,
        data={},
        wrong=True,
    )
