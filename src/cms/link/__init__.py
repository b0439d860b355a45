"""Entries → Content: references, back links, unique ids and URLs, visibility, assets found."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from cms.link.body import BodyProblem, Web, asset_path, check_links, nearest_file, target_of
from cms.link.references import check_references
from cms.link.suggestions import Suggestions
from cms.link.visibility import boundaries, visibility_at
from cms.model import (
    Backlink,
    Config,
    Content,
    Diagnostic,
    Entry,
    Key,
    Listed,
    Reference,
    Related,
    Schema,
    Span,
    Visibility,
)
from cms.paths import key_of
from cms.positions import pointer

__all__ = ["BodyProblem", "Linked", "Web", "asset_path", "link", "target_of", "visibility_at", "web_of"]


class Linked(NamedTuple):
    """Content, and what is wrong with links of bodies: these lack a span until somebody looks at the body again."""

    content: Content
    body_problems: tuple[BodyProblem, ...]


def link(
    entries: Iterable[Entry],
    config: Config,
    schemas: Mapping[str, Schema],
    files: Mapping[str, Listed],
    at: int,
    *,
    preview: bool = False,
) -> Linked:
    """Link all entries as they stand at the instant `at` (seconds since 1970).

    `files` are all files of the content folder. In a preview every entry that its schema accepts is shown.
    """
    # What is shown comes first, so that a clash with something hidden is the hidden one's fault and stops no export.
    ordered = sorted(entries, key=lambda entry: (visibility_at(entry, at) != "published", entry.path))
    known, found = _by_key(ordered)
    visibility: dict[Key, Visibility] = {key: visibility_at(entry, at) for key, entry in known.items()}
    shown = frozenset(key for key, entry in known.items() if _is_shown(entry, visibility[key], preview=preview))
    web = web_of(known, config, files)
    suggestions = Suggestions(known)
    found += _duplicate_urls(known)
    found += _duplicate_values(known)
    for key, entry in known.items():
        found += check_references(entry, known, visibility[key], schemas[entry.collection], suggestions)
        found += _asset_problems(entry, config, web, suggestions)
    problems = [problem for entry in known.values() for problem in check_links(entry, known, config, web, suggestions)]
    valid_from, next_change_at = boundaries(known.values(), at)
    content = Content(
        entries=known,
        visibility=visibility,
        shown=shown,
        hidden={key: gone for key in shown if (gone := _not_shown(known[key], shown))},
        backlinks=_backlinks(known, shown, config, web),
        valid_from=valid_from,
        next_change_at=next_change_at,
        diagnostics=tuple(found),
    )
    return Linked(content, tuple(problems))


def web_of(entries: Mapping[Key, Entry], config: Config, files: Mapping[str, Listed]) -> Web:
    """What links can lead to."""
    return Web(
        urls={entry.url: key for key, entry in reversed(list(entries.items())) if entry.url is not None},
        paths={_nfc(entry.path): key for key, entry in entries.items()},
        files={_nfc(path): path for path, listed in files.items() if not listed.link},
        url_patterns=tuple(collection.url for collection in config.collections.values() if collection.url),
    )


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _is_shown(entry: Entry, visibility: Visibility, *, preview: bool) -> bool:
    return not entry.wrong and (preview or visibility == "published")


def _not_shown(entry: Entry, shown: frozenset[Key]) -> tuple[Reference, ...]:
    return tuple(reference for reference in entry.references if key_of(reference) not in shown)


# --- Identity --------------------------------------------------------------------------------------------------------


def _by_key(entries: Iterable[Entry]) -> tuple[dict[Key, Entry], list[Diagnostic]]:
    known: dict[Key, Entry] = {}
    folded: dict[Key, Entry] = {}
    found = []
    for entry in entries:
        first = folded.setdefault((entry.collection, entry.id.casefold()), entry)
        known.setdefault((entry.collection, entry.id), entry)
        if first is not entry:
            values = {"id": entry.id, "collection": entry.collection, "other": first.path}
            found.append(Diagnostic("link/duplicate-id", entry.path, values=values, related=(Related(first.path),)))
    return known, found


def _duplicate_urls(known: Mapping[Key, Entry]) -> Iterator[Diagnostic]:
    first: dict[str, Entry] = {}
    for entry in known.values():
        if entry.url is not None and (other := first.setdefault(entry.url, entry)) is not entry:
            values = {"url": entry.url, "other": other.path}
            yield Diagnostic("link/duplicate-url", entry.path, values=values, related=(Related(other.path),))


def _duplicate_values(known: Mapping[Key, Entry]) -> Iterator[Diagnostic]:
    first: dict[tuple[str, str, str], tuple[Entry, Span]] = {}
    for entry in known.values():
        for unique in entry.uniques:
            identity = (entry.collection, unique.field, repr(unique.value))
            other, span = first.setdefault(identity, (entry, unique.span))
            if other is not entry:
                yield Diagnostic(
                    "link/duplicate-value",
                    entry.path,
                    unique.span,
                    {"name": unique.field, "value": unique.value, "other": other.path},
                    pointer=pointer(unique.at),
                    related=(Related(other.path, span),),
                )


# --- Assets ----------------------------------------------------------------------------------------------------------


def _asset_problems(entry: Entry, config: Config, web: Web, suggestions: Suggestions) -> Iterator[Diagnostic]:
    for use in entry.assets:
        if not use.url or use.url.startswith("//") or ":" in use.url.partition("/")[0]:
            continue  # elsewhere, or a scheme that `validate` has judged
        path = asset_path(use.url, entry.path, config.media)
        if path is None:
            found = Diagnostic("link/outside", entry.path, use.span, {"url": use.url}, pointer=pointer(use.at))
        elif web.stored(path) is None:
            nearest = nearest_file(path, use.url, entry.path, config.media, web, suggestions)
            values = {"url": use.url, "file": path} | ({"suggestion": nearest} if nearest else {})
            found = Diagnostic("link/missing-file", entry.path, use.span, values, pointer=pointer(use.at))
        else:
            continue
        yield found


# --- Back links ------------------------------------------------------------------------------------------------------


def _backlinks(
    known: Mapping[Key, Entry], shown: frozenset[Key], config: Config, web: Web
) -> dict[Key, tuple[Backlink, ...]]:
    gathered: dict[Key, set[Backlink]] = {}
    for key in shown:
        entry = known[key]
        for target, field in _targets(entry, config, web):
            if target in shown and config.collections[target[0]].backlinks:
                gathered.setdefault(target, set()).add(Backlink(entry.collection, entry.id, field))
    return {key: tuple(sorted(links)) for key, links in gathered.items()}


def _targets(entry: Entry, config: Config, web: Web) -> Iterator[tuple[Key, str]]:
    for reference in entry.references:
        yield key_of(reference), reference.field
    for found in entry.links:
        key = target_of(found.url, entry.path, config, web).key
        if key is not None:
            yield key, "body"
