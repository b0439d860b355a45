"""Which folders a bundle may be written to, and which places in them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import NamedTuple

from cms.publish.errors import refused
from cms.publish.record import HIDDEN, is_ours

FOLDERS = ("assets", "collections", "deltas", "digests", "entries", "parts", "schemas")
_FILES = ("_headers", "bundle.json", "manifest.json")


class Target(NamedTuple):
    """A folder as the user wrote it, and where it really is."""

    folder: str
    path: str

    @property
    def hidden(self) -> str:
        """The folder in it that is no part of the bundle."""
        return os.path.join(self.path, HIDDEN)

    @property
    def stage(self) -> str:
        """Where files lie before they are put in their places."""
        return os.path.join(self.hidden, "stage")

    def place(self, path: str) -> str:
        """Where a file or folder of the bundle lies on disk."""
        return os.path.join(self.path, *path.split("/"))

    def staged(self, path: str) -> str:
        """Where it lies before."""
        return os.path.join(self.stage, "files", *path.split("/"))


def refuse_folder(folder: str, protected: Sequence[str]) -> None:
    """Raise CmsError unless the folder is new, empty or a bundle of ours.

    Nor may it be one of the `protected` folders, hold one, or lie in one; a protected folder that holds all the others
    (the repository's root) may hold the bundle as well.
    """
    target = os.path.realpath(folder)
    if os.path.islink(folder) and not os.path.exists(folder):
        raise refused("symlink", folder, path=os.path.basename(folder))
    if os.path.exists(target) and not os.path.isdir(target):
        raise refused("file", folder)
    if _is_protected(target, [os.path.realpath(path) for path in protected]):
        raise refused("inside", folder)
    if os.path.isdir(target):
        if os.path.islink(os.path.join(target, HIDDEN)):
            raise refused("symlink", folder, path=HIDDEN)
        if _has_files(target) and not is_ours(target):  # in this order: another run may write its first files just now
            raise refused("not-empty", folder)


def _has_files(folder: str) -> bool:
    """Whether anything lies in a folder but empty folders (a killed run may leave such) and our hidden one."""
    for path, folders, files in os.walk(folder):
        if path == folder and HIDDEN in folders:
            folders.remove(HIDDEN)
        if files or any(os.path.islink(os.path.join(path, name)) for name in folders):
            return True
    return False


def _is_protected(target: str, protected: Sequence[str]) -> bool:
    return any(_holds(target, path) or (_holds(path, target) and not _holds_all(path, protected)) for path in protected)


def _holds_all(path: str, others: Sequence[str]) -> bool:
    return len(others) > 1 and all(_holds(path, other) for other in others)


def _holds(folder: str, path: str) -> bool:
    folder, path = os.path.normcase(folder), os.path.normcase(path)
    return path == folder or path.startswith(os.path.join(folder, ""))


def link_on_the_way(folder: str, path: str) -> str | None:
    """The first folder on the way to a file that is a symbolic link: behind it nothing is ours."""
    return next((way for way in ways_to(path) if os.path.islink(os.path.join(folder, way))), None)


def ways_to(path: str) -> list[str]:
    """The folders on the way to a file, the outermost first."""
    parts = path.split("/")
    return ["/".join(parts[:depth]) for depth in range(1, len(parts))]


def is_reserved(path: str) -> bool:
    """Whether the contract gives this name to bundles, so that no foreign file can have it."""
    return path in _FILES or path.partition("/")[0] in FOLDERS
