"""Where the date in a path is looked for, by the template of the collection."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cms.build.route import Route
from cms.build.single import check_file
from cms.config import load
from cms.model import Source
from cms.paths import place
from cms.read import open_tree

TEXT = "---\ndate: 2020-01-01\n---\n"


def rules_of(folder: Path, template: str, path: str) -> list[str]:
    """What is said about the dates of a file of a collection with this template and a `date` in its schema."""
    (folder / "e.schema.json").write_text(json.dumps({"properties": {"date": {}}}))
    config = {"content": "content", "collections": {"c": {"path": template, "schema": "e.schema.json"}}}
    (folder / "cms.yml").write_text(json.dumps(config))
    with open_tree(str(folder), "work") as tree:
        set_up = load(tree)
    collection = set_up.config.collections["c"]
    at = place(path, collection.template, "c")
    assert at is not None
    _, found = check_file(Source(path, TEXT.encode(), ""), Route(collection, at), set_up.schemas, set_up.config)
    return [each.rule for each in found]


@pytest.mark.parametrize(
    ("template", "path", "rules"),
    [
        ("{slug}.md", "content/2021-03-01-a.md", ["lint/date-mismatch"]),
        ("{slug}.md", "content/2020-01-01-a.md", []),
        ("{slug}.md", "content/2021-03-012.md", []),
        ("{slug}/index.md", "content/2021-03-01-a/index.md", ["lint/date-mismatch"]),
        ("{all*}.md", "content/x/2021-03-01-a/_index.md", ["lint/date-mismatch"]),
        ("{all*}.md", "content/2021-03-01-a/b.md", []),
        ("{year}/{slug}.md", "content/2021/2021-03-01-a.md", ["lint/date-mismatch"]),
        ("{date}-{slug}.md", "content/2021-03-01-a.md", ["schema/template"]),
        ("{date}-{slug}/index.md", "content/2021-03-01-a/index.md", ["schema/template"]),
        ("{date}.md", "content/2021-03-01.md", ["schema/template"]),  # one cause, said once
        ("{date}-{name}.md", "content/2021-03-01-a.md", ["schema/template"]),
    ],
)
def test_the_date_of_a_path_is_said_once(tmp_path: Path, template: str, path: str, rules: list[str]) -> None:
    assert rules_of(tmp_path, template, path) == rules
