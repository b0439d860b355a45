"""What the commands print with: language, colours, width and progress of the terminal that is there."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable
from types import TracebackType
from typing import Any, Self, TextIO

from cms.model import CmsError

_SLOW = 0.5
"""Seconds of work after which a progress bar appears."""


def locale_lang() -> str:
    """The language of the user's locale: `fr` or `en`."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "fr" if value.lower().startswith("fr") else "en"
    return "en"


def has_colour(stream: TextIO) -> bool:
    """Whether to print colours: on a terminal that has them, unless NO_COLOR is set."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width_of(stream: TextIO) -> int:
    """The columns of a terminal; 80 where there is none."""
    try:
        return max(40, int(os.environ.get("COLUMNS", "")))
    except ValueError:
        pass
    try:
        return max(40, os.get_terminal_size(stream.fileno()).columns or 80)
    except (OSError, ValueError):
        return 80


def write_lines(lines: Iterable[str], stream: TextIO | None = None) -> None:
    """Print lines; what the terminal's encoding can't show is escaped, never a crash.

    Raises CmsError where standard output takes no more, such as on a full disk.
    """
    out = sys.stdout if stream is None else stream
    encoding = out.encoding or "utf-8"
    try:
        for line in lines:
            out.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")
        out.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())  # what is left in the buffer goes nowhere
        if out is sys.stdout and not isinstance(error, BrokenPipeError):  # its reader has gone: nothing more to say
            raise CmsError("setup/unwritable", {"case": "standard-output"}) from error


def can_ask() -> bool:
    """Whether there is someone to ask: both the questions and the answers go through a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(question: str, lang: str, default: str = "") -> str:
    """Ask on the terminal; the default is the answer where there is none."""
    if not can_ask():
        return default
    shown = f"{question} [{default}]" if default else question
    print(f"{shown}{' :' if lang == 'fr' else ':'} ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip() or default


def show_error(error: CmsError, lang: str) -> None:
    """Say on standard error what is wrong with the use or the set-up."""
    from cms.report import word_error  # noqa: PLC0415 - words are needed only where something is wrong

    if error.diagnostics:
        show_diagnostics(error, lang)
    write_lines([f"cms: {word_error(error, lang)}"], sys.stderr)


def show_diagnostics(error: CmsError, lang: str) -> None:
    """Show the diagnostics of a set-up's files, with the lines they speak of."""
    from cms.report import FORMATS, Look  # noqa: PLC0415 - as above

    texts = error.texts
    look = Look(lang, has_colour(sys.stderr), width_of(sys.stderr), texts.get, None)
    write_lines(FORMATS["text"](error.diagnostics, look), sys.stderr)


class Progress:
    """A progress bar on standard error, where that is a terminal and the work takes long; silent otherwise."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._started = time.monotonic()
        self._bar: Any = None  # rich's Progress, imported only where it is shown
        self._task: Any = None
        self._possible = sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, done: int, total: int) -> None:
        """Say how far the work is."""
        if self._bar is not None:
            self._bar.update(self._task, completed=done, total=total)
        elif self._possible and time.monotonic() - self._started > _SLOW:
            self._show(total)

    def _show(self, total: int) -> None:
        from rich.console import Console  # noqa: PLC0415 - 60 ms, only for long work on a terminal
        from rich.progress import Progress as Bar  # noqa: PLC0415 - as above

        self._bar = Bar(console=Console(stderr=True), transient=True)
        self._task = self._bar.add_task(self._label, total=total)
        self._bar.start()
