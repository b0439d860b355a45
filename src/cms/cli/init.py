"""`cms init`: start a repository that passes its own checks, or write nothing."""

from __future__ import annotations

import argparse
import os
import re
import shlex
import sys
import tempfile
import textwrap
from collections.abc import Callable, Collection, Iterator
from typing import TypeVar

from cms import __version__
from cms.build import check
from cms.cli.screen import ask, can_ask, locale_lang, show_error, width_of, write_lines
from cms.closest import closest
from cms.config import NAME
from cms.git import find_repository
from cms.model import CmsError, Json
from cms.report.summary import sentence
from cms.scaffold import (
    GUIDES,
    STARTERS,
    Plan,
    files,
    kept,
    plan_of,
    refuse_content,
    requirement,
    said,
    with_guide,
    write,
)

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")

Answer = TypeVar("Answer")


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    command.add_argument("directory", metavar="DIR", nargs="?", default=".", help="where to write it (default: here)")
    command.add_argument("--name", metavar="NAME", help="the site's name (default: the folder's)")
    command.add_argument("--languages", metavar="LANGS", help="its languages, the main first, such as fr,en")
    command.add_argument(
        "--collections",
        metavar="STARTERS",
        help=f"what to start with, of {', '.join(STARTERS)} (default: {next(iter(STARTERS))})",
    )


def run(options: argparse.Namespace) -> int:
    """Write the repository, say what to do next, and return the exit code."""
    root = os.path.abspath(os.path.join(options.folder, options.directory))
    _refuse_place(root, options.directory)
    plan = _plan(root, options)
    source = requirement()
    made = with_guide(root, files(plan, __version__, source))
    stays = kept(root, made)
    refuse_content(root, (plan.content, "schemas"))
    _refuse_errors(made)
    written = {path: text for path, text in made.items() if path not in stays}
    write(root, written)
    lang = options.lang or plan.languages[0]
    write_lines(_said(root, len(written), stays, lang))
    write_lines(["", sentence("init-next", {}, lang)])
    steps = _steps(root, plan, written, lang, has_source=source is not None)
    write_lines(_numbered(list(steps), width_of(sys.stdout)))
    return 0


def _refuse_place(root: str, shown: str) -> None:
    """Raise CmsError `setup/start` for what is no place to start in, before anything is asked."""
    if os.path.lexists(root) and not os.path.isdir(root):
        raise CmsError("setup/start", {"path": shown, "case": "file"})
    kept(root, [NAME])


# --- What to write ---------------------------------------------------------------------------------------------------


def _plan(root: str, options: argparse.Namespace) -> Plan:
    """The plan that the options give, and on a terminal the answers to what they leave open."""
    lang = options.lang or locale_lang()
    folder = os.path.basename(root)
    title = _answer(options.name, "init-title", folder if folder.isprintable() else "", _title, lang)
    languages = _answer(options.languages, "init-languages", lang, _languages, lang)
    if options.collections is None and can_ask():
        write_lines(_offers(lang), sys.stderr)
    starters = _answer(options.collections, "init-collections", next(iter(STARTERS)), _starters, lang)
    return plan_of(starters, title, languages)


def _answer(given: str | None, question: str, default: str, read: Callable[[str], Answer], lang: str) -> Answer:
    """What an option gives; without it, what the terminal answers, asked again until it can be read."""
    while given is None:
        answer = ask(sentence(question, {}, lang), lang, default)
        if answer == default:  # as where nobody answers: asking again would change nothing
            return read(answer)
        try:
            return read(answer)
        except CmsError as error:
            show_error(error, lang)
    return read(given)


def _title(text: str) -> str:
    if not text.strip() or not text.isprintable():
        raise CmsError("setup/start", {"case": "title"})
    return text.strip()


def _languages(text: str) -> list[str]:
    tags = _words(text)
    for tag in tags or [text]:
        if not _LANGUAGE.fullmatch(tag):
            raise CmsError("setup/start", {"case": "language", "text": tag})
    return tags


def _starters(text: str) -> list[str]:
    names = _words(text)
    for name in names or [text]:
        if name not in STARTERS:
            nearest = closest(name, list(STARTERS))
            values: dict[str, Json] = {"case": "starter", "name": name, "known": list(STARTERS)}
            raise CmsError("setup/start", values | ({"suggestion": nearest} if nearest else {}))
    return names


def _words(text: str) -> list[str]:
    """The words between commas or spaces, each once."""
    return list(dict.fromkeys(word for word in re.split(r"[,\s]+", text) if word))


def _offers(lang: str) -> Iterator[str]:
    width = max(map(len, STARTERS))
    return (f"  {name:{width}}  {said(starter.about, lang)}" for name, starter in STARTERS.items())


def _refuse_errors(made: dict[str, str]) -> None:
    """Check the files in a folder of their own. Raises CmsError `setup/start` where there are errors."""
    with tempfile.TemporaryDirectory(prefix="cms-init-") as folder:
        write(folder, made)
        report = check(folder)
    errors = tuple(found for found in report.diagnostics if found.severity == "error")
    if errors:
        raise CmsError("setup/start", {"case": "errors", "count": len(errors)}, errors, dict(report.texts))


# --- What to say -----------------------------------------------------------------------------------------------------


def _said(root: str, count: int, stays: list[str], lang: str) -> Iterator[str]:
    """What was done."""
    yield sentence("init-made", {"count": count, "folder": os.path.relpath(root)}, lang)
    for path in stays:
        yield sentence("init-kept", {"path": path}, lang)


def _steps(root: str, plan: Plan, written: Collection[str], lang: str, *, has_source: bool) -> Iterator[str]:
    """What to do next."""
    here = os.path.relpath(root)
    if here != ".":
        yield f"`cd {shlex.quote(here)}`"
    repository = find_repository(root)
    if repository is None:
        yield sentence("init-repository", {}, lang)
    elif repository.prefix:
        yield sentence("init-below", {"prefix": repository.prefix.rstrip("/")}, lang)
    if not has_source and "requirements.txt" in written:
        yield sentence("init-source", {}, lang)
    guide = next((name for name in GUIDES if name in written), "")
    yield sentence("init-guide" if guide else "init-install", {"guide": guide}, lang)
    yield sentence("init-content", {"content": plan.content}, lang)


def _numbered(steps: list[str], width: int) -> Iterator[str]:
    for number, step in enumerate(steps, 1):
        yield from textwrap.wrap(
            step, width, initial_indent=f"  {number}. ", subsequent_indent="     ",
            break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip
