"""Sort keys and cuts: laws for any data, and the contract's own example."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cmp_to_key
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cms.exporters.order import CHUNK, FIRST_PAGE, Limits, cut, sort_key
from cms.model import Json, Term

Row = dict[str, Any]

IDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=6)
TEXTS = st.text(st.sampled_from("aàâbcéeEÉœŒæoz-_ 09ßﬁ\u0301日"), max_size=5)
NUMBERS = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | st.just(-0.0)
DEEP = st.fixed_dictionaries({}, optional={"text": TEXTS})
ROWS: st.SearchStrategy[Row] = st.fixed_dictionaries(
    {"id": IDS}, optional={"text": TEXTS, "number": NUMBERS, "flag": st.booleans(), "deep": DEEP}
)
TERMS = st.lists(
    st.builds(Term, st.sampled_from(["text", "number", "flag", "deep.text", "never"]), st.booleans()), max_size=3
)


def test_the_contracts_example() -> None:
    assert (
        sort_key({"title": "Ceebios"}, [Term("title", descending=False)], "ceebios")
        == "0163656562696f730063656562696f73"
    )
    descending = sort_key({"startDate": "2020-09-23"}, [Term("startDate", descending=True)], "saison-8")
    assert descending == "01cdcfcdcfd2cfc6d2cdccff736169736f6e2d38"


def spelled(text: str) -> str:
    folded = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char)).casefold()
    return folded.replace("œ", "oe").replace("æ", "ae")


def value_of(row: Row, field: str) -> Json:
    first, _, second = field.partition(".")
    value: Json = row.get(first)
    value = (value or {}).get(second) if second else value
    return spelled(value) if isinstance(value, str) else value


def comparing(order: list[Term]) -> Callable[[Row, Row], int]:
    """Which of two entries comes first, decided without any key."""

    def compare(one: Row, other: Row) -> int:
        for term in order:
            left, right = value_of(one, term.field), value_of(other, term.field)
            if (left is None) != (right is None):
                return 1 if left is None else -1
            if left != right:
                return (1 if left > right else -1) * (-1 if term.descending else 1)
        return 1 if one["id"] > other["id"] else -1

    return compare


@given(st.lists(ROWS, max_size=8, unique_by=lambda row: str(row["id"])), TERMS)
def test_keys_sort_like_the_values(rows: list[Row], order: list[Term]) -> None:
    by_key = sorted(rows, key=lambda row: sort_key(row, order, row["id"]))
    assert by_key == sorted(rows, key=cmp_to_key(comparing(order)))


@given(ROWS, ROWS, TERMS)
def test_no_two_entries_have_the_same_key(one: Row, other: Row, order: list[Term]) -> None:
    assume(one["id"] != other["id"])
    assert sort_key(one, order, one["id"]) != sort_key(other, order, other["id"])


def test_french_words_in_order() -> None:
    words = ["zèbre", "Œuvre", "ocre", "Éclair", "eau", "été", "oeillet", "Ovale"]
    key = {word: sort_key({"title": word}, [Term("title", descending=False)], "x") for word in words}
    assert sorted(words, key=key.__getitem__) == ["eau", "Éclair", "été", "ocre", "oeillet", "Œuvre", "Ovale", "zèbre"]


@pytest.mark.parametrize("value", [None, [], ["a"], {"other": 1}])
def test_what_has_no_order_comes_last(value: Json) -> None:
    for descending in (False, True):
        assert sort_key({"field": value}, [Term("field", descending)], "a") == "0261"


# --- Cuts ------------------------------------------------------------------------------------------------------------


def names(count: int, seed: int = 1) -> list[str]:
    return sorted(name(f"{seed} {number}") for number in range(count))


def name(text: str) -> str:
    return f"posts/{sha256(text.encode()).hexdigest()[:12]}.json"


def chunks(paths: list[str], first: Limits = CHUNK) -> list[tuple[str, ...]]:
    return [tuple(chunk) for chunk in cut(paths, str, first)]


@pytest.mark.parametrize("first", [CHUNK, FIRST_PAGE])
@pytest.mark.parametrize("count", [0, 1, 63, 64, 100, 356, 357, 5_000])
def test_chunks_keep_to_their_limits_and_lose_nothing(first: Limits, count: int) -> None:
    paths = names(count)
    found = chunks(paths, first)
    assert [path for chunk in found for path in chunk] == paths
    limits = [first, *(CHUNK for _ in found)]
    for chunk, (smallest, largest) in zip(found[:-1], limits, strict=False):
        assert smallest <= len(chunk) <= largest
    assert all(len(chunk) <= largest for chunk, (_, largest) in zip(found, limits, strict=False))


@given(st.integers(0, 2_000), st.integers(0, 2**32))
def test_an_insertion_changes_its_chunk_and_no_more_than_needed(seed: int, number: int) -> None:
    """What lies before its chunk stays; behind it, all is as before from the first border on that is as before."""
    paths = names(2_000, seed)
    new = f"posts/{number:012x}.json"
    assume(new not in paths)
    before, after = chunks(paths), chunks(sorted([*paths, new]))
    assert [chunk for chunk in before if chunk[-1] < new] == [chunk for chunk in after if chunk[-1] < new]
    border = next((chunk[-1] for chunk in before if chunk[-1] > new and chunk[-1] in {made[-1] for made in after}), "~")
    assert [chunk for chunk in before if chunk[0] > border] == [chunk for chunk in after if chunk[0] > border]


def test_an_insertion_rewrites_hardly_more_than_one_part() -> None:
    rewritten = []
    for seed in range(40):
        paths = names(3_000, seed)
        before = set(chunks(paths))
        for number in range(5):
            after = chunks(sorted([*paths, name(f"new {seed} {number}")]))
            rewritten.append(sum(chunk not in before for chunk in after))
    assert sum(rewritten) / len(rewritten) < 1.3
    assert sum(count > 2 for count in rewritten) <= len(rewritten) / 20
