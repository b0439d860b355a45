"""From a repository and some folders to the files below them: in a commit, in the index, in the work tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cms.git.processes import records
from cms.git.repository import Repository
from cms.model import Listed

_LINK, _SUBMODULE = "120000", "160000"
# These attributes make Git store other bytes than the file has. (CRLF does too: `cms.read` knows about that.)
_STORED_OTHERWISE = ":(exclude,attr:!filter !ident !working-tree-encoding)"
# Trees and indexes are compared as they are, and a submodule is no file.
_COMPARED = ("--no-renames", "--ignore-submodules=all", "-z")
# How many fields stand before the path in a line of status: of a known file, one in conflict, an untracked one.
_FIELDS = {"1": 8, "u": 10, "?": 1}
# The id of the tree without files, which every repository knows.
_EMPTY_TREE = {
    "sha1": "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    "sha256": "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
}


class WorkTree(NamedTuple):
    """A work tree, compared with the index and HEAD.

    `clean` files are those whose index ids stand for them. `others` are paths whose bytes must be read to be known, if
    they are there at all: changed, untracked, in conflict, stored otherwise by an attribute, or flagged. `flagged` are
    the index ids of those that Git was told not to look at. `changed` are the paths of which Git sees that they differ
    from HEAD, deleted ones too.
    """

    clean: list[Listed]
    others: list[str]
    flagged: dict[str, str]
    changed: set[str]


def tree_files(repository: Repository, commit: str, folders: Sequence[str]) -> list[Listed]:
    """The files of a commit below these folders (or these files), without submodules."""
    paths = _pathspecs(repository, folders)
    return list(_stored(repository, ("ls-tree", "-r", "-z", "--full-tree", commit, "--", *paths)))


def index_files(repository: Repository, folders: Sequence[str]) -> list[Listed]:
    """The files of the index, as a commit would store them: nothing that is only intended to be added.

    Of a file in conflict it is our side, else theirs.
    """
    empty = _EMPTY_TREE[repository.algorithm]
    command = ("diff-index", "--cached", "--ita-invisible-in-index", *_COMPARED, "--no-abbrev", empty, "--")
    lines = iter(records(repository.ask((*command, *_pathspecs(repository, folders)))[0]))
    files, conflicts = [], []
    for facts, path in zip(lines, lines, strict=True):
        _, mode, _, blob, state = facts.split(" ")
        if state == "U":
            conflicts.append(f":(literal){path}")
        elif mode != _SUBMODULE:
            files.append(Listed(path[len(repository.prefix) :], blob, mode == _LINK))
    return [*files, *_sides(repository, conflicts)]


def staged(repository: Repository, folders: Sequence[str]) -> frozenset[str]:
    """The paths of the index that differ from HEAD: added, changed, deleted, in conflict, both names of a rename."""
    head = repository.head or _EMPTY_TREE[repository.algorithm]
    command = ("diff-index", "--cached", "--ita-invisible-in-index", *_COMPARED, "--name-only", head, "--")
    output = repository.ask((*command, *_pathspecs(repository, folders)))[0]
    return frozenset(path[len(repository.prefix) :] for path in records(output))


def work_files(repository: Repository, folders: Sequence[str]) -> WorkTree:
    """The files of the work tree below these folders, without ignored ones, submodules and other repositories."""
    paths = _pathspecs(repository, folders)
    tracked, compared, otherwise = repository.ask(
        ("ls-files", "-s", "-v", "-z", "--", *paths),
        ("status", "--porcelain=v2", "-uall", *_COMPARED, "--", *paths),
        ("ls-files", "-z", "--", *paths, _STORED_OTHERWISE),
    )
    start = len(repository.prefix)
    changed, others = _status(compared)
    unsure = others.union(records(otherwise))
    clean, flagged = [], {}
    for record in records(tracked):
        facts, path = record.split("\t", 1)
        tag, mode, blob, _ = facts.split(" ")
        if mode == _SUBMODULE:
            continue
        if tag == "H" and path not in unsure:
            clean.append(Listed(path[start:], blob, mode == _LINK))
            continue
        others.add(path)
        if tag not in {"H", "M"}:  # lower case: assume-unchanged; S: skip-worktree; M: in conflict
            flagged[path[start:]] = blob
    return WorkTree(clean, [path[start:] for path in others], flagged, {path[start:] for path in changed})


def _status(output: bytes) -> tuple[set[str], set[str]]:
    """What differs from HEAD, and what isn't as in the index."""
    changed, unclean = set(), set()
    for record in records(output):
        kind, state = record[0], record[3:4]
        path = record.split(" ", _FIELDS.get(kind, 0))[-1]
        if kind not in _FIELDS or path.endswith("/"):  # a header; another repository
            continue
        changed.add(path)
        if kind != "1" or state != ".":
            unclean.add(path)
    return changed, unclean


def _stored(repository: Repository, command: Sequence[str]) -> Iterator[Listed]:
    for record in records(repository.ask(command)[0]):
        facts, path = record.split("\t", 1)
        mode, _, blob = facts.split(" ")
        if mode != _SUBMODULE:
            yield Listed(path[len(repository.prefix) :], blob, mode == _LINK)


def _sides(repository: Repository, conflicts: Sequence[str]) -> Iterator[Listed]:
    """Our side of each conflict, else theirs: stages 2 and 3."""
    sides: dict[str, Listed] = {}
    lines = records(repository.ask(("ls-files", "-u", "-z", "--", *conflicts))[0]) if conflicts else []
    for record in lines:
        facts, path = record.split("\t", 1)
        mode, blob, stage = facts.split(" ")
        if stage in "23" and mode != _SUBMODULE:
            sides.setdefault(path, Listed(path[len(repository.prefix) :], blob, mode == _LINK))
    yield from sides.values()


def _pathspecs(repository: Repository, folders: Sequence[str]) -> list[str]:
    """Folders as arguments: none stands for all."""
    paths = [(repository.prefix + folder).rstrip("/") for folder in folders]
    return [f":(literal){path}" for path in paths] if all(paths) else []
