"""`cms new`: a draft that checks without errors, or nothing at all."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.build import check
from cms.cli import main
from cms.draft import text_of
from cms.model import Collection, Schema, Source
from cms.parse import parse
from cms.paths import compile_template

Site = Callable[..., Path]


def test_a_draft_has_its_title_date_and_status_and_checks_without_errors(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    root = site()
    assert main(["new", "-C", str(root), "posts", "L’été à l’Œuvre : « 3 »", "--lang", "fr"]) == 0
    today = datetime.now(ZoneInfo("Europe/Paris")).date().isoformat()
    path = root / f"content/posts/{today}-l-ete-a-l-oeuvre-3.md"
    assert capsys.readouterr().out == f"{os.path.relpath(path)}\n"
    document, found = parse(Source("x.md", path.read_bytes(), ""))
    assert found == ()
    assert document.data == {"title": "L’été à l’Œuvre : « 3 »", "date": today, "status": "Draft"}
    assert "# authors: (*)" in path.read_text()
    report = check(str(root))
    assert (report.errors, report.hidden) == (0, 1)
    assert {found.rule for found in report.diagnostics} == {"schema/required"}


def test_a_draft_may_be_what_a_boolean_says(site: Site) -> None:
    publish = "{field: draft, value: false}"
    properties = {"title": {"type": "string"}, "draft": {"type": "boolean", "default": False}}
    root = site({
        "cms.yml": f"collections: {{a: {{path: 'a/{{slug}}.yml', schema: schemas/a.json, publish: {publish}}}}}",
        "schemas/a.json": json.dumps({"properties": properties}),
    })  # fmt: skip
    assert main(["new", "-C", str(root), "a", "Titre"]) == 0
    assert (root / "content/a/titre.yml").read_text() == "title: Titre\ndraft: true\n"


def test_fields_can_be_given(site: Site) -> None:
    root = site()
    arguments = ["posts", "Titre", "--set", "date=2026-05-06", "--set", "authors=[ada]", "--set", "slug=autre"]
    assert main(["new", "-C", str(root), *arguments]) == 0
    text = (root / "content/posts/2026-05-06-autre.md").read_text()
    assert text.startswith("---\ntitle: Titre\ndate: '2026-05-06'\nstatus: Draft\nauthors:\n  - ada\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["people", "Ada"],  # there is one
        ["people", "🌎"],  # no slug
        ["people", "Zoé", "--set", "=x"],
        ["people", "Zoé", "--set", "colour=red"],
        ["people", "Zoé", "--set", "slug=../zoe"],
        ["people", "Zoé", "--set", "slug=con"],
        ["people"],
        ["posts", "Titre", "--set", "date=demain"],
    ],
)
def test_what_cannot_be_written_well_is_not_written(site: Site, arguments: list[str]) -> None:
    root = site()
    before = sorted(root.rglob("*"))
    assert main(["new", "-C", str(root), *arguments]) == 2
    assert sorted(root.rglob("*")) == before
    assert (root / "content/people/ada.yml").read_text() == "name: Ada\nstatus: Published\n"


TYPES = {
    "type": "object",
    "required": ["name", "kind", "tags"],
    "properties": {
        "name": {"type": "string", "title": "Nom"},
        "kind": {"enum": ["company", "media"], "title": "Genre"},
        "tags": {"type": "array", "minItems": 1, "items": {"type": "string"}, "title": "Étiquettes"},
    },
}


def without_drafts(site: Site) -> Path:
    return site({"schemas/person.schema.json": json.dumps(TYPES), "content/people/ada.yml": None,
                 "content/people/bob.yml": None, "content/posts/2026-01-02-bonjour.md": None})  # fmt: skip


def test_a_collection_without_drafts_needs_its_required_fields(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root = without_drafts(site)
    assert main(["new", "-C", str(root), "people", "Ada"]) == 2
    assert "kind" in capsys.readouterr().err
    assert main(["new", "-C", str(root), "people", "Ada", "--set", "kind=media", "--set", "tags=[a]"]) == 0
    assert check(str(root)).diagnostics == ()


def test_on_a_terminal_it_asks(site: Site) -> None:
    root = without_drafts(site)
    control, terminal = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "cms", "new", "people"],
        cwd=root,
        stdin=terminal,
        stderr=terminal,
        stdout=subprocess.PIPE,
    )
    os.close(terminal)
    os.write(control, "Zoé Dupont\nmedia\nun, deux\n".encode())
    out, _ = child.communicate(timeout=30)
    os.close(control)
    assert (child.returncode, out.decode().strip()) == (0, "content/people/zoe-dupont.yml")
    assert parse(Source("x.yml", (root / "content/people/zoe-dupont.yml").read_bytes(), ""))[0].data == {
        "name": "Zoé Dupont",
        "kind": "media",
        "tags": ["un", "deux"],
    }


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs", "Cc"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abcxyz", min_size=1), inner, max_size=3),
    max_leaves=8,
)


@given(VALUES)
def test_what_is_written_is_read_again(value: object) -> None:
    template = compile_template("x/{slug}.yml", "content", [])
    schema = Schema("", "", {}, {"field": {}}, lambda _: iter(()), lambda _: iter(()))
    text = text_of(Collection("x", template, ""), schema, {"field": value})
    document, found = parse(Source("x.yml", text.encode(), ""))
    assert (found, document.data) == ((), {"field": value})
