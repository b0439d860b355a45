"""A collection's schema and a title → the text of a new entry, a draft where the collection has drafts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cms.model import Collection, Data, Json, Schema

TITLES = ("title", "name")

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_/-]*")
_NOT_PLAIN = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


def title_field(schema: Schema) -> str | None:
    """The field that holds an entry's title: `title` or `name`, where the schema has one."""
    return next((name for name in TITLES if name in schema.properties), None)


def values_for(collection: Collection, schema: Schema, given: Data, captures: Mapping[str, str]) -> Data:
    """The fields that a new entry starts with, in the schema's order.

    They are what is given, what the path says, defaults, and the publish field's draft value; fields that only an
    editor can fill aren't among them.
    """
    required = schema.document.get("required", [])
    values: Data = {}
    for name, about in schema.properties.items():
        if name in given:
            values[name] = given[name]
        elif name in captures:
            values[name] = captures[name]
        elif name == collection.publish.field:
            values[name] = _draft_value(collection, about)
        elif "default" in about:
            values[name] = about["default"]
        elif "const" in about and name in required:
            values[name] = about["const"]
    return values | {name: value for name, value in given.items() if name not in captures}


def _draft_value(collection: Collection, about: Data) -> Json:
    """A value that doesn't publish: the default, else the first other choice."""
    choices = [about["default"]] if "default" in about else []
    choices += about.get("enum", [])
    return next((choice for choice in choices if choice != collection.publish.value), "Draft")


def missing(schema: Schema, values: Data) -> list[str]:
    """The required fields without a value, in the schema's order."""
    required = schema.document.get("required", [])
    return [name for name in schema.properties if name in required and name not in values]


def text_of(collection: Collection, schema: Schema, values: Data) -> str:
    """The new file's text: the values, and the other fields as comments that say what they are for."""
    if collection.template.suffix == ".json":
        import json  # noqa: PLC0415 - few collections are JSON

        return json.dumps(values, ensure_ascii=False, indent=2) + "\n"
    required = schema.document.get("required", [])
    lines: list[str] = []
    for name, about in schema.properties.items():
        if name in values:
            lines += _field(name, values[name])
        else:
            lines.append(_comment(name, about, required=name in required))
    lines += [line for name in values if name not in schema.properties for line in _field(name, values[name])]
    text = "".join(f"{line}\n" for line in lines)
    return f"---\n{text}---\n\n" if collection.template.suffix == ".md" else text


def _comment(name: str, about: Data, *, required: bool) -> str:
    words = [str(about.get("title", "")), "(*)" if required else "", str(about.get("description", ""))]
    return f"# {name}: " + " ".join(" ".join(words).split())


def _field(name: str, value: Json) -> Iterator[str]:
    if isinstance(value, list) and value:
        yield f"{name}:"
        for item in value:
            yield f"  - {_scalar(item)}"
    elif isinstance(value, dict) and value:
        yield f"{name}:"
        for key, item in value.items():
            yield from (f"  {line}" for line in _field(key, item))
    else:
        yield f"{name}: {_scalar(value)}"


def _scalar(value: Json) -> str:  # noqa: PLR0911 - one kind of value a line
    """A value on one line, in a form that every YAML reader takes alike."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list | dict):
        return _flow(value)
    text = str(value)
    if _PLAIN.fullmatch(text) and text.lower() not in _NOT_PLAIN:
        return text
    if any(char < " " or char in "\x7f\x85\u2028\u2029\ufeff" for char in text):
        return '"' + "".join(_escaped(char) for char in text) + '"'
    return "'" + text.replace("'", "''") + "'"


def _flow(value: Json) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(key)}: {_scalar(item)}" for key, item in value.items()) + "}"
    return "[" + ", ".join(_scalar(item) for item in value) + "]"


def _escaped(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    return char if char.isprintable() else f"\\u{ord(char):04x}"
