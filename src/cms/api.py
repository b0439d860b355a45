"""The Python API: the command line's words as functions, with values in and values out."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cms import build
from cms.build import Exported, Report
from cms.build.workers import Workers
from cms.config import find_root
from cms.instants import starts
from cms.model import CmsError, Diagnostic

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from cms.client import Bundle

__all__ = ["CmsError", "Exported", "Report", "check", "export", "load", "wording"]


def check(
    folder: str | os.PathLike[str] = ".",
    *,
    paths: Sequence[str | os.PathLike[str]] = (),
    staged: bool = False,
    ref: str | None = None,
    at: datetime | str | None = None,
    executor: Executor | None = None,
) -> Report:
    """Check a repository's content and return a report of its diagnostics.

    `folder` is the repository or a folder in it; `paths` limit what is reported; `staged` checks the index, `ref` a
    commit, branch or tag, otherwise the work tree is checked. `at` is an instant (UTC where it has no offset; default:
    now). Files are checked in this process unless an `executor` is lent for that, which stays open.
    Raises CmsError for wrong use or set-up, such as no cms.yml or an unknown ref.

    >>> report = cms.check("examples/association")
    >>> report.errors
    0
    """
    return build.check(
        find_root(os.fspath(folder)),
        _where(ref, staged=staged),
        _seconds(at),
        [os.fspath(path) for path in paths],
        workers=Workers(lent=executor),
    )


def export(  # noqa: PLR0913 - all but two are named, and each has a default
    folder: str | os.PathLike[str] = ".",
    output: str | os.PathLike[str] = "dist",
    *,
    ref: str | None = None,
    at: datetime | str | None = None,
    drafts: bool = False,
    strict: bool = False,
    executor: Executor | None = None,
) -> Exported:
    """Check a repository's content and write its bundle into the folder `output`.

    Where errors in published content stop it, `Exported.folder` is None and nothing is written. `drafts` writes a
    preview, marked as such in every file. `executor` is as for `check`.
    Raises CmsError for wrong use or set-up, and where `output` can't be written.
    """
    return build.export(
        find_root(os.fspath(folder), _where(ref, staged=False)),
        os.fspath(output),
        _where(ref, staged=False),
        _seconds(at),
        drafts=drafts,
        strict=strict,
        workers=Workers(lent=executor),
    )


def load(source: str | os.PathLike[str], *, preview: bool = False) -> Bundle:
    """A bundle from its folder or its http(s) address, as typed entries, every digest checked.

    Raises CmsError where it can't be read, is damaged, has a version this program doesn't know, or is a preview and
    `preview` is false.
    """
    from cms.client import load as load_bundle  # noqa: PLC0415 - pydantic costs 180 ms, and only typed entries need it

    return load_bundle(os.fspath(source), preview=preview)


def wording(found: Diagnostic | CmsError, lang: str = "en") -> str:
    """The message of a diagnostic or of a CmsError in French or English, as the command line says it."""
    from cms.report import word, word_error  # noqa: PLC0415 - words only when there is something to say

    return word_error(found, lang) if isinstance(found, CmsError) else word(found, lang).message


def _where(ref: str | None, *, staged: bool) -> str:
    if ref is not None and staged:
        raise CmsError("setup/where")
    if ref is not None:
        return f"ref:{ref}"
    return "index" if staged else "work"


def _seconds(at: datetime | str | None) -> int | None:
    if at is None:
        return None
    if isinstance(at, datetime):
        return int((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp())
    seconds = starts(at, "UTC")
    if seconds is None:
        raise CmsError("setup/instant", {"text": at})
    return seconds
