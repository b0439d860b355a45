"""The pages of the lint rules in docs/ are those that their docstrings give."""

from __future__ import annotations

import runpy
from pathlib import Path

from cms.lint import all_rules
from cms.report import LANGS

ROOT = Path(__file__).parent.parent
TOOL = runpy.run_path(str(ROOT / "tools" / "rule_pages.py"))


def test_the_pages_are_as_written() -> None:
    wanted: dict[str, str] = dict(TOOL["pages"]())
    folder = ROOT / "docs" / "rules"
    there = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.md")}
    assert there.keys() == wanted.keys(), "python tools/rule_pages.py writes them"
    assert [name for name in wanted if there[name] != wanted[name]] == []


def test_every_rule_has_a_page_in_each_language() -> None:
    names = dict(TOOL["pages"]())
    for rule in all_rules():
        for lang in LANGS:
            assert f"{lang}/{rule.removeprefix('lint/')}.md" in names
