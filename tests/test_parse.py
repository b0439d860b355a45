"""From bytes to a document: encodings, line ends, sizes, front matter, and what is shared by all kinds of files."""

from __future__ import annotations

from typing import Any

import pytest

from cms.model import Diagnostic, Document, Json, Related, Source, Span
from cms.parse import MAX_FILE, parse
from cms.parse.reading import MAX_DATA
from cms.positions import span_of, span_of_key

ENTRY = "---\ntitle: L’été 🌍\nseasons:\n  - saison-8\n---\n\n# Été\n"
DATA = {"title": "L’été 🌍", "seasons": ["saison-8"]}


def read(content: str | bytes, path: str = "a.md") -> tuple[Document, tuple[Diagnostic, ...]]:
    return parse(Source(path, content if isinstance(content, bytes) else content.encode(), ""))


def only(found: tuple[Diagnostic, ...]) -> tuple[str, str, Span | None, dict[str, Json]]:
    assert len(found) == 1
    return found[0].rule, found[0].case, found[0].span, dict(found[0].values)


def test_markdown_is_front_matter_and_a_body() -> None:
    document, found = read(ENTRY)
    assert found == ()
    assert (document.path, document.kind, document.text, document.data) == ("a.md", "markdown", ENTRY, DATA)
    assert document.body is not None
    assert document.text[document.body :] == "\n# Été\n"
    assert span_of(document, ("seasons", 0)) == Span(4, 5, 4, 13)
    assert span_of(document, ("title",)) == Span(2, 8, 2, 15)
    assert span_of_key(document, ("seasons",)) == Span(3, 1, 3, 8)


@pytest.mark.parametrize(
    ("path", "text", "kind"),
    [("x/a.yml", "a: 1\n", "yaml"), ("a.yaml", "---\na: 1\n", "yaml"), ("a.b.json", '{"a": 1}', "json")],
)
def test_data_files_have_no_body(path: str, text: str, kind: str) -> None:
    document, found = read(text, path)
    assert (document.kind, document.data, document.body, found) == (kind, {"a": 1}, None, ())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff", "\ufeff\ufeff"])
def test_line_ends_and_byte_order_marks_make_no_difference(end: str, mark: str) -> None:
    assert read((mark + ENTRY.replace("\n", end)).encode()) == read(ENTRY)


@pytest.mark.parametrize("text", ["---\n---\n", "--- \t\n---\t \n\nTexte", "---\n---", "---\n\n# rien\n\n---\n"])
def test_empty_front_matter_is_an_empty_mapping_at_the_opening_line(text: str) -> None:
    document, found = read(text)
    assert (document.data, found) == ({}, ())
    assert span_of(document, ()) == Span(1, 1, 1, 4)


@pytest.mark.parametrize("text", ["", "\n", "# rien\n", "---\n", "\ufeff"])
def test_an_empty_data_file_is_an_empty_mapping(text: str) -> None:
    assert read(text, "a.yml")[0].data == {}
    assert read(text, "a.yml")[1] == ()


FRONT_MATTER: list[tuple[str, str, Span]] = [
    ("", "missing", Span(1, 1, 1, 1)),
    ("\n\n", "missing", Span(1, 1, 1, 1)),
    ("# Titre\n", "missing", Span(1, 1, 1, 2)),
    ("title: x\n---\n", "missing", Span(1, 1, 1, 2)),
    ("\n \n---\ntitle: x\n---\n", "late", Span(3, 1, 3, 4)),
    ("----\ntitle: x\n----\n", "almost", Span(1, 1, 1, 5)),
    ("\n ---\ntitle: x\n ---\n", "almost", Span(2, 2, 2, 5)),
    ("—-\ntitle: x\n---\n", "almost", Span(1, 1, 1, 3)),
    ("+++\ntitle: x\n+++\n", "almost", Span(1, 1, 1, 4)),
    ("\n+++ \n\n[menu]\n+++\n", "toml", Span(2, 1, 2, 4)),
    ("+++\ntitle = 1\n+++\n", "toml", Span(1, 1, 1, 4)),
    ("---\ntitle: x\n —\nTexte\n", "almost", Span(3, 2, 3, 3)),
    ("---\ntitle: x\n...\nTexte\n", "almost", Span(3, 1, 3, 4)),
    ("---\ntitle: x\n", "unterminated", Span(1, 1, 1, 4)),
    ("---", "unterminated", Span(1, 1, 1, 4)),
    ("---\ntitle: x\n--- fin\n-----\n", "unterminated", Span(1, 1, 1, 4)),
]


