"""Laws of reading: nothing raises, data agrees with an independent reader, and the text at a span is the value's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from cms.model import Json, Mark, Source
from cms.parse import parse
from cms.parse.numbers import MAX_INTEGER

# --- An independent reader: PyYAML's composer and constructor with the resolvers of YAML 1.2's core schema -----------


class Core(yaml.CSafeLoader):
    """YAML 1.2 core; of equal names the first counts, and names are text."""


def construct_mapping(loader: Core, node: yaml.MappingNode) -> dict[str, Json]:
    data: dict[str, Json] = {}
    for key, value in node.value:
        data.setdefault(key.value, loader.construct_object(value, deep=True))
    return data


def construct_integer(_loader: Core, node: yaml.ScalarNode) -> int:
    bases = {"0o": 8, "0x": 16}
    return int(node.value[2:], bases[node.value[:2]]) if node.value[:2] in bases else int(node.value)


def construct_float(_loader: Core, node: yaml.ScalarNode) -> float:
    value = float(node.value)
    return int(value) if value.is_integer() else value


Core.yaml_implicit_resolvers = {}
for name, pattern, first in [
    ("null", r"~|null|Null|NULL|", "~nN"),
    ("bool", "true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", "[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
]:
    letters = [*first, ""] if name == "null" else list(first)
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{name}", re.compile(f"^(?:{pattern})$"), letters)  # type: ignore[no-untyped-call]
Core.add_constructor("tag:yaml.org,2002:map", construct_mapping)
Core.add_constructor("tag:yaml.org,2002:int", construct_integer)
Core.add_constructor("tag:yaml.org,2002:float", construct_float)


def oracle(text: str) -> Json:
    return yaml.load(text, Core)


# --- Texts -----------------------------------------------------------------------------------------------------------

ALPHABET = st.sampled_from(
    [*"aé🌍 :-#,[]{}&*!|>'\"%@`?~.0127exn\\\n\t", "\u2028", "\x85", "\ufeff", "---", "\n  ", ": "]
)
SCRIBBLES = st.lists(ALPHABET, max_size=40).map("".join)
TEXTS = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029\ufeff\uffff\ufffe"), max_size=12
)
SCALARS = (
    st.none() | st.booleans() | st.integers(-MAX_INTEGER, MAX_INTEGER) | st.sampled_from([0.5, -1e-5, 2.25e15]) | TEXTS
)
TREES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4), max_leaves=12
)
MAPPINGS = st.dictionaries(TEXTS.filter(lambda name: name not in {"", "~", "null", "Null", "NULL"}), TREES, max_size=5)
STYLES = st.fixed_dictionaries(
    {
        "default_flow_style": st.booleans() | st.none(),
        "default_style": st.sampled_from([None, '"', "'", "|", ">"]),
        "allow_unicode": st.booleans(),
        "width": st.sampled_from([5, 20, 80]),
        "indent": st.sampled_from([2, 4]),
    }
)


def read(text: str, path: str = "a.yml") -> Any:
    document, found = parse(Source(path, text.encode(), ""))
    return document, [(one.rule, one.case) for one in found]


def scalars(data: Json, mark: Mark) -> Iterator[tuple[Json, Mark]]:
    if isinstance(data, dict):
        assert isinstance(mark.children, dict)
        assert list(mark.children) == list(data)
        for name, child in mark.children.items():
            assert child.key is not None
            yield from scalars(data[name], child)
    elif isinstance(data, list):
        assert isinstance(mark.children, list)
        assert len(mark.children) == len(data)
        for value, child in zip(data, mark.children, strict=True):
            yield from scalars(value, child)
    else:
        assert mark.children is None
        yield data, mark


# --- Laws ------------------------------------------------------------------------------------------------------------


@given(st.binary(max_size=200) | SCRIBBLES.map(str.encode), st.sampled_from(["a.md", "a.yml", "a.json"]))
@example(b"---\n\xff", "a.md")
@settings(max_examples=500)
def test_any_bytes_give_a_document_or_a_diagnostic_with_a_place(data: bytes, path: str) -> None:
    document, found = parse(Source(path, data, ""))
    assert document.data is not None or found
    lines = document.text.split("\n")
    for one in found:
        assert one.span is not None
        line, column, end_line, end_column = one.span
        assert (
            (1, 1)
            <= (line, column)
            <= (end_line, end_column)
            <= (len(lines), len(lines[-1]) + 1 if end_line == len(lines) else 999)
        )
        assert column <= len(lines[line - 1]) + 1
        assert end_column <= len(lines[end_line - 1]) + 1


@given(SCRIBBLES.map(lambda text: f"---\n{text}\n---\n"))
@settings(max_examples=500)
def test_scribbles_in_front_matter_never_raise(text: str) -> None:
    document, found = read(text, "a.md")
    assert document.data is not None or found


@given(SCRIBBLES.map(lambda text: f"a: {text}\n"))
@settings(max_examples=1000)
def test_what_is_understood_is_what_another_reader_understands(text: str) -> None:
    assume(not re.search("[\x85\u2028\ufeff]", text))  # in which PyYAML follows YAML 1.1
    document, found = read(text)
    assert document.data is None or found or document.data == oracle(text)


@given(MAPPINGS, STYLES)
def test_yaml_written_by_another_program_is_read_back(data: dict[str, Json], style: dict[str, Any]) -> None:
    text = yaml.safe_dump(data, sort_keys=False, **style)
    document, found = read(text)
    texts_only = style["default_style"] is not None
    assume(not any(rule == "parse/key" for rule, _ in found))  # block texts as names, and orders of names
    expected = oracle(text) if texts_only and not any(rule == "parse/tag" for rule, _ in found) else data
    if all(rule == "parse/tag" for rule, _ in found) and found:
        return
    assert (document.data, found) == (expected, [])


@given(MAPPINGS, STYLES)
def test_the_text_at_a_span_parses_to_the_value(data: dict[str, Json], style: dict[str, Any]) -> None:
    document, found = read(yaml.safe_dump(data, sort_keys=False, **style))
    assume(not found)
    for value, mark in scalars(document.data, document.mark):
        written = document.text[mark.start : mark.end]
        # A chomping sign says what of the line ends after the span belongs to the value.
        ended = written + "\n" * (1 + document.text[mark.end :].count("\n") if written[1:2] == "+" else 1)
        explicit = re.match(r"[|>][-+]?[1-9]", written)
        assert explicit or read(f"v: {ended}")[0].data in ({"v": value}, {"v": f"{value}".rstrip("\n")}), written


@given(MAPPINGS, st.sampled_from([None, 0, 1, 3]), st.booleans())
def test_json_is_what_the_standard_library_reads(data: dict[str, Json], indent: int | None, ascii_only: bool) -> None:  # noqa: FBT001 - Hypothesis gives it
    text = json.dumps(data, indent=indent, ensure_ascii=ascii_only)
    document, found = read(text, "a.json")
    assume(("parse/key", "order") not in found)
    assert (document.data, found) == (json.loads(text), [])
    for value, mark in scalars(document.data, document.mark):
        assert json.loads(text[mark.start : mark.end]) == value


@given(MAPPINGS, st.booleans())
def test_json_is_yaml(data: dict[str, Json], ascii_only: bool) -> None:  # noqa: FBT001 - Hypothesis gives it
    text = json.dumps(data, ensure_ascii=ascii_only)
    from_yaml, found = read(text)
    from_json, _ = read(text, "a.json")
    pairs = ("parse/character", "pair") in found
    assert pairs or (from_yaml.data, from_yaml.mark) == (from_json.data, from_json.mark) or len(text) > 1000


@given(SCRIBBLES, st.sampled_from(["a.md", "a.yml", "a.json"]), st.sampled_from(["\r\n", "\r"]))
def test_line_ends_and_byte_order_marks_change_nothing(text: str, path: str, end: str) -> None:
    text = text.lstrip("\ufeff")
    assert parse(Source(path, ("\ufeff" + text.replace("\n", end)).encode(), "")) == parse(
        Source(path, text.encode(), "")
    )
