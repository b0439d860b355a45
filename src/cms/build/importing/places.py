"""Where an import takes from and reports to → CmsError where that is the repository's own content, or would be lost."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator

from cms.build.route import content_folders
from cms.model import CmsError, Config
from cms.read.members import shown

_HEAD = 4000
"""Characters of a file that tell whether it is a report."""


def must_be_elsewhere(source: str, root: str, config: Config) -> None:
    """Raise CmsError `setup/import-source` for a source that is part of the repository's content, or holds it."""
    if _is_inside(root, source):
        raise CmsError("setup/import-source", {"source": shown(source), "case": "repository"})
    if any(_is_inside(source, own) or _is_inside(own, source) for own in _own_folders(root, config)):
        raise CmsError("setup/import-source", {"source": shown(source), "case": "content"})


def must_have_place(report: str, source: str, root: str, config: Config) -> None:
    """Raise CmsError where a report can't be written, would be part of content or source, or the end of another file.

    An empty path is no report. What is neither file nor folder, such as a terminal, takes any.
    """
    if not report:
        return
    folder = os.path.dirname(report) or "."
    if any(_is_inside(report, own) for own in _own_folders(root, config)):
        raise CmsError("setup/import-report", {"path": shown(report), "case": "content"})
    if _is_inside(report, source):
        raise CmsError("setup/import-report", {"path": shown(report), "case": "source"})
    if os.path.isdir(report):
        raise _unwritable(report, errno.EISDIR)
    if not os.path.isdir(folder):
        raise _unwritable(report, errno.ENOENT)
    if not os.access(report if os.path.exists(report) else folder, os.W_OK):
        raise _unwritable(report, errno.EACCES)
    if os.path.isfile(report) and not _is_spare(report):
        raise CmsError("setup/import-report", {"path": shown(report), "case": "other"})


def _is_spare(path: str) -> bool:
    """Whether nothing is lost with a file: it is empty, or a report of an earlier import."""
    from cms.report import is_import_report  # noqa: PLC0415 - only where there is a file already

    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            start = file.read(_HEAD)
    except OSError as error:
        raise _unwritable(path, error.errno or errno.EACCES) from error
    return not start or is_import_report(start)


def _unwritable(path: str, code: int) -> CmsError:
    return CmsError("setup/unwritable", {"path": shown(path), "reason": os.strerror(code)})


def _own_folders(root: str, config: Config) -> Iterator[str]:
    """The folders and files that content and media are in."""
    for path in (*content_folders(config), config.media.folder):
        yield os.path.join(root, *path.split("/"))


def _is_inside(path: str, folder: str) -> bool:
    """Whether a path, which may not be there yet, is a folder or in one: by whatever links and spelling."""
    at = os.path.realpath(path)
    if not os.path.exists(folder):
        return at == os.path.realpath(folder)
    while not os.path.exists(at) or not os.path.samefile(at, folder):
        at, inner = os.path.dirname(at), at
        if at == inner:
            return False
    return True
