"""A compiled schema → the schema of its data as exported: references are objects, Markdown is HTML, URLs are final."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from cms.model import Data, Json, Schema
from cms.paths import targets_of
from cms.schema.form import DIALECT
from cms.schema.keywords import inside, rebuilt, target

_Kinds = frozenset[str]


class _Work(NamedTuple):
    """The schema that is being rewritten, and what is known of it.

    `kinds` are the ways in which exporting changes a schema's own value, `changed` the names of all properties whose
    values change, or have one inside that does.
    """

    document: Data
    kinds: dict[int, _Kinds]
    changed: frozenset[str]


def exported(schema: Schema) -> Data:
    """The JSON Schema (2020-12, self-contained) of a collection's `data` in a bundle.

    What a final form needn't keep is left out: lengths and patterns of references, asset paths and date-times, hints
    for editors, conditions on such values, `unevaluated…` beside them. Valid data is valid in its final form; the
    reverse doesn't hold. (It is assumed that where a mark stands inside a list or mapping, no other schema of the same
    list or mapping describes that item or property as well.)
    """
    work = _Work(schema.document, {}, frozenset())
    work = work._replace(changed=frozenset(_changed_names(work)))
    result = {"$schema": DIALECT, **_rewritten(work, schema.document)}
    text = json.dumps(result, ensure_ascii=False)
    normal: Data = result if unicodedata.is_normalized("NFC", text) else json.loads(unicodedata.normalize("NFC", text))
    return normal


# --- What changes ----------------------------------------------------------------------------------------------------


def _kinds(work: _Work, schema: Json) -> _Kinds:
    """How exporting may change the value that a schema speaks of: `reference`, `markdown`, `asset`, `date-time`."""
    if not isinstance(schema, dict):
        return frozenset()
    if id(schema) not in work.kinds:
        work.kinds[id(schema)] = frozenset()  # for schemas that refer to themselves
        inner = (kind for other in _of_same_value(work, schema) for kind in _kinds(work, other))
        work.kinds[id(schema)] = frozenset({*_own_kinds(schema), *inner})
    return work.kinds[id(schema)]


def _own_kinds(schema: Data) -> Iterator[str]:
    yield from (kind for kind in ("reference", "asset", "markdown") if schema.get(f"x-{kind}"))
    if schema.get("format") == "date-time":
        yield "date-time"


def _of_same_value(work: _Work, schema: Data) -> Iterator[Json]:
    if "$ref" in schema:
        yield target(schema["$ref"], work.document)[1]
    yield from (inner for at, inner in inside(schema) if at[0] in _SAME_VALUE)


def _changed_names(work: _Work) -> Iterator[str]:
    for schema in _all(work.document):
        for at, inner in inside(schema):
            if at[0] not in _SAME_VALUE | _DEFINITIONS and _changes(work, inner):
                yield str(at[1]) if at[0] == "properties" else _ITEMS if at[0] in _OF_ITEMS else _OTHERS


def _all(schema: Json) -> Iterator[Data]:
    if isinstance(schema, dict):
        yield schema
        for _, inner in inside(schema):
            yield from _all(inner)


def _reachable(work: _Work, schema: Json, seen: set[int]) -> Iterator[Json]:
    """A schema, what it refers to, and all that speaks of values inside its value."""
    if not isinstance(schema, dict) or id(schema) in seen:
        return
    seen.add(id(schema))
    yield schema
    following = [inner for at, inner in inside(schema) if at[0] not in _DEFINITIONS]
    if "$ref" in schema:
        following.append(target(schema["$ref"], work.document)[1])
    for inner in following:
        yield from _reachable(work, inner, seen)


def _changes(work: _Work, schema: Json) -> bool:
    """Whether exporting changes the value that a schema speaks of, or one inside it."""
    return any(_kinds(work, part) for part in _reachable(work, schema, set()))


def _asks_of_changed(work: _Work, schema: Json) -> bool:
    """Whether a condition depends on a value that has another form once exported."""
    return any(_kinds(work, part) or _asks(work, part) for part in _reachable(work, schema, set()))


def _asks(work: _Work, part: Data) -> bool:
    compared = [part.get("const"), *part.get("enum", ())]
    return bool(work.changed) and (
        any(about is not True and {name, _OTHERS} & work.changed for name, about in part.get("properties", {}).items())
        or any(isinstance(part.get(keyword), dict) for keyword in _OF_OTHERS)
        or (_ITEMS in work.changed and not _OF_ITEMS.isdisjoint(part))
        or any(isinstance(value, dict | list) for value in compared)
    )


# --- Rewriting -------------------------------------------------------------------------------------------------------


def _rewritten(work: _Work, schema: Json, around: _Kinds = frozenset()) -> Json:
    """A schema for values in their final form. `around` says how other schemas of the same value change it."""
    if not isinstance(schema, dict):
        return schema
    own = frozenset(_own_kinds(schema))
    if own & _TO_OBJECTS:
        return _object(schema, own)
    kinds = around | _kinds(work, schema)
    unwanted = _FOR_EDITORS | (_OF_TEXT if kinds else set()) | (_OF_FORM if kinds & _TO_OBJECTS else set())
    unwanted |= _WHOLE_VALUES if kinds or _changes(work, schema) else set()
    unwanted |= _UNEVALUATED if _changes(work, work.document) else set()
    unwanted |= {"not"} if "not" in schema and (kinds or _asks_of_changed(work, schema["not"])) else set()
    unwanted |= (
        _CONTAINS if "contains" in schema and _asks_of_changed(work, {"contains": schema["contains"]}) else set()
    )
    kept = {keyword: value for keyword, value in schema.items() if keyword not in unwanted | _SAME_VALUE}
    return rebuilt(kept, lambda inner, _: _rewritten(work, inner)) | _same_value(work, schema, around | own)


def _object(schema: Data, kinds: _Kinds) -> Data:
    about = {keyword: schema[keyword] for keyword in _ABOUT if keyword in schema}
    form = {"type": _types(schema["type"])} if "type" in schema else {}
    if "reference" not in kinds:
        texts = {"html": {"type": "string"}, "text": {"type": "string"}}
        return {**about, **form, "properties": texts, "required": ["html", "text"]}
    targets = targets_of(schema["x-reference"])
    collection = {"const": targets[0]} if len(targets) == 1 else {"enum": list(targets)}
    properties = {"collection": collection, "id": {"type": "string", "minLength": 1}}
    return {**about, **form, "properties": properties, "required": ["collection", "id"]}


def _types(types: str | list[str]) -> str | list[str]:
    if isinstance(types, str):
        return "object" if types == "string" else types
    return ["object" if name == "string" else name for name in types]


# --- Schemas that speak of the same value ----------------------------------------------------------------------------


def _same_value(work: _Work, schema: Data, around: _Kinds) -> Data:
    """What a schema leaves to others that speak of the same value, each rewritten with regard to the rest."""
    groups = list(_groups(work, schema))
    result: Data = {}
    everyone = []
    for position, (keyword, members) in enumerate(groups):
        rest = [member for other, (_, others) in enumerate(groups) if other != position for member in others]
        context = around.union(*(_kinds(work, member) for member in rest))
        part = _GROUPS[keyword](work, schema, members, context)
        if isinstance(part, dict) and keyword != "allOf" and not part.keys() & result.keys():
            result |= part
        elif part not in (True, {}):
            everyone.append(part)
    return result | ({"allOf": everyone} if everyone else {})


def _groups(work: _Work, schema: Data) -> Iterator[tuple[str, list[Json]]]:
    if "$ref" in schema:
        yield "$ref", [target(schema["$ref"], work.document)[1]]
    yield from (("allOf", [member]) for member in schema.get("allOf", ()))
    yield from ((keyword, schema[keyword]) for keyword in ("anyOf", "oneOf") if keyword in schema)
    if "if" in schema:
        yield "if", [schema["if"], schema.get("then", True), schema.get("else", True)]


def _referred(work: _Work, schema: Data, members: list[Json], context: _Kinds) -> Json:
    """A definition that many share is the same for all of them: where others matter, a copy takes its place."""
    return _rewritten(work, members[0], context) if context else {"$ref": schema["$ref"]}


def _member(work: _Work, _: Data, members: list[Json], context: _Kinds) -> Json:
    return _rewritten(work, members[0], context)


def _alternatives(work: _Work, schema: Data, members: list[Json], context: _Kinds) -> Json:
    """Alternatives that exclude one another in the file may overlap in their final forms, which ask for less."""
    exclusive = members is schema.get("oneOf") and not (
        context or any(_asks_of_changed(work, member) for member in members)
    )
    return {"oneOf" if exclusive else "anyOf": [_rewritten(work, member, context) for member in members]}


def _condition(work: _Work, schema: Data, members: list[Json], context: _Kinds) -> Json:
    """A condition that depends on the form in the file leaves two alternatives."""
    test, then, other = members
    if not (context or any(_kinds(work, member) for member in members) or _asks_of_changed(work, test)):
        return {name: _rewritten(work, schema[name]) for name in ("if", "then", "else") if name in schema}
    choices = [_rewritten(work, then, context | _kinds(work, test)), _rewritten(work, other, context)]
    return True if True in choices or {} in choices else {"anyOf": choices}


_GROUPS = {"$ref": _referred, "allOf": _member, "anyOf": _alternatives, "oneOf": _alternatives, "if": _condition}
_ITEMS, _OTHERS = "[]", "{}"  # stand among the changed names for items, and for properties that a schema doesn't name
_OF_ITEMS = frozenset({"items", "prefixItems", "contains", "unevaluatedItems"})
_OF_OTHERS = frozenset({"additionalProperties", "patternProperties", "unevaluatedProperties"})
_DEFINITIONS = frozenset({"$defs", "definitions"})
_TO_OBJECTS = frozenset({"reference", "markdown"})
_SAME_VALUE = frozenset({"$ref", "allOf", "anyOf", "oneOf", "if", "then", "else"})
_OF_TEXT = frozenset({"pattern", "minLength", "maxLength", "contentEncoding", "contentMediaType", "contentSchema"})
_OF_FORM = frozenset(
    {"type", "format", "properties", "required", "additionalProperties", "patternProperties"}
) | frozenset({"propertyNames", "minProperties", "maxProperties", "dependentRequired", "dependentSchemas"})
_WHOLE_VALUES = frozenset({"const", "enum", "default", "examples"})
_CONTAINS = frozenset({"contains", "minContains", "maxContains"})
_UNEVALUATED = frozenset({"unevaluatedProperties", "unevaluatedItems"})
_FOR_EDITORS = frozenset({"x-editor"})
_ABOUT = ("title", "description", "deprecated", "x-sunset")
