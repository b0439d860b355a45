"""Values that YAML 1.1 reads in another way: the program's reading against PyYAML's, which is YAML 1.1."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cms.lint.checkable import Checkable
from cms.lint.rule import Finding
from cms.lint.rules.ambiguous_scalar import check
from cms.model import Document, Entry, Mark, Site, Source
from cms.parse import parse
from cms.schema import compile_schemas

SCHEMA = compile_schemas({"s.json": Document("s.json", "json", "", {}, Mark(0, 0))}, ["s.json"])[0]["s.json"]
ENTRY = Entry("c", "a", "a", "a.yml", "", None, "fr", None, draft=False, publish_at=None, expire_at=None, data={})

TEXTS = (
    *("yes", "Yes", "YES", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF"),
    *("16:00", "1:30", "1:02:03", "-1:30", "16:9", "1:30.5", "1_000", "1_000.5", "0_7", "0b101", "-0x1F", "0x_F"),
)
"""Texts here that PyYAML takes for something else."""

OTHERS = ("y", "Y", "n", "N", "08:30", "0:30")
"""Texts that PyYAML takes for texts as well, though not the specification of YAML 1.1, or Ruby."""

NUMBERS = ("010", "01000", "-012", "08", "0o17")
ALIKE = (
    *("0", "7", "007", "00", "10", "-3", "1.5", "0x1F", "true", "null", "~", "nO", "oui", "1 000", "1.2.3", "a_1"),
    *("2001:db8::1", "1:99", "_1", "0b", "0b2", "12:5a", "yes!", "é"),
)


def found_in(text: str) -> tuple[Document, list[Finding]]:
    document, problems = parse(Source("a.yml", text.encode(), ""))
    assert problems == ()
    return document, list(check(Checkable(document, ENTRY, SCHEMA, Site(), outline=lambda _body, _shift: ()), {}))


def mended(text: str, found: list[Finding]) -> str:
    for start, end, replacement in sorted((edit for each in found for edit in each.edits), reverse=True):
        text = text[:start] + replacement + text[end:]
    return text


@pytest.mark.parametrize(
    "form", ["v: {}\n", "v: [a, {}]\n", "v: {{w: {}, x: 1}}\n", "v:\n- a\n- {} # b\n", "v:\n  {}\n"]
)
@pytest.mark.parametrize("value", TEXTS)
def test_a_text_that_others_take_for_something_else(value: str, form: str) -> None:
    text = form.format(value)
    document, found = found_in(text)
    assert [text[each.start : each.end] for each in found] == [value]
    assert document.data != yaml.safe_load(text)
    fixed = mended(text, found)
    assert found_in(fixed)[1] == []
    assert parse(Source("a.yml", fixed.encode(), ""))[0].data == document.data == yaml.safe_load(fixed)


@pytest.mark.parametrize("value", OTHERS)
def test_a_text_that_some_others_take_for_something_else(value: str) -> None:
    document, found = found_in(f"v: {value}\n")
    assert len(found) == 1
    assert document.data == yaml.safe_load(mended(f"v: {value}\n", found)) == {"v": value}


@pytest.mark.parametrize("value", NUMBERS)
def test_a_number_that_others_take_for_something_else_is_left(value: str) -> None:
    text = f"v: {value}\n"
    document, (found,) = found_in(text)
    assert document.data is not None
    assert document.data["v"] == found.values["here"]
    other = yaml.safe_load(text)["v"]
    assert other == (found.values["elsewhere"] if isinstance(other, int) else value)
    assert other != document.data["v"]
    assert found.edits == ()


@pytest.mark.parametrize("value", ALIKE)
def test_what_everybody_reads_alike_is_silent(value: str) -> None:
    document, found = found_in(f"v: {value}\n")
    assert found == []
    assert document.data == yaml.safe_load(f"v: {value}\n")


@given(st.from_regex(r"[-+]?[0-9_:.obxnNyYeE]{1,6}", fullmatch=True))
def test_what_differs_is_found(value: str) -> None:
    """But for numbers with an exponent, with nothing before the point or with `_` behind it: nobody writes them."""
    text = f"v: {value}\n"
    try:
        document, found = found_in(text)
        other = yaml.safe_load(text)["v"]
    except (AssertionError, yaml.YAMLError, ValueError, TypeError):
        return
    here = (document.data or {})["v"]
    if here != other and not re.search(r"[eE]|^[-+]?\.|\.\d*_", value):
        assert len(found) == 1, (value, here, other)
