from __future__ import annotations

import jsonschema_rs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cms.instants import is_date, is_date_time
from cms.model import Document, Json, Mark, Schema
from cms.schema import compile_schemas

MARKS = ("x-reference", "x-asset", "x-unique", "x-markdown", "format")


def compiled(schema: Json) -> Schema:
    schemas, found = compile_schemas({"s.json": Document("s.json", "json", "", schema, Mark(0, 0))}, ["s.json"])
    assert found == ()
    return schemas["s.json"]


def marks(schema: Json, data: Json) -> list[tuple[str, str, Json]]:
    """What is found: keyword, dotted place, value."""
    return [(found[0], ".".join(map(str, found[1])), found[2]) for found in compiled(schema).annotations(data)]


REFERENCE = {"type": "string", "x-reference": "people"}


def test_marks_come_in_the_order_of_the_data() -> None:
    schema = {
        "allOf": [{"properties": {"b": {"x-unique": True}}}],
        "properties": {"a": REFERENCE, "c": {"items": REFERENCE}, "b": {"x-asset": "image"}},
    }
    assert marks(schema, {"c": ["x", "y"], "other": "z", "b": "/media/a.png", "a": "w"}) == [
        ("x-reference", "c.0", "people"),
        ("x-reference", "c.1", "people"),
        ("x-asset", "b", "image"),
        ("x-unique", "b", True),
        ("x-reference", "a", "people"),
    ]


@pytest.mark.parametrize(
    ("schema", "data", "expected"),
    [
        ({"$ref": "#/$defs/r", "$defs": {"r": REFERENCE}}, "ada", [""]),
        ({"items": REFERENCE}, ["ada", "bob"], ["0", "1"]),
        ({"prefixItems": [{}, REFERENCE], "items": {"x-unique": True}}, ["a", "b", "c"], ["1", "2"]),
        ({"patternProperties": {"^r": REFERENCE}}, {"r": "a", "s": "b"}, ["r"]),
        ({"properties": {"a": {}}, "additionalProperties": REFERENCE}, {"a": "x", "b": "y"}, ["b"]),
        ({"dependentSchemas": {"k": {"properties": {"a": REFERENCE}}}}, {"k": 1, "a": "x"}, ["a"]),
        ({"dependentSchemas": {"k": {"properties": {"a": REFERENCE}}}}, {"a": "x"}, []),
        ({"if": {"minLength": 3}, "then": REFERENCE, "else": {"x-asset": "file"}}, "abc", [""]),
        ({"not": REFERENCE}, 3, []),
        ({"x-unique": False, "format": "date"}, "2026-01-01", []),
        ({"format": "date-time"}, "2026-01-01T10:00", [""]),
    ],
)
def test_marks_are_found_below_each_keyword(schema: Json, data: Json, expected: list[str]) -> None:
    wrapped, value = {"properties": {"v": schema}, "$defs": schema.get("$defs", {})}, {"v": data}
    assert [at for _, at, _ in marks(wrapped, value)] == ["v" + ("." + at if at else "") for at in expected]


def test_a_schema_that_contains_itself_is_followed_as_deep_as_the_data() -> None:
    schema = {"properties": {"who": REFERENCE, "replies": {"items": {"$ref": "#"}}}}
    data = {"who": "a", "replies": [{"who": "b", "replies": [{"who": "c"}]}]}
    assert [at for _, at, _ in marks(schema, data)] == ["who", "replies.0.who", "replies.0.replies.0.who"]


# --- Wrong data ------------------------------------------------------------------------------------------------------


WITH_MISTAKES = {
    "type": "object",
    "required": ["title"],
    "additionalProperties": False,
    "properties": {
        "authors": {"type": "array", "minItems": 5, "uniqueItems": True, "items": {**REFERENCE, "pattern": "^[a-z]+$"}},
        "cover": {"type": "object", "required": ["alt"], "properties": {"src": {"type": "string", "x-asset": "image"}}},
    },
}


def test_wrong_data_hides_no_mark() -> None:
    data = {"authors": ["ada", 3, "B B", "ada"], "cover": {"src": "a.png"}, "unknown": 1}
    assert list(compiled(WITH_MISTAKES).violations(data))
    assert [at for _, at, _ in marks(WITH_MISTAKES, data)] == [
        "authors.0",
        "authors.1",
        "authors.2",
        "authors.3",
        "cover.src",
    ]


IMAGE = {"type": "object", "required": ["src", "alt"], "properties": {"src": {"type": "string", "x-asset": "image"}}}


