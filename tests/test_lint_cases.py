"""Each lint rule on its cases, and on the examples of its page.

`cases/lint/<rule>/bad/<name>.md` (or .yml) is a file with defects; beside it stand `<name>.txt`, each finding with its
place, case, pointer and what is said of it in both languages, and, where some can be mended, `<name>.fixed`, the file
after that. What is in `good/` has none. `set-up.json` in a rule's folder may hold `schema`, `site`, `rules` and more of
`collection`, as in cms.yml.
`UPDATE_GOLDEN=1 pytest tests/test_lint_cases.py` writes what is found; read it over before committing it.
"""

from __future__ import annotations

import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cms.build.route import Route
from cms.build.single import check_file
from cms.config import SetUp, load
from cms.fix import mend
from cms.lint import all_rules, file_rules
from cms.model import Diagnostic, Document, Source
from cms.parse import parse
from cms.paths import place
from cms.read import open_tree
from cms.report import LANGS, Wording, word
from cms.report.words import messages_of

CASES = Path(__file__).parent / "cases" / "lint"
FILES = sorted(path for path in CASES.glob("*/*/*") if path.suffix in {".md", ".yml"})
BAD = [path for path in FILES if path.parent.name == "bad"]
GOOD = [path for path in FILES if path.parent.name == "good"]
JARGON = (
    "mapping",
    "scalaire",
    "parse",
    "regex",
    "schéma",
    "token",
    "clé",
    "propriété",
    "chaîne",
    "booléen",
    "tableau",
)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lint")


@cache
def set_up_of(folder: Path, suffix: str, text: str) -> SetUp:
    """The set-up of a site with one collection, as a rule's `set-up.json` wants it."""
    wanted: dict[str, Any] = json.loads(text)
    collection = {"path": "{slug}" + suffix, "schema": "entry.schema.json", **wanted.get("collection", {})}
    config = {"site": {"lang": "fr", **wanted.get("site", {})}, "content": "content"}
    config |= {"collections": {"entries": collection}, "rules": wanted.get("rules", {})}
    (folder / "cms.yml").write_text(json.dumps(config))
    (folder / "entry.schema.json").write_text(json.dumps(wanted.get("schema", {})))
    with open_tree(str(folder), "work") as tree:
        return load(tree)


def read(folder: Path, rule: str, name: str, text: str) -> tuple[Document, list[Diagnostic]]:
    """A file of this text, and what its rule finds in it."""
    suffix = name[name.rindex(".") :]
    wanted = CASES / rule / "set-up.json"
    set_up = set_up_of(folder, suffix, wanted.read_text("utf-8") if wanted.exists() else "{}")
    collection = set_up.config.collections["entries"]
    path = f"content/{name}"
    at = place(path, collection.template, "entries")
    assert at is not None
    source = Source(path, text.encode(), "")
    _, found = check_file(source, Route(collection, at), set_up.schemas, set_up.config)
    return parse(source)[0], sorted(found, key=lambda each: (each.span or (0,), each.rule))


def told(found: Diagnostic) -> str:
    """Where a finding is, and what is said of it."""
    at = found.span
    place = f"{at.line}:{at.column}-{at.end_line}:{at.end_column}" if at else "-"
    head = " ".join(part for part in (place, found.case, found.pointer) if part)
    words = [f"    {lang}: {said.message} | {said.help}\n" for lang, said in worded(found)]
    return f"{head}\n{''.join(words)}"


def worded(found: Diagnostic) -> list[tuple[str, Wording]]:
    return [(lang, word(found, lang)) for lang in LANGS]


def of_rule(found: list[Diagnostic], rule: str) -> list[Diagnostic]:
    return [each for each in found if each.rule == f"lint/{rule}"]


def agrees(path: Path, text: str) -> bool:
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8", newline="")
    return path.exists() and path.read_bytes().decode() == text


def text_of(path: Path) -> str:
    return path.read_bytes().decode()


def name(path: Path) -> str:
    return f"{path.parent.parent.name}-{path.stem}"


def test_cases_have_names_of_their_own() -> None:
    assert len({path.with_suffix("") for path in FILES}) == len(FILES)


@pytest.mark.parametrize("path", GOOD, ids=name)
def test_good_cases_are_silent(path: Path, folder: Path) -> None:
    rule = path.parent.parent.name
    assert list(map(told, of_rule(read(folder, rule, path.name, text_of(path))[1], rule))) == []


