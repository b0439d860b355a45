"""One file by itself → its entry and what is to be said of it: the only module of a run that loads the parsers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from cms import lint, render
from cms.build.places import lost_html, markdown_texts, too_deep, unsafe_links
from cms.build.route import Route
from cms.model import Collection, Config, Diagnostic, Entry, Node, Schema, Source
from cms.parse import parse
from cms.render import scan
from cms.validate import validate


def check_file(
    source: Source, route: Route, schemas: Mapping[str, Schema], config: Config
) -> tuple[Entry, tuple[Diagnostic, ...]]:
    """Parse and validate one file, look at its body, and run the rules for single files on it. A pure function."""
    document, found = parse(source)
    schema = schemas[route.collection.name]
    entry, problems = validate(document, route.collection, route.place, schema, config.site, source.blob)
    if entry is None:
        entry = _unread(source, route, config)
        file = lint.Checkable(document, entry, schema, config.site, found, outline=_outline)
        return entry, _linted(file, route.collection, config)
    scans = [scan(text) for text in markdown_texts(document, entry).values()]
    links = tuple(dict.fromkeys(link for scanned in scans for link in scanned.links))
    # What parsing complains of isn't fit to be shown.
    entry = entry._replace(wrong=entry.wrong or bool(found), links=links)
    found = (*found, *problems)
    if any(scanned.deep for scanned in scans):
        found = (*found, *too_deep(document, entry))
    if any(scanned.unsafe for scanned in scans):
        found = (*found, *unsafe_links(document, entry))
    has_html = any(scanned.raw_html for scanned in scans)
    lost = partial(lost_html, document, entry) if has_html else tuple
    file = lint.Checkable(document, entry, schema, config.site, found, outline=_outline, lost_html=lost)
    return entry, _linted(file, route.collection, config)


def _outline(body: str, shift: int) -> tuple[Node, ...]:
    """The nodes of a body at an offset of its file; the parser is loaded for the first."""
    return render.outline(body, shift)


def _linted(file: lint.Checkable, collection: Collection, config: Config) -> tuple[Diagnostic, ...]:
    """What is found, and what the rules find besides; nothing more in a file that isn't one text."""
    if any(each.rule in _NO_TEXT for each in file.known):
        return tuple(file.known)
    return tuple(lint.run(file, _rules_for(config, collection)(file.document.path)))


_Finder = Callable[[str], tuple[lint.Chosen[lint.FileRule], ...]]
_finders: list[tuple[Config, dict[str, _Finder]]] = []
"""The last configuration, and by collection what finds the rules for a path: a run has many files and one set-up."""


def _rules_for(config: Config, collection: Collection) -> _Finder:
    if not _finders or _finders[0][0] is not config:
        _finders[:] = [(config, {})]
    finders = _finders[0][1]
    if collection.name not in finders:
        finders[collection.name] = lint.chosen(lint.file_rules(), config, collection)
    return finders[collection.name]


_NO_TEXT = frozenset({"parse/conflict", "parse/encoding", "parse/size"})


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
