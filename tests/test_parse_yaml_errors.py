"""Slips in YAML: each is called by what its author did, at the place where they would look for it (between ⟦ and ⟧)."""

from __future__ import annotations

import pytest
import yaml

from cms.model import Json, Source, Span
from cms.parse import parse
from cms.positions import span_between

SLIPS: list[tuple[str, str, dict[str, Json]]] = [
    # A colon in a sentence.
    ("title: Saison 8⟦:⟧ le bilan\n", "colon", {}),
    ("title: l’été ⟦:⟧ le bilan\n", "colon", {}),
    ("title: 'Saison 8'⟦:⟧ le bilan\n", "colon", {}),
    ("- a: b⟦:⟧ c\n", "colon", {}),
    ("{title: A⟦:⟧ B}\n", "colon", {}),
    ("a: [b: c⟦:⟧ d]\n", "colon", {}),
    ("summary: Une phrase\n  qui dit ceci⟦:⟧ cela\n", "colon", {}),
    # A line that stands askew.
    ("a: 1\n ⟦b⟧: 2\n", "indent", {}),
    ("a: b\n\n  ⟦'c'⟧: d\n", "indent", {}),
    ("a:\n  - b\n ⟦c⟧: d\n", "indent", {}),
    ("a:\n    b: 1\n   ⟦c⟧: 2\n", "indent", {}),
    ("a:\n  - b: 1\n   ⟦c⟧: 2\n", "indent", {}),
    ("a:\n  - b: 1\n     ⟦c⟧: 2\n", "indent", {}),
    ("a:\n  - b\n ⟦- c⟧\n", "indent", {}),
    ("a:\n  b: 1\n  ⟦- c⟧\n", "indent", {}),
    ("a: b\n⟦- c⟧\n", "indent", {}),
    ("- a\n⟦b⟧: c\n", "indent", {}),
    ("  a: 1\n⟦b⟧: 2\n", "indent", {}),
    ("a: |\n    b\n  ⟦c⟧\nd: 1\n", "indent", {}),
    ("a: b # c\n  ⟦d⟧\n", "indent", {}),
    ("a:\n  - \n  ⟦b⟧: 1\n", "indent", {}),
    # A line without a colon, or with one that lacks its space.
    ("a: 1\n⟦b⟧\n", "missing-colon", {}),
    ("a: 1\n⟦suite du texte⟧  \nb: 2\n", "missing-colon", {}),
    ("⟦a⟧\nb: 1\n", "missing-colon", {}),
    ("a:\n  ⟦b⟧\n  c: d\n", "missing-colon", {}),
    ("a: 1\n⟦https://example.org⟧\n", "missing-colon", {}),
    ("a: 1\nb⟦:⟧2\n", "missing-space", {"character": ":"}),
    ("title⟦:⟧Bonjour\nlang: fr\n", "missing-space", {"character": ":"}),
    ("title ⟦:⟧\xa0Bonjour\nlang: fr\n", "missing-space", {"character": ":"}),
    ("tags:\n⟦-⟧a\n-b\n", "missing-space", {"character": "-"}),
    # Quotes.
    ("a: ⟦'⟧b\nc: d\n", "unclosed-quote", {"quote": "'"}),
    ('a: ⟦"⟧b\n', "unclosed-quote", {"quote": '"'}),
    ('a: ⟦"⟧b\nc: "d"\n', "unclosed-quote", {"quote": '"'}),
    ("a: ⟦'⟧b\n  - c: l'été\n", "unclosed-quote", {"quote": "'"}),
    ("a: ⟦'⟧b\n---\nc'\n", "unclosed-quote", {"quote": "'"}),
    ("a: 'l⟦'⟧été'\n", "quote-inside", {"quote": "'"}),
    ('a: "dit ⟦"⟧non" !"\n', "quote-inside", {"quote": '"'}),
    ('a: "b⟦"⟧ "c"\n', "quote-inside", {"quote": '"'}),
    ("a: 'b\n  c⟦'⟧est'\n", "quote-inside", {"quote": "'"}),
    ('a: ["b⟦"⟧c, d]\n', "quote-inside", {"quote": '"'}),
    ("- 'a⟦'⟧ b\n", "quote-inside", {"quote": "'"}),
    ("'a⟦'⟧ b\n", "quote-inside", {"quote": "'"}),
    ('a: "b ⟦\\q⟧"\n', "escape", {"escape": "\\q"}),
    ('a: "C:⟦\\U⟧sers"\n', "escape", {"escape": "\\U"}),
    ('a: "⟦\\u⟧12"\n', "escape", {"escape": "\\u"}),
    ('a: "⟦\\U⟧00110000"\n', "escape", {"escape": "\\U"}),
    # Brackets.
    ("a: ⟦[⟧b, c\nd: 1\n", "unclosed-bracket", {"bracket": "[", "closing": "]"}),
    ("a: ⟦{⟧b: 1\nd: [e]\n", "unclosed-bracket", {"bracket": "{", "closing": "}"}),
    ("a: ⟦[⟧", "unclosed-bracket", {"bracket": "[", "closing": "]"}),
    ("a: ⟦[⟧b,", "unclosed-bracket", {"bracket": "[", "closing": "]"}),
    ("a: [[b], ⟦{⟧c: ", "unclosed-bracket", {"bracket": "{", "closing": "}"}),
    ("a: ⟦[⟧b, c}\n", "unclosed-bracket", {"bracket": "[", "closing": "]"}),
    ("a: &x ⟦[⟧b\n", "unclosed-bracket", {"bracket": "[", "closing": "]"}),
    ("a:\n  b: ⟦[⟧'c'\n  d: ['e']\n", "unclosed-bracket", {"bracket": "[", "closing": "]"}),
    ("a: [b]⟦]⟧\nc: 1\n", "bracket", {"bracket": "]"}),
    ("a: ⟦}⟧\n", "bracket", {"bracket": "}"}),
    ("a: [⟦'b'⟧ 'c']\n", "comma", {}),
    ("a: [\n  ⟦'b'⟧\n  'c'\n]\n", "comma", {}),
    ("a: {\n  b: ⟦1⟧\n  c: 2\n}\n", "comma", {}),
    ("a: [b,⟦,⟧c]\n", "empty-item", {}),
    ("a: {⟦,⟧}\n", "empty-item", {}),
    # Signs that begin a text, but mean something to YAML.
    ("a: ⟦@⟧b\n", "character", {"character": "@"}),
    ("a: ⟦`⟧b`\n", "character", {"character": "`"}),
    ("a: ⟦%⟧b\n", "character", {"character": "%"}),
    ("⟦%⟧a\nb: 1\n", "character", {"character": "%"}),
    ("a: 1\n⟦%⟧b\n", "character", {"character": "%"}),
    ("⟦%⟧YAML 3.0\n---\na: 1\n", "character", {"character": "%"}),
    ("---\n⟦%⟧TAG ! x\n", "character", {"character": "%"}),
    ("a: ⟦?⟧ b\n", "character", {"character": "?"}),
    ("a: ⟦,⟧b\n", "character", {"character": ","}),
    ("a: ⟦[⟧Offre] Data engineer\n", "character", {"character": "["}),
    ("a: ⟦[⟧[8]]: le bilan\n", "character", {"character": "["}),
    ("a: ⟦{⟧b} c\n", "character", {"character": "{"}),
    ("- ⟦[⟧a](https://example.org)\n", "character", {"character": "["}),
    ("a: ⟦*⟧*b** c\n", "alias", {"character": "*"}),
    ("a: ⟦*⟧b* c\n", "alias", {"character": "*"}),
    ("a: ⟦&⟧ b\n", "alias", {"character": "&"}),
    ("a: &b ⟦&⟧c d\n", "alias", {"character": "&"}),
    ("a: ⟦-⟧ b\n", "dash", {}),
    ("a: [⟦-⟧ b]\n", "dash", {}),
    ("a: ⟦>⟧ 50 participants\n", "block-text", {"character": ">"}),
    ("a: ⟦|⟧b|\n", "block-text", {"character": "|"}),
    ("⟦.⟧..\na: 1\n", "other", {}),
]


