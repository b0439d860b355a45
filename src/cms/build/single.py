"""One file by itself → its entry and what is to be said of it: the only module of a run that loads the parsers."""

from __future__ import annotations

from collections.abc import Mapping

from cms import lint
from cms.build.places import located_in, markdown_texts, too_deep, unsafe_links
from cms.build.route import Route
from cms.model import Config, Diagnostic, Entry, Schema, Source
from cms.parse import parse
from cms.render import scan
from cms.validate import validate


def check_file(
    source: Source, route: Route, schemas: Mapping[str, Schema], config: Config
) -> tuple[Entry, tuple[Diagnostic, ...]]:
    """Parse and validate one file, look at its body, and run the rules for single files on it. A pure function."""
    document, found = parse(source)
    if document.data is None:
        return _unread(source, route, config), found
    schema = schemas[route.collection.name]
    entry, problems = validate(document, route.collection, route.place, schema, config.site, source.blob)
    if entry is None:
        return _unread(source, route, config), (*found, *problems)
    scans = [scan(text) for text in markdown_texts(document, entry).values()]
    links = tuple(dict.fromkeys(link for scanned in scans for link in scanned.links))
    # What parsing complains of isn't fit to be shown.
    entry = entry._replace(wrong=entry.wrong or bool(found), links=links)
    found = (*found, *problems)
    if any(scanned.deep for scanned in scans):
        found = (*found, *too_deep(document, entry))
    if any(scanned.unsafe for scanned in scans):
        found = (*found, *unsafe_links(document, entry))
    raw_html = any(scanned.raw_html for scanned in scans)
    checkable = lint.Checkable(document, entry, raw_html, lambda: located_in(document, entry))
    return entry, (*found, *lint.run(checkable, config.rules))


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
