"""A file of another system → the same read, mended as far as that is beyond doubt, without what is private."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from cms import lint, render
from cms.build.importing.decoding import decoded
from cms.fix import Mended, mend, origins
from cms.importers import Line, Original
from cms.importers.privacy import Private, without_private
from cms.model import Data, Diagnostic, Document, Entry, Json, Mark, Schema, Site, Source, Steps
from cms.outcomes import Outcome
from cms.parse import parse
from cms.positions import find, line_starts, numbered, offsets_of, steps_of

SUFFIXES = {".md": ".md", ".mdx": ".md", ".markdown": ".md", ".yml": ".yml", ".yaml": ".yml", ".json": ".json"}
"""What is read, and as what."""

PRIVATE = ("lint/invitation", "lint/private-mailbox", "lint/secret")

_ANY = Schema("", "", {}, {}, lambda _: iter(()), lambda _: iter(()))
"""The schema of those whose schema nobody knows."""


class Read(NamedTuple):
    """A file as far as it could be read, and what has become of it by that. `data` is what its file says, if that."""

    original: Original | None
    outcomes: tuple[Outcome, ...]


def read_original(path: str, content: bytes, site: Site) -> Read:
    """Read a file of data or of Markdown; mend it, and take out of it what isn't to be published."""
    suffix = path[path.rfind(".") :].lower()
    data, before, encoding = decoded(content, SUFFIXES[suffix])
    source = Source(path[: len(path) - len(suffix)] + SUFFIXES[suffix], data, "")
    document, problems = parse(source)
    if document.data is None:
        return Read(None, (_unread(path, problems),))
    text, first_data = document.text, document.data
    mended = mend(text, lambda new: _reading(source, new, site), _is_wanted, _causes())
    document, found = _reading(source, mended.text, site)
    if document.data is None:
        return Read(None, (_unread(path, found),))
    numbers = [max(number - before, 1) for number in origins(text, mended.rounds)]
    private = tuple(_private(document, found))
    body = len(document.text) if document.body is None else document.body

    def line_of(at: Steps) -> int:
        mark = find(document.mark, at)
        return numbers[document.text.count("\n", 0, (mark.key or (mark.start, 0))[0])]

    ways = (_steps_at(document.mark, each.start) for each in private if each.start < body)
    hidden = frozenset(steps for steps in ways if steps)  # a comment leads nowhere
    lines = tuple(_body_lines(document, [each for each in private if each.start >= body], numbers, site.lang))
    nuls = tuple(_nuls(path, lines))
    lines = tuple(Line(number, line.replace("\0", "")) for number, line in lines)
    outcomes = (
        *_decoded(path, encoding),
        *_mended(path, mended, first_data, before),
        *nuls,
        *_hidden(path, document, private, numbers),
    )
    return Read(Original(path, _blanked(document.data, hidden), lines, line_of, hidden), outcomes)


def _private(document: Document, found: Iterable[Diagnostic]) -> Iterator[Private]:
    """Every place of something private: a rule tells the first, and where else the same stands."""
    starts = line_starts(document.text)
    for each in found:
        for span in (each.span, *(related.span for related in each.related)) if each.rule in PRIVATE else ():
            if span is not None:
                yield Private(*offsets_of(starts, span), each.rule)


def _steps_at(mark: Mark, offset: int) -> Steps:
    """The way to the value around an offset."""
    children = mark.children.items() if isinstance(mark.children, dict) else enumerate(mark.children or ())
    for step, child in children:
        if (child.key or (child.start, 0))[0] <= offset < child.end:
            return (step, *_steps_at(child, offset))
    return ()


def _blanked(data: Json, hidden: Collection[Steps], at: Steps = ()) -> Json:
    """The data with nothing where something is hidden: what isn't there can't get into an entry or a report."""
    if at in hidden:
        return None
    if isinstance(data, dict):
        return {name: _blanked(value, hidden, (*at, name)) for name, value in data.items()}
    if isinstance(data, list):
        return [_blanked(item, hidden, (*at, number)) for number, item in enumerate(data)]
    return data


def _reading(source: Source, text: str, site: Site) -> tuple[Document, Sequence[Diagnostic]]:
    """The document, and all that rules say of it which know no schema."""
    document, found = parse(source._replace(data=text.encode()))
    entry = _entry(document, site)
    file = lint.Checkable(document, entry, _ANY, site, found, outline=render.outline)
    return document, lint.run(file, _rules())


def _rules() -> tuple[lint.Chosen[lint.FileRule], ...]:
    return tuple(
        lint.Chosen(rule, "warning", rule.OPTIONS)
        for name, rule in lint.file_rules().items()
        if rule.FIXES or name in PRIVATE
    )


def _causes() -> frozenset[str]:
    return frozenset(name for name, rule in lint.file_rules().items() if rule.EXPLAINS)


def _is_wanted(_: Diagnostic) -> bool:
    return True


def _entry(document: Document, site: Site) -> Entry:
    return Entry("", "", "", document.path, "", None, site.lang, None, False, None, None, document.data or {})  # noqa: FBT003 - draft


def _unread(path: str, found: Sequence[Diagnostic]) -> Outcome:
    worst = next((each for each in found if each.severity == "error"), None)
    line = worst.span.line if worst is not None and worst.span is not None else 0
    return Outcome(
        path, line, "", "left-out", "unread", None, values={"rule": worst.rule if worst else "parse/front-matter"}
    )


def _decoded(path: str, encoding: str) -> Iterator[Outcome]:
    if encoding:
        yield Outcome(path, 0, "", "changed", "decoded", None, values={"encoding": encoding})


def _mended(path: str, mended: Mended, data: Data, before: int) -> Iterator[Outcome]:
    for each in mended.fixed:
        line = max(each.span.line - before, 1) if each.span is not None else 0
        field = numbered(steps_of(each.pointer, data) or ("body",))
        yield Outcome(path, line, field, "changed", "mended", None, values={"rule": each.rule})


def _nuls(path: str, lines: Iterable[Line]) -> Iterator[Outcome]:
    """The lines that hold the one character that no text may."""
    for number, line in lines:
        if "\0" in line:
            yield Outcome(path, number, "body", "changed", "mended", None, values={"rule": "parse/character"})


def _hidden(path: str, document: Document, private: Iterable[Private], numbers: Sequence[int]) -> Iterator[Outcome]:
    """What was taken out of the body: not what it was, since reports are public."""
    for each in private:
        if document.body is not None and each.start >= document.body:
            line = numbers[document.text.count("\n", 0, each.start)]
            yield Outcome(path, line, "body", "left-out", "private", None, values={"rule": each.rule})


def _body_lines(document: Document, private: Iterable[Private], numbers: Sequence[int], lang: str) -> Iterator[Line]:
    if document.body is None:
        return
    places = [Private(start - document.body, end - document.body, rule) for start, end, rule in private]
    first = document.text.count("\n", 0, document.body)
    for number, line in enumerate(without_private(document.text[document.body :], places, lang).split("\n")):
        yield Line(numbers[first + number], line)
