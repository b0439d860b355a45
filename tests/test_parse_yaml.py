"""YAML 1.2's core schema: values, names, aliases, tags, and the place of everything."""

from __future__ import annotations

import pytest

from cms.model import Diagnostic, Json, Mark, Source, Steps
from cms.parse import parse
from cms.parse.reading import MAX_DATA, MAX_DEPTH, MAX_PROBLEMS
from cms.positions import find


def diagnostics(text: str) -> list[tuple[str, str, str]]:
    """Rule, case and marked text of each diagnostic."""
    document, found = parse(Source("a.yml", text.encode(), ""))
    lines = document.text.split("\n")

    def marked(one: Diagnostic) -> str:
        assert one.span is not None
        assert one.span.line == one.span.end_line
        return lines[one.span.line - 1][one.span.column - 1 : one.span.end_column - 1]

    return [(one.rule, one.case, marked(one)) for one in found]


def value(text: str) -> Json:
    document, found = parse(Source("a.yml", f"v: {text}\n".encode(), ""))
    assert found == ()
    assert document.data is not None
    return document.data["v"]


VALUES: list[tuple[str, Json]] = [
    ("no", "no"),
    ("on", "on"),
    ("y", "y"),
    ("1:30", "1:30"),
    ("2020-12-22", "2020-12-22"),
    ("2020-12-22T10:00:00Z", "2020-12-22T10:00:00Z"),
    ("1_000", "1_000"),
    ("0b1", "0b1"),
    ("+", "+"),
    (".", "."),
    ("1.2.3", "1.2.3"),
    ("١٢", "١٢"),
    ("'1'", "1"),
    ('"null"', "null"),
    ("", None),
    ("~", None),
    ("null", None),
    ("Null", None),
    ("nULL", "nULL"),
    ("true", True),
    ("FALSE", False),
    ("tRUE", "tRUE"),
    ("017", 17),
    ("0o17", 15),
    ("0xFf", 255),
    ("-12", -12),
    ("+12", 12),
    ("1.", 1),
    (".5", 0.5),
    ("-0.0", 0),
    ("1e3", 1000),
    ("1.5E-3", 0.0015),
    ("l’été", "l’été"),
    ("C:\\Users", "C:\\Users"),
    ("a#b", "a#b"),
    ("a # b", "a"),
    ("'it''s'", "it's"),
    ('"\\u00e9\\x41\\U0001F30D\\t\\N\\_\\r\\/"', "éA🌍\t\x85\xa0\r/"),
    ("a\n  b\n\n  c", "a b\nc"),
    ("'a\n\n  b'", "a\nb"),
    ("'a\nb'", "a b"),
    ("|\n  a\n   b\n\n", "a\n b\n"),
    ("|-\n  a\n", "a"),
    ("|+\n  a\n\n", "a\n\n\n"),
    (">\n  a\n  b\n\n  c\n", "a b\nc\n"),
    ("[]", []),
    ("{}", {}),
    ("[a, 'b', 1, null, ]", ["a", "b", 1, None]),
    ("{a: , b: {c}, 'd': [e: 1]}", {"a": None, "b": {"c": None}, "d": [{"e": 1}]}),
    ("\n- a\n-\n- - b\n  - c: d\n    e: f", ["a", None, ["b", {"c": "d", "e": "f"}]]),
    ("&x a\nw: *x", "a"),
    ("a\u2028b", "a\u2028b"),
    ("\u2028", "\u2028"),
    ("'a\x85\n  b'", "a\x85 b"),
    ("|\n  a\u2029\n  b", "a\u2029\nb\n"),
    ("a\ufeff", "a\ufeff"),
    ("\ufeff", "\ufeff"),
    ('"\\U000F0000\u2028"', "\U000f0000\u2028"),
    ("\U000f0000\u2028", "\U000f0000\u2028"),
]


@pytest.mark.parametrize(("text", "expected"), VALUES)
def test_values(text: str, expected: Json) -> None:
    found = value(text)
    assert found == expected
    assert type(found) is type(expected)


def test_names_are_taken_as_text() -> None:
    text = "1: a\ntrue: b\n1.0: c\n<<: d\n'e ': f\n\"\\u00e9\": g\n? h\n: i\n&x j: k\nl\u2028: m\n'': n\n- : o\n"
    document, found = parse(Source("a.yml", text.replace("- : o\n", "-: o\n").encode(), ""))
    assert found == ()
    assert document.data is not None
    assert "".join(document.data.values()) == "abcdfgikmno"
    assert list(document.data) == ["1", "true", "1.0", "<<", "e ", "é", "h", "j", "l\u2028", "", "-"]


def test_merge_keys_are_plain_names() -> None:
    document, found = parse(Source("a.yml", b"a: &a x\nb:\n  <<: *a\n", ""))
    assert (document.data, found) == ({"a": "x", "b": {"<<": "x"}}, ())


