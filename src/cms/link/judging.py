"""An entry and the owners of its names → what is wrong with its place among the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from cms.link.names import folded_name, key_name, url_name, value_name
from cms.link.references import check_references
from cms.link.resolving import Owners, Target, stored_at, target_of
from cms.link.targets import asset_path, is_local
from cms.link.visibility import covers, visibility_at, why_hidden
from cms.model import Config, Diagnostic, Entry, Json, Owner, Related, Schema, Severity
from cms.positions import pointer


class BodyProblem(NamedTuple):
    """A diagnostic about every place of the body that has this URL; its span is still to be found."""

    url: str
    image: bool
    diagnostic: Diagnostic


class Judged(NamedTuple):
    """What is wrong with an entry among others. Problems of its body lack a span until somebody looks at it again."""

    diagnostics: tuple[Diagnostic, ...]
    problems: tuple[BodyProblem, ...] = ()


def ordered(found: Mapping[str, Iterable[Owner]], at: int) -> dict[str, list[Owner]]:
    """Owners in the order in which they count: the shown first, so that a clash with something hidden is its fault."""

    def turn(owner: Owner) -> tuple[bool, str]:
        return visibility_at(owner, at) != "published", owner.path

    return {name: sorted(owners, key=turn) for name, owners in found.items()}


def judge(entry: Entry, owners: Owners, config: Config, schema: Schema, at: int) -> Judged:
    """Judge an entry as it stands at the instant `at` (seconds since 1970).

    `owners` has those of all names that the entry has and uses, ordered as `ordered` does.
    """
    twins = tuple(_duplicate_id(entry, owners))
    if owners[key_name(entry.collection, entry.id)][0].path != entry.path:
        return Judged(twins)  # another file is this entry
    found = [
        *twins,
        *_duplicate_url(entry, owners),
        *_duplicate_values(entry, owners),
        *check_references(entry, owners, visibility_at(entry, at), schema),
        *_asset_problems(entry, config, owners),
    ]
    return Judged(tuple(found), tuple(_links(entry, config, owners)))


# --- Identity --------------------------------------------------------------------------------------------------------


def _duplicate_id(entry: Entry, owners: Owners) -> Iterator[Diagnostic]:
    first = owners[folded_name(entry.collection, entry.id)][0]
    if first.path != entry.path:
        values = {"id": entry.id, "collection": entry.collection, "other": first.path}
        yield Diagnostic("link/duplicate-id", entry.path, values=values, related=(Related(first.path),))


def _duplicate_url(entry: Entry, owners: Owners) -> Iterator[Diagnostic]:
    if entry.url is None:
        return
    first = next(owner for owner in owners[url_name(entry.url)] if owner.url == entry.url)
    if first.path != entry.path:
        values = {"url": entry.url, "other": first.path}
        yield Diagnostic("link/duplicate-url", entry.path, values=values, related=(Related(first.path),))


def _duplicate_values(entry: Entry, owners: Owners) -> Iterator[Diagnostic]:
    for unique in entry.uniques:
        first = owners[value_name(entry.collection, unique.field, unique.value)][0]
        if first.path != entry.path:
            values = {"name": unique.field, "value": unique.value, "other": first.path}
            yield Diagnostic(
                "link/duplicate-value",
                entry.path,
                unique.span,
                values,
                pointer=pointer(unique.at),
                related=(Related(first.path),),
            )


# --- Assets ----------------------------------------------------------------------------------------------------------


def _asset_problems(entry: Entry, config: Config, owners: Owners) -> Iterator[Diagnostic]:
    for use in entry.assets:
        if not is_local(use.url):
            continue
        path = asset_path(use.url, entry.path, config.media)
        if path is None:
            yield Diagnostic("link/outside", entry.path, use.span, {"url": use.url}, pointer=pointer(use.at))
        elif stored_at(path, owners) is None:
            values = {"url": use.url, "file": path}
            yield Diagnostic("link/missing-file", entry.path, use.span, values, pointer=pointer(use.at))


# --- Links of bodies -------------------------------------------------------------------------------------------------


def _links(entry: Entry, config: Config, owners: Owners) -> Iterator[BodyProblem]:
    for found in entry.links:
        target = target_of(found.url, entry.path, config, owners)
        if target.wrong:
            yield BodyProblem(found.url, found.image, _broken(target, found.url, entry))
        elif target.entry is not None and not target.entry.wrong and not covers(target.entry, entry):
            owner = target.entry
            values = {"id": owner.id, "collection": owner.collection, "visibility": why_hidden(owner)}
            diagnostic = Diagnostic("link/hidden-link", entry.path, values=values, severity="warning")
            yield BodyProblem(found.url, found.image, diagnostic)


def _broken(target: Target, url: str, entry: Entry) -> Diagnostic:
    from urllib.parse import unquote  # noqa: PLC0415 - 4 ms, for what is wrong

    values: dict[str, Json] = {"url": unquote(url)}
    if target.missing:
        values["file"] = target.missing
    severity: Severity = "warning" if target.wrong == "link/dead-link" else "error"
    return Diagnostic(target.wrong, entry.path, values=values, severity=severity)
