"""Laws of what is written: reading it gives the same again."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cms.emit import file_text, yaml_text
from cms.model import Source
from cms.parse import parse

# Control characters can't stand in content: a check names them.
CHARACTERS = st.characters(exclude_categories=["Cs", "Cc", "Cn"])
SAMPLES = [
    "no",
    "12",
    "0o17",
    "~",
    "- a",
    "a: b",
    "a #b",
    "'",
    '"',
    "é",
    "2020-01-02",
    "16:00",
    "x" * 130,
    "a  b",
    "a\n b\n",
]
TEXTS = st.text(CHARACTERS | st.sampled_from("\n\t \u2028:#-'"), max_size=40) | st.sampled_from(SAMPLES)
LONG = st.lists(TEXTS, max_size=30).map(" ".join) | st.lists(TEXTS, max_size=9).map("\n".join)
NUMBERS = st.integers(-(10**15), 10**15) | st.integers(-(10**9), 10**9).map(lambda number: number / 1000)
SCALARS = st.none() | st.booleans() | NUMBERS | TEXTS | LONG
KEYS = st.text(
    st.characters(max_codepoint=0xD7FF, exclude_categories=["Cc", "Cn"]), min_size=1, max_size=20
) | st.sampled_from(["no", "1"])
VALUES = st.recursive(SCALARS, lambda parts: st.lists(parts, max_size=4) | st.dictionaries(KEYS, parts, max_size=4))
DATA = st.dictionaries(KEYS, VALUES, max_size=6)


def read(text: str, suffix: str) -> tuple[Any, str | None]:
    document, found = parse(Source(f"a{suffix}", text.encode(), ""))
    assert not found, (text, found)
    return document.data, None if document.body is None else document.text[document.body :]


@given(DATA)
def test_what_is_written_reads_the_same(data: dict[str, Any]) -> None:
    assert read(yaml_text(data), ".yml")[0] == data
    assert read(file_text(data, ".json"), ".json")[0] == data


@given(DATA)
def test_a_body_comes_below_the_front_matter(data: dict[str, Any]) -> None:
    again, body = read(file_text(data, ".md", "Un texte.\n\n---\n"), ".md")
    assert again == data
    assert (body or "").strip() == "Un texte.\n\n---"


@given(st.dictionaries(KEYS, TEXTS | LONG, max_size=4))
def test_readers_of_yaml_1_1_take_texts_for_the_same(data: dict[str, str]) -> None:
    assert yaml.safe_load(yaml_text(data)) == data


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Saison 8", "a: Saison 8\n"),
        ("L’été : déjà", "a: 'L’été : déjà'\n"),
        ("2020-09-23", "a: '2020-09-23'\n"),
        ("https://exemple.fr/?a=b", "a: https://exemple.fr/?a=b\n"),
        ("Oui", "a: Oui\n"),
        ("yes", "a: 'yes'\n"),
        ([], "a: []\n"),
        (["b", {"c": 1, "d": [True]}], "a:\n  - b\n  - c: 1\n    d:\n      - true\n"),
        ("deux\nlignes\n", "a: |\n  deux\n  lignes\n"),
        (" ".join(["mot"] * 40), "a: >-\n  " + " ".join(["mot"] * 27) + "\n  " + " ".join(["mot"] * 13) + "\n"),
    ],
)
def test_the_style(value: Any, text: str) -> None:
    assert yaml_text({"a": value}) == text
