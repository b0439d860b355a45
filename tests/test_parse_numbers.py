"""Which plain texts are numbers, and which numbers every JSON reader agrees on."""

from __future__ import annotations

import json
import math

import orjson
import pytest
import rfc8785
from hypothesis import assume, given
from hypothesis import strategies as st

from cms.parse.numbers import MAX_INTEGER, Unfit, decimal, integer, resolve


@pytest.mark.parametrize(
    ("text", "case"),
    [
        (str(MAX_INTEGER + 1), "integer"),
        (str(-MAX_INTEGER - 1), "integer"),
        ("9" * 100_000, "integer"),
        ("0x" + "f" * 14, "integer"),
        ("0o" + "7" * 18, "integer"),
        (f"{MAX_INTEGER + 1}.0", "integer"),
        ("1e16", "float"),
        ("-1.5e16", "float"),
        ("1e400", "float"),
        ("9.9e-6", "float"),
        ("-1e-400", "float"),
        ("0." + "0" * 400 + "1", "float"),
        (".inf", "not-finite"),
        ("-.INF", "not-finite"),
        ("+.Inf", "not-finite"),
        (".nan", "not-finite"),
    ],
)
def test_numbers_out_of_range(text: str, case: str) -> None:
    assert resolve(text) == Unfit(case)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (str(MAX_INTEGER), MAX_INTEGER),
        (f"-{MAX_INTEGER}.0", -MAX_INTEGER),
        ("0" * 100_000 + "7", 7),
        ("1e15", 10**15),
        ("1e-5", 1e-5),
        ("0e-999", 0),
        ("-0", 0),
        ("-0.0", 0),
        ("1.50", 1.5),
        ("2.0", 2),
    ],
)
def test_numbers_within_range(text: str, value: float) -> None:
    found = resolve(text)
    assert found == value
    assert type(found) is type(value)
    assert math.copysign(1, found) == math.copysign(1, value)


@given(st.integers())
def test_integers_are_kept_exactly_or_refused(number: int) -> None:
    assert integer(str(number)) == (number if abs(number) <= MAX_INTEGER else Unfit("integer"))


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_that_passes_is_written_alike_by_all(number: float) -> None:
    found = decimal(repr(number))
    if not isinstance(found, Unfit):
        assert found == number
        assert orjson.dumps(found) == rfc8785.dumps(found)


@given(st.text(alphabet="0123456789+-.eEoxXnul~tf _", max_size=8))
def test_what_is_no_number_or_word_stays_text(text: str) -> None:
    assume(text == text.strip())
    found = resolve(text)
    if isinstance(found, str):
        assert found == text
        with pytest.raises(json.JSONDecodeError):  # JSON's numbers and words are among YAML's
            json.loads(text)
