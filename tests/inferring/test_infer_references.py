"""Values that are the ids of entries are references."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.inferring.small import Infer, cases, found_by_check, many, page, values_of

from cms.emit import json_text
from cms.model import Data

PEOPLE = {f"content/people/{name}.yml": f"name: {name.title()}\n" for name in ("ada", "bob", "cy", "dora")}


@pytest.mark.parametrize(
    ("data", "reference"),
    [
        ({"author": "ada"}, "people"),
        ({"authors": ["ada", "bob"]}, "people"),
        ({"writer": "ada"}, "people"),
        ({"team": [{"person": "ada", "role": "x"}]}, "people"),
        ({"author": "/equipe/ada/"}, {"collection": "people", "value": "/equipe/{id}/"}),
        ({"author": "people/ada.yml"}, {"collection": "people", "value": "people/{id}.yml"}),
    ],
)
def test_ids_of_others_are_references(inferred: Infer, tmp_path: Path, data: Data, reference: Any) -> None:
    files = {
        f"content/posts/{name}.md": json_text(data).replace("ada", name).join(["---\n", "---\n"])
        for name in ("ada", "bob", "cy")
    }
    plan = inferred({**files, **PEOPLE})
    posts = next(each for each in plan.collections if each.name == "posts")
    assert reference in list(values_of(posts.schema, "x-reference")), posts.schema
    assert found_by_check(tmp_path, plan) == []


def test_one_id_of_many_that_is_none_is_a_mistake(inferred: Infer, tmp_path: Path) -> None:
    files = many(60, lambda each: {"people": ["ada", "bob"] if each else ["zoe"]})
    plan = inferred({**files, **PEOPLE})
    assert ("reference-slip", "/properties/people/items") in cases(plan)
    assert found_by_check(tmp_path, plan) == [("link/unknown", "content/posts/p000.md")]


@pytest.mark.parametrize(
    ("values", "case"),
    [
        (["ada", "bob", "zoe"], "reference-partly"),
        (["Ada", "Bob"], "reference-title"),
        (["Ada", "Bob", "Zoe"], "reference-title-partly"),
        (["zoe", "yan"], None),
    ],
)
def test_what_may_be_a_reference_is_said(inferred: Infer, values: list[str], case: str | None) -> None:
    plan = inferred({**{f"content/posts/{value}.md": page(people=value) for value in values}, **PEOPLE})
    found = {case for case, at in cases(plan) if at == "/properties/people"}
    assert found == ({case} if case else set())
    assert not list(values_of(next(each.schema for each in plan.collections if each.name == "posts"), "x-reference"))


def test_words_that_are_ids_by_chance_are_no_references(inferred: Infer) -> None:
    pages = {f"content/pages/{name}.md": page(title=name) for name in ("about", "news", "join", "contact")}
    plan = inferred({**pages, **many(30, lambda each: {"kind": ["news", "join", "essay"][each % 3]})})
    assert not [keyword for each in plan.collections for keyword in values_of(each.schema, "x-reference")]
