"""From a commit to when each of its files was changed, and by whom: all of them out of one `git log`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice
from typing import NamedTuple, TypeAlias

from cms.git.files import tree_files
from cms.git.processes import checked, run, text
from cms.git.repository import Repository, find_repository
from cms.model import Dates

_SHOWN = ("--format=%H%n%P%n%at%n%aN", "--encoding=UTF-8", "--topo-order", "--raw", "--no-abbrev", "-z")
_COMPARED = ("-c", "--combined-all-paths", "-M50%", "-l1000", "--ignore-submodules=all", "-O/dev/null")
_QUIET = ("--no-show-signature", "--no-decorate", "--no-notes", "--no-ext-diff")
_GONE = "000000"

_Names: TypeAlias = dict[str, tuple[str, ...]]
"""What the paths of a commit are called in the end. A path that isn't a key keeps its name."""


class _Commit(NamedTuple):
    id: str
    parents: list[str]
    date: int | None
    author: str


class _Change(NamedTuple):
    """A file that a commit changed. `renames` are (number of a parent, the file's name there)."""

    path: str
    touched: bool = True
    renames: tuple[tuple[int, str], ...] = ()


def dates(root: str, commit: str, folder: str) -> dict[str, Dates]:
    """The earliest and the latest author date, and the authors, of the commits that changed each file below a folder.

    Files go by their path in `commit`, from the root; dates are in seconds since 1970. A rename counts as a change, and
    what a file was before it is followed; a merge counts for the files in it that none of its parents has so. Commits
    listed in the tree's own `.git-blame-ignore-revs` don't count; a file that has no other isn't in the answer. Authors
    have the names that the tree's own `.mailmap` gives them. So all depends on the commit alone. Empty outside Git.
    """
    repository = find_repository(root)
    if repository is None:
        return {}
    found = _dates(*_log(repository, commit))
    start = len(repository.prefix)
    there = {file.path for file in tree_files(repository, commit, [folder])}
    return {path[start:]: found[path] for path in sorted(found) if path[start:] in there}


def _log(repository: Repository, commit: str) -> tuple[str, frozenset[str]]:
    """The whole history, children first, and the commits that don't count."""
    folder = text(repository.ask(("rev-parse", "--absolute-git-dir"))[0]).removesuffix("\n")
    settings = ("-c", f"mailmap.blob={commit}:.mailmap", "-c", "mailmap.file=", "-c", "log.showRoot=true")
    log = (*settings, "log", *_SHOWN, *_COMPARED, *_QUIET, commit, "--")
    ignore = ("cat-file", "blob", f"{commit}:.git-blame-ignore-revs")
    # In Git's own folder, `git log` finds no .mailmap of the work tree.
    answer, listed = run(folder, {**repository.environment, "GIT_DIR": folder}, log, ignore)
    lines = text(listed.output).splitlines() if listed.code == 0 else []
    return text(checked(("log",), answer)), frozenset(line.split("#")[0].strip() for line in lines)


def _dates(log: str, ignored: Collection[str]) -> dict[str, Dates]:
    found: dict[str, Dates] = {}
    waiting: dict[str, _Names] = {}
    for commit, changes in _commits(log):
        names = waiting.pop(commit.id, {})
        if commit.date is not None and commit.id not in ignored:
            touched = (names.get(change.path, (change.path,)) for change in changes if change.touched)
            for path in {path for paths in touched for path in paths}:
                found[path] = _including(found.get(path), commit.date, commit.author)
        for number, parent in enumerate(commit.parents):
            older = _before(names, [(old, each.path) for each in changes for n, old in each.renames if n == number])
            waiting[parent] = _joined(waiting[parent], older) if parent in waiting else older
    return found


def _commits(log: str) -> Iterator[tuple[_Commit, list[_Change]]]:
    tokens = iter(log.split("\0"))
    commit: _Commit | None = None
    changes: list[_Change] = []
    for token in tokens:
        line = token.lstrip("\n")
        if line.startswith(":"):
            changes.extend(_change(line, tokens))
        elif line:
            if commit:
                yield commit, changes
            made, parents, date, author = line.split("\n")
            commit, changes = _Commit(made, parents.split(), int(date) if date else None, _readable(author)), []
    if commit:
        yield commit, changes


def _readable(name: str) -> str:
    """A name in an encoding that its commit doesn't declare, as well as it can be shown."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _change(facts: str, tokens: Iterator[str]) -> Iterator[_Change]:
    """What one raw line and the paths after it say; nothing of a deletion."""
    if facts.startswith("::"):
        return _change_of_merge(facts, tokens)
    state = facts.rpartition(" ")[2][0]
    path = next(tokens)
    if state in "RC":
        return iter([_Change(next(tokens), renames=((0, path),) if state == "R" else ())])
    return iter([] if state == "D" else [_Change(path)])


def _change_of_merge(facts: str, tokens: Iterator[str]) -> Iterator[_Change]:
    """A file that has another name or other bytes than in each parent; by bytes, the merge itself changed it."""
    parents = len(facts) - len(facts.lstrip(":"))
    fields = facts[parents:].split(" ")
    *before, path = islice(tokens, parents + 1)
    *blobs, blob = fields[parents + 1 : -1]
    if fields[parents] != _GONE:
        renames = tuple((number, before[number]) for number, state in enumerate(fields[-1]) if state == "R")
        yield _Change(path, blob not in blobs, renames)


def _including(known: Dates | None, date: int, author: str) -> Dates:
    if known is None:
        return Dates(date, date, (author,))
    names = known.contributors if author in known.contributors else tuple(sorted((*known.contributors, author)))
    return Dates(min(known.created, date), max(known.updated, date), names)


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
