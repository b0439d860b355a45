"""The order of the stages: what `cms check` and `cms export` do, from a folder to diagnostics and a bundle."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from typing import NamedTuple

from cms.build.report import Report, Wish, report
from cms.build.state import Progress, State, advance
from cms.build.workers import ALONE, Workers
from cms.cache import Cache, surviving
from cms.config import NAME, SetUp
from cms.model import CmsError, Diagnostic, Listed, Source
from cms.read import Tree, open_tree

__all__ = ["Exported", "Progress", "Report", "check", "check_text", "export", "now"]


class Exported(NamedTuple):
    """What an export did. `folder` is None where errors stopped it and nothing was written."""

    report: Report
    folder: str | None = None
    entries: int = 0
    written: int = 0
    unchanged: int = 0
    deleted: int = 0


def now() -> int:
    """This instant, in seconds since 1970."""
    return int(time.time())


def _silent(done: int, total: int) -> None:
    """No progress is shown."""


def check(  # noqa: PLR0913 - all but one have a default
    root: str,
    where: str = "work",
    at: int | None = None,
    paths: Sequence[str] = (),
    progress: Progress = _silent,
    workers: Workers = ALONE,
    *,
    remarks: bool = True,
) -> Report:
    """Check a repository: its work tree, its index (only what is staged is reported), or a commit (`ref:<revision>`).

    `paths` limit what is reported, never what is checked; without `remarks`, what is only information is counted.
    Raises CmsError for wrong use and set-up.
    """
    instant = now() if at is None else at

    def work(cache: Cache) -> Report:
        state = advance(tree, cache, instant, progress, workers)
        return report(tree, cache, state, Wish(paths, remarks=remarks))

    with open_tree(root, where) as tree:
        return surviving(_cache_root(root), work)


def export(  # noqa: PLR0913 - each says which bundle, and all but two have a default
    root: str,
    output: str,
    where: str = "work",
    at: int | None = None,
    *,
    drafts: bool = False,
    strict: bool = False,
    remarks: bool = True,
    progress: Progress = _silent,
    workers: Workers = ALONE,
) -> Exported:
    """Check a repository, then write its bundle into the folder `output`, unless errors in published content stop it.

    `drafts` makes a preview, which is marked as such in every file; `strict` lets warnings count as errors.
    Raises CmsError for wrong use and set-up, and where the folder can't be written; an old bundle in it stays whole.
    """
    instant = now() if at is None else at

    def work(cache: Cache) -> Exported:
        state = advance(tree, cache, instant, progress, workers)
        found = report(tree, cache, state, Wish(remarks=remarks, strict=strict, preview=drafts))
        if found.blocking:
            return Exported(found)
        return _publish(tree, cache, state, found, output, workers, preview=drafts)

    with open_tree(root, where) as tree:
        return surviving(_cache_root(root), work)


def _publish(  # noqa: PLR0913 - as `export`
    tree: Tree, cache: Cache, state: State, found: Report, output: str, workers: Workers, *, preview: bool
) -> Exported:
    from cms.build.compile import compile_bundle  # noqa: PLC0415 - a check needs none of it
    from cms.build.route import content_folders  # noqa: PLC0415 - as above
    from cms.publish.folder import publish  # noqa: PLC0415 - as above

    kept = (*content_folders(state.set_up.config), ".git", "schemas", "src")
    protected = [tree.root, *(os.path.join(tree.root, path) for path in kept)]
    count, artifacts = compile_bundle(tree, cache, state, output, workers, preview=preview)
    return Exported(found, output, count, *publish(artifacts, output, protected=protected, now=now()))


def _cache_root(root: str) -> str | None:
    """Bare repositories get no cache: there is no folder that Git ignores."""
    return root if os.path.exists(os.path.join(root, NAME)) else None


def check_text(path: str, text: str, set_up: SetUp) -> tuple[Diagnostic, ...]:
    """What is to be said about a file that doesn't exist yet, by itself."""
    from cms.build.route import route_path  # noqa: PLC0415 - as in `row_of`
    from cms.build.single import check_file  # noqa: PLC0415 - as in `row_of`

    route = route_path(Listed(path), set_up.config)
    if route is None:
        raise CmsError("setup/name", {"path": path, "template": ""})
    source = Source(path, text.encode(), "")
    return check_file(source, route, set_up.schemas, set_up.config)[1]