def test_an_alias_of_a_text_stands_for_it_and_has_its_own_place() -> None:
    text = "a: &x 0o17\n&y b: &x c\nd: [*x, *y]\n"
    document, found = parse(Source("a.yml", text.encode(), ""))
    assert (document.data, found) == ({"a": 15, "b": "c", "d": ["c", "b"]}, ())
    places = {text[slice(*find(document.mark, at)[:2])] for at in (("a",), ("b",), ("d", 0), ("d", 1))}
    assert places == {"0o17", "c", "*x", "*y"}


# --- Refused ---------------------------------------------------------------------------------------------------------

REFUSED: list[tuple[str, list[tuple[str, str, str]]]] = [
    ("a: 1\na: 2\n", [("parse/duplicate-key", "", "a")]),
    ("a: {1: x, '1': y}", [("parse/duplicate-key", "", "'1'")]),
    ("a: !!python/object:os.system x", [("parse/tag", "", "!!python/object:os.system")]),
    ("a: !<x> y", [("parse/tag", "", "!<x>")]),
    ("a: ! Attention", [("parse/tag", "", "!")]),
    ("a: &x !y z", [("parse/tag", "", "!y")]),
    ("a: !y &x z", [("parse/tag", "", "!y")]),
    ("a: !h!x y", [("parse/tag", "", "!h!x")]),
    ("a: !é", [("parse/tag", "", "!é")]),
    ("a: !x [b]", [("parse/tag", "", "!x")]),
    ("!x a: b", [("parse/tag", "", "!x")]),
    ("a: !!binary x\nb: !y\n", [("parse/tag", "", "!!binary"), ("parse/tag", "", "!y")]),
    ("a: &x [b]\nc: *x\nd: *x", [("parse/alias", "collection", "*x")]),
    ("a: &x {b: *x}", [("parse/alias", "collection", "*x")]),
    ("a: *x", [("parse/alias", "unknown", "*x")]),
    ("a: *note sur b", [("parse/alias", "unknown", "*note")]),
    ("a: *x\nb: &x c", [("parse/alias", "unknown", "*x")]),
    ("? [a]\n: b", [("parse/key", "complex", "[a]")]),
    ("{a: b}: c", [("parse/key", "complex", "{a: b}")]),
    ("a: &x b\n*x : c", [("parse/key", "complex", "*x")]),
    ("? - a\n: b", [("parse/key", "complex", "- a")]),
    ("~: a", [("parse/key", "empty", "~")]),
    ("null: a", [("parse/key", "empty", "null")]),
    ("?\n: a", [("parse/key", "empty", "")]),
    (": a", [("parse/key", "empty", ":")]),
    ("{: a}", [("parse/key", "empty", ":")]),
    ("a: {b: 1, : 2}", [("parse/key", "empty", ":")]),
    ("a: 1\n---\nb: 2\n", [("parse/documents", "", "---")]),
    ("---\na: 1\n---\n", [("parse/documents", "", "---")]),
    ("a: 1\n--- b\n", [("parse/documents", "", "---")]),
    ("a: 1\n...\nb: 2", [("parse/documents", "", "b")]),
    ("a: 9007199254740992", [("parse/number", "integer", "9007199254740992")]),
    ("a: -0x20000000000000", []),
    ("a: 0x20000000000000", [("parse/number", "integer", "0x20000000000000")]),
    ("a: [1e16, 1e-6, 1e-999]", [("parse/number", "float", number) for number in ("1e16", "1e-6", "1e-999")]),
    ("a: {b: .NaN, c: -.inf}", [("parse/number", "not-finite", ".NaN"), ("parse/number", "not-finite", "-.inf")]),
    ('a: "b\\0\\e"', [("parse/character", "nul", "\\0")]),
    ('a: "b\n  \\\\0\\u0007"', [("parse/character", "control", "\\u0007")]),
    ('"\\x7f": a', [("parse/character", "control", "\\x7f")]),
    ('a: "\\ud83d"', [("parse/character", "surrogate", "\\ud83d")]),
    ('a: "\\U0000dE00"', [("parse/character", "surrogate", "\\U0000dE00")]),
    ('a: "b \\ud83d\\ude00"', [("parse/character", "pair", "\\ud83d\\ude00")]),
    ("a:\n\tb: 1", [("parse/tab", "", "\t")]),
    ("\t\ta: 1", [("parse/tab", "", "\t\t")]),
    ("a:\n  b: c\n  \td: e", [("parse/tab", "", "\t")]),
    ("a:\n  - x\n\t- y", [("parse/tab", "", "\t")]),
    ("a: |\n\tx", [("parse/tab", "", "\t")]),
]


