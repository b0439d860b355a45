"""The documentation says what the program does: its examples run, and the names in it exist."""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from cms.build import check
from cms.cli import COMMANDS, explain, export, fix, importing, init, new
from cms.cli import check as check_command
from cms.config import load
from cms.config.import_map import load_import_map
from cms.lint import all_rules as lint_rules
from cms.outcomes import Outcome
from cms.read import open_tree
from cms.report import RULES
from cms.scaffold import STARTERS

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TEMPLATES = {"article": "posts/2026-12-01-modele.md", "projet": "projects/modele.md"}


def own_content(folder: Path) -> Path:
    """A copy of this repository's content and set-up."""
    for name in ("content", "schemas"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "cms.yml", folder)
    return folder


def test_our_own_content_has_nothing_to_complain_of(tmp_path: Path) -> None:
    assert check(str(own_content(tmp_path))).diagnostics == ()


def test_the_python_examples_run(tmp_path: Path) -> None:
    blocks = [text for language, text in BLOCK.findall((ROOT / "docs/python.md").read_text()) if language == "python"]
    assert len(blocks) == 3
    code = "\n".join(blocks)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=own_content(tmp_path), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "0 errors in 45 entries" in done.stdout
    assert "Saison 8 /saisons/saison-8/" in done.stdout
    assert done.stdout.count("\n- ") == 13


def test_the_javascript_example_finds_the_twelve_projects(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node isn't installed, and it only runs this example")
    (example,) = {text for page in PAGES for language, text in BLOCK.findall(page.read_text()) if language == "js"}
    root = own_content(tmp_path)
    subprocess.run([sys.executable, "-m", "cms", "export"], cwd=root, check=True, capture_output=True)
    code = (
        "import {readFile} from 'node:fs/promises'\nconst base = process.argv[2]\n"
        "const fetch = async (path) => ({json: async () => JSON.parse(await readFile(path))})\n"
        f"{example}\nconsole.log(projects.length)\n"
    )
    (tmp_path / "example.mjs").write_text(code)
    done = subprocess.run([node, "example.mjs", "dist/"], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout == "12\n"


def test_the_mapping_of_the_page_on_imports_is_one(tmp_path: Path) -> None:
    blocks = _indented((ROOT / "docs/import.md").read_text())
    root = own_content(tmp_path)
    (root / "imports").mkdir()
    mapping = "".join(block for block in blocks if block.startswith(("base:", "splits:")))
    (root / "imports/example.yml").write_text(mapping)
    with open_tree(str(root), "work") as tree:
        found = load_import_map(tree, "example", load(tree))
    assert (found.base, *found.splits, *found.tables) == ("https://old.example.org", "season", "authors")
    (outcome,) = (json.loads(block) for block in blocks if block.startswith("{"))
    assert list(outcome) == [*Outcome._fields[:10], "message"]


def _indented(page: str) -> list[str]:
    return [
        textwrap.dedent(block).lstrip("\n") for block in re.findall(r"(?:^ {4}.+\n|^\n(?= {4}))+", page, re.MULTILINE)
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_rules_and_files_that_the_pages_name_exist(page: Path) -> None:
    text = page.read_text()
    for rule in re.findall(r"`((?:parse|schema|link|lint)/[a-zA-Z-]+)`", text):
        assert rule in RULES or rule in lint_rules(), rule
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", re.sub(r"`[^`]*`", "", BLOCK.sub("", text))):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("kind", TEMPLATES)
def test_the_templates_for_editors_check_without_errors(kind: str, tmp_path: Path) -> None:
    text = (ROOT / "docs/editeurs.md").read_text()
    section = text[text.index(f"## Modèle d’{kind}" if kind == "article" else f"## Modèle de {kind}") :]
    match = BLOCK.search(section)
    assert match is not None
    root = own_content(tmp_path)
    (root / "content" / TEMPLATES[kind]).write_text(match[2])
    assert check(str(root)).errors == 0


def test_every_command_and_option_is_documented() -> None:
    page = (ROOT / "docs/maintainers.md").read_text()
    modules: dict[str, Callable[[argparse.ArgumentParser], None]] = {
        "init": init.add_arguments,
        "check": check_command.add_arguments,
        "export": export.add_arguments,
        "new": new.add_arguments,
        "fix": fix.add_arguments,
        "explain": explain.add_arguments,
        "import": importing.add_arguments,
    }
    assert modules.keys() == COMMANDS.keys()
    for name, add_arguments in modules.items():
        parser = argparse.ArgumentParser()
        add_arguments(parser)
        options = {option for action in parser._actions for option in action.option_strings}  # noqa: SLF001 - no other way
        for option in options - {"-h", "--help", "--output"}:
            assert option in page, (name, option)
        assert f"cms {name}" in page


def test_every_starter_is_documented() -> None:
    page = (ROOT / "docs/maintainers.md").read_text()
    for name, starter in STARTERS.items():
        assert re.search(
            rf"^\| `{name}`.* \| {', '.join(f'`{one}`' for one in starter.collections)}", page, re.MULTILINE
        )


def test_the_version_is_the_distribution_s() -> None:
    import cms  # noqa: PLC0415 - the only test that needs it

    assert f'version = "{cms.__version__}"' in (ROOT / "pyproject.toml").read_text()
