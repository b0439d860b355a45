from __future__ import annotations

import json

import jsonschema
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cms.instants import is_date, is_date_time, with_offset
from cms.model import Document, Json, Mark, Schema
from cms.schema import compile_schemas
from cms.schema.shape import exported

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FORMATS = jsonschema.FormatChecker(formats=())


@FORMATS.checks("date-time")
def has_offset(value: object) -> bool:
    return not isinstance(value, str) or (is_date_time(value) and with_offset(value, "Europe/Paris") == value)


@FORMATS.checks("date")
def exists(value: object) -> bool:
    return not isinstance(value, str) or is_date(value)


def compiled(schema: Json) -> Schema:
    schemas, found = compile_schemas({"s.json": Document("s.json", "json", "", schema, Mark(0, 0))}, ["s.json"])
    assert found == ()
    return schemas["s.json"]


def shape(schema: Json) -> Json:
    """The exported schema of one value; the schema itself is valid, local and the same each time."""
    whole = exported(compiled({"properties": {"v": schema}}))
    jsonschema.Draft202012Validator.check_schema(whole)
    assert whole["$schema"] == DIALECT
    assert exported(compiled({"properties": {"v": schema}})) == whole
    return whole["properties"]["v"]


REFERENCE = {
    "type": "object",
    "properties": {"collection": {"const": "people"}, "id": {"type": "string", "minLength": 1}},
    "required": ["collection", "id"],
}
TEXTS = {
    "type": "object",
    "properties": {"html": {"type": "string"}, "text": {"type": "string"}},
    "required": ["html", "text"],
}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "string", "x-reference": "people", "maxLength": 3, "pattern": "^a", "examples": ["ada"]}, REFERENCE),
        ({"type": "string", "x-reference": {"collection": "people", "value": "/p/{id}"}}, REFERENCE),
        ({"type": ["string", "null"], "x-markdown": True, "minLength": 3}, {**TEXTS, "type": ["object", "null"]}),
        (
            {"title": "Auteur", "x-editor": {}, "x-reference": "people", "type": "string"},
            {"title": "Auteur", **REFERENCE},
        ),
        ({"type": "string", "x-asset": "image", "pattern": "^/m"}, {"type": "string", "x-asset": "image"}),
        ({"type": "string", "format": "date-time", "maxLength": 9}, {"type": "string", "format": "date-time"}),
        ({"type": "string", "maxLength": 9, "enum": ["a"]}, {"type": "string", "maxLength": 9, "enum": ["a"]}),
        ({"type": "integer", "x-unique": True, "default": 1}, {"type": "integer", "x-unique": True, "default": 1}),
    ],
)
def test_values_that_export_changes_have_their_final_form(schema: Json, expected: Json) -> None:
    assert shape(schema) == expected


def test_several_targets_are_an_enumeration() -> None:
    found = shape({"type": "string", "x-reference": ["people", "organisations"]})
    assert found["properties"]["collection"] == {"enum": ["people", "organisations"]}


def test_what_holds_a_changed_value_keeps_its_own_rules() -> None:
    schema = {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"type": "string", "x-reference": "people"}}
    assert shape({**schema, "default": ["ada"]}) == {**schema, "items": REFERENCE}


def test_what_only_looks_like_a_keyword_stays() -> None:
    schema = {"properties": {"x-editor": {"x-editor": {}, "title": "T"}}, "enum": [{"x-editor": 1}]}
    assert shape(schema) == {"properties": {"x-editor": {"title": "T"}}, "enum": [{"x-editor": 1}]}


def test_texts_are_in_the_normal_form_of_the_data() -> None:
    assert shape({"enum": ["e\u0301te\u0301"]}) == {"enum": ["\u00e9t\u00e9"]}


