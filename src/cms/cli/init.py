"""`cms init`: start a repository that passes its own checks, or write nothing."""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from cms import __version__
from cms.build import check
from cms.cli import next_steps
from cms.cli.screen import Progress, ask, can_ask, locale_lang, show_error, write_lines
from cms.closest import closest
from cms.config import NAME
from cms.model import CmsError, Diagnostic, Json
from cms.report.summary import sentence
from cms.scaffold import (
    STARTERS,
    Plan,
    files,
    kept,
    lacking,
    plan_of,
    refuse_content,
    requirement,
    said,
    schema_paths,
    with_guide,
    without_marks,
    write,
)

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")

REVIEW = "REVIEW.md"
"""The page of what is unsure in an inferred set-up."""

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
    command.add_argument(
        "--from-existing",
        metavar="FOLDER",
        help="start with the content in FOLDER, which is DIR or below it: infer cms.yml and schemas from it, and leave "
        "it as it is",
    )


def run(options: argparse.Namespace) -> int:
    """Write the repository, say what to do next, and return the exit code."""
    root = os.path.abspath(os.path.join(options.folder, options.directory))
    _refuse_use(root, options)
    existing = options.from_existing
    plan = _plan(root, options) if existing is None else _plan_from(root, options)
    lang = options.lang or plan.languages[0]
    source = requirement()
    made = without_marks(root, with_guide(root, files(plan, __version__, source))) | _review(plan)
    stays = kept(root, made)
    _refuse_errors(made)
    written = {path: text for path, text in made.items() if path not in stays}
    lacks = lacking(root, made, stays)
    write(root, written)
    errors = None if existing is None else _count_errors(root)
    started = next_steps.Started(root, plan, written, stays, lacks, source is not None, errors)
    write_lines(next_steps.said(started, lang))
    if existing is not None:
        write_lines(next_steps.found(started, os.path.normpath(existing), REVIEW, lang))
    write_lines(["", *next_steps.steps(started, REVIEW, lang)])
    return 0


def _refuse_use(root: str, options: argparse.Namespace) -> None:
    """Raise CmsError `setup/start` for what can't be done, before anything is asked."""
    if options.collections is not None and options.from_existing is not None:
        raise CmsError("setup/start", {"case": "both"})
    if os.path.lexists(root) and not os.path.isdir(root):
        raise CmsError("setup/start", {"path": options.directory, "case": "file"})
    kept(root, [NAME])
    refuse_content(root, ("schemas",) if options.from_existing is not None else ("content", "schemas"))


# --- What to write ---------------------------------------------------------------------------------------------------


def _plan(root: str, options: argparse.Namespace) -> Plan:
    """The plan that the options give, and on a terminal the answers to what they leave open."""
    lang = options.lang or locale_lang()
    title, languages = _site(root, options, lang)
    if options.collections is None and can_ask():
        write_lines(_offers(lang), sys.stderr)
    starters = _answer(options.collections, "init-collections", next(iter(STARTERS)), _starters, lang)
    return plan_of(starters, title, languages)


def _plan_from(root: str, options: argparse.Namespace) -> Plan:
    """The plan for content that is there; what the content can't say is asked for once that is known to be some."""
    from cms.build.inferring import plan_from, refuse_folder  # noqa: PLC0415 - only where there is something to infer from

    folder, here = os.path.normpath(os.path.join(options.folder, options.from_existing)), os.path.relpath(root)
    refuse_folder(folder, here)
    title, languages = _site(root, options, options.lang or locale_lang())
    return plan_from(folder, here, languages, title)


def _site(root: str, options: argparse.Namespace, lang: str) -> tuple[str, list[str]]:
    """The site's name and its languages."""
    folder = os.path.basename(root)
    title = _answer(options.name, "init-title", folder if folder.isprintable() else "", _title, lang)
    return title, _answer(options.languages, "init-languages", lang, _languages, lang)


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
    errors = _errors(report.diagnostics)
    if errors:
        raise CmsError("setup/start", {"case": "errors", "count": len(errors)}, errors, dict(report.texts))


def _count_errors(root: str) -> int:
    from cms.build.workers import processes  # noqa: PLC0415 - only for content, of which there may be much

    with processes() as workers, Progress("cms check") as progress:
        return check(root, progress=progress, workers=workers, remarks=False).errors


def _errors(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(each for each in found if each.severity == "error")


def _review(plan: Plan) -> dict[str, str]:
    """The page of all that is unsure, where anything is."""
    if not plan.doubts:
        return {}
    from cms.report import doubt_page  # noqa: PLC0415 - only where there is something to infer from

    return {REVIEW: doubt_page(plan.doubts, schema_paths(plan), plan.languages[0])}
