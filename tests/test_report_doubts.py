"""Every doubt of an inferred set-up has words in French and English, and the words are those that were read over."""

from __future__ import annotations

import os
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from cms.report import LANGS, doubt_comment, doubt_lines, doubt_page
from cms.scaffold.plan import Doubt

HERE = Path(__file__).parent
DOUBTS = {
    "fr": import_module("cms.report.fr.scaffold").DOUBTS,
    "en": import_module("cms.report.en.scaffold").DOUBTS,
}
FACTS: dict[str, Any] = {
    "collection": "people", "count": 2, "fields": ["title", "date"], "id": "2024-ada", "name": "descripton",
    "paths": ["posts/a.md", "posts/b c.md"], "total": 1200, "type": "string", "types": ["string", "array"],
    "value": False, "values": ["a", "b c"],
}  # fmt: skip


def test_both_languages_have_words_for_the_same_doubts() -> None:
    assert DOUBTS["fr"].keys() == DOUBTS["en"].keys()
    assert {name for each in DOUBTS["fr"].values() for name in _holes(each)} == FACTS.keys()
    for case, template in DOUBTS["fr"].items():
        assert _holes(template) == _holes(DOUBTS["en"][case]), case


def _holes(template: str) -> set[str]:
    return set(re.findall(r"(?<!\{)\{(\w+)", template))


def test_the_sources_name_the_doubts_that_have_words() -> None:
    folder = HERE.parent / "src/cms"
    sources = [*(folder / "scaffold/inference").glob("*.py"), folder / "build/inferring.py"]
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    made = {f"{form}-slip" for form in ("date", "web", "image", "enum")}
    assert {case for case in DOUBTS["en"] if f'"{case}"' not in text} == made


@pytest.mark.parametrize("lang", LANGS)
def test_doubts_are_worded_as_read_over(lang: str) -> None:
    golden = HERE / f"golden/report/doubts.{lang}.txt"
    doubts = [Doubt("posts", "/properties/seo/properties/title", case, FACTS) for case in DOUBTS["en"]]
    worded = "".join(f"{line}\n" for line in doubt_lines(doubts, lang))
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(worded, encoding="utf-8")
    assert worded == golden.read_text(encoding="utf-8")
    if lang == "fr":
        prose = re.sub(r"`[^`]*`", "``", worded)
        assert not re.search(r" [:;!?»]|« |'", prose)


@pytest.mark.parametrize(
    ("doubt", "line"),
    [
        (Doubt("", "", "unread", {"count": 1, "paths": ["a.md"]}), "1 file couldn't be read (`a.md`): `cms check` "),
        (Doubt("a", "", "undescribed", {"count": 1}), "a: the 1 field has no description: "),
        (Doubt("a", "/properties/b/items/properties/c~1d", "publish-none"), "a b.c/d: not taken "),
        (Doubt("a", "/properties/items/properties/properties", "publish-none"), "a items.properties: not taken "),
        (Doubt("a", "/additionalProperties/properties/b", "publish-none"), "a b: not taken "),
        (Doubt("a", "/properties/b", "unheard-of"), "a b: unheard-of"),
    ],
)
def test_a_line_says_where(doubt: Doubt, line: str) -> None:
    assert doubt_lines([doubt], "en")[0].startswith(line)


def test_a_comment_says_all_that_is_unsure_of_a_place() -> None:
    doubts = [Doubt("a", "/properties/b", "publish-none"), Doubt("a", "/properties/b", "empty", FACTS)]
    assert doubt_comment(doubts, "en") == (
        "To review: not taken for what decides on publication: all entries are published; "
        "empty in 2 of 1,200 places, and allowed to be"
    )


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_has_every_doubt_under_its_collection(lang: str) -> None:
    of_posts = [Doubt("posts", "/properties/cover/properties/alt", case, FACTS) for case in DOUBTS["en"]]
    doubts = [*of_posts, Doubt("", "", "unread", {"count": 1, "paths": ["a*b.md"]})]
    page = doubt_page(doubts, {"posts": "schemas/post.schema.json"}, lang)
    assert page.count("\n- `cover.alt`") == len(of_posts)
    assert page.startswith("# ")
    headings = [line for line in page.splitlines() if line.startswith("## ")]
    files = {"fr": "## Fichiers", "en": "## Files"}
    assert headings == ["## `posts` ([schemas/post.schema.json](schemas/post.schema.json))", files[lang]]
    assert "(`a*b.md`)" in page


def test_values_mean_nothing_to_markdown_on_the_page() -> None:
    values = {"count": 1, "values": ["*x*_y_"], "paths": ["a.md"], "total": 2}
    slip = Doubt("posts", "/properties/kind", "enum-slip", values)
    assert r"- `kind`: `*x*_y_` taken for" in doubt_page([slip], {"posts": "schemas/post.json"}, "en")
    required = Doubt("posts", "", "few-required", {"count": 4, "fields": ["_a_b", "c"]})
    assert "chance: `_a_b`, `c`\n" in doubt_page([required], {"posts": "schemas/post.json"}, "en")
