"""What lies at the places of a bundle's files: each folder is listed once, when it is first asked for."""

from __future__ import annotations

import errno
import os
import stat

from cms.publish.errors import refused
from cms.publish.record import is_safe
from cms.publish.target import Target


class Places:
    """The places in one folder, as they are while it is locked."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._listed = {"": _list(target.path)}
        self._missing: dict[str, str] = {}

    def look(self, path: str) -> os.stat_result | None:
        """The facts of what lies at a path, a link not followed; None where there is nothing.

        Raises CmsError where a symbolic link is on the way there, ValueError for a path that no bundle may have.
        """
        if not is_safe(path):
            raise ValueError(path)
        folder, _, name = path.rpartition("/")
        if folder not in self._listed:
            self._open(folder)
        if folder in self._missing:
            return None
        entry = self._listed[folder].pop(name, None)
        try:  # what isn't listed may still be there: under another case, or since just now
            return os.lstat(self._target.place(path)) if entry is None else entry.stat(follow_symlinks=False)
        except FileNotFoundError:
            return None

    def new_folder(self, path: str) -> str | None:
        """The outermost of the folders on the way to a file that aren't there yet."""
        return self._missing.get(path.rpartition("/")[0])

    def _open(self, folder: str) -> None:
        found = self.look(folder)
        self._listed[folder] = {}
        if found is None:
            self._missing[folder] = self.new_folder(folder) or folder
        elif stat.S_ISLNK(found.st_mode):
            raise refused("symlink", self._target.folder, path=folder)
        elif not stat.S_ISDIR(found.st_mode):
            raise NotADirectoryError(errno.ENOTDIR, folder)
        else:
            self._listed[folder] = _list(self._target.place(folder))


def _list(folder: str) -> dict[str, os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return {entry.name: entry for entry in entries}
