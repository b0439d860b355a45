from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.model import CmsError, Diagnostic, Document, Json, Schema, Source
from cms.parse import parse
from cms.schema import compile_schemas

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def documents(files: Mapping[str, Json]) -> dict[str, Document]:
    """Schema files by path, from JSON values or from text."""
    parsed = {}
    for path, content in files.items():
        text = content if isinstance(content, str) else json.dumps(content)
        parsed[path], found = parse(Source(path, text.encode(), ""))
        assert found == ()
    return parsed


def compiled(main: Json, **others: Json) -> Schema:
    files = {"schemas/main.json": main} | {f"schemas/{name}.json": other for name, other in others.items()}
    schemas, found = compile_schemas(documents(files), ["schemas/main.json"])
    assert found == ()
    return schemas["schemas/main.json"]


def problems(main: Json, **others: Json) -> tuple[Diagnostic, ...]:
    files = {"schemas/main.json": main} | {f"schemas/{name}.json": other for name, other in others.items()}
    schemas, found = compile_schemas(documents(files), ["schemas/main.json"])
    assert bool(schemas) == all(diagnostic.severity != "error" for diagnostic in found)
    return found


def problem(main: Json, **others: Json) -> Diagnostic:
    (only,) = problems(main, **others)
    return only


# --- References between files ----------------------------------------------------------------------------------------


COMMON = {
    "$id": "common.json",
    "$defs": {
        "image": {"type": "object", "properties": {"src": {"$ref": "#/$defs/source"}}, "required": ["src"]},
        "source": {"$anchor": "there", "type": "string", "x-asset": "image"},
    },
}


@pytest.mark.parametrize(
    "ref",
    [
        "common.json#/$defs/source",
        "./common.json#/$defs/source",
        "../schemas/common.json#/$defs/source",
        "common.json#there",
        "common.json#/%24defs/source",
    ],
)
def test_a_reference_to_another_file_becomes_local(ref: str) -> None:
    schema = compiled({"properties": {"a": {"$ref": ref}, "b": {"$ref": ref}}}, common=COMMON)
    assert schema.document == {
        "$schema": DIALECT,
        "properties": {"a": {"$ref": "#/$defs/source"}, "b": {"$ref": "#/$defs/source"}},
        "$defs": {"source": {"type": "string", "x-asset": "image"}},
    }


def test_what_a_reference_leads_to_is_gathered_with_all_that_it_refers_to() -> None:
    schema = compiled({"$defs": {"source": {"type": "integer"}}, "$ref": "common.json#/$defs/image"}, common=COMMON)
    assert list(schema.document["$defs"]) == ["source", "image", "common.source"]
    assert schema.document["$defs"]["image"]["properties"]["src"] == {"$ref": "#/$defs/common.source"}
    assert [found.keyword for found in schema.violations({"src": 3})] == ["type"]
    assert list(schema.violations({"src": "a"})) == []


def test_absolute_ids_are_names_and_never_fetched() -> None:
    base = "https://example.org/schemas/"
    main = {"$id": base + "main.json", "properties": {"a": {"$ref": "part.json"}, "b": {"$ref": base + "part.json"}}}
    schema = compiled(main, elsewhere={"$id": base + "part.json", "type": "string"})
    assert schema.document["properties"] == {"a": {"$ref": "#/$defs/elsewhere"}, "b": {"$ref": "#/$defs/elsewhere"}}


def test_a_schema_may_contain_itself() -> None:
    schema = compiled({"properties": {"children": {"items": {"$ref": "main.json"}}, "name": {"type": "string"}}})
    assert [found.at for found in schema.violations({"children": [{"children": [{"name": 1}]}]})] == [
        ("children", 0, "children", 0, "name")
    ]


def test_names_that_need_escapes_survive_in_references() -> None:
    main = {"properties": {"a b/é%": {"type": "string"}, "c": {"$ref": "#/properties/a%20b~1%C3%A9%25"}}}
    assert [found.at for found in compiled(main).violations({"a b/é%": 1, "c": 1})] == [("a b/é%",), ("c",)]


def test_a_yaml_file_can_be_a_schema() -> None:
    schemas, found = compile_schemas(
        documents({"schemas/a.yml": "properties:\n  n: {type: integer}\n"}), ["schemas/a.yml"]
    )
    assert found == ()
    assert [violation.at for violation in schemas["schemas/a.yml"].violations({"n": "1"})] == [("n",)]


