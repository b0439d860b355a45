"""The types, forms and choices of fields, and which of them are required."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.inferring.small import Infer, cases, fields, found_by_check, keywords, many, only, page

from cms.model import Data

# --- Types and presence -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "schema"),
    [
        ([1, 2], {"type": "integer"}),
        ([1, 2.5], {"type": "number"}),
        ([True, False], {"type": "boolean"}),
        (["a", "b"], {"type": "string"}),
        (["a", None], {"type": ["string", "null"]}),
        ([None, None], {}),
        (["a", 1], {"type": ["integer", "string"]}),
        ([["a"], ["b", "c"]], {"type": "array", "items": {"title": "Field", "type": "string"}}),
        ([[], []], {"type": "array"}),
        ([{}, {}], {"type": "object"}),
        (["a", ["b"]], {"type": ["array", "string"], "items": {"title": "Field", "type": "string"}}),
        (["2024-01-02", "2024-01-03"], {"type": "string", "format": "date"}),
        (["2024-01-02T10:00:00Z"], {"type": "string", "format": "date-time"}),
        (["2024-01-02", ""], {"type": "string", "if": {"minLength": 1}, "then": {"format": "date"}}),
        (["ada@example.org"], {"type": "string", "format": "email"}),
        (["2024-01-02", "some day"], {"type": "string"}),
    ],
)
def test_types_and_forms(inferred: Infer, values: list[Any], schema: Data, tmp_path: Path) -> None:
    plan = inferred({f"content/posts/{number}.md": page(field=value) for number, value in enumerate(values)})
    assert keywords(fields(plan)["field"]) == schema
    assert found_by_check(tmp_path, plan) == []


def test_dates_with_and_without_a_time(inferred: Infer, tmp_path: Path) -> None:
    plan = inferred({"content/a/a.md": page(on="2024-01-02"), "content/a/b.md": page(on="2024-01-02 10:00")})
    assert fields(plan)["on"]["then"] == {"format": "date-time"}
    assert ("date-and-time", "/properties/on") in cases(plan)
    assert found_by_check(tmp_path, plan) == []


def test_addresses(inferred: Infer) -> None:
    plan = inferred(many(2, lambda each: {"link": f"https://a.test/{each}", "other": f"http://a.test/{each}"}))
    assert fields(plan)["link"]["pattern"] == fields(plan)["other"]["pattern"] == '^https?://[^\\s/<>"][^\\s<>"]*$'


def test_what_all_entries_have_is_required_if_they_are_several(inferred: Infer) -> None:
    assert "required" not in only(inferred(many(2, lambda _: {"title": "T"}))).schema
    plan = inferred(many(4, lambda each: {"title": "T"} | ({"more": 1} if each else {})))
    assert only(plan).schema["required"] == ["title"]
    assert ("few-required", "") in cases(plan)


def test_what_nearly_all_entries_have_is_not_required(inferred: Infer) -> None:
    plan = inferred(many(30, lambda each: {"title": "T"} | ({"more": 1} if each else {"rare": 1})))
    assert only(plan).schema["required"] == ["title"]
    assert {("nearly-required", "/properties/more"), ("rare", "/properties/rare")} <= cases(plan)


def test_a_group_of_fields_has_a_schema_of_its_own(inferred: Infer, tmp_path: Path) -> None:
    team = [{"name": "A", "role": "x"}, {"name": "B"}]
    plan = inferred(many(3, lambda each: {"seo": {"title": f"T{each}", "on": "2024-01-02"}, "team": team}))
    seo, people = fields(plan)["seo"], fields(plan)["team"]["items"]
    assert (seo["required"], seo["properties"]["on"]["format"]) == (["title", "on"], "date")
    assert (people["required"], list(people["properties"])) == (["name"], ["name", "role"])
    assert found_by_check(tmp_path, plan) == []


def test_labels_are_words(inferred: Infer) -> None:
    plan = inferred({"content/a/a.md": page(publishDate="x", cover_image="x", sidebarURL="x", été="x")})
    labels = [field["title"] for field in fields(plan).values()]
    assert labels == ["Publish date", "Cover image", "Sidebar URL", "Été"]


# --- Choices ----------------------------------------------------------------------------------------------------------


def test_few_values_that_are_used_often_are_a_choice(inferred: Infer) -> None:
    plan = inferred(many(30, lambda each: {"kind": ["news", "essay", None][each % 3], "topics": ["a", "b", "c"]}))
    assert fields(plan)["kind"]["enum"] == ["essay", "news", None]
    assert fields(plan)["topics"]["items"]["enum"] == ["a", "b", "c"]
    assert {("enum", "/properties/kind"), ("enum", "/properties/topics/items")} <= cases(plan)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", lambda each: "ab"[each % 2]),  # a name
        ("author", lambda each: ["Ada", "Bob"][each % 2]),  # people
        ("tags", lambda each: ["ab"[each % 2]]),  # open by nature
        ("kind", lambda each: f"k{each % 11}"),  # too many
        ("kind", lambda _: "page"),  # only one
        ("kind", lambda each: ["So it goes.", "And on."][each % 2]),  # sentences
        ("season", lambda each: f"Season {each}" if each < 3 else "Season 9"),  # no slips: other numbers
        ("kind", lambda each: 3 if each % 2 else "three"),  # of two types
    ],
)
def test_what_is_no_choice(inferred: Infer, name: str, value: Callable[[int], Any]) -> None:
    plan = inferred(many(24, lambda each: {name: value(each)}))
    assert '"enum"' not in json.dumps(only(plan).schema)
    assert not {case for case, _ in cases(plan) if case.startswith("enum")}
