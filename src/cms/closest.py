"""A mistyped word and the words it could have been → the one that was most likely meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_SHORTEST_START = 3
_LONGEST = 100  # what is longer wasn't typed, and would take long to compare
_MOST_EDITS = 5


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that a person most likely meant by `word`, or None where none is close.

    Case, accents, spaces, hyphens and underscores don't count; then up to a third of the letters may differ, two
    swapped ones counting once; then a beginning will do (`desc` for `description`) where only one candidate has it.
    """
    if len(word) > _LONGEST:
        return None
    wanted = _folded(word)
    best = None
    best_cost = (len(wanted) + 1, 0)
    beginnings = []
    for candidate in candidates:
        if candidate == word or len(candidate) > _LONGEST:
            continue
        folded = _folded(candidate)
        if folded == wanted:
            return candidate
        if len(wanted) >= _SHORTEST_START and folded.startswith(wanted):
            beginnings.append(candidate)
        allowed = min(max(len(wanted), len(folded)) // 3, best_cost[0], _MOST_EDITS)
        edits = distance(wanted, folded, allowed)
        if edits is not None and (cost := (edits, abs(len(folded) - len(wanted)))) < best_cost:
            best, best_cost = candidate, cost
    return best or (beginnings[0] if len(beginnings) == 1 else None)


def distance(one: str, other: str, limit: int) -> int | None:
    """How many letters were left out, put in, replaced or swapped with their neighbour; None for more than `limit`."""
    if abs(len(one) - len(other)) > limit or len(set(one) ^ set(other)) > 2 * limit:
        return None
    start = next((place for place, (here, there) in enumerate(zip(one, other, strict=False)) if here != there), None)
    if start is None:
        return abs(len(one) - len(other))
    one, other = one[start:], other[start:]
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for row, char in enumerate(one, 1):
        current = [row]
        for column, match in enumerate(other, 1):
            edits = min(last[column] + 1, current[-1] + 1, last[column - 1] + (char != match))
            if before_last and column > 1 and char == other[column - 2] and one[row - 2] == match:
                edits = min(edits, before_last[column - 2] + 1)
            current.append(edits)
        if min(current) > limit:
            return None
        before_last, last = last, current
    return last[-1] if last[-1] <= limit else None


def _folded(word: str) -> str:
    if not word.isascii():
        word = "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))
    return word.casefold().translate(_IGNORED)


_IGNORED = str.maketrans("", "", " -_")
