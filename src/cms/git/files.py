"""From a repository and some folders to the files below them: in a commit, in the index, in the work tree."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from cms.git.processes import records
from cms.git.repository import Repository
from cms.model import Listed

LINK, SUBMODULE = "120000", "160000"
_STORED_OTHERWISE = ":(exclude,attr:!filter !ident !working-tree-encoding)"
_NOTHING = ":(literal).git/nothing"
# Trees and indexes are compared as they are, and a submodule is no file.
COMPARED = ("--no-renames", "--ignore-submodules=all", "-z")
STATUS = ("status", "--porcelain=v2", "--branch", "--no-ahead-behind", "-uall", *COMPARED)
# So long may a list of paths be as arguments: a command of Windows has 32,767 characters, and Git compares each of its
# files with each of the paths.
ARGUMENTS = 16_000
# How many fields stand before the path in a line of status: of a known file, one in conflict, an untracked one.
_FIELDS = {"1": 8, "u": 10, "?": 1}
_HEAD = "# branch.oid "
_UNBORN = "(initial)"
_GONE = "000000"
# The id of the tree without files, which every repository knows.
EMPTY_TREE = {
    "sha1": "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    "sha256": "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
}


class WorkTree(NamedTuple):
    """A work tree, compared with the index and HEAD.

    `clean` files are those whose index ids stand for them. `others` are paths whose bytes must be read to be known, if
    they are there at all: changed, untracked, in conflict, stored otherwise by an attribute, or flagged. `flagged` are
    the index ids of those that Git was told not to look at. `changed` are the paths of which Git sees that they differ
    from HEAD, deleted ones too; `head` is the commit that this was when Git looked, None before the first one.
    """

    clean: list[Listed]
    others: list[str]
    flagged: dict[str, str]
    changed: set[str]
    head: str | None


class Status(NamedTuple):
    """What Git sees in a work tree: HEAD's commit (None before the first one), and what isn't as in it.

    `files` are by path from the top: None where there is none; with an empty blob id where the bytes must be read to be
    known.
    """

    head: str | None
    files: Mapping[str, Listed | None]


def tree_files(repository: Repository, commit: str, folders: Sequence[str]) -> list[Listed]:
    """The files of a commit below these folders (or these files), without submodules."""
    paths, is_wanted = _bounded(repository, folders)
    return list(_stored(repository, ("ls-tree", "-r", "-z", "--full-tree", commit, "--", *paths), is_wanted))


def index_files(repository: Repository, folders: Sequence[str]) -> list[Listed]:
    """The files of the index, as a commit would store them: nothing that is only intended to be added.

    Of a file in conflict it is our side, else theirs.
    """
    empty = EMPTY_TREE[repository.algorithm]
    command = ("diff-index", "--cached", "--ita-invisible-in-index", *COMPARED, "--no-abbrev", empty, "--")
    paths, is_wanted = _bounded(repository, folders)
    lines = iter(records(repository.ask((*command, *paths))[0]))
    files: list[Listed] = []
    conflicts = set()
    for facts, path in zip(lines, lines, strict=True):
        _, mode, _, blob, state = facts.split(" ")
        if not is_wanted(path):
            continue
        if state == "U":
            conflicts.add(path)
        elif mode != SUBMODULE:
            files.append(Listed(path[len(repository.prefix) :], blob, mode == LINK))
    return [*files, *sides_of_conflicts(repository, conflicts)]


def staged(repository: Repository, folders: Sequence[str]) -> frozenset[str]:
    """The paths of the index that differ from HEAD: added, changed, deleted, in conflict, both names of a rename."""
    head = repository.head or EMPTY_TREE[repository.algorithm]
    command = ("diff-index", "--cached", "--ita-invisible-in-index", *COMPARED, "--name-only", head, "--")
    paths, is_wanted = _bounded(repository, folders)
    output = repository.ask((*command, *paths))[0]
    return frozenset(path[len(repository.prefix) :] for path in records(output) if is_wanted(path))


def work_files(repository: Repository, folders: Sequence[str]) -> WorkTree:
    """The files of the work tree below these folders, without ignored ones, submodules and other repositories."""
    paths, is_wanted = _bounded(repository, folders)
    tracked, compared, otherwise = repository.ask(
        ("ls-files", "-s", "-v", "-z", "--", *paths),
        (*STATUS, "--", *paths),
        ("ls-files", "-z", "--", *stored_otherwise(paths)),
    )
    start = len(repository.prefix)
    head, seen = read_status(compared)
    seen = {path: file for path, file in seen.items() if is_wanted(path)}
    others = {path for path, file in seen.items() if file is not None and not file.blob}
    unsure = others.union(records(otherwise), (path for path, file in seen.items() if file is None))
    clean, flagged = [], {}
    for record in records(tracked):
        facts, path = record.split("\t", 1)
        tag, mode, blob, _ = facts.split(" ")
        if mode == SUBMODULE or not is_wanted(path):
            continue
        if tag == "H" and path not in unsure:
            clean.append(Listed(path[start:], blob, mode == LINK))
            continue
        others.add(path)
        if tag not in {"H", "M"}:  # lower case: assume-unchanged; S: skip-worktree; M: in conflict
            flagged[path[start:]] = blob
    return WorkTree(clean, [path[start:] for path in others], flagged, {path[start:] for path in seen}, head)


def read_status(output: bytes) -> Status:
    """What the command `STATUS` says."""
    head, files = "", {}
    for line in records(output):
        kind, unstaged = line[0], line[3:4]
        if line.startswith(_HEAD):
            head = line.removeprefix(_HEAD)
        if kind not in _FIELDS or line.endswith("/"):  # a header; another repository
            continue
        *facts, path = line.split(" ", _FIELDS[kind])
        if kind == "1" and unstaged == ".":
            files[path] = file_of(path, facts[4], facts[7])
        else:
            files[path] = None if kind == "1" and unstaged == "D" else Listed(path)
    return Status(None if head == _UNBORN else head, files)


def file_of(path: str, mode: str, blob: str) -> Listed | None:
    """A file as a comparison shows it; None where there is none, or a submodule."""
    return None if mode in {_GONE, SUBMODULE} else Listed(path, blob, mode == LINK)


def _stored(repository: Repository, command: Sequence[str], is_wanted: Callable[[str], bool]) -> Iterator[Listed]:
    for record in records(repository.ask(command)[0]):
        facts, path = record.split("\t", 1)
        mode, _, blob = facts.split(" ")
        if mode != SUBMODULE and is_wanted(path):
            yield Listed(path[len(repository.prefix) :], blob, mode == LINK)


def sides_of_conflicts(repository: Repository, conflicts: Collection[str]) -> Iterator[Listed]:
    """Our side of each of these files (by their paths from the top), else theirs; none where both deleted it."""
    sides: dict[str, Listed] = {}
    for record in records(repository.ask(("ls-files", "-u", "-z"))[0]) if conflicts else ():
        facts, path = record.split("\t", 1)
        mode, blob, stage = facts.split(" ")
        if stage in "23" and mode != SUBMODULE and path in conflicts:
            sides.setdefault(path, Listed(path[len(repository.prefix) :], blob, mode == LINK))
    yield from sides.values()


def pathspecs(repository: Repository, folders: Sequence[str]) -> list[str]:
    """Folders as arguments: none stands for all."""
    paths = [(repository.prefix + folder).rstrip("/") for folder in folders]
    return [f":(literal){path}" for path in paths] if all(paths) else []


def stored_otherwise(paths: Sequence[str]) -> list[str]:
    """Arguments for those of some files of which Git stores other bytes than they have, because of an attribute.

    (CRLF does that too: `cms.read` knows about it.) Git 2.39 looks for attributes at the wrong paths where all that it
    is asked for lies in one folder, so it is asked for something that never is, too.
    """
    return [*paths, *([_NOTHING] if paths else []), _STORED_OTHERWISE]


def _bounded(repository: Repository, folders: Sequence[str]) -> tuple[list[str], Callable[[str], bool]]:
    """Folders as arguments, and what tells, by its path from the top, whether a file that Git gives for them is wanted.

    More than a command takes are asked for by the one folder that they all lie in.
    """
    paths = pathspecs(repository, folders)
    if sum(map(len, paths)) <= ARGUMENTS:
        return paths, lambda _: True
    wanted = frozenset((repository.prefix + folder).rstrip("/") for folder in folders)
    around = posixpath.commonpath(wanted)
    return [f":(literal){around}"] if around else [], lambda path: any(part in wanted for part in _upwards(path))


def _upwards(path: str) -> Iterator[str]:
    """A path and the folders that it lies in."""
    while path:
        yield path
        path = path.rpartition("/")[0]
