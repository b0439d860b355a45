"""From commits to what each of them changed: one `git log`, read while Git writes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from cms.git.processes import stream
from cms.git.repository import Repository

_SHOWN = ("--format=%H%n%P%n%at%n%aN", "--encoding=UTF-8", "--topo-order", "--raw", "--no-abbrev", "-z")
_COMPARED = ("-c", "--combined-all-paths", "-M50%", "-l1000", "--ignore-submodules=all", "-O/dev/null")
_QUIET = ("--no-show-signature", "--no-decorate", "--no-notes", "--no-ext-diff")
_GONE = "000000"


class Commit(NamedTuple):
    """A commit, with the paths of the files that it changed, deletions aside.

    `renames` are (number of a parent, the file's name there, its name here); a merge may have some whose bytes it
    didn't change. `date` is the author's, in seconds since 1970; None where Git can't read it.
    """

    id: str
    parents: list[str]
    date: int | None
    author: str
    touched: list[str]
    renames: list[tuple[int, str, str]]


def log(repository: Repository, folder: str, commit: str, commits: Sequence[str]) -> Iterator[Commit]:
    """The commits that these words of `git rev-list` choose, children first; authors are named as one commit maps them.

    Raises CmsError `setup/git`. It runs in Git's own folder, where `git log` finds no .mailmap of the work tree.
    """
    settings = ("-c", f"mailmap.blob={commit}:.mailmap", "-c", "mailmap.file=", "-c", "log.showRoot=true")
    command = ("log", *_SHOWN, *_COMPARED, *_QUIET, *commits, "--")
    environment = {**repository.environment, "GIT_DIR": folder, "GIT_FLUSH": "0"}  # else it writes commit by commit
    return _commits(stream(folder, environment, command, settings))


def _commits(tokens: Iterator[str]) -> Iterator[Commit]:
    commit: Commit | None = None
    for token in tokens:
        line = token.lstrip("\n")
        if line.startswith("::") and commit:
            _add_of_merge(commit, line, tokens)
        elif line.startswith(":") and commit:
            _add(commit, line, tokens)
        elif line:
            if commit:
                yield commit
            made, parents, date, author = line.split("\n")
            commit = Commit(made, parents.split(), int(date) if date else None, _readable(author), [], [])
    if commit:
        yield commit


def _readable(name: str) -> str:
    """A name in an encoding that its commit doesn't declare, as well as it can be shown."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _add(commit: Commit, facts: str, tokens: Iterator[str]) -> None:
    """What one raw line and the paths after it say; nothing of a deletion."""
    state = facts[facts.rindex(" ") + 1]
    path = next(tokens)
    if state in "RC":
        before, path = path, next(tokens)
        if state == "R":
            commit.renames.append((0, before, path))
    if state != "D":
        commit.touched.append(path)


def _add_of_merge(commit: Commit, facts: str, tokens: Iterator[str]) -> None:
    """A file that has another name or other bytes than in each parent; by bytes, the merge itself changed it."""
    parents = len(facts) - len(facts.lstrip(":"))
    fields = facts[parents:].split(" ")
    *before, path = islice(tokens, parents + 1)
    *blobs, blob = fields[parents + 1 : -1]
    if fields[parents] == _GONE:
        return
    commit.renames.extend((number, before[number], path) for number, state in enumerate(fields[-1]) if state == "R")
    if blob not in blobs:
        commit.touched.append(path)
