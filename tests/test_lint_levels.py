"""Which rules look at a file, at which level and with which options: what cms.yml says, from the whole to a path."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cms.build import check
from cms.config import dump_set_up, load, revive
from cms.model import CmsError
from cms.paths import glob_pattern
from cms.read import open_tree

Site = Callable[..., Path]

CMS = """\
site: {lang: fr}
collections:
  posts:
    path: "posts/{date}-{slug}.md"
    schema: schemas/post.schema.json
    RULES
  people: {path: "people/{slug}.yml", schema: schemas/person.schema.json}
"""
POST = "content/posts/2026-01-02-bonjour.md"
TEXT = "---\ntitle: T\ndate: '2026-01-02'\nstatus: Published\nauthors: [ada]\n---\n\n## {}\n\n![](/media/a.png)\n"


@pytest.fixture
def said(site: Site) -> Callable[..., list[tuple[str, str]]]:
    """What is said of one post, whose heading has 40 characters and whose image has no text, by a cms.yml."""

    def make(extra: str, of_collection: str = "") -> list[tuple[str, str]]:
        yml = CMS.replace("RULES", of_collection) + extra
        root = site({"cms.yml": yml, "content/media/a.png": b"GIF89a", POST: TEXT.format("mot " * 10)})
        return [(each.rule, each.severity) for each in check(str(root)).diagnostics]

    return make


def test_rules_have_levels_of_their_own(said: Callable[..., list[tuple[str, str]]]) -> None:
    assert said("") == [("lint/image-alt", "warning")]


def test_a_level_may_be_set_for_all_files(said: Callable[..., list[tuple[str, str]]]) -> None:
    assert said("rules: {lint/image-alt: error}") == [("lint/image-alt", "error")]
    assert said("rules: {lint/image-alt: {level: info}}") == [("lint/image-alt", "info")]
    assert said("rules: {lint/image-alt: off}") == []


def test_a_collection_goes_before_all_files_and_a_path_before_both(said: Callable[..., list[tuple[str, str]]]) -> None:
    everywhere = "rules: {lint/image-alt: error}\n"
    assert said(everywhere, "rules: {lint/image-alt: info}") == [("lint/image-alt", "info")]
    override = "overrides:\n  - {paths: [content/posts/2026-*], rules: {lint/image-alt: off}}\n"
    assert said(everywhere + override, "rules: {lint/image-alt: info}") == []
    elsewhere = override.replace("2026", "2025")
    assert said(everywhere + elsewhere) == [("lint/image-alt", "error")]
    last = override + "  - {paths: ['**'], rules: {lint/image-alt: warning}}\n"
    assert said(everywhere + last) == [("lint/image-alt", "warning")]


def test_options_are_merged_one_by_one(said: Callable[..., list[tuple[str, str]]]) -> None:
    assert ("lint/long-heading", "info") in said("rules: {lint/long-heading: {length: 30}}")
    found = said("rules: {lint/long-heading: {length: 30}}", "rules: {lint/long-heading: error}")
    assert ("lint/long-heading", "error") in found
    found = said("rules: {lint/long-heading: {length: 30}}", "rules: {lint/long-heading: {length: 50}}")
    assert found == [("lint/image-alt", "warning")]


@pytest.mark.parametrize(
    ("extra", "case", "line"),
    [
        ("rules: {lint/image-atl: off}", "rule", 8),
        ("rules: {image-alt: off}", "rule", 8),
        ("rules: {lint/long-heading: {lenght: 3}}", "rule-option", 8),
        ("rules: {lint/long-heading: {length: long}}", "rule-value", 8),
        ("rules: {lint/invitation: {allow: [3]}}", "rule-value", 8),
        ("rules: {lint/long-heading: {length: true}}", "rule-value", 8),
        ("overrides:\n  - {paths: [a], rules: {lint/nothing: off}}", "rule", 9),
    ],
)
def test_slips_are_named_at_their_place(
    said: Callable[..., list[tuple[str, str]]], extra: str, case: str, line: int
) -> None:
    with pytest.raises(CmsError) as caught:
        said(extra)
    (found,) = caught.value.diagnostics
    assert (found.rule, found.case, found.span and found.span.line) == ("setup/config", case, line)


@pytest.mark.parametrize(
    "extra", ["rules: {lint/image-alt: loud}", "rules: {lint/image-alt: {level: 3}}", "overrides: [{rules: {}}]"]
)
def test_what_has_not_the_form_is_refused(said: Callable[..., list[tuple[str, str]]], extra: str) -> None:
    with pytest.raises(CmsError) as caught:
        said(extra)
    assert all(found.rule.startswith("schema/") for found in caught.value.diagnostics)


def test_a_known_set_up_comes_back_as_it_was(site: Site) -> None:
    extra = "rules: {lint/long-heading: {length: 30}}\noverrides: [{paths: [a, b], rules: {lint/secret: off}}]\n"
    root = site({"cms.yml": CMS.replace("RULES", "rules: {lint/image-alt: off}") + extra})
    with open_tree(str(root), "work") as tree:
        set_up = load(tree)
    assert revive(dump_set_up(set_up)).config == set_up.config


@pytest.mark.parametrize(
    ("glob", "path", "fits"),
    [
        ("content/*.md", "content/a.md", True),
        ("content/*.md", "content/a/b.md", False),
        ("content/**", "content/a/b.md", True),
        ("**/b.md", "b.md", True),
        ("**/b.md", "a/c/b.md", True),
        ("a/**/b.md", "a/b.md", True),
        ("a?.md", "ab.md", True),
        ("a?.md", "a/.md", False),
        ("./a.md", "a.md", True),
        ("a.md", "axmd", False),
        ("content/posts", "content/posts/a.md", True),
        ("content/posts/", "content/posts/b/a.md", True),
        ("content/posts", "content/posts2/a.md", False),
        ("content/p*", "content/posts/a.md", False),
        ("[a].md", "[a].md", True),
    ],
)
def test_globs(glob: str, path: str, *, fits: bool) -> None:
    assert bool(glob_pattern([glob]).fullmatch(path)) == fits
