"""Where the images are that content names."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.inferring.small import Infer, cases, fields, found_by_check, many, page

from cms.emit import file_text


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
