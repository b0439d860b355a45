"""The files of a tree, wherever it is: in a commit, in the index, in the work tree with Git or without."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from cms import git
from cms.model import Listed
from cms.read.disk import load, look, walk


def is_shown(path: str, folders: Iterable[str]) -> bool:
    """Whether no name below one of the folders that it is in starts with a dot."""
    if not path.startswith(".") and "/." not in path:
        return True
    inside = (path.removeprefix(folder) for folder in folders if not folder or (path + "/").startswith(folder + "/"))
    return any("/." not in f"/{rest.removeprefix('/')}" for rest in inside)


def differing(root: str, repository: git.Repository, compared: git.WorkChanges | git.WorkTree) -> Iterable[str]:
    """What Git sees, and what it was told not to look at."""
    yield from compared.changed
    for path, blob in compared.flagged.items():
        source = load(root, Listed(path, blob), repository.algorithm, None)
        if source is None or source.blob != blob:
            yield path


# --- Each kind of tree ------------------------------------------------------------------------------------------------


def _in_commit(_: str, repository: git.Repository | None, folders: Sequence[str]) -> Iterable[Listed]:
    return git.tree_files(repository, repository.head, folders) if repository and repository.head else ()


def _in_index(_: str, repository: git.Repository | None, folders: Sequence[str]) -> Iterable[Listed]:
    return git.index_files(repository, folders) if repository else ()


def _in_work_tree(root: str, repository: git.Repository | None, folders: Sequence[str]) -> Iterator[Listed]:
    """Git tells only what a listing costs it: of files asked for by name the disk knows enough."""
    named = {file.path: file for file in look(root, folders)}
    yield from named.values()
    rest = [folder for folder in folders if folder not in named]
    if rest and repository is None:
        yield from walk(root, rest)
    elif rest and repository is not None:
        compared = git.work_files(repository, rest)
        yield from compared.clean
        yield from look(root, compared.others)


LISTINGS: Mapping[str, Callable[[str, git.Repository | None, Sequence[str]], Iterable[Listed]]] = {
    "work": _in_work_tree,
    "index": _in_index,
    "ref": _in_commit,
}
