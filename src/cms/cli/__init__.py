"""The command line: arguments in, exit code out. One module a command; errors are caught here and nowhere else."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

from cms import __version__
from cms.cli.screen import locale_lang, width_of, write_lines
from cms.model import CmsError

OK, FOUND, WRONG_USE, OUR_BUG, INTERRUPTED = 0, 1, 2, 3, 130

COMMANDS = {
    "init": "start a repository of content that passes its own checks",
    "check": "check the content and say what is wrong, and where",
    "export": "check the content, then write its bundle into a folder",
    "import": "take over the content of another system",
    "new": "start a new entry as a draft",
    "fix": "mend what can be mended without a doubt",
    "explain": "explain a rule that a message names",
}


_MODULES = {"import": "importing"}
"""Commands whose names can't be those of modules."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 clean, 1 errors found, 2 wrong use, 3 our bug, 130 interrupted."""
    gc.set_threshold(50_000, 20, 20)  # short runs that make few cycles: collecting as often as usual costs a quarter
    try:
        return _run(list(sys.argv[1:] if arguments is None else arguments))
    except KeyboardInterrupt:
        return interrupted()


def _run(given: Sequence[str]) -> int:
    given = [part for word in given for part in _unfolded(word)]
    options = _parser(given).parse_args(given)
    options.folder = _inside(options.start, options.folder)
    try:
        code: int = _module(options.command).run(options)
    except CmsError as error:
        return _wrong_use(error, options)
    except Exception:  # noqa: BLE001 - whatever it is, it is our bug, and the one place that says so
        return _our_bug()
    return code


def _unfolded(word: str) -> list[str]:
    """`--split-season` is `--split season`: which splits there are, a mapping says."""
    return ["--split", word.removeprefix("--split-")] if word.startswith("--split-") else [word]


def _module(command: str) -> ModuleType:
    return import_module(f"cms.cli.{_MODULES.get(command, command)}")


def _inside(start: str, folder: str) -> str:
    """Where to work: as in Git, the second -C starts from the first."""
    return folder if start == "." else start if folder == "." else os.path.join(start, folder)


def interrupted(said: str = "") -> int:
    """Say that the user stopped the command, or what there is to say of that; another Ctrl-C doesn't stop that."""
    import signal  # noqa: PLC0415 - only then

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from cms.report.words import words_of  # noqa: PLC0415 - as above

    write_lines([said or words_of(locale_lang()).summary["interrupted"]], sys.stderr)
    return INTERRUPTED


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="cms",
        description="Content in Git, checked and compiled into a JSON bundle.",
        epilog="exit codes: 0 clean, 1 errors found, 2 wrong use or set-up, 3 a bug in cms, 130 interrupted",
        allow_abbrev=False,
        formatter_class=_formatter,
    )
    parser.add_argument("-C", dest="start", metavar="DIR", default=".", help="work as if started in DIR")
    parser.add_argument("--version", action="version", version=f"cms {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, summary in COMMANDS.items():
        command = commands.add_parser(
            name, help=summary, description=summary, allow_abbrev=False, formatter_class=_formatter
        )
        command.add_argument("-C", dest="folder", metavar="DIR", default=".", help="work as if started in DIR")
        command.add_argument("--lang", choices=["fr", "en"], help="language of the messages (default: the site's)")
        if name in given:  # the other commands' arguments aren't needed: don't import them
            _module(name).add_arguments(command)
    return parser


def _formatter(prog: str) -> argparse.HelpFormatter:
    """The usual one, told the width: it imports archivers and compressors to find that out, even to print nothing."""
    return argparse.HelpFormatter(prog, width=width_of(sys.stdout) - 2)


def _wrong_use(error: CmsError, options: argparse.Namespace) -> int:
    from cms.cli.screen import show_error  # noqa: PLC0415 - only where there is an error to word
    from cms.config import site_lang  # noqa: PLC0415 - likewise

    show_error(error, options.lang or site_lang(options.folder) or locale_lang())
    return WRONG_USE


def _our_bug() -> int:
    import traceback  # noqa: PLC0415 - only for a crash

    traceback.print_exc()
    print(
        f"\ncms {__version__}: this is a bug in cms, not in your content. Please report it with the lines above.",
        file=sys.stderr,
    )
    return OUR_BUG
