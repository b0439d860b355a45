"""The state in the cache → the report of a check: what is to be said, sorted, with all that its wording needs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from cms.build.linking import load_entries
from cms.build.selection import only, wanted_paths
from cms.build.state import State
from cms.cache import Cache, files
from cms.link import Known, mendable, suggest, visibility_at
from cms.model import Diagnostic, Owner, Related, Span
from cms.paths import is_text
from cms.read import Tree
from cms.records import load_diagnostics

DRAFTS_MAY_LACK = frozenset({"schema/required", "schema/minItems"})


class Report(NamedTuple):
    """What a check found: all diagnostics that were asked for, sorted by path and place.

    `files` and `entries` count what was checked, `hidden` the entries that a bundle of this instant leaves out. `texts`
    are the files that diagnostics speak of, by path. `blocking` are the errors that stop an export.
    """

    diagnostics: tuple[Diagnostic, ...]
    blocking: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    lang: str
    files: int
    entries: int
    hidden: int

    @property
    def errors(self) -> int:
        """How many of the diagnostics are errors."""
        return sum(found.severity == "error" for found in self.diagnostics)

    @property
    def warnings(self) -> int:
        """How many of the diagnostics are warnings."""
        return sum(found.severity == "warning" for found in self.diagnostics)


def report(
    tree: Tree,
    cache: Cache,
    state: State,
    paths: Sequence[str] = (),
    *,
    strict: bool = False,
    preview: bool = False,
) -> Report:
    """The report of a state that the cache holds; `paths` and staging limit what is in it."""
    everything = sorted(_said(cache, state), key=lambda said: _order(said[0]))
    shown = _asked_for(tree, cache, state, [found for found, _ in everything], paths)
    shown = tuple(finished(cache, state, shown))
    texts = _texts(tree, sorted({found.path for found in shown if found.span is not None}))
    counts = files.counts(cache, state.at)
    return Report(
        diagnostics=tuple(mendable(found, texts.get(found.path, "")) for found in shown),
        blocking=tuple(_blocking(everything, state, strict=strict, preview=preview)),
        texts=texts,
        lang=state.set_up.config.site.lang,
        files=counts.files + len(state.unnamed),
        entries=counts.entries,
        hidden=counts.hidden,
    )


def _order(found: Diagnostic) -> tuple[str, Span, str, str]:
    return found.path, found.span or Span(0, 0, 0, 0), found.rule, found.pointer


def _texts(tree: Tree, paths: Sequence[str]) -> dict[str, str]:
    if not paths:
        return {}
    from cms.parse import parse  # noqa: PLC0415 - only where there is something to show

    return {source.path: parse(source)[0].text for source in tree.read(paths)}


# --- Everything that is said -----------------------------------------------------------------------------------------


def _said(cache: Cache, state: State) -> Iterator[tuple[Diagnostic, Owner | None]]:
    """All diagnostics, each with whom it is said of."""
    for found in state.set_up.diagnostics:
        yield found, None
    unnamed = ((text or "[]", Owner(path)) for path, text in state.unnamed.items())
    for text, owner in chain(unnamed, files.said(cache)):
        for found in load_diagnostics(text):
            yield _judged(found, owner, state.at), owner


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
        changed = tree.changed()
        if changed.isdisjoint(state.set_up.files):  # a changed set-up concerns every file
            named = set(filter(is_text, changed))  # the others are in `unnamed`
            gone = named - files.known(cache, named).keys()
            found = list(only(found, cache, config, changed.__contains__, gone))
    if paths:
        found = list(only(found, cache, config, wanted_paths(tree, cache, paths)))
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
