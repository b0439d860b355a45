"""Which files are a collection, in which languages, and what their names say."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.inferring.small import Infer, cases, found_by_check, many, only, page

from cms.emit import file_text, yaml_text
from cms.scaffold import files as files_of

# --- Collections ------------------------------------------------------------------------------------------------------


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


# --- Languages --------------------------------------------------------------------------------------------------------


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


# --- Names of files ---------------------------------------------------------------------------------------------------


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
