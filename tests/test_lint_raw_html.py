"""The rule lint/raw-html on its cases: beside each bad file the places and tags to be found, a line each."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NoReturn

import pytest

from cms.lint import RULES, Checkable, run
from cms.lint.raw_html import ID
from cms.model import Diagnostic, Document, Entry, Level, Mark, Span
from cms.render import locate, scan

CASES = Path(__file__).parent / "cases" / "lint-raw-html"


def checkable(text: str) -> Checkable:
    document = Document("a.md", "markdown", text, {}, Mark(0, 0), 0)
    entry = Entry(
        "posts", "a", "a", "a.md", "", None, "fr", None, draft=False, publish_at=None, expire_at=None, data={}
    )
    return Checkable(document, entry, scan(text).raw_html, lambda: locate(text))


def lines_of(found: list[Diagnostic]) -> list[str]:
    places = [one.span or Span(0, 0, 0, 0) for one in found]
    return [
        f"{at.line}:{at.column}-{at.end_line}:{at.end_column} {one.values['tag']}"
        for at, one in zip(places, found, strict=True)
    ]


@pytest.mark.parametrize("path", sorted((CASES / "good").glob("*.md")), ids=lambda path: path.stem)
def test_good_cases_are_silent(path: Path) -> None:
    assert list(run(checkable(path.read_text("utf-8")), {})) == []


@pytest.mark.parametrize("path", sorted((CASES / "bad").glob("*.md")), ids=lambda path: path.stem)
def test_bad_cases_are_found_at_their_places(path: Path) -> None:
    found = list(run(checkable(path.read_text("utf-8")), {}))
    assert lines_of(found) == path.with_suffix(".txt").read_text("utf-8").splitlines()
    assert {(one.rule, one.case, one.path, one.severity) for one in found} == {(ID, "", "a.md", "warning")}


@pytest.mark.parametrize("level", ["info", "warning", "error"])
def test_cms_yml_sets_the_severity(level: Level) -> None:
    assert [one.severity for one in run(checkable("a <b>c</b>"), {ID: level})] == [level]


def test_a_rule_that_is_off_costs_nothing() -> None:
    assert list(run(checkable("a <b>c</b>"), {ID: "off"})) == []


def test_places_are_not_looked_for_where_there_is_no_html() -> None:
    def never() -> NoReturn:
        raise AssertionError

    assert list(run(checkable("a")._replace(locate=never), {})) == []


def test_the_page_of_each_rule_is_in_english_and_in_french() -> None:
    for name, rule in RULES.items():
        assert name == rule.ID
        english, french = (rule.__doc__ or "").split("\n---\n")
        assert "Good:" in english
        assert "Bad:" in english
        assert "Bon :" in french
        assert "Mauvais :" in french


def test_the_examples_of_the_page_are_what_they_are_said_to_be() -> None:
    """The indented parts of the docstring: what follows `Good:` is silent, what follows `Bad:` is found."""
    for page in (RULES[ID].__doc__ or "").split("\n---\n"):
        _, good, bad = re.split("Good:|Bad:|Bon :|Mauvais :", page)
        found = {}
        for name, example in (("good", good), ("bad", bad)):
            text = "\n".join(line[4:] for line in example.strip("\n").splitlines())
            found[name] = len(list(run(checkable(text), {})))
        assert found == {"good": 0, "bad": 2}
