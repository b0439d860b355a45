"""Errors of the file system → `setup/output`, with a reason that can be worded."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from cms.model import CmsError, Json

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_REASONS = {
    errno.EACCES: "permission",
    errno.EPERM: "permission",
    errno.EROFS: "read-only",
    errno.EEXIST: "file",
    errno.ENOTDIR: "file",
    errno.EISDIR: "folder",
    errno.ENAMETOOLONG: "name-too-long",
}


def refused(case: str, folder: str, **values: Json) -> CmsError:
    """The error that says why a folder can't be the target. `folder` is as the user wrote it."""
    return CmsError("setup/output", {"case": case, "folder": folder, **values})


def refused_by_system(error: OSError, folder: str) -> CmsError:
    """The error for what the file system refuses: `full`, or `unwritable` for a reason."""
    if error.errno in _FULL:
        return refused("full", folder)
    reason = _REASONS.get(error.errno or 0) or errno.errorcode.get(error.errno or 0, "unknown")
    return refused("unwritable", folder, reason=reason)


@contextmanager
def output_errors(folder: str) -> Iterator[None]:
    """Raise CmsError for what the file system refuses."""
    try:
        yield
    except OSError as error:
        raise refused_by_system(error, folder) from error
