"""JSON bytes: equal to those of the `rfc8785` package for every value that content can hold."""

from __future__ import annotations

import json
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from cms.exporters.jcs import canonical, dumps, encoded, raw
from cms.model import Json

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
NUMBERS = st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(1e-5, 9e15) | st.floats(-9e15, -1e-5) | st.just(-0.0)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXT,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(TEXT.filter(lambda name: name != "html"), inner, max_size=5)
    ),
    max_leaves=20,
)


@given(VALUES)
def test_canonical_bytes(value: Json) -> None:
    made = dumps(canonical(value))
    assert rfc8785.dumps(json.loads(made)) == made


@given(VALUES)
def test_a_second_time_nothing_changes(value: Json) -> None:
    made = dumps(canonical(value))
    assert dumps(canonical(json.loads(made))) == made


@given(VALUES | st.dictionaries(st.sampled_from(["html", "a", "é", "e\u0301", "\ue000"]), VALUES))
def test_what_needs_no_copy_is_the_same_without_one(value: Json) -> None:
    assert encoded(value) == dumps(canonical(value))


@pytest.mark.parametrize(
    ("value", "made"),
    [
        ({"a": "n\u0303"}, '{"a":"\u00f1"}'),
        ({"a": "\n\u0303"}, '{"a":"\\n\u0303"}'),
        ({"a": ["\u0338"], "html": ">\u0338"}, '{"a":["\u0338"],"html":">\u0338"}'),
        ({"e\u0301": [{"a": 1.0}]}, '{"\u00e9":[{"a":1}]}'),
        ("e\u0301", '"\u00e9"'),
        (2.0, "2"),
    ],
)
def test_content_as_bytes(value: Json, made: str) -> None:
    assert encoded(value).decode() == made


def test_names_are_sorted_by_utf_16_units() -> None:
    value: Json = {"\U0001f600": 1, "\uff5e": {"\uffff": [], "\U00010000": 2}, "a": 3}
    assert dumps(canonical(value)) == rfc8785.dumps(value)
    assert list(json.loads(dumps(canonical(value)))) == ["a", "\U0001f600", "\uff5e"]


def test_raw_bytes_are_copied() -> None:
    assert dumps({"b": raw(b'{"x":1}'), "a": [raw(b"2")]}) == b'{"a":[2],"b":{"x":1}}'


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 1e16, 1e-6, -9e-7])
def test_numbers_that_javascript_writes_otherwise_are_refused(number: float) -> None:
    with pytest.raises(ValueError, match=r"."):
        canonical([number])


def test_a_whole_double_beyond_exact_integers() -> None:
    assert (
        dumps(canonical([2.0**53, -9.1e15]))
        == rfc8785.dumps([2.0**53, -9.1e15])
        == b"[9007199254740992,-9100000000000000]"
    )


def test_integers_beyond_a_double_are_refused() -> None:
    with pytest.raises(TypeError):
        dumps(2**53)
