"""Diagnostics → text for people at a terminal: what, where, the line with carets under the place, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from cms.model import Diagnostic, Span
from cms.report.columns import excerpt, visible, width_of, wrap
from cms.report.look import Look
from cms.report.summary import summarise
from cms.report.wording import word
from cms.report.words import Words, words_of

_BOLD, _RED, _YELLOW, _BLUE = "1", "1;31", "1;33", "1;34"
_COLOURS = {"error": _RED, "warning": _YELLOW, "info": _BLUE}

LinesOf = Callable[[str], Sequence[str]]


def text(diagnostics: Sequence[Diagnostic], look: Look) -> Iterator[str]:
    """Each diagnostic in a paragraph, in the order given, then the counts."""
    lines_of = lru_cache(maxsize=2)(lambda path: _lines(look.text_of(path)))
    for diagnostic in diagnostics:
        yield from _paragraph(diagnostic, look, lines_of)
        yield ""
    if look.summary is not None:
        yield from wrap(summarise(look.summary, look.lang), look.width, "  ")


def _lines(source: str | None) -> Sequence[str]:
    return [] if source is None else source.split("\n")


def _paragraph(diagnostic: Diagnostic, look: Look, lines_of: LinesOf) -> Iterator[str]:
    words = words_of(look.lang)
    wording = word(diagnostic, look.lang)
    colour = _COLOURS[diagnostic.severity]
    margin = " " * len(str(diagnostic.span.line if diagnostic.span else 1))
    label = f"{words.severities[diagnostic.severity]}[{diagnostic.rule}]:"
    yield from _headline(label, wording.message, colour, look)
    yield f"{margin}{_paint('-->', _BLUE, look)} {visible(place(diagnostic.path, diagnostic.span))}"
    if diagnostic.span is not None:
        yield from _source(diagnostic.span, lines_of(diagnostic.path), colour, look)
    for note in notes(diagnostic, wording.message, words):
        yield from _note(words.note, note, margin, look, words)
    if wording.help:
        yield from _note(words.help, wording.help, margin, look, words)


def place(path: str, span: Span | None) -> str:
    """A place as editors and terminals know it: `path:line:column`."""
    return path if span is None else f"{path}:{span.line}:{span.column}"


def notes(diagnostic: Diagnostic, message: str, words: Words) -> Iterator[str]:
    """The related places that the message doesn't name already."""
    for path, span in diagnostic.related:
        same_file = path == diagnostic.path and span is not None and diagnostic.values.get("line") == span.line
        if not same_file and (span is not None or path not in message):
            yield words.see.replace("{place}", visible(place(path, span)))


def last_line(span: Span) -> int:
    """The last line that a span has a character of."""
    return max(span.line, span.end_line - (span.end_column == 1))


# --- Parts of a paragraph --------------------------------------------------------------------------------------------


def _headline(label: str, message: str, colour: str, look: Look) -> Iterator[str]:
    first, *others = wrap(f"{label} {message}", look.width, "  ")
    rest = first.removeprefix(label)
    yield _paint(label, colour, look) + (_paint(rest, _BOLD, look) if rest else "")
    for line in others:
        yield _paint(line, _BOLD, look)


def _source(span: Span, lines: Sequence[str], colour: str, look: Look) -> Iterator[str]:
    """The span's first line with carets under the span. Nothing where the file has no such line."""
    if not 1 <= span.line <= len(lines):
        return
    number = str(span.line)
    margin = " " * len(number)
    line = lines[span.line - 1]
    several = last_line(span) > span.line
    end = len(line) if span.end_line > span.line else span.end_column - 1
    shown, column, carets = excerpt(line, span.column - 1, end, look.width - len(number) - 3)
    bar = _paint("|", _BLUE, look)
    yield f"{margin} {bar}"
    yield f"{_paint(number, _BLUE, look)} {bar} {shown}".rstrip()
    yield f"{margin} {bar} {' ' * column}{_paint('^' * carets, colour, look)}"
    if several:
        words = words_of(look.lang)
        until = words.until.replace("{line}", str(last_line(span)))
        yield from _note(words.note, until, margin, look, words)


def _note(label: str, sentence: str, margin: str, look: Look, words: Words) -> Iterator[str]:
    head = words.typeset(label)
    indent = f"{margin} {' ' * width_of(head)}"
    first, *others = wrap(sentence, look.width, indent, f"{margin} {head}")
    yield first.replace(head, _paint(head, _BOLD, look), 1)
    yield from others


def _paint(shown: str, code: str, look: Look) -> str:
    return f"\x1b[{code}m{shown}\x1b[0m" if look.colour and shown else shown
