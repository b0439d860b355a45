"""The state in the cache → the report of a check: what is to be said, sorted, with all that its wording needs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from cms.build.linking import load_entries
from cms.build.merging import merged
from cms.build.selection import only, wanted_paths
from cms.build.state import State
from cms.build.terms import clashing, placed_terms
from cms.cache import Cache, files, sayings
from cms.link import Known, mendable, suggest, visibility_at
from cms.model import Diagnostic, Owner, Related, Span
from cms.paths import is_text
from cms.positions import line_starts, offsets_of
from cms.read import Tree
from cms.records import load_diagnostics

_NOT_OF_THE_INDEX = frozenset({"lint/lfs-pointer"})
"""With Git LFS, pointers are what is staged."""

DRAFTS_MAY_LACK = frozenset({"schema/required", "schema/minItems"})


class Report(NamedTuple):
    """What a check found: all diagnostics that were asked for, sorted by path and place.

    `files` and `entries` count what was checked, `hidden` the entries that a bundle of this instant leaves out. `texts`
    are the files that diagnostics speak of, by path. `blocking` are the errors that stop an export. `unsaid` counts
    what is only information, where that wasn't asked for.
    """

    diagnostics: tuple[Diagnostic, ...]
    blocking: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    lang: str
    files: int
    entries: int
    hidden: int
    unsaid: int = 0

    @property
    def errors(self) -> int:
        """How many of the diagnostics are errors."""
        return sum(found.severity == "error" for found in self.diagnostics)

    @property
    def warnings(self) -> int:
        """How many of the diagnostics are warnings."""
        return sum(found.severity == "warning" for found in self.diagnostics)

    @property
    def remarks(self) -> int:
        """How many of the diagnostics are only information."""
        return sum(found.severity == "info" for found in self.diagnostics)


class Wish(NamedTuple):
    """What is to be in a report: `paths` limit it (none: everything), `remarks` adds what is only information.

    `strict` lets warnings stop an export, too; in a `preview` drafts are shown.
    """

    paths: Sequence[str] = ()
    remarks: bool = True
    strict: bool = False
    preview: bool = False


def report(tree: Tree, cache: Cache, state: State, wish: Wish) -> Report:
    """The report of a state that the cache holds; a wish and staging limit what is in it."""
    staged = _staged(tree, state)
    said = merged(_said(cache, state, staged, remarks=wish.remarks))
    everything = sorted(said, key=lambda said: _order(said[0]))
    shown = _asked_for(tree, cache, state, [found for found, _ in everything], wish.paths)
    shown = tuple(sorted(placed_terms(tree, list(finished(cache, state, shown))), key=_order))
    texts = _masked(_texts(tree, sorted({found.path for found in shown if found.span is not None})), shown)
    counts = files.counts(cache, state.at)
    shown = tuple(mendable(found, texts.get(found.path, "")) for found in shown)
    return Report(
        diagnostics=shown,
        blocking=tuple(_blocking(everything, state, strict=wish.strict, preview=wish.preview)),
        texts=texts,
        lang=state.set_up.config.site.lang,
        files=counts.files + len(state.unnamed),
        entries=counts.entries,
        hidden=counts.hidden,
        unsaid=0 if wish.remarks or wish.paths else sayings.count_remarks(cache, staged),
    )


def _staged(tree: Tree, state: State) -> frozenset[str] | None:
    """The paths of what is staged, if only that is to be reported: a changed set-up concerns every file."""
    if tree.where != "index":
        return None
    changed = tree.changed()
    return changed if changed.isdisjoint(state.set_up.files) else None


def _order(found: Diagnostic) -> tuple[str, Span, str, str]:
    return found.path, found.span or Span(0, 0, 0, 0), found.rule, found.pointer


def _texts(tree: Tree, paths: Sequence[str]) -> dict[str, str]:
    if not paths:
        return {}
    from cms.parse import parse  # noqa: PLC0415 - only where there is something to show

    return {source.path: parse(source)[0].text for source in tree.read(paths)}


def _masked(texts: dict[str, str], shown: Sequence[Diagnostic]) -> dict[str, str]:
    """The texts with dots in the place of secrets: what is shown of them is often public."""
    for found in shown:
        if found.rule == "lint/secret" and found.path in texts:
            starts = line_starts(texts[found.path])
            for span in (found.span, *(related.span for related in found.related)):
                if span is not None:
                    start, end = offsets_of(starts, span)
                    text = texts[found.path]
                    texts[found.path] = text[:start] + re.sub(r"\S", "•", text[start:end]) + text[end:]
    return texts


# --- Everything that is said -----------------------------------------------------------------------------------------


def _said(
    cache: Cache, state: State, staged: frozenset[str] | None, *, remarks: bool
) -> Iterator[tuple[Diagnostic, Owner | None]]:
    """All diagnostics that may be shown or stop an export, each with whom it is said of."""
    for found in state.set_up.diagnostics:
        yield found, None
    paths = None if staged is None else list(filter(is_text, staged))
    said = [
        ((text or "[]", Owner(path)) for path, text in state.unnamed.items()),
        sayings.said(cache),
        sayings.linted(cache, "linted", paths),
        sayings.linted(cache, "remarks", paths) if remarks else (),
    ]
    for text, owner in chain.from_iterable(said):
        for found in load_diagnostics(text):
            yield _judged(found, owner, state.at), owner
    yield from clashing(cache, state.set_up.config)


def _judged(found: Diagnostic, owner: Owner, at: int) -> Diagnostic:
    """What an entry lacks is no error any more once it has expired."""
    if found.rule in DRAFTS_MAY_LACK and found.severity == "error" and visibility_at(owner, at) == "expired":
        return found._replace(severity="warning")
    return found


def _blocking(
    everything: Sequence[tuple[Diagnostic, Owner | None]], state: State, *, strict: bool, preview: bool
) -> Iterator[Diagnostic]:
    """What stops an export: errors, but for those in entries that the bundle doesn't show anyway.

    An entry that is hidden only because its publish field is wrong stops it too: nobody meant to withdraw it. In a
    preview what is hidden elsewhere is shown, so that no reference is lost.
    """
    fields = {"/" + collection.publish.field for collection in state.set_up.config.collections.values()}
    levels = {"error", "warning"} if strict else {"error"}
    for found, owner in everything:
        lost = preview and found.rule == "link/hidden"
        hidden = owner is not None and bool(owner.collection) and visibility_at(owner, state.at) != "published"
        if found.severity in levels and not (hidden and found.pointer not in fields) and not lost:
            yield found


# --- What is shown of it ---------------------------------------------------------------------------------------------


def _asked_for(
    tree: Tree, cache: Cache, state: State, found: Sequence[Diagnostic], paths: Sequence[str]
) -> Sequence[Diagnostic]:
    config = state.set_up.config
    if tree.where == "index":
        found = [each for each in found if each.rule not in _NOT_OF_THE_INDEX]
    if (changed := _staged(tree, state)) is not None:
        named = set(filter(is_text, changed))  # the others are in `unnamed`
        gone = named - files.known(cache, named).keys()
        found = list(only(found, cache, config, changed.__contains__, gone))
    if paths:
        found = list(only(found, cache, config, wanted_paths(tree, cache, state.set_up, paths)))
    return found


def finished(cache: Cache, state: State, found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """The diagnostics with what is looked up for those that are shown: what was meant, and the other place."""
    known = Known(
        ids=lambda collection: files.ids(cache, collection),
        urls=lambda: files.urls(cache),
        paths=lambda: files.paths(cache),
    )
    twins = {related.path for each in found if each.rule == "link/duplicate-value" for related in each.related}
    places = _unique_places(cache, twins) if twins else {}
    for each in suggest(found, known, state.set_up.config.media):
        if each.rule == "link/duplicate-value":
            (other,) = each.related
            span = places.get((other.path, each.values["name"], repr(each.values["value"])))
            yield each._replace(related=(Related(other.path, span),))
        else:
            yield each


def _unique_places(cache: Cache, paths: Collection[str]) -> dict[tuple[str, str, str], Span]:
    """Where the entries of these paths have the values that are to be unique, by path, field and value."""
    return {
        (path, unique.field, repr(unique.value)): unique.span
        for path, entry in load_entries(cache, paths)
        for unique in reversed(entry.uniques)
    }