@pytest.mark.parametrize(("text", "case", "span"), FRONT_MATTER)
def test_front_matter_without_its_lines(text: str, case: str, span: Span) -> None:
    document, found = read(text)
    assert only(found) == ("parse/front-matter", case, span, {})
    assert document.data is None


def test_text_that_is_not_utf_8_is_shown_at_its_place() -> None:
    document, found = read("\ufeffa: é\r\nb: ".encode() + b"\xf0x\xff", "a.yml")
    assert only(found) == ("parse/encoding", "", Span(2, 4, 2, 5), {"byte": "F0", "offset": 13})
    assert (document.text, document.data) == ("a: é\nb: \ufffdx\ufffd", None)


@pytest.mark.parametrize(
    ("character", "case", "name"),
    [
        ("\0", "nul", "U+0000"),
        ("\x08", "control", "U+0008"),
        ("\x0c", "control", "U+000C"),
        ("\x7f", "control", "U+007F"),
        ("\x92", "control", "U+0092"),
        ("\uffff", "control", "U+FFFF"),
    ],
)
@pytest.mark.parametrize("path", ["a.yml", "a.json", "a.md"])
def test_control_characters_are_refused(path: str, character: str, case: str, name: str) -> None:
    document, found = read(f"---\nété: x{character}\n---\n", path)
    assert only(found) == ("parse/character", case, Span(2, 7, 2, 8), {"character": name})
    assert document.data is None


def test_a_control_character_in_the_body_leaves_the_data_alone() -> None:
    document, found = read("---\na: 1\na: 2\n---\nx\0\0")
    assert [(one.rule, one.span) for one in found] == [
        ("parse/duplicate-key", Span(3, 1, 3, 2)),
        ("parse/character", Span(5, 2, 5, 3)),
    ]
    assert document.data == {"a": 1}


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029", "\xa0", "\t", "\U0001f30d", "\ue000"])
@pytest.mark.parametrize("path", ["a.yml", "a.json"])
def test_other_characters_are_themselves(path: str, character: str) -> None:
    text = f'{{"a": "é{character.replace(chr(9), " ")}b", "c": 1}}\n'
    document, found = read(text, path)
    assert found == ()
    assert document.data == {"a": f"é{character.replace(chr(9), ' ')}b", "c": 1}
    assert span_of(document, ("c",)) == Span(1, 19, 1, 20)


def test_a_large_file_is_not_looked_at() -> None:
    document, found = read(b"x" * (MAX_FILE + 1))
    assert only(found) == ("parse/size", "file", Span(1, 1, 1, 1), {"size": MAX_FILE + 1, "limit": MAX_FILE})
    assert (document.text, document.data) == ("", None)
    assert parse(Source("a.md", b"", "", MAX_FILE + 1)) == (document, found)


