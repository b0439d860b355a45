from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cms.instants import is_date, is_date_time
from cms.model import Diagnostic, Document, Json, Mark, Schema, Source
from cms.parse import parse
from cms.positions import find
from cms.schema import compile_schemas
from cms.validate import diagnose


def compiled(schema: Json) -> Schema:
    schemas, found = compile_schemas({"s.json": Document("s.json", "json", "", schema, Mark(0, 0))}, ["s.json"])
    assert found == ()
    return schemas["s.json"]


def document(text: str, path: str = "a.yml") -> Document:
    parsed, found = parse(Source(path, text.encode(), ""))
    assert found == ()
    return parsed


def diagnosed(schema: Json, text: str, path: str = "a.yml", **options: Json) -> list[Diagnostic]:
    return diagnose(document(text, path), compiled(schema), **options)


def said(found: Diagnostic) -> str:
    """A diagnostic in one line: rule, case, place, values."""
    assert found.span is not None
    line, column, end_line, end_column = found.span
    place = f"{line}:{column}-" + (f"{end_line}:" if end_line != line else "") + f"{end_column}"
    rule = found.rule.removeprefix("schema/") + (f"/{found.case}" if found.case else "")
    return f"{rule} {place} {json.dumps(dict(found.values), ensure_ascii=False)}"


TEXT = {"type": "string"}

CASES = Path(__file__).parent / "cases" / "validate"
KEYWORDS = yaml.safe_load((CASES / "keywords.yml").read_text(encoding="utf-8"))
ALTERNATIVES = yaml.safe_load((CASES / "alternatives.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", KEYWORDS, ids=lambda case: case["said"][0].split()[0])
def test_each_keyword_is_quiet_on_good_data_and_exact_on_bad(case: Json) -> None:
    whole = {"properties": {"v": case["schema"]}}
    assert diagnosed(whole, case["good"]) == []
    assert [said(found) for found in diagnosed(whole, case["bad"])] == case["said"]


@pytest.mark.parametrize("case", ALTERNATIVES, ids=lambda case: case["bad"])
def test_of_alternatives_the_one_that_was_meant_speaks(case: Json) -> None:
    assert [said(found) for found in diagnosed({"properties": {"v": case["schema"]}}, case["bad"])] == case["said"]


# --- One cause, one diagnostic ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("schema", "bad", "rules"),
    [
        ({"type": "string", "enum": ["a"]}, "v: 3", ["schema/type"]),
        ({"enum": ["abc"], "minLength": 3, "pattern": "c"}, "v: x", ["schema/enum"]),
        ({"minLength": 1, "pattern": "c", "format": "date"}, 'v: ""', ["schema/minLength"]),
        ({"format": "date", "pattern": "^2"}, "v: x", ["schema/format"]),
        ({"pattern": "^2", "maxLength": 2}, "v: xxx", ["schema/maxLength", "schema/pattern"]),
        ({"allOf": [TEXT, TEXT]}, "v: 3", ["schema/type"]),
    ],
)
def test_a_value_that_several_keywords_refuse(schema: Json, bad: str, rules: list[str]) -> None:
    assert [found.rule for found in diagnosed({"properties": {"v": schema}}, bad)] == rules


def test_a_misspelt_required_name_is_one_mistake() -> None:
    schema = {
        "properties": {"authors": {}, "title": {}},
        "required": ["authors", "title"],
        "additionalProperties": False,
    }
    found = diagnosed(schema, "autor: ada\n")
    assert [(item.rule, item.values["property"], item.pointer) for item in found] == [
        ("schema/additionalProperties", "autor", "/autor"),
        ("schema/required", "title", ""),
    ]


# --- Places ----------------------------------------------------------------------------------------------------------


NEEDS = {"required": ["title"], "properties": {"title": TEXT}}


@pytest.mark.parametrize(
    ("path", "text", "span"),
    [
        ("a.md", "---\ndate: x\n---\nBody\n", (1, 1, 1, 4)),
        ("a.md", "---\n---\n", (1, 1, 1, 4)),
        ("a.yml", "# comment\ndate: x\n", (2, 1, 2, 5)),
        ("a.json", '{\n  "date": "x"\n}\n', (2, 3, 2, 9)),
        ("a.json", "{}", (1, 1, 1, 3)),
    ],
)
def test_what_is_missing_at_the_top_is_said_where_it_is_seen(path: str, text: str, span: tuple[int, ...]) -> None:
    (found,) = diagnosed(NEEDS, text, path)
    assert (found.rule, found.span, found.pointer) == ("schema/required", span, "")


def test_an_empty_file_lacks_things_too() -> None:
    (found,) = diagnosed(NEEDS, "")
    assert found.span is not None
    assert found.span[:2] == (1, 1)


def test_diagnostics_come_in_the_order_of_the_file_with_their_pointers() -> None:
    schema = {"properties": {"a": {"items": TEXT}, "b~/": TEXT}, "additionalProperties": False}
    found = diagnosed(schema, "z: 1\nb~/: 2\na: [x, 3]\n")
    assert [(item.pointer, item.span and item.span.line) for item in found] == [("/z", 1), ("/b~0~1", 2), ("/a/1", 3)]


