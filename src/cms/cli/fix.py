"""`cms fix`: mend all that can be mended without a doubt."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cms.build.fixing import Choice, File, fix
from cms.build.workers import processes
from cms.cli.screen import Progress, write_lines
from cms.closest import closest
from cms.config import find_root
from cms.lint import all_rules, file_rules
from cms.model import CmsError
from cms.report import RULES

if TYPE_CHECKING:
    from cms.report import Repair


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    command.add_argument("paths", metavar="PATH", nargs="*", help="mend only these files and folders")
    command.add_argument("--staged", action="store_true", help="mend only files that are staged")
    command.add_argument("--rule", action="append", default=[], metavar="RULE", help="mend only what this rule finds")
    command.add_argument(
        "--dry-run", action="store_true", help="write nothing, print a diff; exit code 1 if there is one"
    )


def run(options: argparse.Namespace) -> int:
    """Mend, say what was mended, and return the exit code."""
    root = find_root(options.folder)
    paths = [os.path.normpath(os.path.join(options.folder, path)) for path in options.paths]
    choice = Choice(paths, frozenset(map(_known_rule, options.rule)), options.staged)
    with processes() as workers, Progress("cms fix") as progress:
        fixed = fix(root, choice, write=not options.dry_run, progress=progress, workers=workers)
    return (_preview if options.dry_run else _tell)(fixed.files, options.lang or fixed.lang)


def _tell(files: Sequence[File], lang: str) -> int:
    from cms.report import fixed_lines  # noqa: PLC0415 - after the work: words only when there is something to say

    write_lines(fixed_lines(list(map(_repair, files)), lang))
    return 0


def _preview(files: Sequence[File], lang: str) -> int:
    from cms.report import counted, diff  # noqa: PLC0415 - as above

    changed = [file for file in files if file.stored is not None]
    for file in changed:
        write_lines(diff(file.path, *(data.decode() for data in file.stored or ())))
    write_lines([counted(list(map(_repair, changed)), lang, done=False)], sys.stderr)
    return int(bool(changed))


def _repair(file: File) -> Repair:
    from cms.report import Repair  # noqa: PLC0415 - as above

    return Repair(file.path, file.fixed, file.left, file.stored is not None)


def _known_rule(name: str) -> str:
    """A rule's id; the name behind `lint/` will do. Raises CmsError for one that isn't there, or mends nothing."""
    mending = [*(rule for rule, module in file_rules().items() if module.FIXES), "link/unknown"]
    wanted = name if "/" in name else f"lint/{name}"
    if wanted in mending:
        return wanted
    if wanted in {*all_rules(), *RULES}:
        raise CmsError("setup/rule", {"rule": wanted, "case": "no-fix"})
    nearest = closest(wanted, mending)
    raise CmsError("setup/rule", {"rule": name} | ({"suggestion": nearest} if nearest else {}))
