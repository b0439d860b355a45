"""What differs in one place of many is a mistake, and marked where somebody will look at it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.inferring.small import Infer, cases, fields, found_by_check, many, only, write

from cms.build.inferring import plan_from
from cms.report import doubt_lines

# --- What looks like a mistake ----------------------------------------------------------------------------------------


SLIPS: list[tuple[str, list[Any], Any, str, str]] = [
    ("title", ["T"], 3, "type-slip", "schema/type"),
    ("on", ["2024-01-02"], "2 janvier 2024", "date-slip", "schema/format"),
    ("link", ["https://a.test/b"], "www.a.test", "web-slip", "lint/broken-address"),
    ("layout", ["wide", "narrow"], "narow", "enum-slip", "schema/enum"),
    ("tags", [["a"]], "a", "type-slip", "schema/type"),
]


@pytest.mark.parametrize("case", SLIPS, ids=lambda case: f"{case[0]}-{case[3]}")
def test_one_value_of_many_that_differs_is_a_mistake(
    inferred: Infer, tmp_path: Path, case: tuple[str, list[Any], Any, str, str]
) -> None:
    name, usual, slip, said, rule = case
    plan = inferred(many(60, lambda each: {name: usual[each % len(usual)] if each != 7 else slip}))
    (doubt,) = (doubt for doubt in plan.doubts if doubt.case == said)
    assert doubt.pointer == f"/properties/{name}"
    assert (doubt.values["count"], doubt.values["paths"]) == (1, ["content/posts/p007.md"])
    assert (rule, "content/posts/p007.md") in found_by_check(tmp_path, plan)


@pytest.mark.parametrize(("name", "meant"), [("descripton", "description"), ("Title", "title")])
def test_a_misspelt_field_is_a_mistake(inferred: Infer, tmp_path: Path, name: str, meant: str) -> None:
    plan = inferred(many(40, lambda each: {"lead": 1, meant if each else name: "T"}))
    assert name not in fields(plan)
    assert ("misspelt", f"/properties/{meant}") in cases(plan)
    assert found_by_check(tmp_path, plan) == [("schema/additionalProperties", "content/posts/p000.md")]


@pytest.mark.parametrize(("one", "other"), [("image", "images"), ("image", "image2"), ("tag", "tags")])
def test_a_rare_field_with_a_similar_name_may_be_meant(inferred: Infer, tmp_path: Path, one: str, other: str) -> None:
    plan = inferred(many(40, lambda each: {one if each else other: "T"}))
    assert set(fields(plan)) == {one, other}
    assert found_by_check(tmp_path, plan) == []


def test_a_text_that_became_a_field_is_a_mistake(inferred: Infer, tmp_path: Path) -> None:
    plan = inferred(many(40, lambda each: {"title": "T"} if each else {"title": "T", "<p>So I said to her": "no"}))
    assert ("strange", "") in cases(plan)
    assert found_by_check(tmp_path, plan) == [("schema/additionalProperties", "content/posts/p000.md")]


# --- Marks for review -------------------------------------------------------------------------------------------------


def test_what_is_unsure_is_said_in_its_place_of_the_schema(tmp_path: Path) -> None:
    write(tmp_path, many(12, lambda each: {"seo": {"kind": ["a", "b"][each % 2]}}))
    plan = plan_from(str(tmp_path / "content"), str(tmp_path), ("fr", "en"))
    kind = fields(plan)["seo"]["properties"]["kind"]
    said = kind["$comment"].replace("\N{NO-BREAK SPACE}", " ")
    assert said == "À revoir : un choix, parce que seules ces valeurs servent : a, b"
    assert "description" in only(plan).schema["$comment"]
    assert "posts seo.kind: a choice, because only these values are used: a, b" in doubt_lines(plan.doubts, "en")
