"""Every rule and case has words in French and English, and the words are those that were read over."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.model import CmsError, Diagnostic, Severity
from cms.report import LANGS, RULES, word, word_error
from cms.report.facts import case_of
from cms.report.words import messages_of, words_of

HERE = Path(__file__).parent
FAMILIES = ("parse", "schema", "link", "setup")  # the lint rules say theirs in their cases
IN_FILES = (  # set-up that is told as diagnostics, at its place
    "setup/schema-", "setup/config", "setup/import-name", "setup/import-pattern",
)  # fmt: skip
NOT_ALONE = {  # sayings for what no stage says today: their cases have words of their own
    ("parse/alias", ""), ("parse/character", ""), ("parse/depth", ""), ("parse/front-matter", ""), ("parse/key", ""),
    ("parse/number", ""), ("parse/size", ""), ("link/file-name", ""), ("link/hidden", ""), ("setup/bundle", ""),
    ("setup/config", ""), ("setup/output", ""), ("setup/schema-ref", ""),
}  # fmt: skip


def _examples() -> Iterator[Diagnostic]:
    """One diagnostic a line: rule, case, values, pointer, severity."""
    for line in (HERE / "cases/report/examples.jsonl").read_text(encoding="utf-8").splitlines():
        rule, case, values, *rest = json.loads(line)
        pointer = rest[0] if rest else ""
        severity: Severity = rest[1] if len(rest) > 1 else "error"
        yield Diagnostic(rule, "content/posts/a.md", values=values, case=case, pointer=pointer, severity=severity)


EXAMPLES = list(_examples())


def _is_told_alone(example: Diagnostic) -> bool:
    return example.rule.startswith("setup/") and not example.rule.startswith(IN_FILES)


def _wording(example: Diagnostic, lang: str) -> str:
    if _is_told_alone(example):
        return f"{example.rule}: {word_error(CmsError(example.rule, example.values), lang)}\n"
    message, advice = word(example, lang)
    case = f" ({case_of(example)})" if case_of(example) else ""
    level = "" if example.severity == "error" else f" [{example.severity}]"
    return f"{example.rule}{case}{level}: {message}\n    {advice}\n"


@pytest.mark.parametrize("lang", LANGS)
def test_wording_is_as_read_over(lang: str) -> None:
    golden = HERE / f"golden/report/messages.{lang}.txt"
    worded = "".join(_wording(example, lang) for example in EXAMPLES)
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(worded, encoding="utf-8")
    assert worded == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("family", FAMILIES)
def test_both_languages_have_the_same_messages(family: str) -> None:
    assert messages_of("fr", family).keys() == messages_of("en", family).keys()


@pytest.mark.parametrize("family", FAMILIES)
def test_every_message_has_an_example(family: str) -> None:
    shown = set()
    for example in EXAMPLES:
        values = example.values
        cases = [case_of(example), example.case, ""]
        if _is_told_alone(example):
            cases = [f"{values.get('case')}-{values.get('reason', values.get('preview'))}", values.get("case", ""), ""]
        known = messages_of("en", family)
        keys = [*((example.rule, case) for case in cases), (example.rule.partition("/")[0], "")]
        shown.add(next((key for key in keys if key in known), None))
    assert set(messages_of("en", family)) - shown - NOT_ALONE <= {("parse", ""), ("link", ""), ("setup", "")}


@pytest.mark.parametrize("lang", LANGS)
def test_every_rule_has_words_of_its_own_and_says_what_to_do(lang: str) -> None:
    for example in EXAMPLES:
        message, advice = _said(example, lang)
        assert example.rule not in message.split("`"), example  # the general sentence names the rule
        assert advice, example
        assert "\n" not in message + advice, example
        assert not (message + advice).endswith((".", " ")), example
        assert message[0] == message[0].lower() or message.startswith(("Git ", "HTML ")), example


def _said(example: Diagnostic, lang: str) -> tuple[str, str]:
    if _is_told_alone(example):
        return word_error(CmsError(example.rule, example.values), lang), "said on the same line"
    message, advice = word(example, lang)
    return message, advice or ""


def test_the_sources_name_no_rule_without_words() -> None:
    named = set()
    for path in (HERE.parent / "src/cms").rglob("*.py"):
        if "report" not in path.parts:
            named |= set(
                re.findall(r"""["'](?:parse|schema|link|setup)/[A-Za-z-]+["']""", path.read_text(encoding="utf-8"))
            )
    assert {name.strip("\"'") for name in named} <= {*RULES, "schema/"}


def test_rules_are_those_of_the_messages() -> None:
    worded = {rule for family in FAMILIES for rule, _ in messages_of("en", family)}
    assert {rule for rule in worded if "/" in rule and not rule.startswith("lint/")} == set(RULES)


# --- French ----------------------------------------------------------------------------------------------------------

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


def test_editors_read_no_jargon_in_french() -> None:
    for example in EXAMPLES:
        prose = re.sub(r"`[^`]*`", "", " ".join(_said(example, "fr"))).lower()
        if not example.rule.startswith("setup/"):
            assert [jargon for jargon in JARGON if jargon in prose] == [], example


def test_french_typography() -> None:
    for example in EXAMPLES:
        prose = re.sub(r"`[^`]*`", "``", " ".join(_said(example, "fr")))
        assert not re.search(r" [:;!?»]|« |'", prose), example
        assert not re.search(r"[^\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}][;!?»]", prose), example


# --- Never a crash ---------------------------------------------------------------------------------------------------

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
names = st.sampled_from(sorted({name for example in EXAMPLES for name in example.values}))


@given(
    st.sampled_from(EXAMPLES),
    st.dictionaries(names, json_values, max_size=4),
    st.text(max_size=10),
    st.sampled_from(["fr", "en", "de"]),
)
def test_any_values_are_worded(example: Diagnostic, values: dict[str, Any], pointer: str, lang: str) -> None:
    for known in (values, {**example.values, **values}):
        message, advice = word(example._replace(values=known, pointer=pointer), lang)
        assert message
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\ud800-\udfff]", message + (advice or ""))
        assert word_error(CmsError(example.rule, known), lang)


def test_unknown_rules_and_cases_get_general_words() -> None:
    assert word(Diagnostic("parse/tab", "a.md", case="later"), "en") == word(Diagnostic("parse/tab", "a.md"), "en")
    assert word(Diagnostic("spell/typo", "a.md"), "en").message == "the rule `spell/typo` isn't met"
    assert word(Diagnostic("spell/typo", "a.md"), "fr").message == "la règle `spell/typo` n’est pas respectée"
    assert (
        word(Diagnostic("schema/later", "a.md", pointer="/a"), "en").message == "`a` doesn't follow the content model"
    )


def test_other_languages_fall_back_to_english() -> None:
    found = Diagnostic("parse/tab", "a.md")
    assert word(found, "de") == word(found, "en") == word(found, "en-GB")
    assert word(found, "fr-BE") == word(found, "fr") == word(found, "FR_ca")


@pytest.mark.parametrize("lang", LANGS)
def test_words_have_the_same_names(lang: str) -> None:
    words, english = words_of(lang), words_of("en")
    for field in ("types", "kinds", "formats", "forms", "visibility", "captures", "severities", "summary"):
        assert getattr(words, field).keys() == getattr(english, field).keys()
