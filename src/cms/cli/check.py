"""`cms check`: say what is wrong with the content."""

from __future__ import annotations

import argparse
import os
import sys

from cms.build import Report, check
from cms.build.workers import processes
from cms.cli.arguments import instant_of, where_of
from cms.cli.screen import Progress, has_colour, width_of, write_lines
from cms.config import find_root


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    command.add_argument("paths", metavar="PATH", nargs="*", help="report only these files and folders")
    where = command.add_mutually_exclusive_group()
    where.add_argument("--staged", action="store_true", help="check what is staged, and report what that changes")
    where.add_argument("--ref", help="check a commit, branch or tag instead of the work tree")
    command.add_argument("--at", metavar="INSTANT", help="as the content stands then, such as 2026-11-24T08:00:00Z")
    command.add_argument("--strict", action="store_true", help="warnings count as errors")
    add_format(command)


def add_format(command: argparse.ArgumentParser) -> None:
    """Declare --format; a run of GitHub Actions gets annotations by itself."""
    default = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    command.add_argument("--format", choices=["text", "json", "github"], default=default, help="how to report")


def run(options: argparse.Namespace) -> int:
    """Check, report, and return the exit code."""
    where = where_of(options)
    root = find_root(options.folder, where)
    paths = [os.path.join(options.folder, path) for path in options.paths]
    with processes() as workers, Progress("cms check") as progress:
        report = check(root, where, instant_of(options.at), paths, progress, workers)
    show(report, options)
    return int(bool(report.errors or (options.strict and report.warnings)))


def show(report: Report, options: argparse.Namespace) -> None:
    """Print a report's diagnostics and counts in the format that was asked for."""
    from cms.report import FORMATS, Look, Summary, summarise  # noqa: PLC0415 - words only when there is something to say

    lang = options.lang or report.lang
    summary = Summary(report.files, report.errors, report.warnings)
    look = Look(lang, has_colour(sys.stdout), width_of(sys.stdout), report.texts.get, summary)
    write_lines(FORMATS[options.format](report.diagnostics, look))
    if options.format != "text":
        write_lines([summarise(summary, lang)], sys.stderr)
