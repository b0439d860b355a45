"""Every reason that an import can give is worded in every language, and no words are there for nothing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest

from cms.outcomes import Fate
from cms.read import members, web
from cms.report.en import imports as english
from cms.report.fr import imports as french

SOURCES = Path(__file__).parents[2] / "src/cms"
FILES = [*sorted((SOURCES / "importers").glob("*.py")), *sorted((SOURCES / "build/importing").glob("*.py"))]

REASON_AT = {
    "Outcome": 4,
    "Fated": 2,
    "Note": 2,
    "Resolved": 1,
    "Part": 2,
    "become": 1,
    "without": 2,
    "_left_out": 1,
    "_with_text": 2,
    "_hidden": 3,
    "as_draft": 2,
}
"""Where a reason stands among the arguments of what takes one."""

GIVES_REASONS = {"_why_not_kept", "_why_not_used", "work_of", "rule_for", "_take"}
"""Functions that give a reason back."""

IN_LOOPS = {"fixed", "text", "default"}
"""What stands in a table beside the value that it is the reason of."""

LANGS = pytest.mark.parametrize("words", [english, french], ids=["en", "fr"])


def emitted() -> set[str]:
    """All reasons in the code, but for those of files that can't be read."""
    found: set[str] = set()
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                found.update(of_call(node))
            elif isinstance(node, ast.Assign) and any(ast.unparse(each) in {"reason", "why"} for each in node.targets):
                found.update(texts(node.value))
            elif isinstance(node, ast.FunctionDef) and node.name in GIVES_REASONS:
                returned = [each for each in ast.walk(node) if isinstance(each, ast.Return)]
                found.update(text for each in returned for text in texts(each))
    return {text for text in found if text in english.REASONS or re.fullmatch(r"[a-z]+(-[a-z]+)*", text)}


def of_call(node: ast.Call) -> Iterator[str]:
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    at = REASON_AT.get(name)
    if at is not None and len(node.args) > at:
        yield from texts(node.args[at])
    for keyword in node.keywords:
        if keyword.arg == "reason":
            yield from texts(keyword.value)


def texts(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value


@LANGS
def test_reasons(words: ModuleType) -> None:
    files = {f"file-{reason}" for reason in get_args(members.Reason)}
    said = set(words.REASONS)
    assert files <= said
    assert sorted(said - files - emitted() - IN_LOOPS) == [], "nobody says that"
    assert sorted(emitted() - said) == [], "nobody words that"


def test_the_code_is_read_rightly() -> None:
    assert {"cut", "nameless", "unfit", "one-only", "no-rule", "linked", "not-copied", "based", "split"} <= emitted()


@LANGS
def test_why_an_image_is_not_fetched(words: ModuleType) -> None:
    assert set(words.WHY_NOT_FETCHED) == set(get_args(web.Reason))


@LANGS
def test_fates(words: ModuleType) -> None:
    assert set(words.FATES) == set(get_args(Fate))


@pytest.mark.parametrize("name", ["FATES", "REASONS", "SENTENCES", "WHY_NOT_FETCHED"])
def test_both_languages_say_the_same(name: str) -> None:
    ours, theirs = (getattr(module, name) for module in (english, french))
    assert holes(ours) == holes(theirs)


def holes(words: Mapping[str, str]) -> dict[str, list[str]]:
    """What each sentence needs to know."""
    return {key: sorted(re.findall(r"\{(\w+)", text)) for key, text in words.items()}
