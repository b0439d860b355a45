"""From a tree to what differs from it in another tree, in the index, in the work tree, without listing the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cms.git.files import (
    COMPARED,
    EMPTY_TREE,
    STATUS,
    SUBMODULE,
    file_of,
    pathspecs,
    read_status,
    sides_of_conflicts,
    stored_otherwise,
)
from cms.git.processes import Answer, checked, records, run, text
from cms.git.repository import Repository, is_id
from cms.model import Listed

_IN_CONFLICT = "U"
_RAW = ("--raw", "--no-abbrev", *COMPARED)
# What `git ls-files -v -z` says of a file that Git was told not to look at. H: it looks; M: in conflict.
_FLAGGED = re.compile(rb"\0[^HM] ([^\0]+)")

Changes = dict[str, Listed | None]
"""By path what is there now, None where it is gone."""


class WorkChanges(NamedTuple):
    """A work tree, compared with a tree.

    `files` are the paths that may differ, as they are now. Their blob is empty where the bytes must be read to be
    known, if they are there at all: changed, untracked, in conflict, stored otherwise by an attribute, or flagged.
    `flagged`, `changed` and `head` are as in `WorkTree`; the changed ones are relative to HEAD, whatever the tree.
    """

    files: Changes
    flagged: dict[str, str]
    changed: set[str]
    head: str | None


class IndexChanges(NamedTuple):
    """An index, compared with a tree.

    `files` are the paths that differ, as a commit would store them. `changed` are these and those of which nothing
    differs that we read: in conflict with our side as it was, or with another mode.
    """

    files: Changes
    changed: frozenset[str]


def tree_changes(repository: Repository, old: str, new: str, folders: Sequence[str]) -> Changes | None:
    """What differs below these folders (or in these files) from one tree to another, both ids of commits or trees.

    Applied to the `tree_files` of the old one, it gives those of the new one. None where Git can't compare them, such
    as when the old one isn't in this repository, or not any more.
    """
    if not is_id(old):
        return None
    command = _trees(old, new, pathspecs(repository, folders))
    return _files(repository, run(repository.top, repository.environment, command)[0])


def index_changes(repository: Repository, tree: str, folders: Sequence[str]) -> IndexChanges | None:
    """What differs from a tree to the index, as a commit would store it: see `tree_changes` and `index_files`."""
    if not is_id(tree):
        return None
    command = ("diff-index", "--cached", "--ita-invisible-in-index", *_RAW, tree, "--", *pathspecs(repository, folders))
    return _changes(repository, run(repository.top, repository.environment, command)[0])


def work_changes(repository: Repository, tree: str, folders: Sequence[str]) -> WorkChanges | None:
    """What differs from a tree to the work tree: see `tree_changes` and `work_files`."""
    if not is_id(tree):
        return None
    paths = pathspecs(repository, folders)
    expected = repository.head or EMPTY_TREE[repository.algorithm]
    commands = [
        ("ls-files", "-v", "-z", "--", *paths),
        (*STATUS, "--", *paths),
        ("ls-files", "-s", "-z", "--", *stored_otherwise(paths)),
        *([] if tree == expected else [_trees(tree, expected, paths)]),
    ]
    tracked, compared, otherwise, *trees = run(repository.top, repository.environment, *commands)
    status = read_status(checked(commands[1], compared))
    if status.head == repository.head:  # as it nearly always is: nobody has committed since the repository was found
        to_head = _files(repository, trees[0]) if trees else {}
    else:
        to_head = tree_changes(repository, tree, status.head or EMPTY_TREE[repository.algorithm], folders)
    if to_head is None:
        return None
    start = len(repository.prefix)
    now = {path[start:]: file and file._replace(path=path[start:]) for path, file in status.files.items()}
    flagged = _flagged(repository, paths, checked(commands[0], tracked))
    unsure = [*flagged, *_tracked(records(checked(commands[2], otherwise)), start)]
    return WorkChanges(to_head | now | {path: Listed(path) for path in unsure}, flagged, set(now), status.head)


def _trees(old: str, new: str, paths: Sequence[str]) -> tuple[str, ...]:
    return ("diff-tree", "-r", *_RAW, old, new, "--", *paths)


def _files(repository: Repository, answer: Answer) -> Changes | None:
    compared = _changes(repository, answer)
    return None if compared is None else compared.files


def _changes(repository: Repository, answer: Answer) -> IndexChanges | None:
    """What the lines of a comparison say; None where it failed."""
    if answer.code:
        return None
    start = len(repository.prefix)
    lines = iter(records(answer.output))
    compared = [(path, *facts[1:].split(" ")) for facts, path in zip(lines, lines, strict=True)]
    conflicts = {path for path, *_, state in compared if state == _IN_CONFLICT}
    sides = {side.path: side for side in sides_of_conflicts(repository, conflicts)}
    found: Changes = {}
    for full, before, mode, old, blob, _ in compared:
        path = full[start:]
        new = sides.get(path) if full in conflicts else file_of(path, mode, blob)
        if new != file_of(path, before, old):  # as it is where only its mode changed
            found[path] = new
    return IndexChanges(found, frozenset(path[start:] for path, *_ in compared))


def _flagged(repository: Repository, paths: Sequence[str], tracked: bytes) -> dict[str, str]:
    """The files that Git doesn't look at, and their ids in the index: asked for only where there are any."""
    if not _FLAGGED.search(b"\0" + tracked):
        return {}
    output = repository.ask(("ls-files", "-s", "-v", "-z", "--", *paths))[0]
    return _tracked(map(text, _FLAGGED.findall(b"\0" + output)), len(repository.prefix))


def _tracked(lines: Iterable[str], start: int) -> dict[str, str]:
    """The files of the index that these lines name, and their ids."""
    found = {}
    for line in lines:
        facts, path = line.split("\t", 1)
        mode, blob, _ = facts.split(" ")
        if mode != SUBMODULE:
            found[path[start:]] = blob
    return found
