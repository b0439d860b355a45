"""What is wrong with a mapping that its schema can't say: patterns that are none, and names of what isn't there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from cms.closest import closest
from cms.config import SetUp
from cms.model import Data, Diagnostic, Document, Json, Schema, Span, Steps
from cms.positions import span_of, span_of_key


class _Known(NamedTuple):
    """What a mapping may name: the schemas by collection, and its tables."""

    collections: Mapping[str, Schema]
    tables: Collection[str]


def problems(data: Data, document: Document, set_up: SetUp) -> Iterator[Diagnostic]:
    """All that is wrong with the patterns and names of a mapping whose schema takes it."""
    yield from _bad_patterns(data, document)
    yield from _unknown_names(data, document, _Known(set_up.schemas, data.get("tables", {})))


# --- Patterns --------------------------------------------------------------------------------------------------------

_PATTERNS = frozenset({"drop", "hide", "lines", "mentions", "split", "take", "heading"})


def _bad_patterns(data: Json, document: Document, at: Steps = ()) -> Iterator[Diagnostic]:
    """The patterns that aren't regular expressions."""
    if isinstance(data, list):
        for number, item in enumerate(data):
            yield from _bad_patterns(item, document, (*at, number))
        return
    if not isinstance(data, dict):
        return
    for name, value in data.items():
        if name in _PATTERNS and isinstance(value, str | list):
            places = [(*at, name, number) for number in range(len(value))] if isinstance(value, list) else [(*at, name)]
            for text, place in zip(value if isinstance(value, list) else [value], places, strict=True):
                yield from _bad_pattern(text, span_of(document, place), document.path)
        elif name == "replace" and isinstance(value, dict):
            for text, ours in value.items():
                yield from _bad_pattern(text, span_of_key(document, (*at, name, text)), document.path)
                yield from _bad_replacement(text, ours, span_of(document, (*at, name, text)), document.path)
        else:
            yield from _bad_patterns(value, document, (*at, name))


def _bad_pattern(text: Json, span: Span, path: str) -> Iterator[Diagnostic]:
    try:
        re.compile(str(text))
    except re.error as error:
        yield Diagnostic("setup/import-pattern", path, span, {"text": str(text), "reason": error.msg})


def _bad_replacement(text: str, ours: Json, span: Span, path: str) -> Iterator[Diagnostic]:
    try:
        pattern = re.compile(text)
    except re.error:
        return  # said already
    try:
        pattern.sub(str(ours), "")
    except re.error as error:
        yield Diagnostic("setup/import-pattern", path, span, {"text": str(ours), "reason": error.msg})
    except IndexError as error:  # a group's name
        yield Diagnostic("setup/import-pattern", path, span, {"text": str(ours), "reason": str(error)})


# --- Names -----------------------------------------------------------------------------------------------------------


def _unknown_names(data: Data, document: Document, known: _Known) -> Iterator[Diagnostic]:
    """Collections and tables that aren't there, and fields that theirs haven't."""
    rules = [("files", number, rule, "to") for number, rule in enumerate(data["files"])]
    rules += [("splits", name, rule, "of") for name, rule in data.get("splits", {}).items()]
    for part, name, rule, key in rules:
        yield from _unknown_in(rule, (part, name), rule[key], (part, name, key), document, known)
    for name, rule in data.get("splits", {}).items():
        for part in ("sections", "whole"):
            at = ("splits", name, part)
            yield from _unknown_in(rule[part], at, rule[part]["to"], (*at, "to"), document, known)
    for name, rule in data.get("entries", {}).items():
        yield from _unknown_in(rule, ("entries", name), name, ("entries", name), document, known)


def _unknown_in(
    rule: Data, at: Steps, collection: str, place: Steps, document: Document, known: _Known
) -> Iterator[Diagnostic]:
    if collection not in known.collections:
        span = span_of_key(document, place) if place == at else span_of(document, place)
        yield _unknown("collection", collection, list(known.collections), span, document.path)
        return
    names = list(known.collections[collection].properties)
    fields = (*at, "fields")
    for name in rule.get("fields", {}):
        if name.partition(".")[0] not in names:
            yield _unknown("field", name, names, span_of_key(document, (*fields, name)), document.path)
    yield from _unknown_in_recipes(rule.get("fields", {}), fields, document, known)


def _unknown_in_recipes(fields: Data, at: Steps, document: Document, known: _Known) -> Iterator[Diagnostic]:
    """Collections, tables and parts of an object that recipes name, and that aren't there."""
    for name, recipe in fields.items():
        if not isinstance(recipe, dict):
            continue
        parts = recipe.get("fields", {})
        for key, case, names in (("entry", "collection", known.collections), ("look", "table", known.tables)):
            if key in recipe and recipe[key] not in names:
                yield _unknown(case, recipe[key], list(names), span_of(document, (*at, name, key)), document.path)
        for number, part in enumerate(recipe.get("needs", [])):
            if part not in parts:
                span = span_of(document, (*at, name, "needs", number))
                yield _unknown("part", part, list(parts), span, document.path)
        yield from _unknown_in_recipes(parts, (*at, name, "fields"), document, known)


def _unknown(case: str, name: str, known: list[str], span: Span, path: str) -> Diagnostic:
    nearest = closest(name, known)
    values: dict[str, Json] = {"name": name, "known": known} | ({"suggestion": nearest} if nearest else {})
    return Diagnostic("setup/import-name", path, span, values, case)