@pytest.mark.parametrize("keyword", ["anyOf", "oneOf"])
def test_of_alternatives_the_fitting_one_counts_else_the_one_of_the_same_type(keyword: str) -> None:
    schema = {"properties": {"cover": {keyword: [{"type": "string", "x-asset": "file"}, IMAGE, {"type": "null"}]}}}
    assert marks(schema, {"cover": "a.pdf"}) == [("x-asset", "cover", "file")]
    assert marks(schema, {"cover": {"src": "a.png", "alt": "A"}}) == [("x-asset", "cover.src", "image")]
    assert marks(schema, {"cover": {"src": "a.png"}}) == [("x-asset", "cover.src", "image")]
    assert marks(schema, {"cover": 3}) == []


def test_alternatives_of_one_type_that_all_fail_say_nothing() -> None:
    either = [{"type": "string", "pattern": "^p/", "x-reference": "people"}, {"pattern": "^o/", "x-reference": "posts"}]
    schema = {"properties": {"by": {"oneOf": either}}}
    assert marks(schema, {"by": "o/x"}) == [("x-reference", "by", "posts")]
    assert marks(schema, {"by": "x"}) == []


# --- Laws ------------------------------------------------------------------------------------------------------------


LEAVES: list[dict[str, Json]] = [
    {"type": "string"},
    {"type": "integer"},
    {"minLength": 2},
    {"type": "string", "x-reference": "people"},
    {"x-unique": True},
    {"type": "string", "format": "date-time"},
    {"pattern": "^a", "x-asset": "file"},
    {"$ref": "#/$defs/shared"},
]
SHARED = {"properties": {"a": {"x-reference": ["people", "posts"]}, "b": {"$ref": "#/$defs/shared"}}}


def composed(inner: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    several = st.lists(inner, min_size=1, max_size=3)
    names = st.dictionaries(st.sampled_from(["a", "b"]), inner, max_size=2)
    return st.one_of(
        st.builds(lambda part: {"properties": part}, names),
        st.builds(lambda part, rest: {"properties": part, "additionalProperties": rest}, names, inner),
        st.builds(lambda part, rest: {"patternProperties": {"^a": part}, "properties": rest}, inner, names),
        st.builds(lambda part: {"items": part}, inner),
        st.builds(lambda first, rest: {"prefixItems": first, "items": rest}, several, inner),
        st.builds(lambda parts, own: {**own, "allOf": parts}, several, inner),
        st.builds(lambda parts: {"anyOf": parts}, several),
        st.builds(lambda parts: {"oneOf": parts}, several),
        st.builds(lambda one, two, three: {"if": one, "then": two, "else": three}, inner, inner, inner),
        st.builds(lambda part: {"dependentSchemas": {"a": part}}, inner),
    )


SCHEMAS = st.recursive(st.sampled_from(LEAVES), composed, max_leaves=8)
DATA = st.recursive(
    st.sampled_from(["a", "ab", "b", "2026-01-01T10:00", 1, None]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "c"]), inner, max_size=3),
    max_leaves=8,
)


@given(SCHEMAS, DATA)
def test_on_valid_data_the_marks_are_those_that_an_evaluation_gives(schema: Json, value: Json) -> None:
    whole = {"properties": {"a": schema}, "$defs": {"shared": SHARED}}
    data = {"a": value}
    formats = {"date": is_date, "date-time": is_date_time}
    evaluation = jsonschema_rs.Draft202012Validator(whole, formats=formats, validate_formats=True).evaluate(data)
    assume(evaluation.valid)
    expected = set()
    for found in evaluation.annotations():
        told: Json = found["annotations"]
        told = {"format": told} if found["schemaLocation"].endswith("/format") else told
        if isinstance(told, dict):
            expected |= {(mark, found["instanceLocation"], str(told[mark])) for mark in MARKS if mark in told}
    ours = {
        (found.keyword, "/" + "/".join(map(str, found.at)), str(found.value))
        for found in compiled(whole).annotations(data)
    }
    assert ours == expected


@given(SCHEMAS, DATA)
def test_marks_are_found_in_any_data_once_and_in_order(schema: Json, value: Json) -> None:
    data = {"a": value}
    found = list(compiled({"properties": {"a": schema}, "$defs": {"shared": SHARED}}).annotations(data))
    places = [mark.at for mark in found]
    assert len({(mark.keyword, mark.at, str(mark.value)) for mark in found}) == len(found)
    assert places == sorted(places, key=lambda at: in_order(data, at))


def in_order(data: Json, at: tuple[str | int, ...]) -> list[int]:
    way = []
    for step in at:
        way.append(list(data).index(step) if isinstance(step, str) else step)
        data = data[step]
    return way
