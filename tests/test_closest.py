from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.closest import closest, distance

FIELDS = ["title", "date", "lang", "status", "summary", "authors", "description", "startDate", "endDate"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("titel", "title"),
        ("Title", "title"),
        ("autor", "authors"),
        ("author", "authors"),
        ("resume", None),
        ("summery", "summary"),
        ("start_date", "startDate"),
        ("start-date", "startDate"),
        ("desc", "description"),
        ("st", None),
        ("sta", None),  # `status` and `startDate` both begin so
        ("xyz", None),
        ("", None),
        ("title", None),  # the word itself was there already
    ],
)
def test_a_mistyped_name_leads_to_the_one_that_was_meant(word: str, expected: str | None) -> None:
    assert closest(word, FIELDS) == expected


def test_accents_and_case_count_for_nothing() -> None:
    assert closest("Énergie", ["energies", "energie"]) == "energie"
    assert closest("PUBLIE", ["brouillon", "Publié"]) == "Publié"


def test_of_equally_close_candidates_the_one_of_equal_length_wins_then_the_first() -> None:
    assert closest("saison-9", ["saison-10", "saison-8", "saison-7"]) == "saison-8"


def test_short_words_have_no_neighbours() -> None:
    assert closest("en", ["fr", "de"]) is None


def test_ten_thousand_candidates_are_no_burden() -> None:
    assert closest("projet-04711x", [f"projet-{number:05}" for number in range(10_000)]) == "projet-04711"


def test_a_long_text_is_no_mistyped_name() -> None:
    assert closest("xy" * 100_000, ["yx" * 100_000, "xy"]) is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("", "", 0), ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "abcd", 1), ("abc", "axc", 1), ("abcd", "badc", 2)],
)
def test_edits_are_counted(one: str, other: str, expected: int) -> None:
    assert distance(one, other, 3) == expected


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_the_distance_is_the_same_both_ways_and_bounded_by_the_limit(one: str, other: str) -> None:
    whole = distance(one, other, 6)
    assert whole == distance(other, one, 6)
    assert whole is not None
    assert whole <= max(len(one), len(other))
    assert (whole == 0) == (one == other)
    assert distance(one, other, 2) == (whole if whole <= 2 else None)


@given(st.text("abcdé", min_size=6, max_size=12), st.data())
def test_one_wrong_letter_is_forgiven(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    assert closest(word[:place] + "z" + word[place + 1 :], ["unlike", word]) == word


@given(st.text("abcé-0", max_size=9), st.lists(st.text("abcé-0", max_size=9), max_size=8))
def test_what_is_skipped_could_not_have_been_closest(word: str, candidates: list[str]) -> None:
    """The oracle compares every pair to its end; it knows nothing of beginnings, which come last."""

    def bare(text: str) -> str:
        return text.replace("é", "e").replace("-", "")

    def cost(candidate: str) -> tuple[int, int]:
        longer = abs(len(bare(candidate)) - len(bare(word)))
        return distance(bare(word), bare(candidate), 9) or 0, longer

    others = [candidate for candidate in candidates if candidate != word]
    near = [one for one in others if cost(one)[0] <= max(len(bare(word)), len(bare(one))) // 3]
    expected = min(near, key=cost, default=None)
    found = closest(word, candidates)
    assert found == expected or (expected is None and found is not None and bare(found).startswith(bare(word)))