@pytest.mark.parametrize("path", BAD, ids=name)
def test_bad_cases_are_found_at_their_places(path: Path, folder: Path) -> None:
    rule = path.parent.parent.name
    found = of_rule(read(folder, rule, path.name, text_of(path))[1], rule)
    assert found
    assert agrees(path.with_suffix(".txt"), "".join(map(told, found)))


@pytest.mark.parametrize("path", BAD, ids=name)
def test_what_can_be_mended_is(path: Path, folder: Path) -> None:
    rule = path.parent.parent.name
    text = text_of(path)
    mended = mend(text, lambda now: read(folder, rule, path.name, now), lambda each: each.rule == f"lint/{rule}")
    if mended.text == text:
        assert not path.with_suffix(".fixed").exists()
        return
    assert all_rules()[f"lint/{rule}"].FIXES
    assert agrees(path.with_suffix(".fixed"), mended.text)
    again = of_rule(read(folder, rule, path.name, mended.text)[1], rule)
    assert [each for each in again if each.fixes and each not in mended.refused] == []


@pytest.mark.parametrize("rule", file_rules())
def test_every_rule_has_cases(rule: str) -> None:
    cases = CASES / rule.removeprefix("lint/")
    assert list(cases.glob("bad/*.txt"))
    assert list(cases.glob("good/*"))
    assert bool(list(cases.glob("bad/*.fixed"))) == all_rules()[rule].FIXES


@pytest.mark.parametrize("path", BAD, ids=name)
def test_every_finding_has_words_of_its_own(path: Path, folder: Path) -> None:
    rule = path.parent.parent.name
    for found in of_rule(read(folder, rule, path.name, text_of(path))[1], rule):
        for lang, (message, advice) in worded(found):
            assert (found.rule, found.case) in messages_of(lang, "lint")
            assert found.rule not in message  # the general sentence names the rule
            assert advice, message
            assert "\n" not in message + advice
            assert not (message + advice).endswith((".", " "))
            assert message[0] in "`«" or message[0] == message[0].lower() or message[:4] == "HTML", message
            if lang == "fr":
                prose = re.sub(r"`[^`]*`", "``", f"{message} {advice}")
                assert not re.search(r" [:;!?»]|« |'|[^\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}][;!?»]", prose), (
                    prose
                )
                assert [jargon for jargon in JARGON if jargon in prose.lower()] == []


def test_every_saying_of_a_rule_is_said_in_some_case(folder: Path) -> None:
    said = {
        (found.rule, found.case)
        for path in BAD
        for found in read(folder, path.parent.parent.name, path.name, text_of(path))[1]
    }
    elsewhere = all_rules().keys() - file_rules().keys()
    assert {key for key in messages_of("en", "lint") if key not in said and key[0] not in elsewhere} == set()
    assert messages_of("en", "lint").keys() == messages_of("fr", "lint").keys()


# --- Pages -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", all_rules())
def test_the_page_is_in_english_and_in_french(rule: str) -> None:
    english, french = (all_rules()[rule].__doc__ or "").split("\n---\n")
    for part in ("Good:", "Bad:", "Why:", "What to do:", "What it finds:"):
        assert part in english
    for part in ("Bon :", "Mauvais :", "Pourquoi :", "Que faire :", "Ce qui est signalé :"):
        assert part in french
    for option in all_rules()[rule].OPTIONS:
        assert f"`{option}`" in english
        assert f"`{option}`" in french
    assert [line for line in english.splitlines() + french.splitlines() if len(line) > 80] == []


@pytest.mark.parametrize("rule", file_rules())
def test_the_examples_of_the_page_are_what_they_are_said_to_be(rule: str, folder: Path) -> None:
    """The indented parts of the docstring: what follows `Good:` is silent, what follows `Bad:` is found."""
    for page in (all_rules()[rule].__doc__ or "").split("\n---\n"):
        _, good, bad = re.split("(?:Good|Bad|Bon|Mauvais) ?:\n", page)
        for example, is_bad in ((good, False), (bad, True)):
            text = "\n".join(
                line[4:] for line in example.strip("\n").splitlines() if line.startswith("    ") or not line
            )
            found = read(folder, rule.removeprefix("lint/"), "2026-01-02-exemple.md", as_file(text))[1]
            assert bool(of_rule(found, rule.removeprefix("lint/"))) == is_bad, text


def as_file(example: str) -> str:
    """An example as a whole file: what starts with a field's name is front matter, all else a body."""
    is_data = re.match(r"[\w-]+:(?: |\n|$)", example)
    return f"---\n{example.rstrip()}\n---\n" if is_data else f"---\n---\n\n{example}\n"
