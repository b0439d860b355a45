"""What people see in a terminal: where carets stand, how lines wrap, what is never sent to the terminal."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.model import Diagnostic, Related, Span
from cms.report import FORMATS, LANGS, Look, Summary
from cms.report.columns import excerpt, visible, width_of, wrap

GOLDEN = Path(__file__).parent / "golden/report"
POST = "content/posts/2026-12-01-bilan.md"
JANE, JOHN = "content/people/jane.yml", "content/people/john.yml"
TEXTS = {
    POST: """\
---
title: Le bilan de la saison 8 🎉 日本語 : ce que douze projets ont appris, ce qu’ils laissent, ce qui vient ensuite
date: 24/11/2026
status: Publish
summary: 報告 été e\u0301te\u0301\tfin
skills: NLP
authors:
\t- jane-doe
cover:
  src: /media/équipe.png
  alt: >
    Une image
    sur deux lignes

seo: {titel: \x1b[31mrouge\x1b[0m \u202egauche}
---
Voir <div>ici</div>.
""",
    JANE: "name: Jane\ncode: S8\ncode: S9\n",
}
TITLE = TEXTS[POST].split("\n")[1]


def _at(line: int, part: str, path: str = POST) -> Span:
    column = TEXTS[path].split("\n")[line - 1].index(part) + 1
    return Span(line, column, line, column + len(part))


DIAGNOSTICS = (
    Diagnostic(
        "schema/enum",
        POST,
        _at(4, "Publish"),
        {"name": "status", "options": ["Draft", "Published"], "found": "Publish", "suggestion": "Published"},
        pointer="/status",
    ),
    Diagnostic(
        "schema/maxLength",
        POST,
        _at(2, TITLE[7:]),
        {"name": "title", "limit": 60, "found": len(TITLE) - 7},
        pointer="/title",
    ),
    Diagnostic("parse/character", POST, _at(2, "ensuite"), {"character": "U+0007"}, "control"),
    Diagnostic("parse/character", POST, _at(2, "本"), {"character": "U+0007"}, "control"),
    Diagnostic("schema/uniqueItems", POST, _at(5, "e\u0301t"), {"name": "summary", "found": "été", "line": 5}),
    Diagnostic("parse/number", POST, _at(5, "fin"), {"text": "fin"}, "float"),
    Diagnostic(
        "schema/type",
        POST,
        _at(6, "NLP"),
        {"name": "skills", "types": ["array"], "found_type": "string", "found": "NLP"},
        pointer="/skills",
    ),
    Diagnostic("parse/tab", POST, Span(8, 1, 8, 2)),
    Diagnostic(
        "schema/minLength", POST, Span(11, 8, 14, 1), {"name": "alt", "limit": 30, "found": 25}, pointer="/cover/alt"
    ),
    Diagnostic(
        "schema/additionalProperties",
        POST,
        _at(15, "titel"),
        {"property": "titel", "known": ["title", "description"]},
        pointer="/seo/titel",
    ),
    Diagnostic("lint/raw-html", POST, _at(17, "<div>"), {"tag": "<div>"}, severity="warning"),
    Diagnostic("link/dead-link", POST, Span(17, 21, 17, 21), {"url": "/projets/\x1b[2J/"}, severity="info"),
    Diagnostic("link/stray-file", "content/posts/bilan\x1b[2J.txt", None, {"templates": ["posts/{date}-{slug}.md"]}),
    Diagnostic(
        "parse/duplicate-key",
        JANE,
        _at(3, "code", JANE),
        {"key": "code", "line": 2},
        related=(Related(JANE, Span(2, 1, 2, 5)),),
    ),
    Diagnostic(
        "link/duplicate-value",
        JOHN,
        Span(3, 7, 3, 9),
        {"name": "code", "value": "S8", "other": JANE},
        related=(Related(JANE, Span(2, 7, 2, 9)),),
    ),
    Diagnostic(
        "link/duplicate-id", JOHN, None, {"id": "John", "collection": "people", "other": JANE}, related=(Related(JANE),)
    ),
    Diagnostic("schema/required", POST, Span(99, 1, 99, 4), {"property": "authors"}, severity="warning"),
)


def _look(lang: str, width: int, *, colour: bool = False) -> Look:
    return Look(lang, colour, width, TEXTS.get, Summary(1248, 2, 1))


@pytest.mark.parametrize(("lang", "width"), [("fr", 80), ("fr", 40), ("en", 80), ("en", 40)])
def test_text_is_as_looked_at(lang: str, width: int) -> None:
    shown = "".join(f"{line}\n" for line in FORMATS["text"](DIAGNOSTICS, _look(lang, width)))
    golden = GOLDEN / f"text.{lang}.{width}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(shown, encoding="utf-8")
    assert shown == golden.read_text(encoding="utf-8")


def test_the_form_is_that_of_the_design() -> None:
    text = "---\ntitle: Saison 8\ndate: 2020-12-22\nstatus: Publish\n---\n"
    shown = list(FORMATS["text"](DIAGNOSTICS[:1], Look("en", colour=False, width=80, text_of=lambda _: text)))
    assert shown == [
        "error[schema/enum]: `status` must be one of Draft, Published; it is `Publish`",
        f" --> {POST}:4:9",
        "  |",
        "4 | status: Publish",
        "  |         ^^^^^^^",
        "  help: did you mean `Published`?",
        "",
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_content_never_speaks_to_the_terminal(lang: str) -> None:
    shown = "".join(FORMATS["text"](DIAGNOSTICS, _look(lang, 80)))
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e]", shown)


def test_colours() -> None:
    *lines, _ = FORMATS["text"](DIAGNOSTICS[:1], _look("en", 90, colour=True)._replace(summary=None))
    assert lines == [
        "\x1b[1;31merror[schema/enum]:\x1b[0m\x1b[1m `status` must be one of Draft, Published; it is `Publish`\x1b[0m",
        f" \x1b[1;34m-->\x1b[0m {POST}:4:9",
        "  \x1b[1;34m|\x1b[0m",
        "\x1b[1;34m4\x1b[0m \x1b[1;34m|\x1b[0m status: Publish",
        "  \x1b[1;34m|\x1b[0m         \x1b[1;31m^^^^^^^\x1b[0m",
        "  \x1b[1mhelp: \x1b[0mdid you mean `Published`?",
    ]


def test_colours_change_no_text() -> None:
    plain = list(FORMATS["text"](DIAGNOSTICS, _look("fr", 60)))
    coloured = list(FORMATS["text"](DIAGNOSTICS, _look("fr", 60, colour=True)))
    assert [re.sub("\x1b\\[[0-9;]*m", "", line) for line in coloured] == plain
    assert coloured != plain


def test_lines_that_can_be_wrapped_are() -> None:
    for width in (40, 60, 80):
        for line in FORMATS["text"](DIAGNOSTICS, _look("fr", width)):
            words = line.split(" ")
            assert width_of(line) <= width or "-->" in words or max(map(width_of, words)) > width // 2, line


@given(
    st.text(alphabet=st.characters(exclude_characters="\n")),
    st.integers(0, 60),
    st.integers(0, 60),
    st.integers(20, 80),
)
def test_carets_stand_under_the_span(line: str, start: int, length: int, width: int) -> None:
    start = min(start, len(line))
    end = min(start + length, len(line))
    shown, column, carets = excerpt(line, start, end, width)
    assert width_of(shown) <= max(width, 3)
    assert carets >= 1
    assert column <= width_of(shown)
    if len(shown) == len(line) and line.isascii() and "\t" not in line:
        assert shown[column : column + carets] == (visible(line[start:end]) or shown[column : column + 1])


@given(st.text(alphabet="ab c`é日\N{NO-BREAK SPACE}"), st.integers(10, 40))
def test_wrapping_loses_nothing(text: str, width: int) -> None:
    lines = list(wrap(text, width, ""))
    assert "".join("".join(lines).split(" ")) == "".join(text.split(" "))
    assert all(width_of(line) <= width or " " not in line or "`" in line for line in lines)


WIDTHS = {
    "abc": 3, "é": 1, "e\u0301": 1, "日本": 4, "1\N{NARROW NO-BREAK SPACE}2": 3, "a\tb": 5,
    "🎉": 2, "👩\u200d💻": 2, "👍🏽": 2, "❤\ufe0f": 2, "🇫🇷": 2, "\u1112\u1161\u11ab": 2,
}  # fmt: skip


def test_width() -> None:
    assert {text: width_of(text) for text in WIDTHS} == WIDTHS


def test_no_mark_turns_a_line_around() -> None:
    marks = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    assert visible(marks) == "\N{REPLACEMENT CHARACTER}" * len(marks)