def test_conditions_on_changed_values_are_loosened() -> None:
    schema = {
        "properties": {"by": {"type": "string", "x-reference": "people"}, "kind": {"enum": ["a", "b"]}},
        "if": {"properties": {"by": {"const": "ada"}}},
        "then": {"required": ["kind"]},
        "not": {"properties": {"by": {"pattern": "^b"}}, "required": ["by"]},
        "allOf": [{"if": {"properties": {"kind": {"const": "a"}}}, "then": {"required": ["by"]}}],
    }
    assert shape(schema) == {
        "properties": {"by": REFERENCE, "kind": {"enum": ["a", "b"]}},
        "allOf": [{"if": {"properties": {"kind": {"const": "a"}}}, "then": {"required": ["by"]}}],
    }


def test_a_text_around_a_reference_loosens_with_it() -> None:
    schema = {"type": "string", "minLength": 2, "allOf": [{"x-reference": "people"}, {"type": "string"}]}
    assert shape(schema) == {"allOf": [{name: REFERENCE[name] for name in ("properties", "required")}]}


# --- Real data -------------------------------------------------------------------------------------------------------


POST: Json = {
    "type": "object",
    "additionalProperties": False,
    "required": ["title", "authors"],
    "properties": {
        "title": {"type": "string", "maxLength": 20},
        "authors": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/person"}},
        "team": {"type": "array", "items": {"required": ["who"], "properties": {"who": {"$ref": "#/$defs/person"}}}},
        "about": {"type": "string", "x-reference": ["people", "projects"], "pattern": "/"},
        "cover": {"oneOf": [{"$ref": "#/$defs/image"}, {"type": "null"}]},
        "intro": {"type": "string", "x-markdown": True, "maxLength": 10},
        "updated": {"if": {"pattern": ":"}, "then": {"format": "date-time"}, "else": {"format": "date"}},
    },
    "$defs": {
        "person": {"type": "string", "x-reference": "people", "minLength": 1, "maxLength": 5},
        "image": {
            "type": "object",
            "required": ["src"],
            "properties": {"src": {"type": "string", "x-asset": "image", "pattern": "^/media/[a-z]+[.]png$"}},
        },
    },
}
IN_FILE = {
    "title": "Bonjour",
    "authors": ["ada"],
    "team": [{"who": "bob"}],
    "about": "projects/x",
    "cover": {"src": "/media/a.png"},
    "intro": "*a*",
    "updated": "2026-01-01 10:00",
}
IN_BUNDLE = {
    "title": "Bonjour",
    "authors": [{"collection": "people", "id": "ada"}],
    "team": [{"who": {"collection": "people", "id": "bob"}}],
    "about": {"collection": "projects", "id": "x"},
    "cover": {"src": "https://cdn.example.org/a.5f0c9a1be27d4c33.png"},
    "intro": {"html": "<p><em>a</em></p>", "text": "a"},
    "updated": "2026-01-01T10:00:00+01:00",
}


def test_real_data_fits_before_and_after() -> None:
    schema = compiled(POST)
    assert list(schema.violations(IN_FILE)) == []
    validator = jsonschema.Draft202012Validator(exported(schema), format_checker=FORMATS)
    validator.validate(IN_BUNDLE)
    validator.validate({**IN_BUNDLE, "cover": None, "updated": "2026-01-01"})
    assert not validator.is_valid(IN_FILE)
    for name, wrong in [
        ("authors", []),
        ("authors", ["ada"]),
        ("authors", [{"collection": "projects", "id": "x"}]),
        ("about", {"collection": "posts", "id": "x"}),
        ("intro", "*a*"),
        ("cover", {}),
        ("updated", "2026-01-01T10:00:00"),
        ("title", "x" * 21),
        ("unknown", 1),
    ]:
        assert not validator.is_valid({**IN_BUNDLE, name: wrong}), name


# --- Law -------------------------------------------------------------------------------------------------------------


def leaf(mark: dict[str, Json], asked: dict[str, Json]) -> dict[str, Json]:
    return {"type": "string", **mark, **asked}


