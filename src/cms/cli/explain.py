"""`cms explain`: print the page of a rule, or the list of all rules."""

from __future__ import annotations

import argparse

from cms.cli.screen import locale_lang, write_lines
from cms.closest import closest
from cms.config import site_lang
from cms.lint import all_rules
from cms.model import CmsError
from cms.report import RULES, explain


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    command.add_argument("rule", metavar="RULE", nargs="?", help="a rule's id, such as schema/enum (default: list all)")


def run(options: argparse.Namespace) -> int:
    """Print the page, and return the exit code."""
    docstrings = {name: rule.__doc__ or "" for name, rule in all_rules().items()}
    known = sorted({*RULES, *docstrings})
    if options.rule is None:
        write_lines(known)
        return 0
    page = explain(options.rule, options.lang or site_lang(options.folder) or locale_lang(), docstrings)
    if page is None:
        nearest = closest(options.rule, known)
        raise CmsError("setup/rule", {"rule": options.rule} | ({"suggestion": nearest} if nearest else {}))
    write_lines([page])
    return 0
