"""The order of the stages: what `cms check` and `cms export` do, from a folder to diagnostics and a bundle."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from cms import __version__
from cms.build.check import Checked, Progress, check_file, check_tree
from cms.build.route import route_path
from cms.build.selection import only, wanted_paths
from cms.cache import Cache
from cms.config import NAME, SetUp, load
from cms.model import CmsError, Diagnostic, Listed, Source
from cms.parse import parse
from cms.read import Tree, open_tree

__all__ = ["Exported", "Progress", "Report", "check", "check_text", "export", "now"]


class Report(NamedTuple):
    """What a check found: all diagnostics that were asked for, sorted by path and place.

    `files` and `entries` count what was checked, `hidden` the entries that a bundle of this instant leaves out. `texts`
    are the files that diagnostics speak of, by path. `blocking` are the errors that stop an export.
    """

    diagnostics: tuple[Diagnostic, ...]
    blocking: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    lang: str
    files: int
    entries: int
    hidden: int

    @property
    def errors(self) -> int:
        """How many of the diagnostics are errors."""
        return sum(found.severity == "error" for found in self.diagnostics)

    @property
    def warnings(self) -> int:
        """How many of the diagnostics are warnings."""
        return sum(found.severity == "warning" for found in self.diagnostics)


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


def check(
    root: str, where: str = "work", at: int | None = None, paths: Sequence[str] = (), progress: Progress = _silent
) -> Report:
    """Check a repository: its work tree, its index (only what is staged is reported), or a commit (`ref:<revision>`).

    `paths` limit what is reported, never what is checked. Raises CmsError for wrong use and set-up.
    """
    with open_tree(root, where) as tree, Cache(_cache_root(root)) as cache:
        set_up = load(tree)
        checked = check_tree(tree, set_up, cache, now() if at is None else at, progress)
        return _report(tree, checked, _asked_for(tree, checked, paths))


def _asked_for(tree: Tree, checked: Checked, paths: Sequence[str]) -> tuple[Diagnostic, ...]:
    found = checked.diagnostics
    if tree.where == "index":
        changed = tree.changed()
        if not changed & {NAME, *checked.set_up.schema_files}:  # a changed set-up concerns every file
            gone = [path for path in changed if path not in checked.files]
            found = tuple(only(found, checked, changed.__contains__, gone))
    if paths:
        found = tuple(only(found, checked, wanted_paths(tree, checked.files, paths)))
    return found


def export(  # noqa: PLR0913 - each says which bundle, and all but two have a default
    root: str,
    output: str,
    where: str = "work",
    at: int | None = None,
    *,
    drafts: bool = False,
    strict: bool = False,
    progress: Progress = _silent,
) -> Exported:
    """Check a repository, then write its bundle into the folder `output`, unless errors in published content stop it.

    `drafts` makes a preview, which is marked as such in every file; `strict` lets warnings count as errors.
    Raises CmsError for wrong use and set-up, and where the folder can't be written; an old bundle in it stays whole.
    """
    from cms.build.compile import Compiler, compile_bundle, history  # noqa: PLC0415 - a check needs none of it
    from cms.publish.folder import publish  # noqa: PLC0415 - as above

    instant = now() if at is None else at
    with open_tree(root, where) as tree, Cache(_cache_root(root)) as cache:
        checked = check_tree(tree, load(tree), cache, instant, progress, preview=drafts)
        report = _report(tree, checked, checked.diagnostics, strict=strict, preview=drafts)
        if report.blocking:
            return Exported(report)
        config = checked.set_up.config
        compiler = Compiler(tree, checked, cache)
        dates = history(tree, config.content, cache, checked.version)
        compilation = compile_bundle(compiler, checked, dates, tree, __version__, preview=drafts)
        protected = [root, *(os.path.join(root, path) for path in (config.content, ".git", "schemas", "src"))]
        published = publish(compiler.artifacts(compilation), output, protected=protected, now=now())
        shown = len(checked.content.shown)
        return Exported(report, output, shown, published.written, published.unchanged, published.deleted)


def _cache_root(root: str) -> str | None:
    """Bare repositories get no cache: there is no folder that Git ignores."""
    return root if os.path.exists(os.path.join(root, NAME)) else None


def _report(
    tree: Tree, checked: Checked, found: tuple[Diagnostic, ...], *, strict: bool = False, preview: bool = False
) -> Report:
    paths = sorted({diagnostic.path for diagnostic in found if diagnostic.span is not None})
    hidden = sum(visibility != "published" for visibility in checked.content.visibility.values())
    return Report(
        diagnostics=found,
        blocking=tuple(_blocking(checked, strict=strict, preview=preview)),
        texts={source.path: parse(source)[0].text for source in tree.read(paths)},
        lang=checked.set_up.config.site.lang,
        files=len(checked.files),
        entries=len(checked.content.entries),
        hidden=hidden,
    )


def _blocking(checked: Checked, *, strict: bool, preview: bool) -> Iterator[Diagnostic]:
    """What stops an export: errors, but for those in entries that the bundle doesn't show anyway.

    An entry that is hidden only because its publish field is wrong stops it too: nobody meant to withdraw it. In a
    preview what is hidden elsewhere is shown, so that no reference is lost.
    """
    fields = {"/" + collection.publish.field for collection in checked.set_up.config.collections.values()}
    levels = {"error", "warning"} if strict else {"error"}
    for found in checked.diagnostics:
        lost = preview and found.rule == "link/hidden"
        hidden = found.path in checked.hidden and found.pointer not in fields
        if found.severity in levels and not hidden and not lost:
            yield found


def check_text(path: str, text: str, set_up: SetUp) -> tuple[Diagnostic, ...]:
    """What is to be said about a file that doesn't exist yet, by itself."""
    route = route_path(Listed(path), set_up.config)
    if route is None:
        raise CmsError("setup/name", {"path": path, "template": ""})
    source = Source(path, text.encode(), "")
    return check_file(source, route, set_up.schemas, set_up.config).diagnostics
