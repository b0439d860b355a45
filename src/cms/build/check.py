"""The check: every file by itself, then all of them together; what hasn't changed comes out of the cache."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from cms import cache as caching
from cms import lint, records
from cms.build.route import Route, route_files, route_path
from cms.cache import Cache
from cms.config import SetUp
from cms.link import BodyProblem, link
from cms.model import (
    CheckedFile,
    CmsError,
    Config,
    Content,
    Diagnostic,
    Document,
    Entry,
    Key,
    Listed,
    Located,
    Schema,
    Source,
    Span,
)
from cms.parse import parse
from cms.read import Tree
from cms.render import MAX_DEPTH, deep_span, locate, scan
from cms.validate import validate

Progress = Callable[[int, int], None]

_CHUNK = 256

DRAFTS_MAY_LACK = frozenset({"schema/required", "schema/minItems"})


class Checked(NamedTuple):
    """A tree, checked: its set-up, its content and everything that is to be said about it, sorted."""

    set_up: SetUp
    content: Content
    files: Mapping[str, Listed]
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
        *_placed(tree, linked.body_problems),
        *(_judged(diagnostic, by_path, linked.content) for result in results for diagnostic in result.diagnostics),
    ]
    return Checked(set_up, linked.content, files, tuple(sorted(found, key=_order)), version)


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
    checked = validate(document, route.collection, route.place, schema, config.site, config.media, source.blob)
    entry = checked.entry
    if entry is None or document.body is None:
        return CheckedFile(entry, (*found, *checked.diagnostics))
    scanned = scan(_body(document))
    entry = entry._replace(links=scanned.links)
    checkable = lint.Checkable(document, entry, scanned.raw_html, lambda: _located(document))
    linted = lint.run(checkable, config.rules)
    unsafe = _unsafe_links(document) if scanned.unsafe else ()
    if scanned.deep:
        found = (*found, _too_deep(document))
    return CheckedFile(entry, (*found, *checked.diagnostics, *unsafe, *linted))


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


# --- Places in bodies ------------------------------------------------------------------------------------------------


def _located(document: Document) -> tuple[Located, ...]:
    """What stands in a document's body, with spans in the whole file."""
    return tuple(found._replace(span=_in_file(found.span, document)) for found in locate(_body(document)))


def _body(document: Document) -> str:
    return document.text[document.body or 0 :]


def _in_file(span: Span, document: Document) -> Span:
    before = document.text.count("\n", 0, document.body or 0)
    return span._replace(line=span.line + before, end_line=span.end_line + before)


def _unsafe_links(document: Document) -> Iterator[Diagnostic]:
    for found in _located(document):
        if found.refused:
            values = {"scheme": found.written.partition(":")[0].strip(), "url": found.written}
            yield Diagnostic("link/scheme", document.path, found.span, values)


def _too_deep(document: Document) -> Diagnostic:
    span = deep_span(_body(document))
    place = None if span is None else _in_file(span, document)
    return Diagnostic("parse/depth", document.path, place, {"limit": MAX_DEPTH}, "body")


def _placed(tree: Tree, problems: Sequence[BodyProblem]) -> Iterator[Diagnostic]:
    """Find the places of problems with links: one diagnostic a place."""
    by_path: dict[str, list[BodyProblem]] = {}
    for problem in problems:
        by_path.setdefault(problem.diagnostic.path, []).append(problem)
    for source in tree.read(sorted(by_path)):
        document, _ = parse(source)
        located = _located(document)
        for problem in by_path[source.path]:
            kind = "image" if problem.image else "link"
            places = [found.span for found in located if found.kind == kind and found.value == problem.url]
            yield from (problem.diagnostic._replace(span=span) for span in places)
            if not places:  # in a field that holds Markdown
                yield problem.diagnostic


# --- What is shown ---------------------------------------------------------------------------------------------------


def only(
    diagnostics: Iterable[Diagnostic], checked: Checked, wanted: Callable[[str], bool], gone: Iterable[str] = ()
) -> Iterator[Diagnostic]:
    """The diagnostics in wanted files, and those elsewhere that name an entry of one, or one that is gone."""
    config = checked.set_up.config
    deleted = {key for path in gone if (key := _key(path, config)) is not None}
    changed = {key for key, entry in checked.content.entries.items() if wanted(entry.path)}
    for found in diagnostics:
        named = set(_named(found))
        if found.rule == "link/unknown" and named & deleted:
            collection, identity = min(named & deleted)
            values = {**found.values, "collection": collection, "id": identity}
            yield found._replace(rule="link/deleted", case="", values=values)
        elif wanted(found.path) or named & changed or any(wanted(related.path) for related in found.related):
            yield found


def _key(path: str, config: Config) -> Key | None:
    route = route_path(Listed(path), config)
    return None if route is None else (route.collection.name, route.place.id)


def _named(found: Diagnostic) -> Iterator[Key]:
    identity = found.values.get("id")
    if identity is None:
        return
    for collection in found.values.get("targets", [found.values.get("collection")]):
        yield collection, identity.removeprefix(f"{collection}/")


def wanted_paths(tree: Tree, files: Iterable[str], arguments: Sequence[str]) -> Callable[[str], bool]:
    """Whether a path lies in one of the named files and folders. Raises CmsError for one that doesn't exist."""
    known = list(files)
    wanted = []
    for argument in arguments:
        path = os.path.relpath(os.path.abspath(argument), tree.root).replace(os.sep, "/")
        inside = path == "." or any(file == path or file.startswith(path + "/") for file in known)
        if not inside and not os.path.exists(argument):
            raise CmsError("setup/path", {"path": argument})
        wanted.append("" if path == "." else path)
    return lambda path: any(not prefix or path == prefix or path.startswith(prefix + "/") for prefix in wanted)
