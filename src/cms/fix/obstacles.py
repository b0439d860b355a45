"""Files that are to be written → what stands in their way, told before the first of them is."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection
from typing import Literal, TypeAlias

from cms.model import CmsError

Obstacle: TypeAlias = Literal["is-folder", "no-folder", "link", "read-only", "too-long"]

_STAGED = len(".cms-fix-12345678")
"""Characters of the name that a file is written under before it is in its place."""


def must_be_writable(root: str, paths: Collection[str]) -> None:
    """Raise CmsError `setup/unwritable` for the first path below a root where no file can be put.

    Its `at` is what stands in the way. What the system refuses later, such as on a full disk, isn't known now.
    """
    files = frozenset(paths)
    for path in sorted(files):
        found = _obstacle(root, path, files)
        if found is not None:
            raise CmsError("setup/unwritable", {"path": path, "case": found[0], "at": found[1]})


def _obstacle(root: str, path: str, files: Collection[str]) -> tuple[Obstacle, str] | None:
    parts = path.split("/")
    last = "."
    for folder in ("/".join(parts[:end]) for end in range(1, len(parts))):
        mode = _mode(root, folder)
        if folder in files or (mode is not None and not (stat.S_ISDIR(mode) or stat.S_ISLNK(mode))):
            return "no-folder", folder
        if mode is None:
            break
        if stat.S_ISLNK(mode):
            return "link", folder
        last = folder
    long = _too_long(root, path, last)
    if long:
        return "too-long", long
    if not os.access(os.path.join(root, last), os.W_OK | os.X_OK):
        return "read-only", last
    mode = _mode(root, path)
    return ("is-folder", path) if mode is not None and stat.S_ISDIR(mode) else None


def _mode(root: str, path: str) -> int | None:
    """What is at a path; None for nothing, and for what can't be looked at."""
    try:
        return os.lstat(os.path.join(root, *path.split("/"))).st_mode
    except OSError:
        return None


def _too_long(root: str, path: str, folder: str) -> str:
    """The part of a path, or the path, that is too long for the file system of a folder that is there; else nothing."""
    for part in path.split("/"):
        if len(os.fsencode(part)) > _limit(root, folder, "PC_NAME_MAX", 255):
            return part
    parent, _, name = os.path.join(os.path.abspath(root), path).rpartition("/")
    length = len(os.fsencode(parent)) + 1 + max(len(os.fsencode(name)), _STAGED)
    return path if length >= _limit(root, folder, "PC_PATH_MAX", 1 << 15) else ""


def _limit(root: str, folder: str, name: str, usual: int) -> int:
    """A limit of the file system; the usual one where the system doesn't tell."""
    try:
        return os.pathconf(os.path.join(root, folder), name)
    except (AttributeError, OSError, ValueError):
        return usual
