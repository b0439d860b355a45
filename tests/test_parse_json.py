"""JSON: the same data as the standard library's, with places, and slips named by what their author did."""

from __future__ import annotations

import json

import pytest

from cms.model import Json, Mark, Source, Span, Steps
from cms.parse import parse
from cms.parse.json import read_json
from cms.parse.reading import MAX_DEPTH
from cms.positions import find, span_between

VALUES = [
    ' { "a" : 1 , "b":[ ] ,"c":{ } }\n',
    '{"a": ["x", "é🌍", "", null, true, false, 0, -1, 1.5, 15e-1, [[{}]]]}',
    '{"\\u00e9\\n": "\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83c\\udf0d"}'.replace("\\b\\f", ""),
    '{"": 1, " ": 2, "a\\/b": 3}',
    '{"a":\n\t[\n1\n,\n2\n]\n}\n\n',
]


@pytest.mark.parametrize("text", VALUES)
def test_data_is_what_the_standard_library_reads(text: str) -> None:
    document, found = parse(Source("a.json", text.encode(), ""))
    assert found == ()
    assert document.data == json.loads(text)


@pytest.mark.parametrize(
    ("marked", "at"),
    [
        ('⟦{"a": 1}⟧\n', ()),
        ('{"a": ⟦1⟧, "b": 2}', ("a",)),
        ('{"a": ⟦"\\u00e9"⟧ }', ("a",)),
        ('{"é🌍": [1, ⟦"é"⟧]}', ("é🌍", 1)),
        ('{"a": ⟦[1, 2 ]⟧ }', ("a",)),
        ('{"a": [⟦{ }⟧ ]}', ("a", 0)),
        ('{"a":\n⟦-1.5e3⟧\n}', ("a",)),
    ],
)
def test_places(marked: str, at: Steps) -> None:
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    document, found = parse(Source("a.json", marked.replace("⟦", "").replace("⟧", "").encode(), ""))
    assert found == ()
    assert find(document.mark, at)[:2] == (start, end)


def test_places_of_names_are_with_their_quotes() -> None:
    text = '{"a": {"\\u00e9" : 1}}'
    document, _ = parse(Source("a.json", text.encode(), ""))

    def name(mark: Mark) -> str:
        return text[slice(*mark.key)] if mark.key else ""

    assert [name(find(document.mark, at)) for at in ((), ("a",), ("a", "é"))] == ["", '"a"', '"\\u00e9"']


SLIPS: list[tuple[str, str, dict[str, Json]]] = [
    ("", "value", {}),
    ('{"a": ⟦}⟧', "value", {}),
    ('{"a": ⟦T⟧rue}', "value", {}),
    ('{"a": ⟦n⟧ullx}', "value", {}),
    ('{"a": ⟦0⟧1}', "value", {}),
    ('{"a": ⟦+⟧1}', "value", {}),
    ('{"a": ⟦1⟧.}', "value", {}),
    ('{"a": ⟦1⟧e}', "value", {}),
    ('{"a": [⟦,⟧1]}', "value", {}),
    ("⟦a⟧: 1", "value", {}),
    ('{"a": [1⟦,⟧ ]}', "trailing-comma", {}),
    ('{"a": 1⟦,⟧\n}', "trailing-comma", {}),
    ('{"a": [1 ⟦2⟧]}', "comma", {}),
    ('{"a": 1\n⟦"⟧b": 2}', "comma", {}),
    ('{"a": "b" ⟦:⟧ 1}', "comma", {}),
    ('{"a" ⟦1⟧}', "colon", {}),
    ("{⟦a⟧: 1}", "name", {}),
    ("{⟦,⟧}", "name", {}),
    ("{⟦'⟧a': 1}", "quotes", {}),
    ('{"a": ⟦“⟧b”}', "quotes", {}),
    ('{ ⟦/⟧/ b\n"a": 1}', "comment", {}),
    ('{"a": 1 ⟦/⟧* b */}', "comment", {}),
    ('{"a": 1} ⟦#⟧ b', "comment", {}),
    ('{"a": 1}⟦}⟧', "extra", {}),
    ('⟦{⟧"a": 1', "unclosed-bracket", {"bracket": "{", "closing": "}"}),
    ("⟦{⟧", "unclosed-bracket", {"bracket": "{", "closing": "}"}),
    ('⟦{⟧"a"', "unclosed-bracket", {"bracket": "{", "closing": "}"}),
    ('⟦{⟧"a": 1]', "unclosed-bracket", {"bracket": "{", "closing": "}"}),
    ('{"a": ⟦[⟧1}', "unclosed-bracket", {"bracket": "[", "closing": "]"}),
    ('{"a": ⟦"⟧b}', "unclosed-string", {}),
    ('{"a": ⟦"⟧b\n"}', "unclosed-string", {}),
    ('{⟦"⟧a', "unclosed-string", {}),
    ('{"a": ⟦"⟧\\', "unclosed-string", {}),
    ('{"a": "b⟦\t⟧c"}', "tab", {}),
    ('{"a": "⟦\\q⟧"}', "escape", {"escape": "\\q"}),
    ('{"a": "\\n⟦\\u⟧12"}', "escape", {"escape": "\\u"}),
]


