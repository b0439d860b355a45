"""What the reports for CI hold: GitLab's Code Quality, SARIF, JUnit, and the page of a step of GitHub's workflows."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections import Counter
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import jsonschema
import jsonschema_rs
import pytest
from comrak import ExtensionOptions, RenderOptions, markdown_to_html
from hypothesis import given
from hypothesis import strategies as st

from cms import __version__
from cms.lint import all_rules as lint_rules
from cms.model import Diagnostic, Fix, Related, Span
from cms.report import FORMATS, LANGS, RULES, Look, Page, Summary, explain, step_summary, word
from cms.report.columns import visible
from cms.report.markdown import marked, plain
from cms.report.sarif import HOMEPAGE

HERE = Path(__file__).parent
GOLDEN = HERE / "golden/report"
# OASIS's schema of the standard (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), value for value, laid out anew.
SCHEMA = json.loads((HERE / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
ORACLES = (
    jsonschema.Draft7Validator(SCHEMA).is_valid,
    jsonschema_rs.validator_for(SCHEMA, validate_formats=True).is_valid,
)

POST, ANN = "content/posts/été 100%, a:b.md", "content/people/ann.yml"
TEXTS = {
    POST: "---\ntitle: Bilan\nstatus: Publish\nauthors: [ann]\n---\n\nVoir ![](a.png) et ![](a.png).\n",
    ANN: "name: Ann\ncode: S8\ncode: S9\n",
}
FOUND = (
    Diagnostic(
        "parse/duplicate-key",
        ANN,
        Span(3, 1, 3, 5),
        {"key": "code", "line": 2},
        related=(Related(ANN, Span(2, 1, 2, 5)),),
    ),
    Diagnostic(
        "link/duplicate-id", ANN, None, {"id": "Ann", "collection": "people", "other": POST}, related=(Related(POST),)
    ),
    Diagnostic("lint/asleep", POST, Span(2, 1, 3, 1), {"count": 2}, severity="warning"),
    Diagnostic(
        "schema/enum",
        POST,
        Span(3, 9, 3, 16),
        {"name": "status", "options": ["Draft", "Published"], "found": "[Publish](1)", "suggestion": "Published"},
        pointer="/status",
        fixes=(Fix(Span(3, 1, 3, 1), "état: “été”\n"), Fix(Span(3, 9, 3, 16), "")),
    ),
    Diagnostic("schema/type", POST, Span(4, 11, 4, 14), {"types": ["integer"], "found": "ann"}, pointer="/authors/0"),
    Diagnostic("link/missing-file", POST, Span(7, 6, 7, 16), {"url": "a.png", "file": "a.png"}),
    Diagnostic("link/missing-file", POST, Span(7, 20, 7, 30), {"url": "a.png", "file": "a.png"}),
    Diagnostic("lint/raw-html", POST, Span(7, 1, 7, 5), {"tag": "<b>|`x`"}, severity="info"),
)
PAGES = {
    "schema/enum": Page("## schema/enum\n\nOne of a few values.\nNo other.\n\nBad:\n\n    a"),
    "lint/raw-html": Page("## lint/raw-html\n\nRaw HTML.", "warning"),
    "lint/asleep": Page("## lint/asleep\n\nEntities.", "off"),
}


def _look(lang: str = "en") -> Look:
    return Look(lang, colour=False, width=80, text_of=TEXTS.get, summary=Summary(12, 6, 1), page_of=PAGES.get)


def _shown(name: str, *found: Diagnostic, lang: str = "en") -> str:
    return "".join(f"{line}\n" for line in FORMATS[name](found, _look(lang)))


def _page(found: tuple[Diagnostic, ...], lang: str = "en", room: int = 1 << 20) -> str:
    return "".join(f"{line}\n" for line in step_summary(found, _look(lang), room))


def _golden(name: str, shown: str) -> None:
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("name", "suffix"), [("gitlab", "json"), ("sarif", "json"), ("junit", "xml")])
def test_reports_are_as_looked_at(name: str, suffix: str, lang: str) -> None:
    _golden(f"{name}.{lang}.{suffix}", _shown(name, *FOUND, lang=lang).replace(f'"{__version__}"', '"VERSION"'))


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_of_a_step_is_as_looked_at(lang: str) -> None:
    _golden(f"step.{lang}.md", _page(FOUND, lang))


# --- Any diagnostics at all ------------------------------------------------------------------------------------------

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(
    ["`", "a``b", "]]>&<\x00\x1b\ufffe\uffff", "{0} [a](1)", "| `x`\n# y", "é\u2028"]
)
LINES = st.integers(1, 9)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    (line, column), (end_line, end_column) = sorted(draw(st.tuples(st.tuples(LINES, LINES), st.tuples(LINES, LINES))))
    return Span(line, column, end_line, end_column)


ANY_PATH = st.sampled_from([POST, ANN, "a\udcff.md", "-:@ %2F\n&é"]) | ANY_TEXT
ANYTHING = st.builds(
    Diagnostic,
    st.sampled_from([*RULES, "lint/raw-html", "unheard/of"]),
    ANY_PATH,
    st.none() | spans(),
    st.dictionaries(
        st.sampled_from(["name", "found", "url", "key", "options", "property"]), ANY_TEXT | st.lists(ANY_TEXT)
    ),
    severity=st.sampled_from(["error", "warning", "info"]),
    pointer=st.sampled_from(["", "/a", "/a/0", "/a/1"]),
    related=st.lists(st.builds(Related, ANY_PATH, st.none() | spans()), max_size=2).map(tuple),
    fixes=st.lists(st.builds(Fix, spans(), ANY_TEXT), max_size=2).map(tuple),
)


@given(st.lists(ANYTHING, max_size=5), st.sampled_from(LANGS))
def test_every_sarif_is_valid(found: list[Diagnostic], lang: str) -> None:
    log = json.loads(_shown("sarif", *found, lang=lang))
    assert all(is_valid(log) for is_valid in ORACLES)
    (run,) = log["runs"]
    assert [result["ruleId"] for result in run["results"]] == [one.rule for one in found]
    names = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert all(names[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
    for result, one in zip(run["results"], found, strict=True):
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert uri.isascii()
        assert unquote(uri, errors="surrogateescape") == one.path


@given(st.lists(ANYTHING, max_size=5), st.sampled_from(LANGS))
def test_every_gitlab_report_can_be_read(found: list[Diagnostic], lang: str) -> None:
    issues = json.loads(_shown("gitlab", *found, lang=lang))
    assert [issue["check_name"] for issue in issues] == [one.rule for one in found]
    assert len({issue["fingerprint"] for issue in issues}) == len(found)
    for issue in issues:
        assert issue["severity"] in {"info", "minor", "critical"}
        assert 1 <= issue["location"]["lines"]["begin"] <= issue["location"]["lines"]["end"]


@given(st.lists(ANYTHING, max_size=5), st.sampled_from(LANGS))
def test_every_junit_is_well_formed_and_its_counts_are_right(found: list[Diagnostic], lang: str) -> None:
    root = ET.fromstring(_shown("junit", *found, lang=lang).encode())  # noqa: S314 - it is our own
    (suite,) = root
    tests = list(suite)
    assert len(tests) == (len({one.path for one in found}) or 1)
    failing = len({one.path for one in found if one.severity == "error"})
    assert sum(test.find("failure") is not None for test in tests) == failing
    for element in (root, suite):
        counts = {name: int(element.attrib[name]) for name in ("tests", "failures", "errors", "skipped")}
        assert counts == {"tests": len(tests), "failures": failing, "errors": 0, "skipped": 0}
    said = "".join(suite.itertext())
    assert all(said.count(f"[{rule}]") >= count for rule, count in Counter(one.rule for one in found).items())


def _html(markdown: str) -> str:
    extensions = ExtensionOptions(autolink=True, table=True, strikethrough=True, tasklist=True, math_dollars=True)
    return str(markdown_to_html(markdown, extension_options=extensions, render_options=RenderOptions(unsafe_=True)))


@given(ANY_TEXT | st.text("`*_[]()<>&|\\#-+.!~$:@/1 w"))
def test_markdown_shows_any_text_as_it_is(text: str) -> None:
    shown = _html(f"x{plain(text)}x").removeprefix("<p>").removesuffix("</p>\n")
    assert "<" not in shown
    assert unescape(shown) == visible(f"x{text}x")
    assert "|" not in plain(text).replace("\\|", "")


@given(st.lists(ANYTHING, max_size=5), st.integers(0, 6000))
def test_the_page_of_a_step_fits_and_has_no_markup_of_others(found: list[Diagnostic], room: int) -> None:
    page = _page(tuple(found), room=room)
    assert len(page.encode(errors="backslashreplace")) <= room
    assert set(re.findall(r"<(\w+)", page)) <= {"code"}
    assert re.findall(r"<(\w+)", _html(page)).count("a") == 0


# --- Fingerprints ----------------------------------------------------------------------------------------------------


def _prints(texts: dict[str, str], *found: Diagnostic) -> list[str]:
    look = _look()._replace(text_of=texts.get)
    return [issue["fingerprint"] for issue in json.loads("".join(FORMATS["gitlab"](found, look)))]


def test_fingerprints_outlive_other_lines_and_tell_equal_defects_apart() -> None:
    before = _prints(TEXTS, *FOUND)
    assert len(set(before)) == len(FOUND)
    shift = 3
    moved = {path: "\n" * shift + text for path, text in TEXTS.items()}
    spans = [
        one.span and one.span._replace(line=one.span.line + shift, end_line=one.span.end_line + shift) for one in FOUND
    ]
    after = [one._replace(span=span) for one, span in zip(FOUND, spans, strict=True)]
    assert _prints(moved, *after) == before
    assert _prints(TEXTS, FOUND[4]._replace(pointer="/authors/7")) == _prints(TEXTS, FOUND[4])
    assert _prints(TEXTS, FOUND[4]._replace(pointer="/editors/0")) != _prints(TEXTS, FOUND[4])
    assert _prints(TEXTS, FOUND[5])[0] == before[5]
    assert _prints({}, *FOUND) != before
    assert len(set(_prints({}, *FOUND))) == len(FOUND)


# --- SARIF -----------------------------------------------------------------------------------------------------------


def _sarif(*found: Diagnostic, look: Look | None = None) -> Any:
    log = json.loads("\n".join(FORMATS["sarif"](found, look or _look())))
    assert all(is_valid(log) for is_valid in ORACLES)
    return log["runs"][0]


def test_a_clean_sarif_is_valid() -> None:
    run = _sarif()
    assert run["results"] == run["tool"]["driver"]["rules"] == []
    assert run["columnKind"] == "unicodeCodePoints"


def test_all_edits_of_a_diagnostic_are_one_fix() -> None:
    (result,) = _sarif(FOUND[3])["results"]
    (fix,) = result["fixes"]
    (change,) = fix["artifactChanges"]
    assert change["artifactLocation"]["uri"] == "content/posts/%C3%A9t%C3%A9%20100%25%2C%20a%3Ab.md"
    assert [each.get("insertedContent") for each in change["replacements"]] == [{"text": "état: “été”\n"}, None]


def test_sarif_links_to_the_related_places_and_to_nothing_else() -> None:
    duplicate, enum = _sarif(FOUND[0], FOUND[3])["results"]
    assert f"[{ANN}:2:1](1)" in duplicate["message"]["text"]
    assert [place["id"] for place in duplicate["relatedLocations"]] == [1]
    assert r"`\[Publish](1)`" in enum["message"]["text"]


def test_sarif_says_what_is_known_of_the_rules() -> None:
    rules = {rule["id"]: rule for rule in _sarif(*FOUND)["tool"]["driver"]["rules"]}
    assert rules["schema/enum"]["name"] == "SchemaEnum"
    assert rules["schema/enum"]["shortDescription"]["text"] == "One of a few values."
    assert rules["schema/enum"]["fullDescription"]["text"] == "One of a few values. No other."
    assert rules["schema/enum"]["help"]["markdown"] == PAGES["schema/enum"].text
    assert "defaultConfiguration" not in rules["schema/enum"]
    assert rules["lint/raw-html"]["defaultConfiguration"] == {"level": "warning"}
    assert rules["lint/asleep"]["defaultConfiguration"] == {"enabled": False}


@pytest.mark.parametrize("lang", LANGS)
def test_every_rule_s_page_makes_a_description(lang: str) -> None:
    docstrings = {name: rule.__doc__ or "" for name, rule in lint_rules().items()}
    ids = sorted({*RULES, *docstrings})
    look = _look(lang)._replace(page_of=lambda rule: Page(explain(rule, lang, docstrings) or ""))
    described = _sarif(*(Diagnostic(rule, "a.md") for rule in ids), look=look)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in described] == ids
    for rule in described:
        assert rule["shortDescription"]["text"] != rule["id"], rule
        assert len(rule["fullDescription"]["text"]) < 1024, rule
        assert rule["help"]["markdown"].startswith("## "), rule


@pytest.mark.parametrize("lang", LANGS)
def test_every_docs_of_the_json_exists(lang: str) -> None:
    docstrings = {name: rule.__doc__ or "" for name, rule in lint_rules().items()}
    for rule in {*RULES, *docstrings}:
        (line,) = FORMATS["json"]([Diagnostic(rule, "a.md")], _look(lang))
        command, name = json.loads(line)["docs"].rsplit(" ", 1)
        assert command == "cms explain"
        assert explain(name, lang, docstrings), rule


def test_the_address_is_the_project_s() -> None:
    project = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["urls"]["Homepage"] == HOMEPAGE


# --- JUnit -----------------------------------------------------------------------------------------------------------


def _tests(*found: Diagnostic) -> list[ET.Element]:
    return list(ET.fromstring(_shown("junit", *found).encode())[0])  # noqa: S314 - it is our own


def test_a_clean_check_is_a_test_that_passes() -> None:
    (test,) = _tests()
    assert (test.get("classname"), test.get("name")) == ("cms check", "cms check")
    assert test.find("failure") is None
    assert test.findtext("system-out") == "12 files checked: 6 errors, 1 warning"


def test_a_file_fails_by_its_errors_only() -> None:
    warned, info = FOUND[2], FOUND[7]
    (test,) = _tests(warned, info)
    assert test.find("failure") is None
    assert "warning[lint/asleep]" in (test.findtext("system-out") or "")
    (test,) = _tests(warned, *FOUND[5:])
    (failure,) = test.findall("failure")
    assert failure.get("type") == "link/missing-file"
    assert (failure.text or "").count("error[link/missing-file]") == 2
    assert test.get("line") == "7"


# --- The page of a step ----------------------------------------------------------------------------------------------


def test_the_page_says_how_many_have_no_annotation() -> None:
    many = (*[FOUND[5]] * 12, *[FOUND[2]] * 11, *[FOUND[7]] * 3)
    assert "3 diagnostics have no annotation" in _page(many)
    assert "annotation" not in _page(FOUND)
    assert "annotation" not in _page(())


def test_the_page_is_cut_where_nobody_reads_on() -> None:
    page = _page((FOUND[5],) * 250)
    assert page.count("\n- ") == 200
    assert "50 diagnostics aren\\&#x27;t listed here" in page or "50 diagnostics aren&#x27;t listed here" in page
    assert _page(FOUND, room=500) == ""
    cut = _page(FOUND, room=2500)
    assert 0 < cut.count("\n- ") < len(FOUND)
    assert "listed here" in cut


def test_the_worst_comes_first_on_github() -> None:
    commands = [line.split(" ")[0] for line in FORMATS["github"](FOUND, _look())]
    assert commands == ["::error"] * 6 + ["::warning", "::notice"]


def test_markdown_keeps_code_as_code() -> None:
    assert marked("say `a|b` or `` c`d ``*") == r"say <code>a\|b</code> or <code>c\`d</code>\*"


# --- What is only for information ------------------------------------------------------------------------------------


def test_info_is_shown_as_such_everywhere() -> None:
    info = FOUND[7]
    message = word(info, "en").message
    assert json.loads(_shown("json", info))["severity"] == "info"
    assert _shown("text", info).startswith("info[lint/raw-html]: ")
    assert _shown("github", info).startswith("::notice ")
    assert json.loads(_shown("gitlab", info))[0]["severity"] == "info"
    assert _sarif(info)["results"][0]["level"] == "note"
    assert "info[lint/raw-html]" in (_tests(info)[0].findtext("system-out") or "")
    assert "**info**" in _page((info,))
    assert all(message in _shown(name, info) for name in ("text", "github"))
