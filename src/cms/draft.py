"""A collection's schema and a title → the text of a new entry, a draft where the collection has drafts."""

from __future__ import annotations

from collections.abc import Mapping

from cms.emit import json_text, yaml_text
from cms.model import Collection, Data, Json, Schema

TITLES = ("title", "name")


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
            values[name] = draft_value(collection, about)
        elif "default" in about:
            values[name] = about["default"]
        elif "const" in about and name in required:
            values[name] = about["const"]
    return values | {name: value for name, value in given.items() if name not in captures}


def draft_value(collection: Collection, about: Data) -> Json:
    """A value that doesn't publish: the default, else the first other choice."""
    if isinstance(collection.publish.value, bool):
        return not collection.publish.value
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
        return json_text(values)
    required = schema.document.get("required", [])
    lines: list[str] = []
    for name, about in schema.properties.items():
        if name in values:
            lines.append(yaml_text({name: values[name]}))
        else:
            lines.append(_comment(name, about, required=name in required))
    lines += [yaml_text({name: values[name]}) for name in values if name not in schema.properties]
    text = "".join(lines)
    return f"---\n{text}---\n\n" if collection.template.suffix == ".md" else text


def _comment(name: str, about: Data, *, required: bool) -> str:
    words = [str(about.get("title", "")), "(*)" if required else "", str(about.get("description", ""))]
    return f"# {name}: " + " ".join(" ".join(words).split()) + "\n"
