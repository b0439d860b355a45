"""From a folder and where to look (work tree, Git index, any revision) to the files there, listed and read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Self

from cms import git
from cms.model import CmsError, Listed, Source
from cms.paths import is_below
from cms.read.disk import load, look
from cms.read.listing import LISTINGS, differing, is_shown

SIZE_LIMIT = 5_000_000
"""The size in bytes over which a file of content isn't read."""


def open_tree(root: str, where: str) -> Tree:
    """The tree of a root folder (of cms.yml): `work`, `index` or `ref:<revision>`.

    Raises CmsError: `setup/no-git` for an index or a revision where there is none, `setup/unknown-ref`, `setup/git`.
    """
    repository = git.find_repository(root)
    if where == "work":
        return Tree(root, where, repository if repository and repository.work_tree else None)
    if repository is None or (where == "index" and not repository.work_tree):
        raise CmsError("setup/no-git", {"folder": os.path.basename(os.path.abspath(root))})
    if where != "index":
        commit = git.resolve(repository, where.removeprefix("ref:"))
        repository = repository._replace(head=commit)
    return Tree(root, where, repository)


class Tree:
    """Files below a root, until it is closed. All paths are from the root, with `/`, and spelled as they are stored.

    `where` is as asked for. `commit` is the commit that the tree is or is compared with: None outside Git and before
    the first one. `prefix` leads from the repository's top to the root; `shallow` says that its history is cut.
    `moved` says that Git has looked at a work tree when HEAD was another commit.
    """

    def __init__(self, root: str, where: str, repository: git.Repository | None) -> None:
        self.root = root
        self.where = where
        self.commit = repository.head if repository else None
        self.prefix = repository.prefix if repository else ""
        self.moved = False
        self.shallow = repository is not None and repository.shallow
        self.repository = repository
        self._listed: dict[str, Listed] = {}
        self._asked: set[str] = set()
        self._blobs: git.Blobs | None = None
        self._work: git.WorkChanges | None = None
        self._staged: frozenset[str] | None = None
        self._compared: Sequence[str] = ()

    def files(self, folders: Sequence[str]) -> dict[str, Listed]:
        """The files below these folders, or the files of these names, sorted by path; "" is the root.

        Symbolic links are listed and not followed. Files that Git ignores are left out (unless asked for by name in a
        work tree), and so are submodules and whatever has a name that starts with a dot.
        """
        wanted = [folder.rstrip("/") for folder in folders]
        self._asked.update(wanted)
        listed = LISTINGS[self._kind](self.root, self.repository, wanted) if wanted else ()
        found = {file.path: file for file in sorted(listed) if is_shown(file.path, wanted)}
        self._listed |= found
        return found

    def read(self, paths: Iterable[str], limit: int | None = SIZE_LIMIT) -> Iterator[Source]:
        """The files of these paths, in this order, without those that aren't there.

        Of a file larger than `limit` bytes there is the size in place of the bytes. Of a link, the bytes are the path
        it leads to. A file that Git stores with other line ends reads as it is stored. Raises CmsError:
        `setup/unreadable` where the system refuses, `setup/git` where an object is missing.
        """
        wanted = list(paths)
        unknown = [path for path in wanted if path not in self._listed]
        if unknown:
            self.files(unknown)
        return self.open([self._listed[path] for path in wanted if path in self._listed], limit)

    def open(self, files: Sequence[Listed], limit: int | None = SIZE_LIMIT) -> Iterator[Source]:
        """These files, read as `read` does."""
        return self._from_disk(files, limit) if self._kind == "work" else self._from_git(files, limit)

    def sizes(self, files: Sequence[Listed]) -> dict[str, int]:
        """The sizes in bytes of these files by path, without reading them, but for those that are gone."""
        if self._kind == "work":
            return {
                file.path: file.size for file in look(self.root, [file.path for file in files]) if file.size is not None
            }
        if self.repository is None or not files:
            return {}
        known = git.sizes(self.repository, dict.fromkeys(file.blob for file in files))
        return {file.path: known[file.blob] for file in files if file.blob in known}

    def changes(self, base: str, folders: Sequence[str], also: Iterable[str] = ()) -> dict[str, Listed | None] | None:
        """The paths below these folders that may differ from the tree or commit `base`, as they are now; None for gone.

        The paths in `also` are among them, whether they differ or not. A blob id is empty where the bytes must be read
        to be known. None where Git can't tell: without a repository, or if it hasn't that object (any more). Nothing is
        listed but what differs, so it takes no longer for more files.
        """
        if self.repository is None:
            return None
        wanted = [folder.rstrip("/") for folder in folders]
        self._asked.update(wanted)
        found = self._compare(self.repository, base, wanted)
        if found is None:
            return None
        same = [path for path in also if path not in found]
        found = {**found, **dict.fromkeys(same)}
        found |= {file.path: file for file in (git.tree_files(self.repository, base, same) if same else ())}
        shown = {path: file for path, file in sorted(found.items()) if is_shown(path, wanted)}
        self._listed |= {path: file for path, file in shown.items() if file is not None}
        return shown

    def unsettled(self) -> frozenset[str]:
        """The paths, of those asked for, that may differ from `commit`."""
        work = self._known_work()
        if work is None:
            return self.changed()
        unknown = (path for path, file in work.files.items() if file is not None and not file.blob)
        return frozenset({*work.changed, *unknown})

    def changed(self) -> frozenset[str]:
        """The paths, of those asked for, that differ from `commit`: added, changed, deleted, both names of a rename."""
        if self.repository is None or not self._asked:
            return frozenset()
        folders = sorted(self._asked)
        paths: Iterable[str] = ()
        if self._kind == "index":
            if self._staged is None or not self._is_compared():
                self._staged, self._compared = git.staged(self.repository, folders), folders
            paths = self._staged
        elif self._kind == "work":
            compared = self._known_work() or git.work_files(self.repository, folders)
            self.moved |= compared.head != self.commit
            paths = differing(self.root, self.repository, compared)
        return frozenset(path for path in paths if is_shown(path, folders))

    @property
    def dirty(self) -> bool:
        """Whether anything that was asked for differs from `commit`."""
        return bool(self.changed())

    def close(self) -> None:
        """End what was started for reading."""
        if self._blobs is not None:
            self._blobs.close()
            self._blobs = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _compare(
        self, repository: git.Repository, base: str, folders: Sequence[str]
    ) -> Mapping[str, Listed | None] | None:
        """What Git says may differ from `base`; kept, so that it needn't be asked again for what differs from HEAD."""
        self._compared = folders
        if self._kind == "work":
            self._work = git.work_changes(repository, base, folders)
            if self._work is None:
                return None
            self.moved |= self._work.head != self.commit
            return self._looked_at(self._work.files)
        if self._kind == "index":
            compared = git.index_changes(repository, base, folders)
            self._staged = compared.changed if compared is not None and base == self.commit else None
            return None if compared is None else compared.files
        return git.tree_changes(repository, base, self.commit or "", folders)

    def _known_work(self) -> git.WorkChanges | None:
        """What is known of the work tree, if that is all that has been asked for by now."""
        return self._work if self._is_compared() else None

    def _is_compared(self) -> bool:
        return all(is_below(path, self._compared) for path in self._asked)

    def _looked_at(self, files: Mapping[str, Listed | None]) -> dict[str, Listed | None]:
        """The files, of which those that must be read are as the disk has them: there or gone, links or not."""
        unread = [path for path, file in files.items() if file is not None and not file.blob]
        there = {file.path: file for file in look(self.root, unread)}
        return {**files, **{path: there.get(path) for path in unread}}

    @property
    def _kind(self) -> str:
        return self.where.partition(":")[0]

    def _from_disk(self, files: Sequence[Listed], limit: int | None) -> Iterator[Source]:
        algorithm = self.repository.algorithm if self.repository else "sha1"
        sources = (load(self.root, file, algorithm, limit) for file in files)
        return (source for source in sources if source is not None)

    def _from_git(self, files: Sequence[Listed], limit: int | None) -> Iterator[Source]:
        if self.repository is None or not files:
            return
        self._blobs = self._blobs or git.Blobs(self.repository)
        blobs = self._blobs.read((file.blob for file in files), limit)
        for file, blob in zip(files, blobs, strict=True):
            yield Source(file.path, blob.data or b"", blob.id, blob.size if blob.data is None else None)
