"""A tree with some files that aren't in it yet: what would be there if they were written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from cms.model import Listed, Source
from cms.paths import is_below
from cms.read import SIZE_LIMIT, Tree
from cms.read.listing import is_shown


class Overlay(Tree):
    """A work tree with the files `fresh`, by path, on top of its own."""

    def __init__(self, tree: Tree, fresh: Mapping[str, bytes]) -> None:
        super().__init__(tree.root, tree.where, tree.repository)
        self._fresh = fresh

    def files(self, folders: Sequence[str]) -> dict[str, Listed]:
        """As in a Tree."""
        wanted = [folder.rstrip("/") for folder in folders]
        below = {path: Listed(path) for path in self._fresh if is_below(path, wanted) and is_shown(path, wanted)}
        found = dict(sorted({**super().files(folders), **below}.items()))
        self._listed |= below
        return found

    def open(self, files: Sequence[Listed], limit: int | None = SIZE_LIMIT) -> Iterator[Source]:
        """As in a Tree."""
        there = super().open([file for file in files if file.path not in self._fresh], limit)
        waiting = next(there, None)
        for file in files:
            if file.path in self._fresh:
                yield Source(file.path, self._fresh[file.path], "")
            elif waiting is not None and waiting.path == file.path:  # one that is gone isn't among them
                yield waiting
                waiting = next(there, None)

    def sizes(self, files: Sequence[Listed]) -> dict[str, int]:
        """As in a Tree."""
        fresh = {file.path: len(self._fresh[file.path]) for file in files if file.path in self._fresh}
        return super().sizes([file for file in files if file.path not in fresh]) | fresh

    def changes(
        self,
        base: str,  # noqa: ARG002 - Git doesn't know what isn't there
        folders: Sequence[str],  # noqa: ARG002 - as above
        also: Iterable[str] = (),  # noqa: ARG002 - as above
    ) -> dict[str, Listed | None] | None:
        """Nothing is known of what Git has never seen: every file must be looked at."""
        return None
