"""`cms export`: check the content, then write its bundle into a folder."""

from __future__ import annotations

import argparse
import os
import sys

from cms.build import export
from cms.build.workers import processes
from cms.cli.arguments import instant_of, where_of
from cms.cli.check import add_format, show, wants_remarks
from cms.cli.screen import Progress, write_lines
from cms.config import find_root


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    command.add_argument("-o", "--output", metavar="DIR", help="folder of the bundle (default: dist, or preview)")
    command.add_argument("--ref", help="export a commit, branch or tag instead of the work tree")
    command.add_argument("--at", metavar="INSTANT", help="as the content stands then, such as 2026-11-24T08:00:00Z")
    command.add_argument("--drafts", action="store_true", help="a preview: drafts too, in a folder of its own")
    command.add_argument("--strict", action="store_true", help="warnings count as errors")
    add_format(command)


def run(options: argparse.Namespace) -> int:
    """Export, report, and return the exit code."""
    from cms.report import exported_line, stopped_line  # noqa: PLC0415 - after the arguments are known to be right

    where = where_of(options)
    root = find_root(options.folder, where)
    default = os.path.join(root, "preview" if options.drafts else "dist")
    output = default if options.output is None else os.path.join(options.folder, options.output)
    with processes() as workers, Progress("cms export") as progress:
        done = export(
            root, output, where, instant_of(options.at),
            drafts=options.drafts, strict=options.strict, remarks=wants_remarks(options),
            progress=progress, workers=workers,
        )  # fmt: skip
    show(done.report, options)
    lang = options.lang or done.report.lang
    shown = os.path.relpath(output)
    if done.folder is None:
        write_lines([stopped_line(len(done.report.blocking), shown, lang)], sys.stderr)
        return 1
    write_lines([exported_line(done.entries, done.written, done.unchanged, done.deleted, shown, lang)], sys.stderr)
    return 0
