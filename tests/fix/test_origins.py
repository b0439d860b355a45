"""Each line of a mended text has the number of the line that it comes from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cms.fix import origins
from cms.model import Fix
from cms.positions import span_between


@given(st.lists(st.booleans(), min_size=1, max_size=8))
def test_lines_that_are_taken_out_whole_leave_the_others_their_numbers(kept: list[bool]) -> None:
    lines = [f"line {number}\n" for number in range(1, len(kept) + 1)]
    text = "".join(lines)
    fixes = []
    at = 0
    for line, is_kept in zip(lines, kept, strict=True):
        if not is_kept:
            fixes.append(Fix(span_between(text, at, at + len(line)), ""))
        at += len(line)
    left = "".join(line for line, is_kept in zip(lines, kept, strict=True) if is_kept)
    numbers = origins(text, [fixes])
    assert [f"line {number}" for number in numbers[: left.count("\n")]] == left.split("\n")[:-1]


def test_a_line_that_becomes_several_is_the_number_of_all() -> None:
    text = "one\ntwo\nthree\n"
    fix = Fix(span_between(text, 5, 6), "x\ny\nz")
    assert origins(text, [[fix]]) == [1, 2, 2, 2, 3, 4]


def test_lines_that_become_one_have_the_number_of_the_first() -> None:
    text = "one\ntwo\nthree\n"
    fix = Fix(span_between(text, 3, 4), " ")
    assert origins(text, [[fix]]) == [1, 3, 4]


def test_a_later_round_goes_by_the_lines_of_the_one_before() -> None:
    text = "one\ntwo\nthree\nfour\n"
    first = Fix(span_between(text, 4, 8), "")
    after = "one\nthree\nfour\n"
    second = Fix(span_between(after, 4, 10), "3\n")
    assert origins(text, [[first], [second]]) == [1, 3, 4, 5]
