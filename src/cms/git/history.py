"""From a commit to when each of its files was changed, and by whom: all of them out of one `git log`.

An earlier answer is gone on from where that is exact; see `_since`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from typing import NamedTuple, TypeAlias

from cms.git.log import Commit, log
from cms.git.processes import records, text
from cms.git.repository import Repository, find_repository, is_id
from cms.model import CmsError, Dates

_MAILMAP, _IGNORED = ".mailmap", ".git-blame-ignore-revs"

_Names: TypeAlias = dict[str, tuple[str, ...]]
"""What the paths of a commit are called in the end. A path that isn't a key keeps its name."""


class History(NamedTuple):
    """When the files below a folder were changed, up to a commit, by every path that they ever had in the end.

    Deleted files are there too: if one comes back, its old commits count. `mailmap` and `ignored` are the blob ids of
    the commit's `.mailmap` and `.git-blame-ignore-revs`, "" where there is none; `merged` says whether there is a merge
    in the history, `renamed` are the paths below the folder from which or to which something was renamed, sorted.
    """

    commit: str
    mailmap: str
    ignored: str
    merged: bool
    renamed: tuple[str, ...]
    files: dict[str, Dates]


class _Place(NamedTuple):
    """Where the files lie: how far into a path the root is, and the folder, with a slash, both from the top."""

    start: int
    folder: str

    def path(self, full: str) -> str | None:
        """A path from the root; None outside of the folder, which may be a file as well."""
        return full[self.start :] if full.startswith(self.folder) or full + "/" == self.folder else None


class _Walk(NamedTuple):
    """What some commits say; `before` is what the parents that aren't among them call their paths in the end."""

    files: dict[str, Dates]
    before: dict[str, _Names]
    merged: bool
    renamed: set[str]


def read_history(root: str, commit: str, folder: str, old: History | None = None) -> History | None:
    """The earliest and the latest author date, and the authors, of the commits that changed each file below a folder.

    Files go by their path in the commit, from the root; dates are in seconds since 1970. A rename counts as a change,
    and what a file was before it is followed; a merge counts for the files in it that none of its parents has so.
    Commits listed in the tree's own `.git-blame-ignore-revs` don't count; a file that has no other isn't in the answer.
    Authors have the names that the tree's own `.mailmap` gives them. So all depends on the commit alone: `old`, the
    history of any other commit for the same folder, only spares work. None outside Git and where history is cut.
    """
    repository = find_repository(root)
    if repository is None or repository.shallow:
        return None
    if old is not None and old.commit == commit:
        return old
    special = ("ls-tree", "-z", "--full-tree", commit, "--", _MAILMAP, _IGNORED)
    where, listed = repository.ask(("rev-parse", "--absolute-git-dir"), special)
    blobs = {line.partition("\t")[2]: line.partition("\t")[0].split(" ")[2] for line in records(listed)}
    empty = History(commit, blobs.get(_MAILMAP, ""), blobs.get(_IGNORED, ""), merged=False, renamed=(), files={})
    git_folder, place = text(where).removesuffix("\n"), _place(repository, folder)
    ignored = _ignored(repository, empty.ignored)
    if old is not None and is_id(old.commit) and (old.mailmap, old.ignored) == (empty.mailmap, empty.ignored):
        with suppress(CmsError):  # the old commit is gone
            commits = log(repository, git_folder, commit, [commit, f"^{old.commit}"])
            since = _since(old, _walk(commits, ignored, place), place, commit)
            if since:
                return since
    walk = _walk(log(repository, git_folder, commit, [commit]), ignored, place)
    return empty._replace(merged=walk.merged, renamed=tuple(sorted(walk.renamed)), files=walk.files)


def changed_dates(old: History | None, new: History) -> set[str]:
    """The paths of which two histories say different things."""
    before = old.files if old else {}
    if before is new.files:
        return set()
    gone = {path for path in before if path not in new.files}
    # What didn't change is the same object where one history was gone on from to the other.
    return gone | {path for path, now in new.files.items() if (then := before.get(path)) is not now and then != now}


