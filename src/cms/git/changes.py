"""From a tree to what differs from it in another tree, in the index, in the work tree, without listing the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cms.git.files import (
    COMPARED,
    EMPTY_TREE,
    FIELDS,
    LINK,
    STORED_OTHERWISE,
    SUBMODULE,
    pathspecs,
    sides_of_conflicts,
)
from cms.git.processes import Answer, checked, records, run, text
from cms.git.repository import Repository, is_id
from cms.model import Listed

_GONE = "000000"
_IN_CONFLICT = "U"
_RAW = ("--raw", "--no-abbrev", *COMPARED)
# What `git ls-files -v -z` says of a file that Git was told not to look at. H: it looks; M: in conflict.
_FLAGGED = re.compile(rb"\0[^HM] ([^\0]+)")
_UNBORN = "(initial)"

Changes = dict[str, Listed | None]
"""By path what is there now, None where it is gone."""


class WorkChanges(NamedTuple):
    """A work tree, compared with a tree.

    `files` are the paths that may differ, as they are now. Their blob is empty where the bytes must be read to be
    known, if they are there at all: changed, untracked, in conflict, stored otherwise by an attribute, or flagged.
    `flagged` and `changed` are as in `WorkTree`; the latter are relative to HEAD, whatever the tree.
    """

    files: Changes
    flagged: dict[str, str]
    changed: set[str]


def tree_changes(repository: Repository, old: str, new: str, folders: Sequence[str]) -> Changes | None:
    """What differs below these folders (or in these files) from one tree to another, both ids of commits or trees.

    Applied to the `tree_files` of the old one, it gives those of the new one. None where Git can't compare them, such
    as when the old one isn't in this repository, or not any more.
    """
    if not is_id(old):
        return None
    command = _trees(old, new, pathspecs(repository, folders))
    return _changes(repository, run(repository.top, repository.environment, command)[0])


def index_changes(repository: Repository, tree: str, folders: Sequence[str]) -> Changes | None:
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
        ("status", "--porcelain=v2", "--branch", "--no-ahead-behind", "-uall", *COMPARED, "--", *paths),
        ("ls-files", "-s", "-z", "--", *paths, STORED_OTHERWISE),
        *([] if tree == expected else [_trees(tree, expected, paths)]),
    ]
    tracked, compared, otherwise, *trees = run(repository.top, repository.environment, *commands)
    status = records(checked(commands[1], compared))
    head = next(line.split(" ")[2] for line in status if line.startswith("# branch.oid "))
    head = EMPTY_TREE[repository.algorithm] if head == _UNBORN else head
    if head == expected:  # as it nearly always is: nobody has committed since the repository was found
        to_head = _changes(repository, trees[0]) if trees else {}
    else:
        to_head = tree_changes(repository, tree, head, folders)
    if to_head is None:
        return None
    start = len(repository.prefix)
    now = {path[start:]: file and file._replace(path=path[start:]) for path, file in _status(status)}
    flagged = _flagged(repository, paths, checked(commands[0], tracked))
    unsure = [*flagged, *_tracked(records(checked(commands[2], otherwise)), start)]
    return WorkChanges(to_head | now | {path: Listed(path) for path in unsure}, flagged, set(now))


def _trees(old: str, new: str, paths: Sequence[str]) -> tuple[str, ...]:
    return ("diff-tree", "-r", *_RAW, old, new, "--", *paths)


def _changes(repository: Repository, answer: Answer) -> Changes | None:
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
        new = sides.get(path) if full in conflicts else _file(path, mode, blob)
        if new != _file(path, before, old):  # as it is where only its mode changed
            found[path] = new
    return found


def _status(lines: Iterable[str]) -> Iterator[tuple[str, Listed | None]]:
    """What isn't as in HEAD, as it is in the work tree."""
    for line in lines:
        kind, unstaged = line[0], line[3:4]
        if kind not in FIELDS or line.endswith("/"):  # a header; another repository
            continue
        *facts, path = line.split(" ", FIELDS[kind])
        if kind != "1":
            yield path, Listed(path)
        elif unstaged == ".":
            yield path, _file(path, facts[4], facts[7])
        else:
            yield path, Listed(path) if unstaged != "D" else None


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


def _file(path: str, mode: str, blob: str) -> Listed | None:
    return None if mode in {_GONE, SUBMODULE} else Listed(path, blob, mode == LINK)