@pytest.mark.parametrize(("marked", "case", "values"), SLIPS)
def test_slips(marked: str, case: str, values: dict[str, Json]) -> None:
    text = marked.replace("⟦", "").replace("⟧", "")
    start, end = max(marked.find("⟦"), 0), max(marked.find("⟧") - 1, 0)
    document, found = parse(Source("a.json", text.encode(), ""))
    assert [(one.rule, one.case, one.span, one.values) for one in found] == [
        ("parse/json", case, span_between(text, start, end), values)
    ]
    assert document.data is None
    with pytest.raises(json.JSONDecodeError):
        json.loads(text)


@pytest.mark.parametrize(
    ("text", "rule", "case", "span", "values"),
    [
        ('{"a": NaN}', "parse/number", "not-finite", Span(1, 7, 1, 10), {"text": "NaN"}),
        ('{"a": -Infinity}', "parse/number", "not-finite", Span(1, 7, 1, 16), {"text": "-Infinity"}),
        ('{"a": 1e400}', "parse/number", "float", Span(1, 7, 1, 12), {"text": "1e400"}),
        ('{"a": 9007199254740993}', "parse/number", "integer", Span(1, 7, 1, 23), {"text": "9007199254740993"}),
        ('{"a": "b\\ud83d"}', "parse/character", "surrogate", Span(1, 9, 1, 15), {"character": "U+D83D"}),
        ('{"a": "\\udf0d\\ud83c"}', "parse/character", "surrogate", Span(1, 8, 1, 14), {"character": "U+DF0D"}),
        ('{"\\u0000": 1}', "parse/character", "nul", Span(1, 3, 1, 9), {"character": "U+0000"}),
        ('{"a": "\\\\u0000\\b"}', "parse/character", "control", Span(1, 15, 1, 17), {"character": "U+0008"}),
    ],
)
def test_values_that_cannot_be_published(text: str, rule: str, case: str, span: Span, values: dict[str, Json]) -> None:
    document, (found,) = parse(Source("a.json", text.encode(), ""))
    assert (found.rule, found.case, found.span, found.values) == (rule, case, span, values)
    assert document.data is None


def test_equal_names_are_found_however_they_are_written() -> None:
    document, (found,) = parse(Source("a.json", b'{"a": 1,\n "\\u0061": 2}', ""))
    assert (found.rule, found.span, found.values) == ("parse/duplicate-key", Span(2, 2, 2, 10), {"key": "a", "line": 1})
    assert document.data == {"a": 1}


def test_depth() -> None:
    deepest = "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1)
    assert read_json(f'{{"a": {deepest}}}').problems == ()
    (problem,) = read_json(f'{{"a": [{deepest}]}}').problems
    assert (problem.rule, problem.start, problem.values) == ("parse/depth", 6 + MAX_DEPTH - 1, {"limit": MAX_DEPTH})