def _place(repository: Repository, folder: str) -> _Place:
    top = (repository.prefix + folder).rstrip("/")
    return _Place(len(repository.prefix), top and f"{top}/")


def _ignored(repository: Repository, blob: str) -> frozenset[str]:
    """The commits that don't count."""
    lines = text(repository.ask(("cat-file", "blob", blob))[0]).splitlines() if blob else []
    return frozenset(line.split("#")[0].strip() for line in lines)


def _since(old: History, walk: _Walk, place: _Place, commit: str) -> History | None:
    """A history and the commits since, as one; None where that isn't exactly what a walk through all of them gives.

    All walks take the same way through the commits since, so what these say themselves is right. Of the older ones, an
    old history holds what a walk says that enters them at the old commit, and calls all paths there what they are. So
    the old commit must be an ancestor, and older ones that are parents of newer commits too must call all paths what
    they are: that adds nothing to what is known of them from their other children.

    If the old commit itself calls some paths otherwise in the end, these names apply to all that the old history says:
    so does each step of a walk, but one. Where two lines part, who knows of a rename knows better (`_joined`), but now
    both know something of these paths. So there must not be any merges, or the paths must never have had to do with a
    rename, for then both know the same.
    """
    names = walk.before.get(old.commit)
    if names is None or any(others for parent, others in walk.before.items() if parent != old.commit):
        return None
    moves = {path: tuple(filter(None, map(place.path, new))) for path, new in names.items()}
    sources = [place.path(path) for path, new in moves.items() if new]
    if None in sources or (old.merged and not set(old.renamed).isdisjoint(sources)):
        return None
    files = dict(old.files)
    inside = [(place.path(path), new) for path, new in moves.items()]
    moved = [(new, files.pop(path)) for path, new in inside if path is not None and path in files]
    for paths, found in moved:
        _include(files, paths, found)
    for path, found in walk.files.items():
        _include(files, (path,), found)
    renamed = tuple(sorted(walk.renamed.union(old.renamed)))
    return History(commit, old.mailmap, old.ignored, old.merged or walk.merged, renamed, files)


def _walk(commits: Iterable[Commit], ignored: Collection[str], place: _Place) -> _Walk:
    files: dict[str, Dates] = {}
    waiting: dict[str, _Names] = {}
    merged, renamed = False, set[str]()
    for commit in commits:
        names = waiting.pop(commit.id, {})
        if commit.date is not None and commit.id not in ignored:
            touched = [new for path in commit.touched for new in names.get(path, (path,))] if names else commit.touched
            _include(files, filter(None, map(place.path, touched)), Dates(commit.date, commit.date, (commit.author,)))
        for number, parent in enumerate(commit.parents):
            older = _before(names, [(old, new) for n, old, new in commit.renames if n == number])
            waiting[parent] = _joined(waiting[parent], older) if parent in waiting else older
        merged = merged or len(commit.parents) > 1
        renamed.update(path for _, *both in commit.renames for path in map(place.path, both) if path is not None)
    return _Walk(files, waiting, merged, renamed)


def _include(files: dict[str, Dates], paths: Iterable[str], more: Dates) -> None:
    """Add to what is known of some paths; what is known of only one commit is one value for all of its files."""
    for path in paths:
        known = files.get(path)
        files[path] = more if known is None else _both(known, more)


def _both(one: Dates, other: Dates) -> Dates:
    created, updated, names = one
    new = [name for name in other.contributors if name not in names]
    names = tuple(sorted((*names, *new))) if new else names
    return Dates(min(created, other.created), max(updated, other.updated), names)


def _before(names: _Names, renames: list[tuple[str, str]]) -> _Names:
    """The names as they are before a commit's renames. Commits without renames, nearly all, share them."""
    if not renames:
        return names
    taken: _Names = {new: () for _, new in renames}
    return names | taken | {old: names.get(new, (new,)) for old, new in renames}


def _joined(one: _Names, other: _Names) -> _Names:
    """What two lines of history that part here say together: who knows of a rename knows better."""
    if one is other or one == other:
        return one
    both = {path: tuple(dict.fromkeys(one[path] + other[path])) for path in one.keys() & other.keys()}
    return one | other | both