ASKED: list[dict[str, Json]] = [{}, {"maxLength": 3}, {"pattern": "a"}, {"enum": ["a", "b"]}, {"not": {"const": "b"}}]
KINDS: list[dict[str, Json]] = [
    {"x-reference": "p"},
    {"x-asset": "file"},
    {"x-markdown": True},
    {"format": "date-time"},
]
PLAIN = st.one_of(
    st.builds(leaf, st.just({}), st.sampled_from(ASKED)),
    st.sampled_from([{"type": "integer"}, {"minimum": 2}, {"const": 1}, {"$ref": "#/$defs/text"}]),
)
LEAVES = st.one_of(
    PLAIN, st.builds(leaf, st.sampled_from(KINDS), st.sampled_from(ASKED)), st.just({"$ref": "#/$defs/ref"})
)


def combined(inner: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    """Several schemas for one value."""
    several = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        st.builds(lambda parts, own: {**own, "allOf": parts}, several, inner),
        st.builds(lambda parts, own: {**own, "anyOf": parts}, several, inner),
        st.builds(lambda parts, own: {**own, "oneOf": parts}, several, inner),
        st.builds(lambda part, own: {**own, "not": part}, inner, inner),
        st.builds(lambda one, two, three: {"if": one, "then": two, "else": three}, inner, inner, inner),
    )


def composed(inner: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    """A schema for a list or mapping, with conditions on what is in it."""
    names = st.dictionaries(st.sampled_from(["a", "b"]), inner, max_size=2)
    plain = st.dictionaries(st.sampled_from(["a", "b"]), PLAIN, max_size=2)
    return st.one_of(
        st.builds(
            lambda part, more: {"properties": part, **more}, names, st.sampled_from([{}, {"enum": [{"a": "a"}]}])
        ),
        st.builds(lambda part: {"items": part}, inner),
        st.builds(lambda part, one: {"items": part, "contains": one, "maxContains": 1}, inner, PLAIN),
        st.builds(lambda part, one: {"properties": part, "not": {"properties": one}}, names, plain),
        st.builds(lambda part, one: {"additionalProperties": part, "not": {"properties": one}}, inner, plain),
        st.builds(lambda part, one: {"items": part, "if": {"items": one}, "else": {"maxItems": 0}}, inner, PLAIN),
        st.builds(
            lambda part, one: {"properties": part, "if": {"properties": one}, "then": {"required": ["b"]}}, names, plain
        ),
        st.builds(
            lambda part, one: {"oneOf": [{"properties": part, "required": ["a"]}, {"type": "array", "items": one}]},
            names,
            inner,
        ),
        st.builds(lambda part: {"allOf": [{"properties": part}], "unevaluatedProperties": False}, names),
    )


DATA = st.recursive(
    st.sampled_from(["a", "ab", "b", "2026-01-01T10:00", 1, 2]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["a", "b"]), inner, max_size=2),
    max_leaves=6,
)
FINAL: dict[str, Json] = {
    "x-reference": lambda value: {"collection": "p", "id": value},
    "x-markdown": lambda value: {"html": f"<p>{value}</p>", "text": value},
    "x-asset": lambda value: f"https://cdn.example.org/{value}.5f0c9a1be27d4c33",
    "format": lambda value: with_offset(value, "Europe/Paris"),
}


@given(st.recursive(st.recursive(LEAVES, combined, max_leaves=4), composed, max_leaves=4), DATA)
def test_valid_data_is_valid_once_exported(schema: Json, value: Json) -> None:
    definitions = {
        "text": {"type": "string", "minLength": 1, "maxLength": 2},
        "ref": {"x-reference": "p", "type": "string"},
    }
    source = compiled({"properties": {"v": schema}, "$defs": definitions})
    data: Json = {"v": value}
    assume(not list(source.violations(data)))
    found = list(source.annotations(data))
    assume(len({mark.at for mark in found}) == len(found))  # what has two final forms has none
    final = json.loads(json.dumps(data))
    for mark in found:
        holder: Json = final
        for step in mark.at[:-1]:
            holder = holder[step]
        if isinstance(holder[mark.at[-1]], str):
            holder[mark.at[-1]] = FINAL[mark.keyword](holder[mark.at[-1]])
    result = exported(source)
    jsonschema.Draft202012Validator.check_schema(result)
    jsonschema.Draft202012Validator(result, format_checker=FORMATS).validate(final)