@pytest.mark.parametrize(("text", "expected"), REFUSED)
def test_what_is_refused(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert diagnostics(text) == expected


def test_values_of_diagnostics() -> None:
    text = f"a: !x y\nb: {'9' * 100}\nc: &x []\nd: *x\n"
    _, found = parse(Source("a.yml", text.encode(), ""))
    assert [dict(one.values) for one in found] == [{"tag": "!x"}, {"text": "9" * 59 + "…"}, {"name": "x"}]
    _, found = parse(Source("a.yml", b'a: "\\ud83c\\udf0d"', ""))
    assert dict(found[0].values) == {"character": "🌍"}


def test_reading_ends_where_it_is_too_deep() -> None:
    deepest = "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1)
    assert diagnostics(f"a: {deepest}") == []
    assert diagnostics(f"a: [{deepest}]") == [("parse/depth", "data", "[")]
    assert diagnostics(f"? [{deepest}]\n: a") == [("parse/depth", "data", "[")]
    assert diagnostics("- " * (MAX_DEPTH + 1)) == [("parse/depth", "data", "-")]


def test_a_text_that_aliases_multiply_counts_as_what_it_grows_to() -> None:
    text = "a: &a " + "x" * 1000 + "\nb: [" + "*a, " * (MAX_DATA // 1000) + "]\n"
    _, found = parse(Source("a.yml", text.encode(), ""))
    assert [(one.rule, one.case) for one in found] == [("parse/size", "data")]
    assert diagnostics(text.replace("*a, ", "*a, ", 1).replace("*a, " * 10, "", 1)) == []


def test_a_list_of_problems_has_an_end() -> None:
    document, found = parse(Source("a.yml", b"a: 1\n" * 1000, ""))
    assert len(found) == MAX_PROBLEMS
    assert document.data is None


# --- Places ----------------------------------------------------------------------------------------------------------

PLACES: list[tuple[str, Steps]] = [
    ("a: ⟦b⟧ # c\n", ("a",)),
    ("a: ⟦'b'⟧ \n", ("a",)),
    ("a:⟦⟧\nb: 1\n", ("a",)),
    ("a:⟦⟧   # c\n\nb: 1\n", ("a",)),
    ("a:\n  b:⟦⟧\n\n\n", ("a", "b")),
    ("{a:⟦⟧\n , b: 1}", ("a",)),
    ("{a :⟦⟧ # c\n}", ("a",)),
    ("{a⟦⟧, b: 1}", ("a",)),
    ("? a⟦⟧\n? b\n: c", ("a",)),
    ("a:\n  -⟦⟧\n  - b\n", ("a", 0)),
    ("a: &x ⟦b⟧\n", ("a",)),
    ("a: &x⟦⟧\nb: 1\n", ("a",)),
    ("a: &x # c\n  ⟦b⟧\n", ("a",)),
    ("a: &x ⟦[b, c]⟧ # d\n", ("a",)),
    ("a: &x\n  ⟦b: c⟧\n", ("a",)),
    ("a: ⟦|\n  b\n  c⟧\n\n\nd: 1\n", ("a",)),
    ("a: ⟦>-\n  b  ⟧\n   \n# c\nd: 1\n", ("a",)),
    ("a: ⟦|+⟧\n\n\nb: 1\n", ("a",)),
    ("a: ⟦|\n  b⟧", ("a",)),
    ("a:\n  ⟦b: 1\n  c: 2⟧\n\n# d\ne: 3\n", ("a",)),
    ("a:\n⟦- b\n- c⟧\n\nd: 1\n", ("a",)),
    ("a:\n  - ⟦b: 1\n    c:⟧\n  - d\n", ("a", 0)),
    ("a: ⟦{b: 1}⟧\n", ("a",)),
    ("a: [⟦b: 1⟧, c]\n", ("a", 0)),
    ("# a\n\n⟦a: 1\nb: 2⟧\n\n# b\n", ()),
    ("a: é\u2028🌍\nb: ⟦c⟧\n", ("b",)),
    ("\u2029: é\x85\n\ufeffb: ⟦c⟧\n", ("\ufeffb",)),
    ("a: |\n  é\u2028\n  🌍\nb: [⟦c⟧]\n", ("b", 0)),
]


@pytest.mark.parametrize(("text", "at"), PLACES)
def test_places(text: str, at: Steps) -> None:
    start, end = text.index("⟦"), text.index("⟧") - 1
    document, found = parse(Source("a.yml", text.replace("⟦", "").replace("⟧", "").encode(), ""))
    assert found == ()
    assert find(document.mark, at)[:2] == (start, end)


def test_places_of_names() -> None:
    document, _ = parse(Source("a.yml", b"a: 1\n'b': {\"c\": 2}\n? d\n: &x 3\n&y e: 4\n", ""))
    text = document.text

    def name(mark: Mark) -> str:
        assert mark.key is not None
        return text[slice(*mark.key)]

    assert isinstance(document.mark.children, dict)
    assert [name(mark) for mark in document.mark.children.values()] == ["a", "'b'", "d", "e"]
    assert name(find(document.mark, ("b", "c"))) == '"c"'
    assert document.mark.key is None
