"""`cms import`: take over the content of another system, and say what became of every part of it."""

from __future__ import annotations

import argparse
import os
import sys

from cms.build.importing import Imported, Order, import_content
from cms.cli.screen import Progress, has_colour, locale_lang, width_of, write_lines
from cms.config import find_root, site_lang
from cms.fix import Stopped
from cms.model import CmsError


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    command.add_argument("name", metavar="FORMAT", help="the mapping to use: imports/FORMAT.yml, such as docusaurus")
    command.add_argument("source", metavar="SOURCE", help="a file, a folder, or a zip or tar archive")
    command.add_argument("--dry-run", action="store_true", help="write nothing, only say what would become of it")
    command.add_argument("--force", action="store_true", help="replace files that are there and differ")
    command.add_argument(
        "--split", metavar="NAME", action="append", default=[],
        help="make entries of the sections of some: a split of the mapping (--split-season is --split season)",
    )  # fmt: skip
    command.add_argument(
        "--assets", choices=["keep", "copy"], default="copy",
        help="copy the images and files of the source into the media folder (default), or keep their addresses",
    )  # fmt: skip
    command.add_argument("--download", action="store_true", help="copy images from the web, too")
    command.add_argument("--report", metavar="FILE", help="write the whole loss report: .json, or .md for a table")
    command.add_argument("--format", choices=["text", "json"], default="text", help="what to print (default: text)")


def run(options: argparse.Namespace) -> int:
    """Import, say what became of everything, and return the exit code."""
    root = find_root(options.folder)
    source = os.path.normpath(os.path.join(options.folder, options.source))
    report = os.path.normpath(os.path.join(options.folder, options.report)) if options.report else ""
    order = Order(
        options.name, source, tuple(options.split), options.assets == "copy",
        _download if options.download else None, options.force, report,
    )  # fmt: skip
    try:
        with Progress("cms import") as progress:
            done = import_content(root, order, write=not options.dry_run, progress=progress)
    except Stopped as stopped:
        return _interrupted(stopped, options)
    lang = options.lang or done.lang or locale_lang()
    if order.report:
        _write_report(order.report, done, lang, written=not options.dry_run)
    _show(done, options, lang)
    return int(not done.files or any(found.severity == "error" for found in done.report.diagnostics))


def _interrupted(stopped: Stopped, options: argparse.Namespace) -> int:
    """Say that the user stopped the import, and how it goes on if something was written."""
    from cms.cli import interrupted  # noqa: PLC0415 - the package itself, whole by now
    from cms.report import import_stopped  # noqa: PLC0415 - only then

    lang = options.lang or site_lang(options.folder) or locale_lang()
    return interrupted(import_stopped(stopped.count, lang) if stopped.count else "")


def _download(url: str) -> tuple[bytes, str]:
    from cms.read.web import Fetched, fetch  # noqa: PLC0415 - nothing reaches out unless asked to

    found = fetch(url)
    return (found.data, "") if isinstance(found, Fetched) else (b"", found.reason)


def _show(done: Imported, options: argparse.Namespace, lang: str) -> None:
    from cms.report import FORMATS, Look, import_json, import_lines  # noqa: PLC0415 - after the work

    if options.format == "json":
        write_lines([import_json(done.files, done.outcomes, lang, done.overall)])
    errors = [found for found in done.report.diagnostics if found.severity == "error"]
    look = Look(lang, has_colour(sys.stderr), width_of(sys.stderr), done.report.texts.get, None)
    write_lines(FORMATS["text"](errors, look), sys.stderr)
    if options.format == "text":
        width = width_of(sys.stdout)
        said = import_lines(done.files, done.outcomes, lang, width, done.overall, written=not options.dry_run)
        write_lines(said)


def _write_report(path: str, done: Imported, lang: str, *, written: bool) -> None:
    """Write the whole report: JSON under a name that ends so, else a table in Markdown."""
    from cms.report import import_json, import_table  # noqa: PLC0415 - after the work

    if path.endswith(".json"):
        text = import_json(done.files, done.outcomes, lang, done.overall) + "\n"
    else:
        lines = import_table(done.files, done.outcomes, lang, done.overall, written=written)
        text = "".join(f"{line}\n" for line in lines)
    try:
        with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise CmsError("setup/unwritable", {"path": path, "reason": error.strerror or ""}) from error