@pytest.mark.parametrize(("marked", "case", "values"), SLIPS)
@pytest.mark.parametrize("before", ["", "# été 🌍\u2028\n"])
def test_slips(marked: str, case: str, values: dict[str, Json], before: str) -> None:
    marked = before + marked
    text = marked.replace("⟦", "").replace("⟧", "")
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    document, found = parse(Source("a.yml", text.encode(), ""))
    assert [(one.rule, one.case, one.span, one.values) for one in found] == [
        ("parse/yaml", case, span_between(text, start, end), values)
    ]
    assert document.data is None


@pytest.mark.parametrize("marked", [marked for marked, case, _ in SLIPS if "---\n" not in marked and case != "other"])
def test_slips_are_found_in_front_matter_too(marked: str) -> None:
    text = marked.replace("⟦", "").replace("⟧", "").rstrip() + "\n"
    _, (expected,) = parse(Source("a.yml", text.encode(), ""))
    _, (found,) = parse(Source("a.md", f"---\n{text}---\n".encode(), ""))
    assert expected.span is not None
    line, column, end_line, end_column = expected.span
    assert found == expected._replace(path="a.md", span=Span(line + 1, column, end_line + 1, end_column))


def test_a_file_of_one_line_without_a_space_is_a_text_for_yaml_but_a_slip_for_its_author() -> None:
    document, (found,) = parse(Source("a.md", b"---\ntitle:Bonjour\n---\n", ""))
    assert (found.rule, found.case, found.span) == ("parse/yaml", "missing-space", Span(2, 6, 2, 7))
    assert document.data is None


@pytest.mark.parametrize("text", ["a: 1\n\t\nb: 2\n", "a: 1\n \tb: 2\n"])
def test_tabs_that_only_show_in_another_way(text: str) -> None:
    _, found = parse(Source("a.yml", text.encode(), ""))
    assert [one.rule for one in found] == ["parse/tab"]


@pytest.mark.parametrize("marked", [marked for marked, _, _ in SLIPS])
def test_no_text_of_libyaml_is_shown(marked: str) -> None:
    text = marked.replace("⟦", "").replace("⟧", "")
    _, found = parse(Source("a.yml", text.encode(), ""))
    with pytest.raises(yaml.MarkedYAMLError) as refusal:
        list(yaml.parse(text, yaml.CSafeLoader))
    assert refusal.value.problem is not None
    assert refusal.value.problem not in repr(found)
