"""A schema as written → what is wrong with its keywords: the rules of JSON Schema 2020-12's metaschema, and our own."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from typing import NamedTuple

from cms.closest import closest, distance
from cms.model import Data, Json, Steps
from cms.schema.keywords import LISTS, MAPS, SINGLES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TYPES = ("string", "number", "integer", "boolean", "array", "object", "null")

_SHORTEST = 4  # below this, one letter makes another word


class Fault(NamedTuple):
    """A keyword that can't stay: its place in the file, and the case and values of its diagnostic."""

    at: Steps
    case: str
    values: Data


def faults(schema: Json, at: Steps) -> Iterator[Fault]:
    """What is wrong with the keywords of one schema (not with the schemas inside it)."""
    if isinstance(schema, bool):
        return
    if not isinstance(schema, dict):
        yield Fault(at, "value", {"keyword": str(at[-1]) if at else "", "expected": "schema"})
        return
    for keyword, value in schema.items():
        here = (*at, keyword)
        if keyword in _UNSUPPORTED or (keyword == "$id" and at):
            yield Fault(here, "unsupported", {"keyword": keyword})
        elif keyword == "$schema" and isinstance(value, str) and value.removesuffix("#") != DIALECT:
            yield Fault(here, "dialect", {"keyword": keyword, "found": value, "expected": DIALECT})
        elif keyword not in _FORMS:
            yield from _misspelt(keyword, here)
        elif not _FORMS[keyword][1](value):
            yield Fault(here, "value", {"keyword": keyword, "expected": _FORMS[keyword][0]} | _hint(keyword, value))
        elif keyword in _WITH_PATTERNS:
            yield from _bad_patterns(keyword, value, here)


def _misspelt(keyword: str, here: Steps) -> Iterator[Fault]:
    """A keyword that nobody knows is allowed, unless it looks like a known one."""
    for known in _FORMS:
        if len(known) >= _SHORTEST and distance(keyword.lower(), known.lower(), 1) is not None:
            yield Fault(here, "keyword", {"keyword": keyword, "suggestion": known})
            return


def _hint(keyword: str, value: Json) -> Data:
    if keyword == "type" and isinstance(value, str) and (nearest := closest(value, TYPES)):
        return {"suggestion": nearest}
    return {}


def _bad_patterns(keyword: str, value: Json, here: Steps) -> Iterator[Fault]:
    patterns = {value: here} if isinstance(value, str) else {name: (*here, name) for name in value}
    for pattern, place in patterns.items():
        if not _compiles(pattern):
            yield Fault(place, "pattern", {"keyword": keyword, "pattern": pattern})


def _compiles(pattern: str) -> bool:
    """Whether a regular expression is one of JSON Schema's dialect.

    Python's own reader settles nearly all cases at no cost; JSON Schema's decides where the two may differ.
    """
    if _COMMON.fullmatch(pattern):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                re.compile(pattern)
        except (re.error, OverflowError, RecursionError):
            return False
        return True
    from cms.schema.violations import is_pattern  # noqa: PLC0415 - 25 ms for what is rarely asked

    return is_pattern(pattern)


# --- Forms of values -------------------------------------------------------------------------------------------------


def _is_text(value: Json) -> bool:
    return isinstance(value, str)


def _is_bool(value: Json) -> bool:
    return isinstance(value, bool)


def _is_list(value: Json) -> bool:
    return isinstance(value, list)


def _is_mapping(value: Json) -> bool:
    return isinstance(value, dict)


def _is_any(_: Json) -> bool:
    return True


def _is_number(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_positive(value: Json) -> bool:
    return _is_number(value) and value > 0


def _is_count(value: Json) -> bool:
    return _is_number(value) and value >= 0 and value == int(value)


def _is_texts(value: Json) -> bool:
    return isinstance(value, list) and all(map(_is_text, value)) and len(set(value)) == len(value)


def _is_texts_by_name(value: Json) -> bool:
    return isinstance(value, dict) and all(map(_is_texts, value.values()))


def _is_types(value: Json) -> bool:
    return value in TYPES if isinstance(value, str) else bool(value) and _is_texts(value) and set(value) <= set(TYPES)


def _is_schemas(value: Json) -> bool:
    return isinstance(value, list) and bool(value)


def _is_asset(value: Json) -> bool:
    return value in ("image", "file")


def _is_reference(value: Json) -> bool:
    if isinstance(value, dict):
        wrapper = value.get("value", "{id}")
        return (
            set(value) <= {"collection", "value"}
            and _is_collections(value.get("collection"))
            and isinstance(wrapper, str)
            and wrapper.count("{id}") == 1
        )
    return _is_collections(value)


def _is_collections(value: Json) -> bool:
    if isinstance(value, str):
        return value != ""
    return _is_texts(value) and bool(value) and "" not in value


_FORMS: dict[str, tuple[str, Callable[[Json], bool]]] = {
    **dict.fromkeys(sorted(MAPS), ("schemas-by-name", _is_mapping)),
    **dict.fromkeys(sorted(LISTS), ("schemas", _is_schemas)),
    **dict.fromkeys(sorted(SINGLES), ("schema", _is_any)),
    **dict.fromkeys(("$schema", "$id", "$ref", "$anchor", "$comment", "title", "description"), ("text", _is_text)),
    **dict.fromkeys(("pattern", "format", "contentEncoding", "contentMediaType"), ("text", _is_text)),
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"), ("number", _is_number)),
    **dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems"), ("count", _is_count)),
    **dict.fromkeys(("minProperties", "maxProperties", "minContains", "maxContains"), ("count", _is_count)),
    **dict.fromkeys(("uniqueItems", "deprecated", "readOnly", "writeOnly"), ("boolean", _is_bool)),
    "multipleOf": ("positive", _is_positive),
    "type": ("types", _is_types),
    "enum": ("list", _is_list),
    "examples": ("list", _is_list),
    "const": ("any", _is_any),
    "default": ("any", _is_any),
    "required": ("texts", _is_texts),
    "dependentRequired": ("texts-by-name", _is_texts_by_name),
    "$vocabulary": ("mapping", _is_mapping),
    "x-reference": ("reference", _is_reference),
    "x-asset": ("asset", _is_asset),
    "x-unique": ("boolean", _is_bool),
    "x-markdown": ("boolean", _is_bool),
    "x-editor": ("mapping", _is_mapping),
}
_COMMON = re.compile(r"(?:[^\\{(]|\((?!\?)|\(\?[:=!]|\\[dDwWsSbBtnrfv.^$*+?()\[\]{}|/\\-]|\{\d{1,3}(?:,\d{0,3})?\})*")
"""Regular expressions made of what means the same in Python and in JSON Schema."""
_WITH_PATTERNS = frozenset({"pattern", "patternProperties"})
_UNSUPPORTED = frozenset({"$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$recursiveAnchor"})
