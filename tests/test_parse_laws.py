"""Laws of reading: nothing raises, data agrees with an independent reader, and the text at a span is the value's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from cms.model import Document, Json, Mark, Source
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
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{name}", re.compile(f"^(?:{pattern})$"), letters)
Core.add_constructor("tag:yaml.org,2002:map", construct_mapping)
Core.add_constructor("tag:yaml.org,2002:int", construct_integer)
Core.add_constructor("tag:yaml.org,2002:float", construct_float)


class CoreDumper(yaml.SafeDumper):
    """Writes YAML 1.2 core: quotes what would be something else there."""

    yaml_implicit_resolvers = Core.yaml_implicit_resolvers


def oracle(text: str) -> Json:
    return yaml.load(text, Core)  # noqa: S506 - a loader of the safe kind


def dump(data: Json, style: dict[str, Any]) -> str:
    text: str = yaml.dump(data, Dumper=CoreDumper, sort_keys=False, **style)
    return text


# --- Texts -----------------------------------------------------------------------------------------------------------

PIECES = [*"aé🌍 :-#,[]{}&*!|>'\"%@`?~.0127exn\\\n\t", "\u2028", "\x85", "\ufeff", "---", "\n  ", ": "]
SCRIBBLES = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
PATHS = st.sampled_from(["a.md", "a.yml", "a.json"])

# Not control characters, halves of pairs, and what PyYAML takes for line ends or can't write.
CHARACTERS = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029\ufeff\uffff\ufffe")
TEXTS = st.text(CHARACTERS, max_size=12) | st.sampled_from(
    ["", "no", "1e3", "0o17", "1:30", "~", "2020-12-22", "- a", "#"]
)
NUMBERS = st.integers(-MAX_INTEGER, MAX_INTEGER) | st.sampled_from([0.5, -1e-5, 2.25e9])


def mappings(scalars: st.SearchStrategy[Json]) -> st.SearchStrategy[dict[str, Json]]:
    trees = st.recursive(
        scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4), max_leaves=12
    )
    return st.dictionaries(TEXTS, trees, max_size=5)


def written(data: st.SearchStrategy[dict[str, Json]], quotes: list[str | None]) -> st.SearchStrategy[tuple[Json, str]]:
    """Data and its YAML, in many styles."""
    style = st.fixed_dictionaries(
        {
            "default_flow_style": st.sampled_from([True, False, None]),
            "default_style": st.sampled_from(quotes),
            "allow_unicode": st.booleans(),
            "width": st.sampled_from([5, 20, 80]),
            "indent": st.sampled_from([2, 4]),
        }
    )
    return st.builds(lambda value, chosen: (value, dump(value, chosen)), data, style)


DATA = mappings(st.none() | st.booleans() | NUMBERS | TEXTS)
# Quotes around anything but texts would need tags.
YAML = written(DATA, [None]) | written(mappings(TEXTS), ['"', "'"])


def read(text: str, path: str = "a.yml") -> tuple[Document, list[tuple[str, str]]]:
    document, found = parse(Source(path, text.encode(), ""))
    return document, [(one.rule, one.case) for one in found]


def scalars_of(data: Json, mark: Mark) -> Iterator[tuple[Json, Mark]]:
    if isinstance(data, dict):
        assert isinstance(mark.children, dict)
        assert list(mark.children) == list(data)
        for name, child in mark.children.items():
            assert child.key is not None
            yield from scalars_of(data[name], child)
    elif isinstance(data, list):
        assert isinstance(mark.children, list)
        for value, child in zip(data, mark.children, strict=True):
            yield from scalars_of(value, child)
    else:
        assert mark.children is None
        yield data, mark


# --- Laws ------------------------------------------------------------------------------------------------------------


@given(st.binary(max_size=200) | SCRIBBLES.map(str.encode), PATHS)
@example(b"---\n\xff", "a.md")
@settings(max_examples=500)
def test_any_bytes_give_a_document_or_diagnostics_with_places(data: bytes, path: str) -> None:
    document, found = parse(Source(path, data, ""))
    assert document.data is not None or found
    lines = document.text.split("\n")
    for one in found:
        assert one.span is not None
        line, column, end_line, end_column = one.span
        assert (1, 1) <= (line, column) <= (end_line, end_column)
        assert column <= len(lines[line - 1]) + 1
        assert end_column <= len(lines[end_line - 1]) + 1


@given(SCRIBBLES.map(lambda text: f"---\n{text}\n---\n"))
@settings(max_examples=500)
def test_scribbles_in_front_matter_give_data_or_diagnostics(text: str) -> None:
    document, found = read(text, "a.md")
    assert document.data is not None or found


@given(SCRIBBLES.map(lambda text: f"a: {text}\n"))
@settings(max_examples=1000)
def test_what_is_understood_is_what_another_reader_understands(text: str) -> None:
    assume(not re.search("[\x85\u2028\ufeff]", text))  # in which PyYAML follows YAML 1.1
    document, found = read(text)
    if not found:
        assert repr(document.data) == repr(oracle(text))


@given(YAML)
def test_yaml_written_by_another_program_is_read_back(pair: tuple[Json, str]) -> None:
    data, text = pair
    document, found = read(text)
    assume(("parse/key", "order") not in found)
    assert (document.data, found) == (data, [])


@given(YAML)
def test_the_text_at_a_span_parses_to_the_value(pair: tuple[Json, str]) -> None:
    document, found = read(pair[1])
    assume(not found)
    for value, mark in scalars_of(document.data, document.mark):
        assert read(f"v: {document.text[mark.start : mark.end]}\n")[0].data == {"v": value}


BLOCK_LINES = st.lists(
    st.sampled_from(["", "a", "é 🌍", "  b", "# c", "- d", "\u2028", "e: f "]), min_size=1, max_size=6
)


@given(
    BLOCK_LINES.filter(any),
    st.sampled_from("|>"),
    st.sampled_from(["", "-", "+"]),
    st.sampled_from(["", "b: 1\n", "# c\n"]),
)
def test_the_text_at_the_span_of_a_block_text_parses_to_the_value(
    lines: list[str], sign: str, chomping: str, after: str
) -> None:
    assume(not next(filter(None, lines)).startswith(" "))  # which sets another indentation
    indented = "".join(f"  {line}\n" if line else "\n" for line in lines)
    document, found = read(f"a: {sign}{chomping}\n{indented}{after}")
    assert not found
    (value, mark), *_ = scalars_of(document.data, document.mark)
    block = document.text[mark.start : mark.end]
    assert block.endswith(next(filter(None, reversed(lines))))
    ends = document.text[mark.end :].removesuffix(after) if chomping == "+" else "\n"
    assert read(f"v: {block}{ends}")[0].data == {"v": value}


@given(DATA, st.sampled_from([None, 0, 1, 3]), st.sampled_from([True, False]))
def test_json_is_what_the_standard_library_reads(data: Json, indent: int | None, ascii_only: bool) -> None:  # noqa: FBT001 - Hypothesis names them
    text = json.dumps(data, indent=indent, ensure_ascii=ascii_only)
    document, found = read(text, "a.json")
    assume(("parse/key", "order") not in found)
    assert (document.data, found) == (json.loads(text), [])
    for value, mark in scalars_of(document.data, document.mark):
        assert json.loads(text[mark.start : mark.end]) == value


@given(DATA)
def test_json_is_yaml(data: Json) -> None:
    text = json.dumps(data, ensure_ascii=False)
    as_json, found = read(text, "a.json")
    as_yaml, also_found = read(text)
    assert found == also_found
    assert (as_yaml.data, as_yaml.mark) == (as_json.data, as_json.mark)


@given(SCRIBBLES, PATHS, st.sampled_from(["\r\n", "\r"]))
def test_line_ends_and_byte_order_marks_change_nothing(text: str, path: str, end: str) -> None:
    text = text.lstrip("\ufeff")
    changed = "\ufeff" + text.replace("\n", end)
    assert parse(Source(path, changed.encode(), "")) == parse(Source(path, text.encode(), ""))
