"""The files that an import is to write → the same as they can be published, and what a check says of them then."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cms.build import now
from cms.build.importing.fitting import Fitted, as_draft
from cms.build.importing.media import Media
from cms.build.report import Report, Wish, report
from cms.build.state import advance
from cms.build.workers import ALONE
from cms.cache import Cache
from cms.config import SetUp
from cms.outcomes import FileState
from cms.read import Tree
from cms.read.overlay import Overlay


class Settled(NamedTuple):
    """The files as they can be published, what a check says of those that aren't kept, and the plan.

    `fresh` is what is to be where, in the order of writing: the media first, so that no entry names one that isn't
    there. `states` say what becomes of each.
    """

    files: tuple[Fitted, ...]
    report: Report
    fresh: Mapping[str, bytes]
    states: Mapping[str, FileState]

    @property
    def to_write(self) -> dict[str, bytes]:
        """What is new or to be replaced, by path."""
        return {path: data for path, data in self.fresh.items() if self.states[path] in {"new", "replaced"}}


class Ground(NamedTuple):
    """What files are settled on: the tree that is there, the media that came along, and whether to replace files."""

    tree: Tree
    media: Media
    set_up: SetUp
    force: bool


def settle(files: Sequence[Fitted], ground: Ground) -> Settled:
    """Settle the files: who needs a draft is one, too.

    First as if all were written that nobody has touched since an import: what became a draft then does so again.
    """
    untouched = frozenset(_untouched(files, ground))
    if untouched:
        files = _settled_with(untouched, files, ground).files
    return _settled_with(frozenset(), files, ground)


def _settled_with(others: frozenset[str], files: Sequence[Fitted], ground: Ground) -> Settled:
    while True:
        entries = {one.draft.path: one.text.encode() for one in files}
        states = _states(entries, ground)
        written = {path for path, state in states.items() if state != "kept"} | others
        media = ground.media.named_in(one.text for one in files if one.draft.path in written)
        states |= _states(media, ground)
        written |= {path for path in media if states[path] != "kept"}
        fresh = media | entries
        found = _checked(Overlay(ground.tree, {path: fresh[path] for path in fresh if path in written}), written)
        again = _drafted(files, found, ground.set_up)
        if again == list(files):
            return Settled(tuple(files), found, fresh, states)
        files = again


def _untouched(files: Sequence[Fitted], ground: Ground) -> Iterator[str]:
    """The paths where what is there is the draft that an import made of the file."""
    there = _there(ground.tree, [one.draft.path for one in files])
    for one in files:
        data = there.get(one.draft.path)
        if data in {None, one.text.encode()} or not one.published:
            continue
        if data == as_draft(one, ground.set_up, "linked").text.encode():
            yield one.draft.path


def _drafted(files: Sequence[Fitted], found: Report, set_up: SetUp) -> list[Fitted]:
    """The same files, but drafts where a link or a reference leads to nothing that is published."""
    errors = {each.path for each in found.diagnostics if each.severity == "error" and each.rule.startswith("link/")}
    return [as_draft(one, set_up, "linked") if one.draft.path in errors and one.published else one for one in files]


def _checked(tree: Tree, paths: Collection[str]) -> Report:
    with tree, Cache(None) as cache:
        state = advance(tree, cache, now(), lambda _done, _total: None, ALONE)
        wanted = report(tree, cache, state, Wish())
        return wanted._replace(diagnostics=tuple(each for each in wanted.diagnostics if each.path in paths))


def _states(fresh: Mapping[str, bytes], ground: Ground) -> dict[str, FileState]:
    """What becomes of each file, by what is in its place."""
    there = _there(ground.tree, fresh)
    differs: FileState = "replaced" if ground.force else "kept"
    return {
        path: "new" if path not in there else "same" if there[path] == data else differs for path, data in fresh.items()
    }


def _there(tree: Tree, paths: Iterable[str]) -> dict[str, bytes]:
    return {source.path: source.data for source in tree.read(paths, None)}
