"""The stage from a Source to a Document: its text, its data and the place of every value, or what is wrong with it."""

from __future__ import annotations

from cms.model import Diagnostic, Document, Kind, Related, Source
from cms.parse.front_matter import FrontMatter, find_front_matter
from cms.parse.keys import unsortable_keys
from cms.parse.reading import MAX_DATA, Problem, Read, failed, too_large
from cms.parse.simple_yaml import read_simple
from cms.parse.text import conflict, decode, unfit_character
from cms.positions import span_between

__all__ = ["body_of", "parse"]

MAX_FILE = 5_000_000  # bytes

_KINDS: dict[str, Kind] = {"md": "markdown", "yml": "yaml", "yaml": "yaml", "json": "json"}
_TYPES = {list: "array", str: "string", bool: "boolean", int: "number", float: "number", type(None): "null"}


def parse(source: Source) -> tuple[Document, tuple[Diagnostic, ...]]:
    """A file as a document, and everything that is wrong with its text, in order.

    The path ends with one of `paths.SUFFIXES`; the bytes may be anything. The document has no data where something is
    wrong with it, because half of it would lead to complaints that the file doesn't deserve; but a property that is
    repeated keeps its first value, and what is wrong with the body doesn't touch the data.
    """
    kind = _kind(source.path)
    text, read, body = _unread(source.size) if source.size is not None else _read(source.data, kind)
    diagnostics = (_diagnostic(source.path, text, problem) for problem in sorted(read.problems, key=_place))
    return Document(source.path, kind, text, read.data, read.mark, body), tuple(diagnostics)


def body_of(source: Source) -> str | None:
    """A Markdown file's body, as `parse` finds it; None for data-only files, and for those that can't be read."""
    if source.size is not None or len(source.data) > MAX_FILE or _kind(source.path) != "markdown":
        return None
    text, undecodable = decode(source.data)
    if undecodable is not None:
        return None
    place = find_front_matter(text)
    return text[place.body :] if isinstance(place, FrontMatter) else ""


def _kind(path: str) -> Kind:
    return _KINDS[path.rpartition(".")[2]]


def _unread(size: int) -> tuple[str, Read, int | None]:
    """A file that is too large to be read."""
    return "", failed([], Problem("parse/size", 0, 0, "file", {"size": size, "limit": MAX_FILE})), None


def _read(data: bytes, kind: Kind) -> tuple[str, Read, int | None]:
    """A file's text, what its data says, and where its body begins."""
    if len(data) > MAX_FILE:
        return _unread(len(data))
    text, undecodable = decode(data)
    if undecodable is not None:
        return text, failed([], undecodable), None
    unfit = unfit_character(data, text) or conflict(text)
    if kind == "markdown":
        return text, *_read_markdown(text, unfit)
    if unfit is not None:
        return text, failed([], unfit), None
    return text, _read_data(text, kind), None


def _read_markdown(text: str, unfit: Problem | None) -> tuple[Read, int]:
    place = find_front_matter(text)
    if not isinstance(place, FrontMatter):
        return failed([], unfit or place), len(text)
    if unfit is not None and unfit.start < place.body:
        return failed([], unfit), place.body
    # With its opening line, which says nothing to YAML: so that offsets are those of the whole file.
    read = _read_data(text[: place.end], "markdown")
    return (read if unfit is None else read._replace(problems=(*read.problems, unfit))), place.body


def _read_data(text: str, kind: Kind) -> Read:
    if len(text) * 4 > MAX_DATA and (size := len(text.encode())) > MAX_DATA:
        start = text.find("\n") + 1 if kind == "markdown" else 0
        return failed([], too_large(start, size).problem)
    if kind == "json":
        from cms.parse.json import read_json  # noqa: PLC0415 - most content isn't JSON

        return _judged(text, read_json(text))
    simple = read_simple(text)
    if simple is not None:
        return simple
    from cms.parse.yaml import read_yaml  # noqa: PLC0415 - with libyaml, 20 ms that most runs don't need

    return _judged(text, read_yaml(text))


def _judged(text: str, read: Read) -> Read:
    """What was read, if it is what a file may say, and also what is wrong with it as a whole."""
    problems = [*read.problems, *unsortable_keys(text, read)]
    if not isinstance(read.data, dict) and (read.data is not None or not problems):
        problems.append(_no_mapping(text, read))
    understood = isinstance(read.data, dict) and all(problem.rule == "parse/duplicate-key" for problem in problems)
    return Read(read.data if understood else None, read.mark, tuple(problems))


# --- Problems --------------------------------------------------------------------------------------------------------


def _no_mapping(text: str, read: Read) -> Problem:
    start, end = read.mark.start, read.mark.end
    line_end = text.find("\n", start, end)
    values = {"type": _TYPES[type(read.data)]}
    return Problem("parse/mapping", start, line_end if line_end >= 0 else end, "", values)


def _place(problem: Problem) -> tuple[int, int]:
    return problem.start, problem.end


def _diagnostic(path: str, text: str, problem: Problem) -> Diagnostic:
    span = span_between(text, problem.start, problem.end)
    if problem.related is None:
        return Diagnostic(problem.rule, path, span, problem.values, problem.case)
    first = span_between(text, *problem.related)
    values = {**problem.values, "line": first.line}
    return Diagnostic(problem.rule, path, span, values, problem.case, related=(Related(path, first),))