@pytest.mark.parametrize(("path", "line"), [("a.yml", 1), ("a.json", 1), ("a.md", 2)])
def test_large_data_is_refused_where_it_begins(path: str, line: int) -> None:
    start = "---\n" if path == "a.md" else ""
    text = '{"a": "' + "é" * (MAX_DATA // 2) + '"}\n'
    document, found = read(start + text + ("---\n" if start else ""), path)
    size = len((start + text).encode())
    assert only(found) == ("parse/size", "data", Span(line, 1, line, 1), {"size": size, "limit": MAX_DATA})
    assert document.data is None


def test_a_large_body_is_fine() -> None:
    document, found = read(ENTRY + "é" * (MAX_FILE // 2 - 100))
    assert (document.data, found) == (DATA, ())


@pytest.mark.parametrize(
    ("text", "type_name", "end"),
    [
        ("- a\n- b\n", "array", 4),
        ("[a, b]\n", "array", 7),
        ("Bonjour\nà tous\n", "string", 8),
        ("'a'\n", "string", 4),
        ("12\n", "number", 3),
        ("1.5\n", "number", 4),
        ("true\n", "boolean", 5),
        ("~\n", "null", 2),
    ],
)
def test_the_top_must_be_a_mapping(text: str, type_name: str, end: int) -> None:
    document, found = read(text, "a.yml")
    assert only(found) == ("parse/mapping", "", Span(1, 1, 1, end), {"type": type_name})
    assert document.data is None
    document, found = read(f"---\n{text}---\n")
    assert only(found) == ("parse/mapping", "", Span(2, 1, 2, end), {"type": type_name})


def test_a_repeated_property_keeps_its_first_value_and_names_the_first_place() -> None:
    document, found = read("---\na: 1\nb: {c: 2, 'c': 3}\na: 4\n---\n")
    assert document.data == {"a": 1, "b": {"c": 2}}
    assert [(one.rule, one.span, one.values, one.related) for one in found] == [
        ("parse/duplicate-key", Span(3, 11, 3, 14), {"key": "c", "line": 3}, (Related("a.md", Span(3, 5, 3, 6)),)),
        ("parse/duplicate-key", Span(4, 1, 4, 2), {"key": "a", "line": 2}, (Related("a.md", Span(2, 1, 2, 2)),)),
    ]
    assert span_of(document, ("a",)) == Span(2, 4, 2, 5)


def test_all_that_is_wrong_is_reported_in_order() -> None:
    text = "a: .nan\nb: !!str x\nc: 1e99\n? [x]\n: y\nd: {~: 1}\n"
    document, found = read(text, "a.yml")
    assert [(one.rule, one.span.line) for one in found if one.span] == [
        ("parse/number", 1),
        ("parse/tag", 2),
        ("parse/number", 3),
        ("parse/key", 4),
        ("parse/key", 6),
    ]
    assert document.data is None


@pytest.mark.parametrize(
    "text", ["\ue000: 1\n😀: 2\n", "x:\n  - \ufb01😀: 1\n    \ufb01\ufb02: 2\n", '{"\\ud83d\\ude00":1,"\uff08":2}']
)
def test_names_that_have_no_order_in_canonical_json(text: str) -> None:
    document, found = read(text, "a.json" if text.startswith("{") else "a.yml")
    assert [(one.rule, one.case) for one in found] == [("parse/key", "order")]
    assert document.data is None


def test_names_beyond_the_plane_are_fine_among_themselves() -> None:
    expected: dict[str, Any] = {"😀": 1, "🌍": 2, "é": 3, "fi😀": 4}
    document, found = read("😀: 1\n🌍: 2\né: 3\nfi😀: 4\n", "a.yml")
    assert (document.data, found) == (expected, ())


CONFLICT = "<<<<<<< HEAD\n{}=======\n{}>>>>>>> relecture\n"


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("a.yml", CONFLICT.format("a: 1\n", "a: 2\n"), 1),
        ("a.json", "{\n" + CONFLICT.format('"a": 1\n', '"a": 2\n') + "}\n", 2),
        ("a.md", "---\n" + CONFLICT.format("a: 1\n", "a: 2\n") + "---\n", 2),
        ("a.md", CONFLICT.format("---\na: 1\n---\n", "---\na: 2\n---\n"), 1),
    ],
)
def test_what_git_could_not_merge_is_named_once(path: str, text: str, line: int) -> None:
    document, (found,) = parse(Source(path, text.encode(), ""))
    assert (found.rule, found.span and found.span.line, document.data) == ("parse/conflict", line, None)


def test_a_conflict_in_the_body_leaves_the_data() -> None:
    text = "---\na: 1\n---\n\n" + CONFLICT.format("un\n", "deux\n")
    document, (found,) = parse(Source("a.md", text.encode(), ""))
    assert (found.rule, found.span, document.data) == ("parse/conflict", Span(5, 1, 5, 13), {"a": 1})


@pytest.mark.parametrize(
    "text",
    [
        "<<<<<<< HEAD\n",
        "a\n=======\n",
        "```\n" + CONFLICT.format("", "") + "```\n",
        "- a\n\n  ~~~ diff\n" + CONFLICT.format("b\n", "") + "  ~~~\n",
    ],
)
def test_what_only_looks_like_a_conflict_is_text(text: str) -> None:
    assert parse(Source("a.md", f"---\na: 1\n---\n\n{text}".encode(), ""))[1] == ()
