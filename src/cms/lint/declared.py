"""A schema → what it says of a place in the data, without asking whether what stands there fits."""

from __future__ import annotations

from collections.abc import Iterator

from cms.model import Data, Json, Schema, Steps

_ALL = ("allOf", "anyOf", "oneOf")
_EACH = ("if", "then", "else")


def parts_at(schema: Schema, at: Steps) -> list[Data]:
    """All parts of a schema that may speak of the value at `at`: `$ref`, `allOf`, alternatives and conditions followed.

    Names that only a pattern allows are followed nowhere.
    """
    parts = _together([schema.document], schema.document)
    for step in at:
        parts = _together([inner for part in parts for inner in _below(part, step)], schema.document)
    return parts


def followed(schema: Json, document: Data) -> Data:
    """A schema, or the one that its `$ref` leads to."""
    for _ in range(_LONGEST_WAY):
        if not isinstance(schema, dict):
            return {}
        if "$ref" not in schema:
            return schema
        schema = _target(schema["$ref"], document)
    return {}


_LONGEST_WAY = 20


def _together(schemas: list[Json], document: Data) -> list[Data]:
    """The schemas and those that speak of the very same value."""
    parts: dict[int, Data] = {}
    todo = list(schemas)
    while todo:
        schema = todo.pop(0)
        if isinstance(schema, dict) and id(schema) not in parts:
            parts[id(schema)] = schema
            todo += _same_value(schema, document)
    return list(parts.values())


def _same_value(schema: Data, document: Data) -> Iterator[Json]:
    if "$ref" in schema:
        yield _target(schema["$ref"], document)
    for keyword in _ALL:
        yield from schema.get(keyword, ())
    yield from (schema[keyword] for keyword in _EACH if keyword in schema)
    yield from schema.get("dependentSchemas", {}).values()


def _below(schema: Data, step: str | int) -> Iterator[Json]:
    if isinstance(step, str):
        properties = schema.get("properties", {})
        yield properties[step] if step in properties else schema.get("additionalProperties")
    else:
        first = schema.get("prefixItems", ())
        yield first[step] if step < len(first) else schema.get("items")


def _target(ref: str, document: Data) -> Json:
    """What a `$ref` inside the document leads to; None where its way is escaped for URLs, which hardly any is."""
    value: Json = document
    for part in ref.removeprefix("#").split("/")[1:]:
        step = part.replace("~1", "/").replace("~0", "~")
        if isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        elif isinstance(value, dict):
            value = value.get(step)
        else:
            return None
    return value
