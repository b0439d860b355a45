"""What decides on publication, the order of entries, and their addresses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.inferring.small import Infer, cases, found_by_check, many, only, page, set_up

from cms.build import check
from cms.model import Data


@pytest.mark.parametrize(
    ("value", "publish"),
    [
        (lambda each: {"draft": each < 2}, {"field": "draft", "value": False}),
        (lambda each: {"draft": True} if each < 2 else {}, {"field": "draft", "value": False}),
        (lambda each: {"published": each > 1}, {"field": "published", "value": True}),
        (lambda each: {"status": "brouillon" if each < 2 else "publié"}, {"field": "status", "value": "publié"}),
    ],
)
def test_what_decides_on_publication(inferred: Infer, tmp_path: Path, value: Any, publish: Data) -> None:
    plan = inferred(many(12, value))
    assert only(plan).settings["publish"] == publish
    assert ("publish", f"/properties/{publish['field']}") in cases(plan)
    set_up(tmp_path, plan)
    report = check(str(tmp_path))
    assert (report.errors, report.hidden) == (0, 2)


def test_a_status_that_says_something_else_hides_nothing(inferred: Infer, tmp_path: Path) -> None:
    plan = inferred(many(12, lambda each: {"status": ["active", "archived"][each % 2]}))
    assert only(plan).settings["publish"] == {"field": None}
    set_up(tmp_path, plan)
    assert check(str(tmp_path)).hidden == 0


@pytest.mark.parametrize(
    ("folder", "others"),
    [("_drafts", "_posts"), ("posts/drafts", "posts"), ("Brouillons/2024", "posts"), ("en/drafts", "en/posts")],
)
@pytest.mark.parametrize("data", [{}, {"draft": True}, {"draft": "yes"}, {"isDraft": True}, {"status": "Published"}])
def test_a_folder_of_drafts_publishes_nothing(
    folder: str, others: str, data: Data, inferred: Infer, tmp_path: Path
) -> None:
    files = {f"content/{folder}/{name}.md": page(title=name, **data) for name in "abcd"}
    plan = inferred({**files, **many(4, lambda each: {"title": f"T{each}"}, others)})
    assert ("publish-drafts", 1) in {(doubt.case, doubt.pointer.count("raft")) for doubt in plan.doubts}
    assert found_by_check(tmp_path, plan) == []
    assert check(str(tmp_path)).hidden == 4


@pytest.mark.parametrize(
    ("field", "values", "hidden"),
    [
        ("draft", ["yes", None, None], 1),
        ("draft", ["yes", "no", "no"], 1),
        ("draft", [True, "yes", False], 2),
        ("draft", ["Yes", "No", "no"], 3),
        ("published", ["yes", "no", None], 1),
        ("published", ["no", True, True], 1),
        ("published", ["2024-01-02", "2024-01-03", "2024-01-04"], 0),
        ("hidden", ["yes", "by trees", None], 0),
    ],
)
def test_yes_and_no_are_texts_that_hide_drafts(
    field: str, values: list[Any], hidden: int, inferred: Infer, tmp_path: Path
) -> None:
    data = [{"title": "A"} | ({} if value is None else {field: value}) for value in values]
    set_up(tmp_path, inferred(many(len(data), lambda each: data[each])))
    assert check(str(tmp_path)).hidden == hidden


def test_a_draft_of_a_folder_of_drafts_is_published_by_saying_so(inferred: Infer, tmp_path: Path) -> None:
    set_up(tmp_path, inferred({f"content/drafts/{number}.md": page(draft=number > 0) for number in range(3)}))
    assert check(str(tmp_path)).hidden == 2


@pytest.mark.parametrize(
    ("data", "order"),
    [
        ({"title": "T", "date": "2024-01-02"}, ["-date"]),
        ({"title": "T", "weight": 3}, ["weight"]),
        ({"name": "T"}, ["name"]),
        ({"other": "T"}, None),
    ],
)
def test_order(inferred: Infer, data: Data, order: list[str] | None) -> None:
    assert only(inferred(many(3, lambda _: data))).settings.get("order") == order


@pytest.mark.parametrize(
    ("data", "order"), [({"title": "A"}, None), ({"date": "2024-01-02"}, ["-date"]), ({"weight": 1}, ["weight"])]
)
def test_where_only_names_have_dates_their_order_is_that_of_names(
    inferred: Infer, data: Data, order: list[str] | None
) -> None:
    plan = inferred({f"content/posts/2024-01-02-{name}.md": page(**data) for name in "abc"})
    assert only(plan).settings.get("order") == order
    assert (("dated-order", "") in cases(plan)) == (order is None)


@pytest.mark.parametrize(("miswritten", "order"), [(4, ["-date"]), (5, ["title"]), (9, ["title"])])
def test_days_of_which_most_are_well_written_are_an_order(inferred: Infer, miswritten: int, order: list[str]) -> None:
    days = [f"{day:02}/03/2023" if day <= miswritten else f"2023-03-{day:02}" for day in range(1, 11)]
    plan = inferred(many(10, lambda each: {"title": f"T{each}", "date": days[each]}))
    assert only(plan).settings["order"] == order


def test_an_address_that_all_entries_give_alike(inferred: Infer) -> None:
    plan = inferred(many(3, lambda each: {"permalink": f"/travaux/p{each:03}/"}))
    assert only(plan).settings["url"] == "/travaux/{slug}/"
    assert "url" not in only(inferred(many(4, lambda each: {"permalink": f"/travaux/p{each % 3:03}/"}))).settings
