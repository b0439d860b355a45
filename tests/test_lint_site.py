"""The rules that look beyond one text: terms that several entries write, and files of the media folder."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from cms.build import check
from cms.lint import media_rules, term_rules
from cms.lint.rules.near_duplicate import fold
from cms.model import Diagnostic, Span
from cms.report import LANGS, word

Site = Callable[..., Path]
Git = Callable[..., str]

SCHEMA = json.dumps({"type": "object", "properties": {"tags": {"type": "array", "items": {"type": "string"}}}})
CMS = """\
site: {lang: fr}
collections:
  notes: {path: "notes/{slug}.md", schema: schemas/note.schema.json}
"""
POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"


def note(*tags: str) -> str:
    return "---\ntitle: Note\ntags:\n" + "".join(f"  - {tag}\n" for tag in tags) + "---\n"


@pytest.fixture
def notes(site: Site) -> Callable[..., Path]:
    def make(**files: str) -> Path:
        named = {f"content/notes/{name}.md": text for name, text in files.items()}
        return site({"cms.yml": CMS, "schemas/note.schema.json": SCHEMA, **dict.fromkeys(OTHERS), **named})

    return make


OTHERS = (
    "schemas/post.schema.json", "schemas/person.schema.json", "content/people/ada.yml", "content/people/bob.yml",
    "content/posts/2026-01-02-bonjour.md",
)  # fmt: skip


def places(found: tuple[Diagnostic, ...]) -> list[tuple[str, Span | None, str]]:
    return [(each.path.rpartition("/")[2], each.span, each.values.get("suggestion", "")) for each in found]


def test_what_fewer_entries_write_is_told_at_its_place(notes: Callable[..., Path]) -> None:
    root = notes(a=note("Data", "Saison10"), b=note("Saison 10"), c=note("Saison 10", "Santé"))
    found = check(str(root)).diagnostics
    assert places(found) == [("a.md", Span(5, 5, 5, 13), "Saison 10")]
    assert found[0].pointer == "/tags/1"
    assert word(found[0], "fr").message == "`tags` contient `Saison10`, que 2 autres entrées écrivent autrement"
    assert word(found[0], "en").help == "write `Saison 10`"


def test_it_comes_and_goes_with_the_others(notes: Callable[..., Path]) -> None:
    root = notes(a=note("open data"), b=note("Open Data"), c=note("Open-Data"))
    assert check(str(root)).diagnostics == ()  # nobody knows which one is meant
    (root / "content/notes/d.md").write_text(note("open data"))
    assert [path for path, _, _ in places(check(str(root)).diagnostics)] == ["b.md", "c.md"]
    (root / "content/notes/c.md").unlink()
    (root / "content/notes/d.md").write_text(note("open data", "Open Data"))
    assert [each.rule for each in check(str(root)).diagnostics] == ["lint/duplicate-item"]  # two entries write each
    (root / "content/notes/d.md").unlink()
    (root / "content/notes/b.md").write_text(note("open data"))
    assert check(str(root)).diagnostics == ()


def test_what_another_version_knew_is_forgotten(notes: Callable[..., Path]) -> None:
    root = notes(a=note("Saison10"), b=note("Saison 10"), c=note("Saison 10"))
    assert len(check(str(root)).diagnostics) == 1
    with sqlite3.connect(root / ".cms/cache.db") as connection:
        connection.execute("UPDATE fact SET value = '\"other\"' WHERE name = 'version'")
    connection.close()
    for name in "bc":
        (root / f"content/notes/{name}.md").write_text(note("Climat"))
    assert check(str(root)).diagnostics == ()


def test_a_field_may_have_a_name_of_two_words(notes: Callable[..., Path]) -> None:
    text = "---\nkey: 3\nkey words: [{}]\n---\n"
    root = notes(a=text.format("open-data"), b=text.format("Open Data"), c=text.format("Open Data"))
    assert places(check(str(root)).diagnostics) == [("a.md", Span(3, 13, 3, 22), "Open Data")]


def test_other_fields_hold_no_terms(notes: Callable[..., Path]) -> None:
    root = notes(
        a=note("eau").replace("title: Note", "title: Titre"), b=note("air").replace("title: Note", "title: titre")
    )
    assert check(str(root)).diagnostics == ()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Saison10", "Saison 10", True),
        ("Santé", "sante", True),
        ("open-data", "Open Data", True),
        ("l’eau", "l'eau", True),
        ("C", "C++", False),
        ("C#", "C", False),
        ("1.0", "10", False),
        ("projet", "projets", False),
    ],
)
def test_what_counts_as_the_same(one: str, other: str, *, same: bool) -> None:
    assert (fold(one) == fold(other)) == same


def test_its_level_may_depend_on_the_path(notes: Callable[..., Path]) -> None:
    root = notes(a=note("X"), b=note("x"), c=note("x"))
    (root / "cms.yml").write_text(
        CMS + "overrides: [{paths: [content/notes/a*], rules: {lint/near-duplicate: error}}]\n"
    )
    assert [each.severity for each in check(str(root)).diagnostics] == ["error"]
    (root / "cms.yml").write_text(CMS + "rules: {lint/near-duplicate: off}\n")
    assert check(str(root)).diagnostics == ()


# --- Media -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["work", "index", "ref:HEAD"])
def test_images_have_a_limit(where: str, site: Site, git: Git) -> None:
    root = site(
        {
            "content/media/a.JPG": bytes(500_001),
            "content/media/b.png": bytes(500_000),
            "content/media/c.pdf": bytes(900_000),
        }
    )
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "a")
    if where == "index":
        (root / "content/media/d.png").write_bytes(bytes(600_000))
        git(root, "add", ".")
    found = check(str(root), where).diagnostics
    (heavy,) = [each for each in found if each.rule == "lint/heavy-image"]
    assert heavy.path.endswith("d.png" if where == "index" else "a.JPG")
    assert heavy.span is None
    said = {lang: word(heavy, lang).message.replace("\N{NARROW NO-BREAK SPACE}", " ") for lang in LANGS}
    size = "600" if where == "index" else "500"
    assert f"{size}\N{NO-BREAK SPACE}Ko" in said["fr"] or f"{size} Ko" in said["fr"]


def test_the_limit_can_be_set(site: Site) -> None:
    root = site({"content/media/a.jpg": bytes(2_000)})
    yml = (root / "cms.yml").read_text()
    (root / "cms.yml").write_text(yml + "rules: {lint/heavy-image: {level: error, limit: 1000}}\n")
    assert [(each.rule, each.severity) for each in check(str(root)).diagnostics] == [("lint/heavy-image", "error")]


def test_a_pointer_of_git_lfs_is_no_image(site: Site, git: Git) -> None:
    root = site({"content/media/a.jpg": POINTER, "content/media/b.jpg": b"GIF89a"})
    found = check(str(root)).diagnostics
    assert [(each.rule, each.path) for each in found] == [("lint/lfs-pointer", "content/media/a.jpg")]
    git(root, "init", "--quiet")
    git(root, "add", ".")
    assert check(str(root), "index").diagnostics == ()  # with Git LFS, that is what is staged


def test_every_such_rule_has_words() -> None:
    for rule in (*media_rules(), *term_rules()):
        for lang in LANGS:
            values = {"size": 600_000, "limit": 500_000, "name": "tags", "term": "a", "suggestion": "A", "count": 1}
            assert rule not in word(Diagnostic(rule, "a", values=values), lang).message
