"""A second run changes nothing, and a run after somebody's edits never overwrites them without being told to."""

from __future__ import annotations

import pytest
from tests.importing.small import NEW, OLD, OTHER, PEOPLE, PNG, Site, export, files_of, imported, made_of, mapping, post

BARE = mapping(people=PEOPLE.replace(", status: {value: Published}", ""))
FILES: dict[str, str | bytes] = {
    OLD: post("![Une mare](mare.png)\n\n[La suite](/vieux/autre)\n"),
    OTHER: post("La suite.\n", title="La suite", author="Noé"),
    "posts/mare.png": PNG,
}


@pytest.mark.parametrize("text", [mapping(), BARE])
def test_a_second_run_changes_nothing_and_says_so(site: Site, text: str) -> None:
    root, first = made_of(site, FILES, text)
    before = files_of(root)
    second = imported(root, export(root, FILES))
    assert files_of(root) == before
    assert {file.state for file in second.files} == {"same"}
    assert [file for file in first.files if file.collection and not file.published] == [
        file._replace(state="new") for file in second.files if not file.published
    ]
    assert second.outcomes == first.outcomes


def test_what_depends_on_a_draft_is_still_untouched(site: Site) -> None:
    root, first = made_of(site, FILES, BARE)
    assert {file.path: file.published for file in first.files}[NEW] is False, "its author is a draft"
    assert imported(root, export(root, FILES)).files == tuple(
        file._replace(state="same") for file in first.files if file.collection
    )


def test_who_is_published_since_then_is_only_offered(site: Site) -> None:
    root, _ = made_of(site, FILES, BARE)
    person = root / "content/people/zoe-oeil.yml"
    person.write_text("name: Zoé Œil\nstatus: Published\n", encoding="utf-8")
    done = imported(root, export(root, FILES))
    assert {file.path: file.state for file in done.files} == {
        "content/people/noe.yml": "same",
        "content/people/zoe-oeil.yml": "kept",
        NEW: "kept",
        "content/posts/2026-03-05-la-suite.md": "same",
    }


@pytest.mark.parametrize("edit", ["status: Draft", "status: Published\nupdated: '2026-04-01T10:00:00+02:00'"])
def test_an_edit_is_kept_unless_forced(site: Site, edit: str) -> None:
    root, _ = made_of(site, FILES)
    path = root / NEW
    edited = path.read_text(encoding="utf-8").replace("status: Published", edit)
    path.write_text(edited, encoding="utf-8")
    done = imported(root, export(root, FILES))
    assert path.read_text(encoding="utf-8") == edited
    assert {file.path: file.state for file in done.files}[NEW] == "kept"
    forced = imported(root, export(root, FILES), force=True)
    assert {file.path: file.state for file in forced.files}[NEW] == "replaced"
    assert path.read_text(encoding="utf-8") == edited.replace(edit, "status: Published")


def test_what_is_deleted_comes_back(site: Site) -> None:
    root, _ = made_of(site, FILES)
    before = files_of(root)
    (root / NEW).unlink()
    done = imported(root, export(root, FILES))
    assert {file.path: file.state for file in done.files}[NEW] == "new"
    assert files_of(root) == before


def test_what_nobody_imports_stays(site: Site) -> None:
    root = site()
    before = files_of(root)
    made_of(site, FILES)
    after = files_of(root)
    assert {path: after[path] for path in before if "imports" not in path and "schemas" not in path} == {
        path: data for path, data in before.items() if "imports" not in path and "schemas" not in path
    }
