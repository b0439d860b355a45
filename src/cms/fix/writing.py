"""A text before and after → the file with every byte kept that the text doesn't show: line ends, byte-order mark."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from errno import EACCES, ELOOP

from cms.fix.mending import Mended
from cms.model import CmsError, Fix

_MARK = "\ufeff"


def as_stored(data: bytes, before: str, after: str, rounds: Sequence[Sequence[Fix]]) -> bytes | None:
    """The bytes of a file after fixes, round by round, made one text of the other; None where it had another text.

    A line that stays keeps its end; a new one gets the end that most lines have.
    """
    written = data.decode(errors="surrogateescape")
    bare = written.lstrip(_MARK)
    mark = written[: len(written) - len(bare)]
    if bare.replace("\r\n", "\n").replace("\r", "\n") != before:
        return None
    ends = re.findall(r"\r\n|\r|\n", bare)
    if len(set(ends)) > 1:
        usual = max(("\n", "\r\n"), key=ends.count)
        for fixes in rounds:
            ends = _ends_after(ends, fixes, usual)
        lines = after.split("\n")
        return (mark + "".join(map("".join, zip(lines, [*ends, ""], strict=True)))).encode()
    return (mark + (after.replace("\n", ends[0]) if ends else after)).encode()


def _ends_after(ends: Sequence[str], fixes: Sequence[Fix], usual: str) -> list[str]:
    """The ends of the lines after some fixes of one round."""
    left: list[str] = []
    at = 0
    for span, replacement in sorted(fixes):
        first, last = span.line - 1, span.end_line - 1
        count = replacement.count("\n")
        left += ends[at:first]
        left += [*ends[first:last], *[usual] * count][:count]
        at = last
    return [*left, *ends[at:]]


def rewrite(root: str, path: str, before: str, mended: Mended, *, write: bool) -> tuple[bytes, bytes] | None:
    """Put a mended text in the place of a file's, whole or not at all: its bytes before and after.

    None where the file has changed meanwhile. Nothing happens but that unless `write` is set. Raises CmsError:
    `setup/unwritable` where the system refuses.
    """
    place = os.path.join(root, *path.split("/"))
    try:
        with open(place, "rb", buffering=0) as file:
            old = file.read()
            mode = os.fstat(file.fileno()).st_mode
        new = as_stored(old, before, mended.text, mended.rounds)
        if new is not None and write:
            if not os.access(place, os.W_OK):
                raise PermissionError(EACCES, os.strerror(EACCES))
            _replace(place, new, mode)
    except OSError as error:
        raise CmsError("setup/unwritable", {"path": path, "reason": error.strerror or ""}) from error
    return None if new is None else (old, new)


class Stopped(KeyboardInterrupt):
    """The user has interrupted the writing of files when `count` of them were in their places."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


def place_files(root: str, files: Iterable[tuple[str, bytes]]) -> None:
    """Put files at their paths below a root, one after the other, each whole or not at all.

    Raises Stopped, and CmsError `setup/unwritable` where the system refuses: with the `case` half-way and the `count`
    of files, if some are in their places by then.
    """
    count = 0
    try:
        for path, data in files:
            place_file(root, path, data)
            count += 1
    except CmsError as error:
        raise CmsError(
            error.rule, {**error.values, "case": "half-way", "count": count} if count else error.values
        ) from error
    except KeyboardInterrupt as error:
        raise Stopped(count) from error


def place_file(root: str, path: str, data: bytes) -> None:
    """Put a file at a path below a root, whole or not at all, with the folders that lead there.

    Raises CmsError: `setup/unwritable` where the system refuses, and where a link leads elsewhere.
    """
    place = os.path.join(root, *path.split("/"))
    folder = os.path.dirname(place)
    try:
        os.makedirs(folder, exist_ok=True)
        _refuse_links(root, path, folder)
        _replace(place, data, _mode_of(place))
    except OSError as error:
        raise CmsError("setup/unwritable", {"path": path, "reason": error.strerror or ""}) from error


def _refuse_links(root: str, path: str, folder: str) -> None:
    if os.path.realpath(folder) != os.path.join(os.path.realpath(root), *path.split("/")[:-1]):
        raise OSError(ELOOP, os.strerror(ELOOP))


def _mode_of(place: str) -> int:
    """The mode of a file that is there; else that of a new one."""
    try:
        return os.stat(place).st_mode
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _replace(place: str, data: bytes, mode: int) -> None:
    """Write beside a file and rename into its place: nobody sees half of it."""
    descriptor, fresh = tempfile.mkstemp(dir=os.path.dirname(place), prefix=".cms-fix-")
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(fresh, mode & 0o7777)
        os.replace(fresh, place)
    except BaseException:
        with suppress(OSError):
            os.remove(fresh)
        raise
