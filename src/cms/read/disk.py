"""Files of a folder on the disk: which there are, and their bytes as Git stores them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator

from cms import git
from cms.model import CmsError, Listed, Source


def look(root: str, paths: Iterable[str]) -> Iterator[Listed]:
    """Those of the paths at which there is a file or a link, and no link on the way there."""
    by_folder: dict[str, list[str]] = {}
    for path in paths:
        by_folder.setdefault(os.path.dirname(path), []).append(path)
    for folder, inside in by_folder.items():
        if not is_behind_link(root, folder):
            yield from filter(None, (_file(root, path) for path in inside))


def is_behind_link(root: str, folder: str) -> bool:
    """Whether a folder below a root is a link, or one of those that lead there is."""
    parts = folder.split("/")
    return any(os.path.islink(os.path.join(root, *parts[: end + 1])) for end in range(len(parts)) if folder)


def _file(root: str, path: str) -> Listed | None:
    try:
        facts = os.lstat(os.path.join(root, path))
    except OSError:
        return None
    if stat.S_ISLNK(facts.st_mode):
        return Listed(path, link=True)
    return Listed(path, size=facts.st_size) if stat.S_ISREG(facts.st_mode) else None


def walk(root: str, folders: Iterable[str]) -> Iterator[Listed]:
    """All files below some folders, where there is no Git."""
    left = [folder for folder in folders if not is_behind_link(root, folder)]
    while left:
        folder = left.pop()
        try:
            with os.scandir(os.path.join(root, folder)) as entries:
                names = [entry.name for entry in entries if not entry.name.startswith(".")]
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            raise _unreadable(folder, error) from error
        for path in (f"{folder}/{name}" if folder else name for name in names):
            file = _file(root, path)
            if file is not None:
                yield file
            elif os.path.isdir(os.path.join(root, path)):
                left.append(path)


def load(root: str, file: Listed, algorithm: str, limit: int | None) -> Source | None:
    """A file, read as `Tree.read` does; None where there is none."""
    path = os.path.join(root, file.path)
    try:
        facts = os.lstat(path)
        if stat.S_ISLNK(facts.st_mode):
            data = os.fsencode(os.readlink(path))
        elif not stat.S_ISREG(facts.st_mode):
            return None
        elif limit is not None and facts.st_size > limit:
            return Source(file.path, b"", file.blob, facts.st_size)
        else:
            with open(path, "rb", buffering=0) as opened:
                data = opened.read()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise _unreadable(file.path, error) from error
    return Source(file.path, *_as_stored(data, file.blob, algorithm))


def _as_stored(data: bytes, stored: str, algorithm: str) -> tuple[bytes, str]:
    """A file's bytes and blob id. Where Git checked it out with CRLF, both are as it stores them, on every machine.

    The id is always that of the bytes: a file may be saved between the listing and the reading.
    """
    blob = git.blob_id(data, algorithm)
    if stored and blob != stored and b"\r\n" in data:
        as_lf = data.replace(b"\r\n", b"\n")
        if git.blob_id(as_lf, algorithm) == stored:
            return as_lf, stored
    return data, blob


def _unreadable(path: str, error: OSError) -> CmsError:
    return CmsError("setup/unreadable", {"path": path, "reason": error.strerror or ""})
