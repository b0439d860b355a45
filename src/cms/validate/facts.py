"""A document and its schema → what linking and exporting need to know of its data, and links that must not be in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cms.model import AssetUse, Diagnostic, Document, Json, Reference, Schema, Steps, Unique
from cms.paths import targets_of
from cms.positions import dotted, pointer, span_of, value_at
from cms.validate.places import name_of, quoted

# Plain texts, compiled at their first use: most URLs begin harmlessly, which is told at a tenth of the cost.
_DANGEROUS = r"(?i)(javascript|vbscript|data|file):"
_HARMLESS = ("http", "/", "#")
_IGNORED = r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028\u2029\ufeff]+"
_URLS = frozenset({"iri", "iri-reference", "uri", "uri-reference"})

_BARE = "{id}"

_Marked = tuple[str, Steps, Json, Json]
"""What the schema says (keyword), of which value (its place), what exactly (the keyword's value), and the value."""


class Facts(NamedTuple):
    """What the data says to the stages behind this one."""

    references: tuple[Reference, ...]
    assets: tuple[AssetUse, ...]
    uniques: tuple[Unique, ...]
    date_times: tuple[Steps, ...]
    markdown: tuple[Steps, ...]
    diagnostics: tuple[Diagnostic, ...]


def find_facts(document: Document, schema: Schema) -> Facts:
    """Everything that the schema marks in the data, valid or not, in the order of the file."""
    marks: list[_Marked] = [
        (keyword, at, content, value_at(document.data, at))
        for keyword, at, content in schema.annotations(document.data or {})
    ]
    texts = [mark for mark in marks if isinstance(mark[3], str)]
    return Facts(
        references=tuple(_references(document, texts)),
        assets=tuple(
            AssetUse(at, value, content, span_of(document, at))
            for keyword, at, content, value in texts
            if keyword == "x-asset"
        ),
        uniques=tuple(
            Unique(dotted(at), at, value, span_of(document, at))
            for keyword, at, _, value in marks
            if keyword == "x-unique" and value is not None
        ),
        date_times=tuple(_date_times(texts)),
        markdown=tuple(at for keyword, at, _, _ in texts if keyword == "x-markdown"),
        diagnostics=tuple(_problems(document, texts)),
    )


def _references(document: Document, texts: Iterable[_Marked]) -> Iterator[Reference]:
    for keyword, at, content, value in texts:
        if keyword == "x-reference" and (identity := _unwrapped(value, content)) is not None:
            yield Reference(at, dotted(at), targets_of(content), identity, span_of(document, at))


def _unwrapped(value: str, content: Json) -> str | None:
    """The id that a text holds; None where the text hasn't the form that the schema asks for."""
    if (wrapper := _wrapper(content)) == _BARE:
        return value
    before, _, after = wrapper.partition(_BARE)
    fits = len(value) > len(before) + len(after) and value.startswith(before) and value.endswith(after)
    return value[len(before) : len(value) - len(after)] if fits else None


def _wrapper(content: Json) -> str:
    return str(content.get("value", _BARE)) if isinstance(content, dict) else _BARE


def _date_times(texts: Iterable[_Marked]) -> Iterator[Steps]:
    """The date-times; dates that stand where a date-time is asked for aren't any."""
    places = [(at, value) for keyword, at, content, value in texts if keyword == "format" and content == "date-time"]
    if places:
        from cms.instants import is_date_time  # noqa: PLC0415 - with time zones, 4 ms that most entries don't need

        yield from (at for at, value in places if is_date_time(value))


def _problems(document: Document, texts: Iterable[_Marked]) -> Iterator[Diagnostic]:
    dangerous: set[Steps] = set()
    for keyword, at, content, value in texts:
        if keyword == "x-reference" and _unwrapped(value, content) is None:
            wanted = _wrapper(content)
            values = {"name": name_of(at), "value": wanted, "found": quoted(document, at, value)}
            suggestion = {"suggestion": wanted.replace(_BARE, value)} if value and "/" not in value else {}
            yield Diagnostic(
                "schema/reference", document.path, span_of(document, at), values | suggestion, pointer=pointer(at)
            )
        elif keyword == "x-asset" or (keyword == "format" and content in _URLS):
            scheme = None if value.startswith(_HARMLESS) else re.match(_DANGEROUS, re.sub(_IGNORED, "", value))
            if scheme and at not in dangerous:
                dangerous.add(at)
                values = {"scheme": scheme[1].lower(), "url": quoted(document, at, value)}
                yield Diagnostic("link/scheme", document.path, span_of(document, at), values, pointer=pointer(at))
