"""A plan becomes a repository that passes its own checks, in French or English, with files that mean what they say."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from importlib.metadata import PathDistribution
from itertools import combinations
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from cms.build import check, export
from cms.client import load
from cms.lint import all_rules
from cms.model import CmsError
from cms.report import RULES
from cms.scaffold import STARTERS, Plan, PlannedCollection, files, plan_of, write
from cms.scaffold.requirements import requirement_of
from cms.scaffold.vscode import glob_of

GOLDEN = Path(__file__).parent / "golden/scaffold"
CHOICES = [choice for count in (1, 2, 3) for choice in combinations(STARTERS, count)]
LANGUAGES = [("fr",), ("en",), ("fr-CA", "en"), ("en", "fr"), ("de",)]


def made(starters: tuple[str, ...] = ("blog",), languages: tuple[str, ...] = ("fr",), name: str = "Essai") -> Any:
    return files(plan_of(starters, name, languages), "0.1.0")


def schemas(texts: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    return ((path, json.loads(text)) for path, text in texts.items() if path.startswith("schemas/"))


def required(schema: Any, parent: str = "") -> Iterator[str]:
    """The paths of all required fields, as the README writes them."""
    for name, about in schema.get("properties", {}).items():
        if name in schema.get("required", []):
            yield parent + name
        yield from required(about.get("items", about), f"{parent}{name}.")


# --- What is written is right ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("languages", LANGUAGES, ids="-".join)
@pytest.mark.parametrize("starters", CHOICES, ids="+".join)
def test_it_has_nothing_to_complain_of_and_exports(
    starters: tuple[str, ...], languages: tuple[str, ...], tmp_path: Path
) -> None:
    root = tmp_path / "un dépôt"
    write(str(root), made(starters, languages, "Essai : « l’été » #1"))
    assert check(str(root)).diagnostics == ()
    assert export(str(root), str(root / "dist"), strict=True).folder is not None
    bundle = load(str(root / "dist"))
    collections = {name for starter in starters for name in STARTERS[starter].collections}
    assert set(bundle.collections) == collections
    assert all(collection.entries for collection in bundle.collections.values())


def test_schemas_are_valid_also_to_another_library() -> None:
    for path, schema in schemas(made(tuple(STARTERS), ("en", "fr"))):
        jsonschema.Draft202012Validator.check_schema(schema)
        assert schema["$schema"] == jsonschema.Draft202012Validator.META_SCHEMA["$id"]
        assert path.endswith(f"/{schema['$id']}")


def test_every_field_says_what_it_is_for_in_each_language() -> None:
    def fields(schema: Any) -> Iterator[Any]:
        for about in schema.get("properties", {}).values():
            yield about
            yield from fields(about.get("items", about))

    for lang in ("fr", "en"):
        for _, schema in schemas(made(tuple(STARTERS), (lang,))):
            assert all(about["title"] and about["description"][-1] in ".…" for about in fields(schema))


def test_one_language_needs_no_field_for_it() -> None:
    assert "lang" not in json.loads(made()["schemas/post.schema.json"])["properties"]
    schema = json.loads(made(languages=("en", "fr"))["schemas/post.schema.json"])
    assert schema["properties"]["lang"]["enum"] == ["en", "fr"]
    assert "lang" in schema["required"]


def test_texts_depend_on_the_plan_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    texts = made(tuple(STARTERS))
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    monkeypatch.chdir(tmp_path)
    assert made(tuple(STARTERS)) == texts
    assert all(text.endswith("\n") and "@@" not in text for text in texts.values() if text)
    assert not [path for path, text in texts.items() if os.path.expanduser("~") in text or "/tmp" in text]  # noqa: PTH111, S108


def test_a_schema_is_named_for_one_entry() -> None:
    plan = Plan("x", ("en",), tuple(PlannedCollection(name, {"path": f"{name}/{{slug}}.yml"}, {"properties": {}})
        for name in ("people", "stories", "news", "addresses", "story", "saisons", "bus")))  # fmt: skip
    names = [path.removesuffix(".schema.json") for path in files(plan, "0") if path.startswith("schemas/")]
    assert names == [f"schemas/{name}" for name in ("address", "bus", "news", "person", "saison", "stories", "story")]


# --- What it says is true --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_readme_has_every_required_field_and_leads_to_what_is_there(lang: str) -> None:
    texts = made(tuple(STARTERS), (lang, "pt-BR"))
    readme = texts["README.md"]
    for _, schema in schemas(texts):
        section = readme[readme.index(f"### {schema['title']} (`") :].split("\n### ")[0]
        for name in required(schema):
            assert re.search(rf"^\| `{name}` \| (oui|yes)", section, re.MULTILINE), name
    links = re.findall(r"\]\(([^)\s]+)\)", readme)
    there = {*texts, *(str(Path(path).parent) for path in texts)}
    assert {link for link in links if not link.startswith(("#", "/media"))} <= there
    headings = {heading.lower().replace(" ", "-") for heading in re.findall(r"^#+ (.+)$", readme, re.MULTILINE)}
    assert {link[1:] for link in links if link.startswith("#")} <= headings
    known = {*RULES, *all_rules()}
    assert set(re.findall(r"`((?:parse|schema|link|lint)/\w[\w-]*)`", readme)) <= known


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", ["README.md", "cms.yml"])
def test_texts_are_as_read_over(lang: str, name: str) -> None:
    golden = GOLDEN / lang / name
    text = made(languages=(lang,))[name]
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_a_title_means_nothing_to_markdown_or_yaml() -> None:
    texts = made(name="*L’été* : <b>#1</b>")
    assert texts["README.md"].startswith("# \\*L’été\\* : \\<b\\>#1\\</b\\>\n")
    assert yaml.safe_load(texts["cms.yml"])["site"]["title"] == "*L’été* : <b>#1</b>"


def test_a_repository_without_drafts_has_no_word_of_them() -> None:
    fields = {
        "name": {"type": "string", "description": "A | B"},
        "actors": {"type": "array"},
        "a|b": {"enum": ["x|y", None, True]},
        "any": True,
        "studio": {"title": "Studio", "x-reference": "people"},
    }
    schema = {"title": "Film", "required": ["name"], "properties": fields}
    plan = Plan("x", ("en",), (PlannedCollection("films", {"path": "films/{year}/{slug}.json"}, schema),))
    texts = files(plan, "0")
    assert "Draft or published" not in texts["README.md"]
    assert "`YYYY/name.json`, in [`content/films`](content/films).\n" in texts["README.md"]
    rows = [row for row in texts["README.md"].splitlines() if row.startswith("| `") and "schema/" not in row]
    assert rows[:4] == [
        "| `name` | yes | A \\| B |", "| `actors` |  | A list. |",
        "| `a\\|b` |  | Possible values: `x\\|y`, `null`, `true`. |",
        "| `studio` |  | Studio. An id of the collection `people`. |",
    ]  # fmt: skip
    assert json.loads(texts[".vscode/settings.json"])["json.schemas"] == [
        {"fileMatch": ["/content/films/*/*.json"], "url": "./schemas/film.schema.json"}
    ]


def test_content_may_lie_at_the_root_with_its_images_elsewhere() -> None:
    schema = {"title": "Page", "properties": {"title": {"type": "string"}}}
    pages = PlannedCollection("pages", {"path": "mes pages/{path*}.yml"}, schema, example="mes pages/é/a.yml")
    about = PlannedCollection("about", {"path": "about.yml"}, schema)
    plan = Plan("x", ("en",), (about, pages), content=".", media={"folder": "static/img", "url": "/img"})
    texts = files(plan, "0")
    assert yaml.safe_load(texts["cms.yml"])["media"] == {"folder": "static/img", "url": "/img"}
    assert "# Content writes /img/file-name.png" in texts["cms.yml"]
    readme = texts["README.md"]
    assert "One file: [`about.yml`](about.yml).\n" in readme
    assert "`folder/title.yml`, in [`mes pages`](mes%20pages); [an" in readme
    assert "(mes%20pages/%C3%A9/a.yml).\n" in readme
    assert "![The team at a blackboard](/img/team.jpg)" in readme
    assert "cms new pages " in readme
    of_yaml = json.loads(texts[".vscode/settings.json"])["yaml.schemas"]
    assert list(of_yaml.values()) == ["about.yml", "mes pages/**/*.yml"]
    assert "static/img/.gitkeep" in texts


# --- Settings of other programs --------------------------------------------------------------------------------------


def test_vs_code_finds_a_schema_for_each_yaml_file_of_the_content() -> None:
    texts = made(tuple(STARTERS))
    of_yaml = json.loads(texts[".vscode/settings.json"])["yaml.schemas"]
    assert {path.removeprefix("./") for path in of_yaml} <= texts.keys()
    entries = [path for path in texts if path.startswith("content/") and path.endswith(".yml")]
    assert [path for path in entries if sum(fnmatch(path, glob) for glob in of_yaml.values()) != 1] == []
    assert json.loads(texts[".vscode/extensions.json"]) == {"recommendations": ["redhat.vscode-yaml"]}


@pytest.mark.parametrize(
    ("template", "glob"),
    [("about.yml", "about.yml"), ("a/{date}-{slug}.md", "a/*-*.md"), ("docs/{lang}/{path*}.md", "docs/*/**/*.md")],
)
def test_a_template_as_a_glob(template: str, glob: str) -> None:
    assert glob_of(template) == glob


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_workflow_checks_proposals_and_keeps_the_bundle(lang: str) -> None:
    workflow = yaml.safe_load(made(languages=(lang,))[".github/workflows/check.yml"])
    assert set(workflow[True]) == {"pull_request", "push"}  # YAML 1.1 reads `on` so
    steps = workflow["jobs"]["content"]["steps"]
    assert steps[0]["with"]["fetch-depth"] == 0
    commands = "\n".join(step.get("run", "") for step in steps)
    assert re.findall(r"^(?:pip|cms) .*$", commands, re.MULTILINE) == [
        "pip install -r requirements.txt", "cms check", "cms export",
    ]  # fmt: skip
    assert steps[-1]["with"]["path"] == "dist/"
    readme = made(languages=(lang,))["README.md"]
    assert f"**{workflow['name']} / {workflow['jobs']['content']['name']}**" in readme


@pytest.mark.parametrize(
    ("origin", "line"),
    [
        (None, "dataforgood-cms==0.1.0"),
        ({"url": "https://example.org/cms.git", "vcs_info": {"vcs": "git", "commit_id": "abc"}},
         "dataforgood-cms @ git+https://example.org/cms.git@abc"),
        ({"url": "https://example.org/cms.whl", "archive_info": {}}, "dataforgood-cms @ https://example.org/cms.whl"),
        ({"url": "file:///home/ada/cms", "dir_info": {"editable": True}}, None),
        ({"url": "file:///home/ada/cms.git", "vcs_info": {"vcs": "git", "commit_id": "abc"}}, None),
    ],
)  # fmt: skip
def test_a_requirement_leads_others_to_the_same_program_or_is_left_open(
    origin: Any, line: str | None, tmp_path: Path
) -> None:
    (tmp_path / "METADATA").write_text("Name: dataforgood-cms\nVersion: 0.1.0\n")
    if origin is not None:
        (tmp_path / "direct_url.json").write_text(json.dumps(origin))
    found = requirement_of(PathDistribution(tmp_path))
    assert found == line
    text = files(plan_of(["blog"], "x", ["en"]), "0.1.0", found)["requirements.txt"]
    assert [row for row in text.splitlines() if not row.startswith("#")] == ([line] if line else [])
    assert "home" not in text


# --- Writing ---------------------------------------------------------------------------------------------------------


def test_what_cannot_be_written_whole_leaves_no_trace(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b/old").write_text("old")
    (tmp_path / "z").write_text("a file in the place of a folder")
    with pytest.raises(CmsError) as raised:
        write(str(tmp_path), {"a/deep/file": "x", "b/new": "x", "z/file": "x"})
    assert raised.value.rule == "setup/unwritable"
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")) == ["b", "b/old", "z"]
