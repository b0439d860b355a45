"""A folder of content → its set-up: what is inferred of it, and that the content checks clean by that."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.build import check
from cms.build.inferring import plan_from, root_for
from cms.emit import file_text, json_text, yaml_text
from cms.model import CmsError, Data, Source
from cms.parse import parse
from cms.report import doubt_lines
from cms.scaffold import files as files_of
from cms.scaffold.inference import infer
from cms.scaffold.plan import Plan, PlannedCollection

HERE = Path(__file__).parent
Infer = Callable[..., Plan]


def page(**data: Any) -> str:
    return file_text(data, ".md", "Text.")


def many(number: int, of: Callable[[int], Mapping[str, Any]], folder: str = "posts") -> dict[str, str]:
    return {f"content/{folder}/p{each:03}.md": page(**of(each)) for each in range(number)}


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


@pytest.fixture
def inferred(tmp_path: Path) -> Infer:
    def run(files: Mapping[str, str | bytes], folder: str = "content", languages: Sequence[str] = ("en",)) -> Plan:
        write(tmp_path, files)
        return plan_from(str(tmp_path / folder), str(tmp_path), languages)

    return run


def set_up(root: Path, plan: Plan) -> None:
    """Write what a plan says, as `cms init` does."""
    collections = {each.name: {**each.settings, "schema": f"schemas/{each.name}.json"} for each in plan.collections}
    site: Data = {"lang": plan.languages[0], "languages": list(plan.languages)}
    settings: Data = {"site": site, "content": plan.content, "collections": collections}
    write(root, {"cms.yml": yaml_text(settings | ({"media": dict(plan.media)} if plan.media else {}))})
    write(root, {f"schemas/{each.name}.json": json_text(each.schema) for each in plan.collections})


def found_by_check(root: Path, plan: Plan) -> list[tuple[str, str]]:
    set_up(root, plan)
    return [(found.rule, found.path) for found in check(str(root)).diagnostics if found.severity == "error"]


def only(plan: Plan) -> PlannedCollection:
    (collection,) = plan.collections
    return collection


def fields(plan: Plan) -> dict[str, Data]:
    found: dict[str, Data] = only(plan).schema["properties"]
    return found


def cases(plan: Plan) -> set[tuple[str, str]]:
    """What is unsure, but for what is said of every collection."""
    return {(doubt.case, doubt.pointer) for doubt in plan.doubts if doubt.case not in {"undescribed", "few-entries"}}


def keywords(schema: Data) -> Data:
    return {name: value for name, value in schema.items() if name not in {"title", "$comment"}}


# --- Collections -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paths", "templates"),
    [
        (["posts/a.md", "posts/b.md"], {"posts": "posts/{slug}.md"}),
        (["posts/2024-01-02-a.md", "posts/2024-01-03-b.md"], {"posts": "posts/{date}-{slug}.md"}),
        (["_posts/2024-01-02_a.md"], {"posts": "_posts/{date}_{slug}.md"}),
        (["blog/a/index.md", "blog/b/index.md"], {"blog": "blog/{slug}/index.md"}),
        (["blog/2024-01-02-a/index.md"], {"blog": "blog/{date}-{slug}/index.md"}),
        (["docs/a.md", "docs/guides/b.md", "docs/guides/deep/c.md"], {"docs": "docs/{path*}.md"}),
        (["people/a.yml", "people/b.yml"], {"people": "people/{slug}.yml"}),
        (["blog/a.md", "blog/b.md", "blog/authors.yml"], {"blog": "blog/{slug}.md", "authors": "blog/authors.yml"}),
        (["about.md", "posts/a.md"], {"about": "about.md", "posts": "posts/{slug}.md"}),
        (["data/a.yml", "data/b.json"], {"a": "data/a.yml", "b": "data/b.json"}),
        (["Été 2024/a.md"], {"ete-2024": "Été 2024/{slug}.md"}),
        (["one/tags/a.md", "two/tags/b.md"], {"tags": "one/tags/{slug}.md", "two-tags": "two/tags/{slug}.md"}),
    ],
)
def test_folders_are_collections(inferred: Infer, paths: list[str], templates: dict[str, str], tmp_path: Path) -> None:
    plan = inferred({f"content/{path}": file_text({"title": path}, f".{path.rpartition('.')[2]}") for path in paths})
    assert {each.name: each.settings["path"] for each in plan.collections} == templates
    assert found_by_check(tmp_path, plan) == []


def test_a_folder_inside_is_a_collection_if_it_is_large_and_unlike_the_rest(inferred: Infer, tmp_path: Path) -> None:
    files = {f"content/pages/{name}.md": page(title=name, layout="page") for name in "abcd"}
    files |= {f"content/pages/tags/{name}.md": page(tag=name, colour="red") for name in "abcd"}
    files |= {f"content/pages/more/{name}.md": page(title=name, layout="page") for name in "abcd"}
    files |= {"content/pages/few/a.md": page(colour="red")}
    plan = inferred(files)
    assert {each.name: each.settings["path"] for each in plan.collections} == {
        "pages": "pages/{path*}.md",
        "tags": "pages/tags/{slug}.md",
    }
    assert found_by_check(tmp_path, plan) == []


def test_a_page_about_its_folder_is_no_entry(inferred: Infer, tmp_path: Path) -> None:
    plan = inferred({"content/posts/_index.md": page(layout="list"), **many(4, lambda each: {"title": f"T{each}"})})
    assert [(each.name, each.settings["path"]) for each in plan.collections] == [
        ("posts-index", "posts/_index.md"),
        ("posts", "posts/{slug}.md"),
    ]
    assert found_by_check(tmp_path, plan) == []


def test_names_that_are_data_are_no_fields(inferred: Infer) -> None:
    people = {name: {"name": name.title(), "url": f"https://{name}.test"} for name in ("ada", "bob", "cy")}
    plan = inferred({"content/authors.yml": yaml_text(people)})
    assert only(plan).schema["additionalProperties"]["required"] == ["name", "url"]


# --- Languages -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paths", "templates"),
    [
        (["{}/posts/a.md", "{}/news/a.md"], {"posts": "{lang}/posts/{slug}.md", "news": "{lang}/news/{slug}.md"}),
        (["posts/{}/2024-01-02-a.md"], {"posts": "posts/{lang}/{date}-{slug}.md"}),
        (["docs/{}/a.md", "docs/{}/guides/b.md"], {"docs": "docs/{lang}/{path*}.md"}),
        (["blog/{}/a/index.md", "blog/{}/b/index.md"], {"blog": "blog/{lang}/{slug}/index.md"}),
        (["{}/about.md", "{}/data/menu.yml"], {"about": "{lang}/about.md", "menu": "{lang}/data/menu.yml"}),
        (["about/{}/index.md"], {"about": "about/{lang}/{slug}.md"}),
        (["{}/posts/_index.md"], {"posts": "{lang}/posts/{slug}.md"}),
        ([f"{{}}/{name}.md" for name in "abcd"], {"pages": "{lang}/{slug}.md"}),
        (["posts/{}/fr/a.md"], {"fr": "posts/{lang}/fr/{slug}.md"}),
    ],
)
def test_folders_of_languages_are_one_collection(
    inferred: Infer, paths: list[str], templates: dict[str, str], tmp_path: Path
) -> None:
    files = {f"content/{path.format(lang)}" for path in paths for lang in ("fr", "en")}
    plan = inferred(
        {path: file_text({"title": path}, path[path.rindex(".") :]) for path in files}, languages=["fr", "en"]
    )
    assert {each.name: each.settings["path"] for each in plan.collections} == templates
    assert found_by_check(tmp_path, plan) == []
    assert "stray" not in {doubt.case for doubt in plan.doubts}


@pytest.mark.parametrize(
    ("folders", "languages"), [(("fr", "en"), ["fr"]), (("fr", "other"), ["fr", "en"]), (("fr", "EN"), ["fr", "en"])]
)
def test_folders_of_other_names_stay_apart(inferred: Infer, folders: tuple[str, str], languages: list[str]) -> None:
    plan = inferred({f"content/{folder}/posts/a.md": page(title="A") for folder in folders}, languages=languages)
    assert {each.settings["path"] for each in plan.collections} == {f"{each}/posts/{{slug}}.md" for each in folders}


@pytest.mark.parametrize(
    ("folders", "languages", "named"),
    [
        ("fr en", ["fr"], ["en", "fr"]),
        ("fr en de", ["fr", "en"], ["de", "en", "fr"]),
        ("fr en", ["fr", "en"], None),
        ("fr br", ["br"], ["br", "fr"]),
        ("it tools", ["en"], None),
        ("docs/fr blog/en", ["fr"], None),
    ],
)
def test_languages_that_are_not_named_are_told(
    folders: str, languages: list[str], named: list[str] | None, inferred: Infer
) -> None:
    plan = inferred({f"content/{folder}/a.md": page(title="A") for folder in folders.split()}, languages=languages)
    told = [doubt.values["values"] for doubt in plan.doubts if doubt.case == "languages"]
    assert told == ([named] if named else [])


def test_at_the_root_of_a_repository_a_path_begins_with_a_name(inferred: Infer, tmp_path: Path) -> None:
    files = {f"{folder}/a.md": page(title="A") for folder in ("fr/posts", "en/posts", "docs/fr", "docs/en")}
    plan = inferred({**files, "README.md": "About it."}, ".", ["fr", "en"])
    paths = {each.settings["path"] for each in plan.collections}
    assert paths == {"fr/posts/{slug}.md", "en/posts/{slug}.md", "docs/{lang}/{slug}.md"}
    assert found_by_check(tmp_path, plan) == []


def test_a_folder_of_languages_may_be_unlike_the_folder_that_it_is_in(inferred: Infer, tmp_path: Path) -> None:
    files = {f"content/posts/{name}.md": page(title=name) for name in ("a", "b", "c/d")}
    files |= {f"content/posts/{lang}/{name}.md": page(colour="red") for lang in ("fr", "en") for name in "ab"}
    plan = inferred(files, languages=["fr", "en"])
    assert [each.settings["path"] for each in plan.collections] == ["posts/{lang}/{slug}.md", "posts/{path*}.md"]
    assert found_by_check(tmp_path, plan) == []


def test_a_page_about_its_folder_is_one_in_each_language(inferred: Infer, tmp_path: Path) -> None:
    files = {f"content/{lang}/posts/_index.md": page(layout="list") for lang in ("fr", "en")}
    files |= many(4, lambda each: {"title": f"T{each}"}, "fr/posts")
    plan = inferred(files, languages=["fr", "en"])
    assert [(each.name, each.settings["path"]) for each in plan.collections] == [
        ("posts-index", "{lang}/posts/_index.md"),
        ("posts", "{lang}/posts/{slug}.md"),
    ]
    assert "cms new posts " in files_of(plan, "1.0.0")["README.md"]
    assert found_by_check(tmp_path, plan) == []


@pytest.mark.parametrize(
    ("wrong", "template", "errors"),
    [(0, "{lang}/posts/{slug}.md", 0), (1, "{lang}/posts/{slug}.md", 1), (5, "fr/posts/{slug}.md", 0)],
)
def test_a_language_that_data_often_deny_is_none(
    wrong: int, template: str, errors: int, inferred: Infer, tmp_path: Path
) -> None:
    files = many(20, lambda each: {"title": f"T{each}", "lang": "en" if each < wrong else "fr"}, "fr/posts")
    plan = inferred({**files, "content/en/posts/a.md": page(title="A", lang="en")}, languages=["fr", "en"])
    assert template in {each.settings["path"] for each in plan.collections}
    assert [rule for rule, _ in found_by_check(tmp_path, plan)] == ["schema/template"] * errors


# --- Names of files --------------------------------------------------------------------------------------------------


def test_a_name_need_not_say_what_the_data_say(inferred: Infer, tmp_path: Path) -> None:
    plan = inferred({
        "content/posts/2024-01-02-a.md": page(title="A", date="2024-01-03", slug="alpha"),
        "content/posts/2024-01-02-b.md": page(title="B", date="2024-01-02", slug="b"),
    })  # fmt: skip
    assert only(plan).settings["path"] == "posts/{year}-{month}-{day}-{name}.md"
    assert {("date-apart", ""), ("slug-apart", "")} <= cases(plan)
    assert found_by_check(tmp_path, plan) == []


def test_where_nearly_all_names_say_what_the_data_say_the_others_are_mistakes(inferred: Infer, tmp_path: Path) -> None:
    files = {
        f"content/posts/2024-01-{day:02}-p.md": page(title=f"T{day}", date=f"2024-01-{max(day, 2):02}")
        for day in range(1, 29)
    }
    plan = inferred(files)
    assert only(plan).settings["path"] == "posts/{date}-{slug}.md"
    assert ("date-differs", "") in cases(plan)
    assert found_by_check(tmp_path, plan) == [("schema/template", "content/posts/2024-01-01-p.md")]


def test_a_date_written_wrong_in_a_name_is_a_mistake(inferred: Infer, tmp_path: Path) -> None:
    files = {f"content/posts/2024-01-{day:02}-p.md": page(title=f"T{day}") for day in range(1, 29)}
    plan = inferred({**files, "content/posts/2024-2-1-q.md": page(title="Q")})
    assert only(plan).settings["path"] == "posts/{date}-{slug}.md"
    assert ("dated-slip", "") in cases(plan)
    assert found_by_check(tmp_path, plan) == [("link/stray-file", "content/posts/2024-2-1-q.md")]


def test_where_only_most_names_have_dates_the_path_asks_for_none(inferred: Infer, tmp_path: Path) -> None:
    files = {f"content/posts/2024-01-{day:02}-p.md": page(title=f"T{day}") for day in range(1, 29)}
    plan = inferred({**files, "content/posts/hello.md": page(title="Q")})
    assert only(plan).settings["path"] == "posts/{slug}.md"
    assert ("dated-mostly", "") in cases(plan)
    assert found_by_check(tmp_path, plan) == []


# --- Types and presence ----------------------------------------------------------------------------------------------


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


# --- What looks like a mistake ---------------------------------------------------------------------------------------

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


# --- Choices ---------------------------------------------------------------------------------------------------------


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


# --- References ------------------------------------------------------------------------------------------------------

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
    assert reference in list(_values(posts.schema, "x-reference")), posts.schema
    assert found_by_check(tmp_path, plan) == []


def _values(schema: Any, keyword: str) -> Iterator[Any]:
    if isinstance(schema, dict):
        yield from ([schema[keyword]] if keyword in schema else [])
        for value in schema.values():
            yield from _values(value, keyword)


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
    assert not list(_values(next(each.schema for each in plan.collections if each.name == "posts"), "x-reference"))


def test_words_that_are_ids_by_chance_are_no_references(inferred: Infer) -> None:
    pages = {f"content/pages/{name}.md": page(title=name) for name in ("about", "news", "join", "contact")}
    plan = inferred({**pages, **many(30, lambda each: {"kind": ["news", "join", "essay"][each % 3]})})
    assert not [keyword for each in plan.collections for keyword in _values(each.schema, "x-reference")]


# --- Settings --------------------------------------------------------------------------------------------------------


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
    plan = inferred(many(3, lambda each: {"permalink": f"/work/p{each:03}/"}))
    assert only(plan).settings["url"] == "/work/{slug}/"
    assert "url" not in only(inferred(many(4, lambda each: {"permalink": f"/work/p{each % 3:03}/"}))).settings


# --- Images ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("images", "cover", "media"),
    [
        (["static/img/a.png"], "/img/a.png", {"folder": "static/img", "url": "/img"}),
        (["content/images/a.png"], "../images/a.png", {"folder": "content/images", "url": "/media"}),
        (["content/posts/a.png", "content/b.png"], "a.png", {"folder": "content", "url": "/media"}),
        (["assets/img/a.png"], "../../assets/img/a.png", {"folder": "assets/img", "url": "/media"}),
    ],
)
def test_images_that_are_there(
    inferred: Infer, tmp_path: Path, images: list[str], cover: str, media: dict[str, str]
) -> None:
    plan = inferred({**dict.fromkeys(images, b"\x89PNG\r\n\x1a\n"), **many(3, lambda _: {"cover": cover})})
    assert plan.media == media
    assert fields(plan)["cover"]["x-asset"] == "image"
    assert found_by_check(tmp_path, plan) == []


@pytest.mark.parametrize("body", ["![A](/img/a.png)", '![A](</img/a.png> "A")', "<img alt='A' src='/img/a.png?w=1'>"])
def test_images_that_are_there_for_bodies_alone(body: str, inferred: Infer, tmp_path: Path) -> None:
    plan = inferred({
        "static/img/a.png": b"\x89PNG\r\n\x1a\n",
        "content/posts/a.md": file_text({"title": "A"}, ".md", body),
        "content/posts/b.png": b"\x89PNG\r\n\x1a\n",
    })  # fmt: skip
    assert plan.media == {"folder": "static/img", "url": "/img"}
    assert found_by_check(tmp_path, plan) == [("link/stray-file", "content/posts/b.png")]


def test_many_images_beside_the_entries_weigh_more_than_a_few_that_bodies_name(inferred: Infer) -> None:
    files = {"static/img/a.png": "", "content/posts/a.md": file_text({"title": "A"}, ".md", "![A](/img/a.png)")}
    plan = inferred(files | {f"content/posts/{name}.png": "" for name in "bc"})
    assert plan.media == {"folder": "content/posts", "url": "/media"}


def test_images_that_nothing_names_may_lie_beside_one_that_is_named(inferred: Infer) -> None:
    files = many(1, lambda _: {"cover": "/pictures/a.png"}) | {f"content/pictures/{name}.png": "" for name in "abcd"}
    assert inferred(files).media == {"folder": "content/pictures", "url": "/pictures"}


@pytest.mark.parametrize("name", ["posts/config.ts", "posts/UPPER.MD", "Thumbs.db"])
def test_what_is_no_media_makes_no_folder_of_them(name: str, inferred: Infer, tmp_path: Path) -> None:
    plan = inferred({f"content/{name}": "", "content/posts/a.md": page(title="A")})
    assert plan.media == {}
    assert "stray" in {doubt.case for doubt in plan.doubts}
    assert found_by_check(tmp_path, plan) == [("link/stray-file", f"content/{name}")]


def test_images_of_several_folders_do_not_make_all_files_media(inferred: Infer) -> None:
    covers = ["../../a/1.png", "../../a/b/2.png", "../../c/3.png", "../../4.png"]
    names = ["a/1.png", "a/b/2.png", "c/3.png", "4.png"]
    plan = inferred(many(4, lambda each: {"cover": covers[each]}) | dict.fromkeys(names, ""))
    assert plan.media == {"folder": "a", "url": "/media"}


def test_images_that_are_not_there(inferred: Infer, tmp_path: Path) -> None:
    plan = inferred(many(3, lambda _: {"cover": "/img/a.png"}))
    assert ("image-missing", "/properties/cover") in cases(plan)
    assert found_by_check(tmp_path, plan) == []


# --- Files -----------------------------------------------------------------------------------------------------------


def test_files_that_are_no_entries_are_said(inferred: Infer) -> None:
    plan = inferred({
        "content/posts/a.md": page(title="A"),
        "content/posts/b.md": "No front matter.\n",
        "content/posts/c.md": "---\ntitle: [\n---\n",
        "content/posts/d.mdx": page(title="D"),
        "content/posts/e.pdf": "",
        "content/media/f.png": "",
        "content/README.md": page(title="Read me"),
        "content/node_modules/x/y.md": page(title="Y"),
    })  # fmt: skip
    said = {doubt.case: (doubt.values["count"], doubt.values["paths"]) for doubt in plan.doubts if not doubt.collection}
    assert said == {
        "no-front-matter": (1, ["content/posts/b.md"]),
        "unread": (1, ["content/posts/c.md"]),
        "other-text": (1, ["content/posts/d.mdx"]),
        "stray": (3, ["content/README.md", "content/node_modules/x/y.md", "content/posts/e.pdf"]),
    }
    assert plan.media == {"folder": "content/media", "url": "/media"}
    assert [each.name for each in plan.collections] == ["posts"]


def test_the_last_entry_that_nobody_doubts_is_the_one_to_copy(inferred: Infer) -> None:
    plan = inferred(many(40, lambda each: {"on": "2024-01-02" if each < 39 else "2 janvier 2024"}) | {
        "content/about.md": page(title="A"), "content/authors/a.md": page(name="A"),
    })  # fmt: skip
    assert {each.name: each.example for each in plan.collections} == {
        "about": "", "authors": "authors/a.md", "posts": "posts/p038.md",
    }  # fmt: skip


def test_pages_at_the_root_are_said(inferred: Infer) -> None:
    pages = dict.fromkeys(["index.md", "about.md", "README.md", "CHANGELOG.md"], page(title="A"))
    plan = inferred({**pages, "posts/a.md": page(title="A")}, ".")
    said = {doubt.case: doubt.values["paths"] for doubt in plan.doubts if not doubt.collection}
    assert said == {"at-root": ["about.md", "index.md"]}


def test_the_root_may_hold_the_collections(inferred: Infer, tmp_path: Path) -> None:
    files = {
        "README.md": page(title="x"),
        "package.json": "{}",
        "docs/a.md": page(title="A"),
        "blog/b.md": page(on="x"),
    }
    plan = inferred(files, ".")
    assert (plan.content, [each.settings["path"] for each in plan.collections]) == (
        ".",
        ["blog/{slug}.md", "docs/{slug}.md"],
    )
    assert found_by_check(tmp_path, plan) == []


def test_nothing_of_the_content_is_changed(inferred: Infer, tmp_path: Path) -> None:
    files = many(3, lambda each: {"title": f"T{each}"})
    inferred(files)
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()} == set(files)


@pytest.mark.parametrize(("folder", "case"), [("nowhere", "missing"), ("..", "outside"), ("empty", "nothing")])
def test_what_cannot_be_inferred_from(tmp_path: Path, folder: str, case: str) -> None:
    (tmp_path / "site/empty").mkdir(parents=True)
    with pytest.raises(CmsError) as caught:
        plan_from(str(tmp_path / "site" / folder), str(tmp_path / "site"))
    assert caught.value.values["case"] == case


def test_where_the_repository_is(tmp_path: Path) -> None:
    write(
        tmp_path, {"site/content/a.md": "", "repository/.git/HEAD": "", "repository/a/b/c.md": "", "own/README.md": ""}
    )
    for folder, root in (("site/content", "site"), ("repository/a/b", "repository"), ("own", "own")):
        assert root_for(str(tmp_path / folder)) == str(tmp_path / root)


def test_our_own_content_checks_clean(tmp_path: Path) -> None:
    shutil.copytree(HERE.parent / "content", tmp_path / "content")
    plan = plan_from(str(tmp_path / "content"), str(tmp_path), ("fr",))
    assert found_by_check(tmp_path, plan) == []
    ours = {"posts": "posts/{date}-{slug}.md", "people": "people/{slug}.yml", "seasons": "seasons/{slug}.yml"}
    assert ours.items() <= {each.name: each.settings["path"] for each in plan.collections}.items()
    projects = next(each for each in plan.collections if each.name == "projects")
    assert {"people", "seasons", "thematics", "organisations"} <= set(_values(projects.schema, "x-reference"))


# --- Marks for review ------------------------------------------------------------------------------------------------


def test_what_is_unsure_is_said_in_its_place_of_the_schema(tmp_path: Path) -> None:
    write(tmp_path, many(12, lambda each: {"seo": {"kind": ["a", "b"][each % 2]}}))
    plan = plan_from(str(tmp_path / "content"), str(tmp_path), ("fr", "en"))
    kind = fields(plan)["seo"]["properties"]["kind"]
    said = kind["$comment"].replace("\N{NO-BREAK SPACE}", " ")
    assert said == "À revoir : un choix, parce que seules ces valeurs servent : a, b"
    assert "description" in only(plan).schema["$comment"]
    assert "posts seo.kind: a choice, because only these values are used: a, b" in doubt_lines(plan.doubts, "en")


# --- Laws ------------------------------------------------------------------------------------------------------------

names = st.sampled_from(
    ["title", "date", "on", "kind", "status", "draft", "author", "tags", "seo", "slug", "link", "x y"]
)
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.sampled_from([0.5, 1.0])
    | st.sampled_from(
        ["", "a", "b", "p1", "p2", "Published", "Draft", "2024-01-02", "2024-01-02T10:00:00Z", "3 mai 2024"]
    )
    | st.sampled_from(["https://a.test/b", "www.a.test", "a@b.test", "img/a.png", "/img/a.png", "posts/p1.md", "A b"])
    | st.text("ab é:#-", max_size=4)
)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3), max_leaves=4
)
entries = st.dictionaries(names, values, max_size=4)
places = st.sampled_from([
    "posts/p{}.md", "posts/2024-01-0{}-p.md", "posts/p{}/index.md", "people/p{}.yml", "pages/deep/er/p{}.md", "p{}.md",
    "data/p{}.json", "pages/p{}.md", "fr/posts/p{}.md", "en/posts/p{}.md", "posts/fr/p{}.md", "posts/en/p{}.md",
])  # fmt: skip
folders = st.dictionaries(st.tuples(places, st.integers(1, 9)), entries, min_size=1, max_size=25)
REPORTED = ("type-slip", "enum-slip", "date-slip", "web-slip", "misspelt", "strange", "date-differs", "slug-differs")


def content_of(folder: Mapping[tuple[str, int], Data]) -> dict[str, str]:
    paths = {f"content/{place.format(number)}": data for (place, number), data in folder.items()}
    return {path: file_text(data, f".{path.rpartition('.')[2]}", "") for path, data in paths.items()}


@given(folders)
def test_any_content_fits_what_is_inferred_from_it(
    tmp_path_factory: pytest.TempPathFactory, folder: Mapping[tuple[str, int], Data]
) -> None:
    assert_unfit_is_reported(write(tmp_path_factory.mktemp("site"), content_of(folder)))


@given(st.lists(entries, min_size=1, max_size=3), st.integers(20, 60), st.data())
def test_what_differs_in_one_of_many_fits_or_is_reported(
    tmp_path_factory: pytest.TempPathFactory, usual: list[Data], number: int, data: st.DataObject
) -> None:
    """The same few entries many times, but for one, which has another value, or another name of a field."""
    odd = dict(data.draw(st.sampled_from(usual)))
    name = data.draw(st.sampled_from([*odd, "title"]))
    if data.draw(st.booleans()):
        odd[name] = data.draw(values)
    else:
        odd[f"{name}{data.draw(st.sampled_from(['l', 's', '2', ' of the whole world and more']))}"] = odd.pop(name, "T")
    every = {f"content/posts/2024-01-02-p{each}.md": page(**usual[each % len(usual)]) for each in range(number)}
    root = write(tmp_path_factory.mktemp("site"), {**every, "content/posts/2024-01-02-p0.md": page(**odd)})
    assert_unfit_is_reported(root)


def assert_unfit_is_reported(root: Path) -> None:
    plan = plan_from(str(root / "content"), str(root), ["fr", "en"])
    set_up(root, plan)
    found = [each for each in check(str(root)).diagnostics if each.rule.startswith("schema/")]
    errors = [(each.path, each.rule, each.pointer, each.values) for each in found if each.severity == "error"]
    assert len(errors) <= sum(doubt.values["count"] for doubt in plan.doubts if doubt.case in REPORTED), errors


@given(folders, st.randoms())
def test_the_order_of_files_does_not_matter(folder: Mapping[tuple[str, int], Data], random: Any) -> None:
    files = content_of(folder)
    parsed = [parse(Source(path, text.encode(), ""))[0] for path, text in files.items()]
    documents = [document for document in parsed if document.data is not None]
    before = infer(documents, list(files), "content", ["fr", "en"])
    random.shuffle(documents)
    assert infer(documents, sorted(files, reverse=True), "content", ["fr", "en"]) == before