@pytest.mark.parametrize(
    ("ref", "case"),
    [
        ("https://json-schema.org/draft/2020-12/schema", "remote"),
        ("//example.org/x.json", "remote"),
        ("file:///etc/passwd", "outside"),
        ("/etc/passwd", "outside"),
        ("../../../../etc/passwd", "outside"),
        ("../other/part.json", "outside"),
        ("nowhere.json", "missing"),
        ("common.json#/$defs/nothing", "nowhere"),
        ("common.json#nothing", "nowhere"),
        ("common.json#/$id", "nowhere"),
        ("#/$defs/nothing", "nowhere"),
    ],
)
def test_a_reference_that_leads_nowhere_or_out_is_refused_at_its_place(ref: str, case: str) -> None:
    text = f'{{\n  "properties": {{\n    "a": {{"$ref": "{ref}"}}\n  }}\n}}\n'
    found = problem(text, common=COMMON)
    assert (found.rule, found.case, found.path) == ("setup/schema-ref", case, "schemas/main.json")
    assert found.span == (3, 19, 3, 21 + len(ref))
    assert found.values == {"schema": "schemas/main.json", "ref": ref}
    assert found.pointer == "/properties/a/$ref"


def test_a_mistake_in_another_file_is_reported_there_and_once() -> None:
    files = {
        "schemas/a.json": {"properties": {"x": {"$ref": "common.json#/$defs/bad"}}},
        "schemas/b.json": {"properties": {"y": {"$ref": "common.json#/$defs/bad"}}},
        "schemas/common.json": {"$defs": {"bad": {"type": "text"}, "unused": {"type": "nothing"}}},
    }
    schemas, found = compile_schemas(documents(files), ["schemas/a.json", "schemas/b.json"])
    assert schemas == {}
    assert [(item.path, item.pointer) for item in found] == [("schemas/common.json", "/$defs/bad/type")]


def test_references_that_lead_back_to_themselves_are_refused() -> None:
    main = {"$ref": "#/$defs/a", "$defs": {"a": {"allOf": [{"$ref": "#/$defs/b"}]}, "b": {"$ref": "#/$defs/a"}}}
    found = problem(main)
    assert (found.rule, found.case) == ("setup/schema-invalid", "loop")


# --- Faults of a schema ----------------------------------------------------------------------------------------------


def test_a_missing_schema_is_reported() -> None:
    schemas, found = compile_schemas({}, ["schemas/none.json"])
    assert schemas == {}
    assert found == (Diagnostic("setup/schema-missing", "schemas/none.json", values={"schema": "schemas/none.json"}),)


@pytest.mark.parametrize(
    ("keyword", "value", "expected"),
    [
        ("type", "text", "types"),
        ("type", [], "types"),
        ("required", "title", "texts"),
        ("required", ["a", "a"], "texts"),
        ("properties", ["a"], "schemas-by-name"),
        ("items", 3, "schema"),
        ("items", [{}], "schema"),
        ("anyOf", [], "schemas"),
        ("enum", "a", "list"),
        ("maxLength", -1, "count"),
        ("minItems", 1.5, "count"),
        ("multipleOf", 0, "positive"),
        ("minimum", "1", "number"),
        ("uniqueItems", 1, "boolean"),
        ("dependentRequired", {"a": "b"}, "texts-by-name"),
        ("x-reference", {"value": "/{id}"}, "reference"),
        ("x-reference", {"collection": "people", "value": "/people/"}, "reference"),
        ("x-reference", [], "reference"),
        ("x-asset", "picture", "asset"),
        ("x-unique", "yes", "boolean"),
        ("x-markdown", 1, "boolean"),
        ("x-editor", "text", "mapping"),
    ],
)
def test_a_keyword_of_the_wrong_form_is_reported_at_its_value(keyword: str, value: Json, expected: str) -> None:
    text = f'{{"properties": {{\n "a": {{\n  "{keyword}": {json.dumps(value)}\n }}\n}}}}\n'
    found = problem(text)
    assert (found.rule, found.case, found.severity) == ("setup/schema-invalid", "value", "error")
    assert found.span is not None
    assert found.span[:2] == (3, 7 + len(keyword))
    assert (found.values["keyword"], found.values["expected"]) == (keyword, expected)


def test_an_unknown_type_gets_a_suggestion() -> None:
    assert problem({"type": "strin"}).values["suggestion"] == "string"


def test_a_property_may_have_the_name_of_a_keyword() -> None:
    schema = compiled({"properties": {"type": {"const": "a"}, "$ref": {}, "required": {}, "properties": {}}})
    assert list(schema.properties) == ["type", "$ref", "required", "properties"]


@pytest.mark.parametrize("pattern", ["(", "a{3,2}", "[z-a]", "\\Z", "x**", "(?<n>", "a{,3}", "\\é"])
def test_a_bad_regular_expression_is_reported(pattern: str) -> None:
    mains: list[Json] = [{"pattern": pattern}, {"patternProperties": {pattern: {}}}]
    for main in mains:
        found = problem(main)
        assert (found.case, found.values["pattern"]) == ("pattern", pattern)


@pytest.mark.parametrize(
    "pattern", ["^\\p{L}+$", '^[^\\s/<>"]+$', "[[a]", "(?:a|b){2,}", "(?=a)", "é", "(?<!a)b", "\\/"]
)
def test_a_good_regular_expression_is_accepted(pattern: str) -> None:
    list(compiled({"properties": {"a": {"pattern": pattern}}}).violations({"a": "a"}))