def test_a_repeated_item_names_the_first() -> None:
    (found,) = diagnosed({"properties": {"a": {"uniqueItems": True}}}, "a:\n  - x\n  - y\n  - x\n")
    assert (found.pointer, found.span) == ("/a/2", (4, 5, 4, 6))
    assert [(other.path, other.span) for other in found.related] == [("a.yml", (2, 5, 2, 6))]


def test_long_values_are_cut() -> None:
    (found,) = diagnosed({"properties": {"a": {"enum": ["b"]}}}, f"a: {'x' * 500}\n")
    assert found.values["found"] == "x" * 59 + "…"


# --- Drafts ----------------------------------------------------------------------------------------------------------


def test_a_draft_may_lack_things_but_not_have_wrong_ones() -> None:
    schema = {
        "required": ["title"],
        "properties": {"authors": {"minItems": 1}, "cover": {"required": ["alt"]}, "n": {"type": "integer"}},
    }
    text = "authors: []\ncover: {}\nn: x\n"
    expected = ["schema/required", "schema/minItems", "schema/required", "schema/type"]
    final, draft = diagnosed(schema, text), diagnosed(schema, text, draft=True)
    assert sorted(item.rule for item in final) == sorted(expected)
    assert {item.severity for item in final} == {"error"}
    assert [item.rule for item in draft if item.severity == "error"] == ["schema/type"]
    assert {item.severity for item in draft} == {"error", "warning"}


# --- Laws ------------------------------------------------------------------------------------------------------------


RICH: Json = {
    "type": "object",
    "required": ["title"],
    "additionalProperties": False,
    "properties": {
        "title": {"type": "string", "minLength": 1, "maxLength": 3},
        "n": {"type": ["integer", "null"], "minimum": 1, "multipleOf": 2},
        "tags": {"type": "array", "uniqueItems": True, "minItems": 1, "maxItems": 2, "items": {"enum": ["a", "b", 1]}},
        "when": {"anyOf": [{"format": "date"}, {"format": "date-time"}], "type": "string"},
        "image": {"oneOf": [{"$ref": "#/$defs/image"}, {"type": "string", "pattern": "^/"}, {"type": "null"}]},
        "more": {
            "allOf": [{"$ref": "#/$defs/image"}],
            "properties": {"kind": {"oneOf": [{"const": "a"}, {"const": "b"}]}},
            "if": {"properties": {"kind": {"const": "a"}}, "required": ["kind"]},
            "then": {"required": ["src"], "properties": {"x": True}},
            "dependentRequired": {"kind": ["alt"]},
            "unevaluatedProperties": False,
        },
        "never": False,
        "some": {"contains": {"type": "integer"}, "maxContains": 1, "not": {"maxItems": 1}},
    },
    "$defs": {
        "image": {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": "^[a-z]+$"},
            "properties": {"src": {"type": "string"}, "alt": {"type": "string"}, "image": {"$ref": "#/$defs/image"}},
        }
    },
}
NAMES = st.sampled_from(
    ["title", "n", "tags", "when", "image", "more", "some", "never", "x", "src", "alt", "kind", "B"]
)
VALUES = st.recursive(
    st.sampled_from(["", "a", "b", "abcd", "/a", "2020-01-01", "2020-01-01T10:00", 0, 1, 2, 1.0, 2.5, True, None]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=10,
)
CHECKS = jsonschema.FormatChecker(formats=())
CHECKS.checks("date")(lambda value: not isinstance(value, str) or is_date(value))
CHECKS.checks("date-time")(lambda value: not isinstance(value, str) or is_date_time(value))
ORACLE = jsonschema.Draft202012Validator(RICH, format_checker=CHECKS)
OURS = compiled(RICH)


@given(
    st.dictionaries(NAMES, VALUES, max_size=5)
    | st.builds(lambda rest: {"title": "a", **rest}, st.dictionaries(NAMES, VALUES))
)
def test_something_is_said_exactly_of_what_is_invalid(data: Json) -> None:
    parsed = document(json.dumps(data, ensure_ascii=False), "a.json")
    found = diagnose(parsed, OURS)
    assert (found == []) == ORACLE.is_valid(data)
    assert len({(item.rule, item.pointer, str(item.values.get("property"))) for item in found}) == len(found)


@given(st.dictionaries(NAMES, VALUES, max_size=5))
def test_every_span_lies_in_the_text_and_on_what_it_speaks_of(data: Json) -> None:
    parsed = document(json.dumps(data, ensure_ascii=False, indent=1), "a.json")
    lines = parsed.text.split("\n")
    for found in diagnose(parsed, OURS):
        assert found.span is not None
        line, column, end_line, end_column = found.span
        assert 1 <= line <= end_line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1
        assert 1 <= end_column <= len(lines[end_line - 1]) + 1
        if found.rule == "schema/additionalProperties":
            assert json.loads(lines[line - 1][column - 1 : end_column - 1]) == found.values["property"]
        if found.rule in {"schema/enum", "schema/const", "schema/pattern", "schema/format"} and line == end_line:
            steps = tuple(int(step) if step.isdigit() else step for step in found.pointer.split("/")[1:])
            mark = find(parsed.mark, steps)
            written = parsed.text[mark.start : mark.end]
            assert lines[line - 1][column - 1 : end_column - 1] == written or "\n" in written
