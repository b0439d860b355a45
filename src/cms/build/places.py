"""Where in a file's Markdown something stands: looked for only where there is something to say of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cms import render
from cms.link import BodyProblem
from cms.model import Diagnostic, Document, Entry, Located, Span, Steps
from cms.parse import parse
from cms.positions import line_starts, offsets_of, span_of, value_at
from cms.read import Tree


def markdown_texts(document: Document, entry: Entry) -> dict[Steps, str]:
    """The Markdown of a document by the way to it: its body (no steps), and the fields that hold some."""
    body: dict[Steps, str] = {} if document.body is None else {(): document.text[document.body :]}
    return body | {at: str(value_at(entry.data, at)) for at in entry.markdown}


def located_in(document: Document, entry: Entry) -> tuple[Located, ...]:
    """What stands in a document's Markdown, with spans in the whole file: in a field, that of the field."""
    return tuple(
        found._replace(span=_in_file(found.span, document, at))
        for at, text in markdown_texts(document, entry).items()
        for found in render.locate(text)
    )


def _in_file(span: Span, document: Document, at: Steps) -> Span:
    if at:
        return span_of(document, at)
    before = document.text.count("\n", 0, document.body or 0)
    return span._replace(line=span.line + before, end_line=span.end_line + before)


def lost_html(document: Document, entry: Entry) -> Iterator[tuple[int, int, str]]:
    """The pieces of raw HTML that aren't published: offsets in the file, and the name of the first tag."""
    starts = line_starts(document.text)
    for found in located_in(document, entry):
        if found.kind == "html":
            yield *offsets_of(starts, found.span), found.value


def unsafe_links(document: Document, entry: Entry) -> Iterator[Diagnostic]:
    """Links with a scheme that isn't published, such as `javascript:`."""
    for found in located_in(document, entry):
        if found.refused:
            values = {"scheme": found.written.partition(":")[0].strip(), "url": found.written}
            yield Diagnostic("link/scheme", document.path, found.span, values)


def too_deep(document: Document, entry: Entry) -> Iterator[Diagnostic]:
    """Markdown that nests deeper than is rendered safely everywhere."""
    for at, text in markdown_texts(document, entry).items():
        span = render.deep_span(text)
        if span is not None:
            place = _in_file(span, document, at)
            yield Diagnostic("parse/depth", document.path, place, {"limit": render.MAX_DEPTH}, "body")


def placed(tree: Tree, problems: Sequence[BodyProblem], entry: Entry) -> Iterator[Diagnostic]:
    """Find the places of problems with an entry's links: one diagnostic a place, or one without where none is found."""
    for source in tree.read([entry.path]):
        document, _ = parse(source)
        located = located_in(document, entry)
        for problem in problems:
            kind = "image" if problem.image else "link"
            places = [found.span for found in located if found.kind == kind and found.value == problem.url]
            yield from (problem.diagnostic._replace(span=span) for span in places or (None,))