def test_other_dialects_are_refused_in_every_file_that_is_used() -> None:
    draft = "http://json-schema.org/draft-07/schema#"
    assert problem({"$schema": draft}).case == "dialect"
    assert problem({"$ref": "old.json#/$defs/a"}, old={"$schema": draft, "$defs": {"a": {}}}).path == "schemas/old.json"
    assert problems({"$schema": DIALECT + "#"}) == ()


@pytest.mark.parametrize("inner", [{"$id": "x.json"}, {"$dynamicRef": "#a"}, {"$dynamicAnchor": "a"}])
def test_what_would_change_the_meaning_of_references_is_refused(inner: Json) -> None:
    assert problem({"properties": {"a": inner}}).case == "unsupported"


def test_a_misspelt_keyword_is_a_warning_and_an_unknown_one_nothing() -> None:
    text = '{\n "requierd": ["a"],\n "markdownDescription": "x", "tsType": "y"\n}'
    found = problem(text)
    assert (found.rule, found.case, found.severity) == ("setup/schema-invalid", "keyword", "warning")
    assert found.values == {"schema": "schemas/main.json", "keyword": "requierd", "suggestion": "required"}
    assert found.span == (2, 2, 2, 12)


def test_every_fault_is_reported() -> None:
    main = {"type": "x", "properties": {"a": {"minLength": "1"}, "b": {"$ref": "gone.json"}, "c": 3}}
    assert sorted(found.pointer for found in problems(main)) == [
        "/properties/a/minLength",
        "/properties/b/$ref",
        "/properties/c",
        "/type",
    ]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 3) | st.sampled_from(["", "string", "a", "#"]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["a", "items", "type"]), inner, max_size=2)
    ),
    max_leaves=4,
)
KEYWORDS = [
    *("type", "enum", "const", "required", "properties", "patternProperties", "additionalProperties", "items"),
    *("prefixItems", "anyOf", "not", "if", "minLength", "maximum", "multipleOf", "uniqueItems", "pattern", "format"),
    *("title", "description", "default", "examples", "dependentRequired", "dependentSchemas", "contains"),
    *("minContains", "propertyNames", "deprecated"),
]


@given(st.dictionaries(st.sampled_from(KEYWORDS), VALUES, max_size=3))
def test_the_same_schemas_are_valid_as_by_the_metaschema(schema: Json) -> None:
    valid = jsonschema.Draft202012Validator(jsonschema.Draft202012Validator.META_SCHEMA).is_valid(schema)
    assert valid == (not [found for found in problems(schema) if found.severity == "error"])


# --- What a compiled schema says of itself ---------------------------------------------------------------------------


def test_the_digest_covers_all_that_the_schema_refers_to_and_nothing_else() -> None:
    main = {"properties": {"a": {"$ref": "common.json#/$defs/image"}}}
    first = compiled(main, common=COMMON)
    changed = {**COMMON, "$defs": {**COMMON["$defs"], "source": {"type": "string", "minLength": 1}}}  # type: ignore[dict-item]
    unused = {**COMMON, "$defs": {**COMMON["$defs"], "other": {"type": "string"}}}  # type: ignore[dict-item]
    assert len(first.digest) == 64
    assert compiled(main, common=changed).digest != first.digest
    assert compiled(main, common=unused).digest == first.digest
    assert compiled({"$comment": "x", **main}, common=COMMON, more={}).digest == first.digest


def test_properties_come_in_order_with_what_their_references_say() -> None:
    main = {
        "allOf": [{"properties": {"c": {"title": "C"}, "a": {"title": "not this one"}}}],
        "properties": {
            "b": {"title": "B", "$ref": "common.json#/$defs/source"},
            "a": True,
            "never": False,
        },
    }
    assert compiled(main, common=COMMON).properties == {
        "b": {"title": "B", "type": "string", "x-asset": "image"},
        "a": {},
        "c": {"title": "C"},
    }
    assert list(compiled(main, common=COMMON).properties) == ["b", "a", "c"]


def test_the_validator_is_loaded_when_data_is_first_checked() -> None:
    script = """
import sys
from cms.model import Document, Mark
from cms.schema import compile_schemas
data = {"properties": {"a": {"type": "string", "pattern": "^[a-z]+$", "x-reference": "people"}}}
schemas, _ = compile_schemas({"s.json": Document("s.json", "json", "", data, Mark(0, 0))}, ["s.json"])
assert "jsonschema_rs" not in sys.modules
assert len(list(schemas["s.json"].violations({"a": 1}))) == 1
assert "jsonschema_rs" in sys.modules
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_only_the_validator_refuses_raises_at_the_first_check() -> None:
    schema = compiled({"pattern": "(?:a{999}){999}"})
    with pytest.raises(CmsError) as raised:
        schema.violations({})
    assert raised.value.rule == "setup/invalid"
    assert [(found.rule, found.case) for found in raised.value.diagnostics] == [("setup/schema-invalid", "compile")]
