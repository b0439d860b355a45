"""Laws of importing: twice is once, nobody's edits are lost, and every value of a source is accounted for."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from cms.build import check
from cms.build.importing import Imported
from cms.build.report import Report
from cms.emit import file_text
from cms.model import Diagnostic, Mark, Source, Steps
from cms.parse import parse
from cms.positions import numbered

Import = Callable[..., Imported]
Tree = Callable[[], dict[str, str]]

WORDS = st.text(st.characters(max_codepoint=0x2FFF, exclude_categories=["Cc", "Cn", "Cs", "Co"]), max_size=30)
TEXTS = WORDS | st.sampled_from(
    [
        "",
        "Saison 4",
        "Hors-saison",
        "sdg07",
        "NLP",
        "Actif",
        "À compléter",
        "https://exemple.fr/x",
        "exemple.org",
        "img/a.png",
    ]
)
VALUES = st.none() | st.booleans() | st.integers(-9, 3000) | TEXTS
PARTS = st.recursive(
    VALUES,
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.sampled_from("abc"), part, max_size=2),
    max_leaves=6,
)
NAMES = {
    "docusaurus": (
        "title", "slug", "description", "tags", "sdgs", "keywords", "website", "github", "slack", "header_image_url",
        "author", "other",
    ),
    "netlify": (
        "title", "subtitle", "date", "status", "excerpt", "author", "season", "tags", "categories", "team", "meta",
        "featuredImage", "logo", "website", "github", "linkedin", "other",
    ),
}  # fmt: skip
PATHS = {
    "docusaurus": (
        "projects/2020-01-02-un/index.md", "projects/2021-01-02-deux/index.md", "blog/2020-05-06-trois/index.md",
    ),
    "netlify": ("posts/un.md", "posts/deux.md", "projects/trois.md", "seasons/quatre.md", "topics/cinq.md"),
}  # fmt: skip
BODIES = st.lists(
    WORDS
    | st.sampled_from(
        [
            "# Titre",
            "## Un",
            ":::tip Titre",
            ":::",
            "![x](./y.png)",
            "[x](/join)",
            "<br/>",
            "```",
            "import A from 'a'",
            "## 1. Un — Une phrase",
            "## 2. Deux — Une autre, de la saison 3",
            "> Au programme : Data, Web (React, API)",
            "> En partenariat avec [A](https://a.fr) et la B",
            "> b",
        ]
    ),
    max_size=12,
).map("\n".join)


def leaves(mark: Mark, at: Steps = ()) -> Iterator[tuple[Steps, int]]:
    """The ways to all values that have no values in them, and the offset where each begins."""
    if isinstance(mark.children, dict):
        for name, child in mark.children.items():
            yield from leaves(child, (*at, name))
    elif isinstance(mark.children, list):
        for number, child in enumerate(mark.children):
            yield from leaves(child, (*at, number))
    if at and not mark.children:
        yield at, mark.key[0] if mark.key else mark.start


def errors_of(report: Report) -> list[Diagnostic]:
    """The errors but for those of texts that were wrong before, such as characters that nobody can tell any more."""
    return [found for found in report.diagnostics if found.severity == "error" and not found.rule.startswith("lint/")]


def export(folder: Path, files: dict[str, tuple[dict[str, Any], str]]) -> Path:
    for name, (data, body) in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file_text(data, ".md", body), encoding="utf-8")
    return folder


def files_of(name: str) -> st.SearchStrategy[tuple[str, dict[str, tuple[dict[str, Any], str]]]]:
    """An export of a system, by its paths."""
    parts = PARTS | st.dictionaries(st.sampled_from(["name", "role", "title", "description", "category"]), PARTS)
    fields: Any = dict.fromkeys(NAMES[name], parts) | ({"draft": st.booleans()} if name == "docusaurus" else {})
    page = st.tuples(st.fixed_dictionaries({}, optional=fields), BODIES)
    return st.tuples(st.just(name), st.fixed_dictionaries({}, optional=dict.fromkeys(PATHS[name], page)))


@settings(max_examples=60, phases=[Phase.explicit, Phase.generate])
@given(files_of("docusaurus") | files_of("netlify"))
def test_every_value_is_in_the_report_and_what_is_written_checks(
    tmp_path_factory: Any,
    importing: Import,
    association: Path,
    tree: Tree,
    files: tuple[str, dict[str, tuple[dict[str, Any], str]]],
) -> None:
    name, pages = files
    splits = ("season",) if name == "netlify" else ()
    shutil.rmtree(association / "content", ignore_errors=True)
    source = export(tmp_path_factory.mktemp("export"), pages)
    done = importing(name, source, *splits, force=True)
    skipped = {outcome.path for outcome in done.outcomes if outcome.fate == "left-out" and not outcome.field}
    said = {(outcome.path, place) for outcome in done.outcomes for place in (outcome.line, outcome.field)}
    for path in pages.keys() - skipped:
        document, _ = parse(Source(path, (source / path).read_bytes(), ""))
        for at, offset in leaves(document.mark):
            ways = {numbered(at[:length]) for length in range(1, len(at) + 1)}
            line = document.text.count("\n", 0, offset) + 1
            assert any((path, place) in said for place in (line, *ways)), (path, at)
    assert errors_of(done.report) == errors_of(check(str(association))) == []
    before = tree()
    again = importing(name, source, *splits)
    assert tree() == before
    assert {file.state for file in again.files} <= {"same"}


def test_an_edit_is_kept_unless_it_is_forced(tmp_path: Path, importing: Import, association: Path) -> None:
    data = {"title": "Nichoirs", "description": "Compter les mésanges.", "tags": ["Saison 4"], "draft": False}
    source = export(tmp_path / "export", {"projects/2020-01-02-nichoirs/index.md": (data, "Du texte.")})
    importing("docusaurus", source)
    path = association / "content/projects/nichoirs.md"
    edited = path.read_text(encoding="utf-8") + "\nUne phrase de plus.\n"
    path.write_text(edited, encoding="utf-8")
    done = importing("docusaurus", source)
    assert path.read_text(encoding="utf-8") == edited
    assert {file.path: file.state for file in done.files}["content/projects/nichoirs.md"] == "kept"
    importing("docusaurus", source, force=True)
    assert "de plus" not in path.read_text(encoding="utf-8")


def test_nothing_is_written_by_a_dry_run(tmp_path: Path, importing: Import, tree: Tree) -> None:
    data = {"title": "Nichoirs", "tags": ["Saison 4"]}
    source = export(tmp_path / "export", {"projects/2020-01-02-nichoirs/index.md": (data, "")})
    done = importing("docusaurus", source, write=False)
    assert tree() == {}
    assert {file.state for file in done.files} == {"new"}
