"""`cms check`: say what is wrong with the content."""

from __future__ import annotations

import argparse
import io
import os
import sys

from cms.build import Report, check
from cms.build.workers import processes
from cms.cli.arguments import instant_of, where_of
from cms.cli.screen import Progress, has_colour, width_of, write_lines
from cms.config import find_root
from cms.model import CmsError, Level
from cms.report import FORMATS, Look, Page, Summary

_STEP_SUMMARY_LIMIT = 1 << 20
"""Bytes that GitHub takes of a step's summary; of a longer one it shows nothing."""


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
    command.add_argument("--format", choices=list(FORMATS), default=default, help="how to report")
    command.add_argument("--info", action="store_true", help="show what is only information, too (with a PATH it is)")


def wants_remarks(options: argparse.Namespace) -> bool:
    """Whether to report what is only information: programs get it, people if they ask for it."""
    return bool(options.info) or options.format != "text"


def run(options: argparse.Namespace) -> int:
    """Check, report, and return the exit code."""
    where = where_of(options)
    root = find_root(options.folder, where)
    paths = [os.path.normpath(os.path.join(options.folder, path)) for path in options.paths]
    with processes() as workers, Progress("cms check") as progress:
        remarks = wants_remarks(options) or bool(paths)
        report = check(root, where, instant_of(options.at), paths, progress, workers, remarks=remarks)
    show(report, options)
    return int(bool(report.errors or (options.strict and report.warnings)))


def show(report: Report, options: argparse.Namespace) -> None:
    """Print a report's diagnostics and counts in the format that was asked for."""
    from cms.report import summarise  # noqa: PLC0415 - words only when there is something to say

    lang = options.lang or report.lang
    mendable = sum(bool(found.fixes) for found in report.diagnostics)
    summary = Summary(report.files, report.errors, report.warnings, report.remarks, report.unsaid, mendable)
    look = Look(
        lang, has_colour(sys.stdout), width_of(sys.stdout), report.texts.get, summary, lambda rule: _page(rule, lang)
    )
    if options.format == "text":
        write_lines(FORMATS["text"](report.diagnostics, look))
        return
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # what programs read is UTF-8 in every locale
    write_lines(FORMATS[options.format](report.diagnostics, look))
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if options.format == "github" and path:
        _add_step_summary(report, look, path)
    write_lines([summarise(summary, lang)], sys.stderr)


def _page(rule: str, lang: str) -> Page | None:
    """The page of any rule, and the level of a lint rule."""
    from cms.lint import all_rules  # noqa: PLC0415 - all of them, for formats that carry pages
    from cms.report import explain  # noqa: PLC0415 - as above

    text = explain(rule, lang, {name: module.__doc__ or "" for name, module in all_rules().items()})
    level: Level | None = all_rules()[rule].LEVEL if rule in all_rules() else None
    return None if text is None else Page(text, level)


def _add_step_summary(report: Report, look: Look, path: str) -> None:
    """Add to the page that GitHub shows for the step; that it can't be done is no reason to fail."""
    from cms.report import step_summary, word_error  # noqa: PLC0415 - in GitHub's workflows only

    try:
        room = _STEP_SUMMARY_LIMIT - (os.path.getsize(path) if os.path.exists(path) else 0)
        with open(path, "a", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.writelines(f"{line}\n" for line in step_summary(report.diagnostics, look, room))
    except OSError:
        write_lines([f"cms: {word_error(CmsError('setup/unwritable', {'path': path}), look.lang)}"], sys.stderr)
