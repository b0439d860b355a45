"""One writer at a time: a lock that the operating system lets go of when its holder dies."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from cms.publish.errors import output_errors, refused


@contextmanager
def locked(path: str, folder: str) -> Iterator[None]:
    """Hold the lock file at `path` (its folder is made), then remove it.

    Raises CmsError (`locked`) at once where somebody else holds it.
    """
    with output_errors(folder):
        descriptor = _acquire(path)
    if descriptor is None:
        raise refused("locked", folder)
    try:
        yield
    finally:
        if sys.platform == "win32":  # an open file can't be removed there
            os.close(descriptor)
        with suppress(OSError):
            os.remove(path)
        if sys.platform != "win32":
            os.close(descriptor)


def _acquire(path: str) -> int | None:
    while True:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        except FileNotFoundError:  # a run that failed has just removed the folder that it had made
            continue
        try:
            _lock(descriptor)
            if _is_at(descriptor, path):
                return descriptor
        except BlockingIOError:
            os.close(descriptor)
            return None
        except OSError:
            os.close(descriptor)
            raise
        os.close(descriptor)  # the holder before us has just removed this file: the next lock is another one


def _is_at(descriptor: int, path: str) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(path))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError from error

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
