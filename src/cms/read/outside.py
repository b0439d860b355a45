"""From a file, a folder or an archive that comes from elsewhere to the files in it, of which nothing is trusted.

Nothing of an archive is ever written under its own name: its members are read where they are, or out of an anonymous
temporary file.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from types import TracebackType
from typing import BinaryIO, Self

from cms.read.disk import is_behind_link
from cms.read.members import MEMBER, SKIPPED, Member, Offer, Reader, Reason, Refused, drain, shown, sift, unfit
from cms.read.tars import is_named_tar, tar_members, unpacked
from cms.read.zips import is_zip, zip_members

HEAD = 512
"""How many bytes of a file tell what it is: a tar's first block."""


def open_source(path: str) -> Outside:
    """What is at a path: a folder, a zip or tar archive (told by its content, not by its name), or a single file.

    Raises CmsError `setup/import-source`, with a `case` of `cms.read.members.Case`.
    """
    with ExitStack() as opened:
        offer = sift(_members(path, opened), path)
        name = shown(os.path.basename(os.path.abspath(path)))
        return Outside(name, offer, opened.pop_all())


class Outside:
    """A source from elsewhere, until it is closed.

    `name` is its own name. `files` are the paths that are offered, sorted: with `/`, in NFC, below the source whatever
    it says. `refused` are its members that aren't offered. `top` is the one folder that all files are in, or "". Git's
    folders, installed packages and what macOS adds are in neither list.
    """

    def __init__(self, name: str, offer: Offer, opened: ExitStack) -> None:
        self.name = name
        self.files = tuple(offer.readers)
        self.refused = offer.refused
        self.top = _top(self.files)
        self._readers = offer.readers
        self._opened = opened

    def read(self, path: str, limit: int = MEMBER) -> bytes | Refused:
        """The bytes of one of `files`, if they are no more than `limit`, or why they can't be had."""
        found = self._readers[path](min(limit, MEMBER))
        return Refused(path, found) if isinstance(found, str) else found

    def close(self) -> None:
        """Close the archive, and let go of what was unpacked."""
        self._opened.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _top(files: Iterable[str]) -> str:
    tops = {path.partition("/")[0] if "/" in path else "" for path in files}
    return tops.pop() if len(tops) == 1 else ""


def _members(path: str, opened: ExitStack) -> Iterable[Member]:
    try:
        mode = os.stat(path).st_mode
        if stat.S_ISDIR(mode):
            return _folder_members(path)
        if not stat.S_ISREG(mode):
            raise unfit(path, "unreadable")
        return _file_members(path, opened)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise unfit(path, "missing") from error
    except OSError as error:
        raise unfit(path, "unreadable", reason=error.strerror or "") from error


def _file_members(path: str, opened: ExitStack) -> Iterable[Member]:
    """The members of an archive; a file that is none is its own and only member."""
    file = opened.enter_context(open(path, "rb"))  # noqa: SIM115 - so it does
    head = file.read(HEAD)
    if is_zip(head):
        return zip_members(path, opened)
    tar = unpacked(file, head, path, opened)
    if tar is not None:
        return tar_members(tar, path)
    if is_named_tar(path) or path.lower().endswith(".zip"):
        raise unfit(path, "not-archive")
    size = os.fstat(file.fileno()).st_size
    return [Member(os.path.basename(path), "size" if size > MEMBER else partial(_whole, file))]


def _whole(file: BinaryIO, limit: int) -> bytes | Reason:
    try:
        file.seek(0)
        return drain(file, limit)
    except OSError:
        return "unreadable"


def _folder_members(root: str) -> Iterator[Member]:
    """All that is below a folder, without following a link."""
    left = [""]
    while left:
        folder = left.pop()
        try:
            with os.scandir(os.path.join(root, folder)) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            if not folder:
                raise unfit(root, "unreadable", reason=error.strerror or "") from error
            yield Member(folder, "unreadable")
            continue
        for entry in found:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if not entry.is_dir(follow_symlinks=False):
                yield Member(path, _given(root, path))
            elif entry.name.casefold() not in SKIPPED:
                left.append(path)


def _given(root: str, path: str) -> Reader | Reason:
    """How a file of a folder is read, or why it isn't."""
    try:
        facts = os.lstat(os.path.join(root, path))
    except OSError:
        return "unreadable"
    if not stat.S_ISREG(facts.st_mode):
        return "link" if stat.S_ISLNK(facts.st_mode) else "special"
    return "size" if facts.st_size > MEMBER else partial(_read_file, root, path)


def _read_file(root: str, path: str, limit: int) -> bytes | Reason:
    """A file of a folder, unless a link or something else has taken its place since it was listed."""
    if is_behind_link(root, os.path.dirname(path)):
        return "link"
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with open(os.open(os.path.join(root, path), flags), "rb") as file:
            return drain(file, limit) if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else "special"
    except OSError as error:
        return "link" if error.errno == errno.ELOOP else "unreadable"
