"""The JSON Schema keywords that hold schemas, and the ways from a schema to those inside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from cms import positions
from cms.model import Data, Json, Steps

MAPS = frozenset({"properties", "patternProperties", "$defs", "definitions", "dependentSchemas"})
LISTS = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})
SINGLES = frozenset(
    {
        "items",
        "contains",
        "additionalProperties",
        "propertyNames",
        "unevaluatedItems",
        "unevaluatedProperties",
        "contentSchema",
        "not",
        "if",
        "then",
        "else",
    }
)
IN_PLACE = frozenset({"allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas"})
"""Keywords whose schemas speak of the very same value (as `$ref` does)."""

_PLAIN_FRAGMENT = re.compile(r"[A-Za-z0-9._~/$-]*")

Change = Callable[[Json, Steps], Json]


def rebuilt(schema: Data, change: Change, at: Steps = ()) -> Data:
    """A copy of a schema with each schema directly inside it changed. Keywords of a wrong form are left as they are."""
    result: Data = {}
    for keyword, value in schema.items():
        here = (*at, keyword)
        if keyword in MAPS and isinstance(value, dict):
            result[keyword] = {name: change(inner, (*here, name)) for name, inner in value.items()}
        elif keyword in LISTS and isinstance(value, list):
            result[keyword] = [change(inner, (*here, position)) for position, inner in enumerate(value)]
        elif keyword in SINGLES:
            result[keyword] = change(value, here)
        else:
            result[keyword] = value
    return result


def inside(schema: Json, at: Steps = ()) -> Iterator[tuple[Steps, Json]]:
    """The schemas directly inside a schema, with their places."""
    if not isinstance(schema, dict):
        return
    for keyword, value in schema.items():
        if keyword in MAPS:
            yield from (((*at, keyword, name), inner) for name, inner in value.items())
        elif keyword in LISTS:
            yield from (((*at, keyword, position), inner) for position, inner in enumerate(value))
        elif keyword in SINGLES:
            yield (*at, keyword), value


def is_place(at: Steps) -> bool:
    """Whether a way from the top of a schema leads to a schema, as far as the keywords tell."""
    rest = list(at)
    while rest:
        keyword = rest.pop(0)
        if keyword in MAPS | LISTS and rest:
            rest.pop(0)
        elif keyword not in SINGLES:
            return False
    return True


def steps_of(fragment: str, document: Json) -> Steps | None:
    """The way that the fragment of a `$ref` describes, `/$defs/image`; None where it leads nowhere."""
    if "%" in fragment:
        from urllib.parse import unquote  # noqa: PLC0415 - costs 2 ms, and hardly any reference is escaped

        fragment = unquote(fragment)
    return positions.steps_of(fragment, document)


def escaped(fragment: str) -> str:
    """A JSON pointer as it may stand in a `$ref`."""
    if _PLAIN_FRAGMENT.fullmatch(fragment):
        return fragment
    from urllib.parse import quote  # noqa: PLC0415 - as above

    return quote(fragment, safe="/~$")


def target(ref: str, document: Data) -> tuple[Steps, Json]:
    """Where a local `$ref` of a self-contained document leads, and what stands there."""
    at = steps_of(ref.removeprefix("#"), document) or ()
    return at, value_at(document, at)


def value_at(document: Json, at: Steps) -> Json:
    """The value at a place that exists."""
    for step in at:
        document = document[step]
    return document
