"""Which files are no entries, and what can’t be inferred from."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.inferring.small import Infer, found_by_check, many, page, values_of, write

from cms.build.inferring import plan_from, root_for
from cms.model import CmsError

HERE = Path(__file__).parent.parent


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
    assert {"people", "seasons", "thematics", "organisations"} <= set(values_of(projects.schema, "x-reference"))
