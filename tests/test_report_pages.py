"""Each rule has a page in both languages, and the pages' examples do what they say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import cms.report
from cms.model import Source
from cms.parse import parse
from cms.report import LANGS, RULES, explain

SUFFIXES = {"yaml": ".yml", "markdown": ".md", "json": ".json"}
PAGES = {lang: (Path(cms.report.__file__).parent / f"rules.{lang}.md").read_text(encoding="utf-8") for lang in LANGS}
NOT_SPELT_OUT = {"parse/depth"}  # nobody wants to read 65 brackets
LINT = {"lint/raw-html": "Raw HTML.\n\nUse Markdown.\n---\nDu HTML : à éviter.\n"}


def _examples(page: str) -> list[tuple[str, str]]:
    """The page's code blocks: language and text, the bad one first."""
    return re.findall(r"```(\w+)\n(.*?)```", page, re.DOTALL)


@pytest.mark.parametrize("lang", LANGS)
def test_every_rule_has_a_page(lang: str) -> None:
    for rule in RULES:
        page = explain(rule, lang, {})
        assert page is not None, rule
        assert page.startswith("## "), rule
        assert rule in page.partition("\n")[0].removeprefix("## ").split(", ")
        assert {"fr": "À éviter", "en": "Bad"}[lang] in page, rule
        assert {"fr": "Bien", "en": "Good"}[lang] in page, rule


@pytest.mark.parametrize("lang", LANGS)
def test_every_page_is_of_a_rule(lang: str) -> None:
    named = [rule for heading in re.findall(r"^## (.+)$", PAGES[lang], re.MULTILINE) for rule in heading.split(", ")]
    assert sorted(named) == sorted(RULES)


@pytest.mark.parametrize("lang", LANGS)
def test_pages_fit_a_terminal(lang: str) -> None:
    assert [line for line in PAGES[lang].split("\n") if len(line) > 80 and not line.startswith("## ")] == []


@pytest.mark.parametrize("lang", LANGS)
def test_examples_of_the_parse_rules_are_true(lang: str) -> None:
    for rule in RULES:
        examples = _examples(explain(rule, lang, {}) or "")
        if rule.startswith("parse/") and len(examples) == 2 and rule not in NOT_SPELT_OUT:
            (kind, bad), (_, good) = examples
            path = "example" + SUFFIXES.get(kind, ".yml")
            kinds = [found.rule for found in parse(Source(path, bad.replace("→   ", "\t").encode(), ""))[1]]
            assert kinds[:1] == [rule], bad
            assert parse(Source(path, good.encode(), ""))[1] == (), good


@pytest.mark.parametrize("lang", LANGS)
def test_good_examples_can_be_read(lang: str) -> None:
    for kind, text in _examples(PAGES[lang]):
        if kind == "json" and "$ref" in text:
            assert parse(Source("example.json", text.encode(), ""))[1] == ()


def test_lint_rules_are_explained_by_their_docstrings() -> None:
    assert explain("lint/raw-html", "en", LINT) == "## lint/raw-html\n\nRaw HTML.\n\nUse Markdown."
    assert explain("lint/raw-html", "fr", LINT) == "## lint/raw-html\n\nDu HTML\N{NO-BREAK SPACE}: à éviter."
    assert explain("lint/raw-html", "de", LINT) == explain("lint/raw-html", "en", LINT)
    assert explain("lint/other", "fr", {"lint/other": "English only."}) == "## lint/other\n\nEnglish only."


def test_unknown_rules_have_no_page() -> None:
    assert explain("parse/tabs", "fr", LINT) is None
    assert explain("parse", "en", LINT) is None


def test_typography_leaves_code_alone() -> None:
    page = explain("parse/yaml", "fr", {}) or ""
    assert "title: Saison 8 : le bilan" in page
    assert "À éviter\N{NO-BREAK SPACE}:" in page
