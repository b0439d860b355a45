"""A mistyped word and the words it could have been → the one that was most likely meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_SHORTEST_START = 3
_LONGEST = 100  # what is longer wasn't typed, and would take long to compare
_MOST_EDITS = 5
_APART = 128


class Candidate(NamedTuple):
    """A word ready to be compared: as it is written, without what doesn't count, and which letters that holds."""

    written: str
    folded: str
    letters: int


def ready(words: Iterable[str]) -> Iterator[Candidate]:
    """The words as candidates, for those who search among them more than once."""
    for word in words:
        if len(word) <= _LONGEST:  # no other can be close
            folded = _folded(word)
            yield Candidate(word, folded, _letters(folded))


def closest(word: str, words: Iterable[str]) -> str | None:
    """The one of `words` that a person most likely meant by `word`, or None where none is close.

    Case, accents, spaces, hyphens and underscores don't count; then up to a third of the letters may differ, two
    swapped ones counting once; then a beginning will do (`desc` for `description`) where only one candidate has it.
    """
    return closest_of(word, ready(words))


def closest_of(word: str, candidates: Iterable[Candidate]) -> str | None:
    """The same among candidates that are ready."""
    if len(word) > _LONGEST:
        return None
    wanted = _folded(word)
    letters = _letters(wanted)
    best = None
    best_cost = (len(wanted) + 1, 0)
    beginnings = []
    for candidate, folded, others in candidates:
        if candidate == word:
            continue
        if folded == wanted:
            return candidate
        if len(wanted) >= _SHORTEST_START and folded.startswith(wanted):
            beginnings.append(candidate)
        longer = abs(len(folded) - len(wanted))
        allowed = min(max(len(wanted), len(folded)) // 3, best_cost[0], _MOST_EDITS)
        if (letters ^ others).bit_count() + longer > 2 * allowed:
            continue  # an edit makes two letters differ, or one and the length
        edits = distance(wanted, folded, allowed)
        if edits is not None and (cost := (edits, longer)) < best_cost:
            best, best_cost = candidate, cost
    return best or (beginnings[0] if len(beginnings) == 1 else None)


def _letters(word: str) -> int:
    """A bit for each letter and each time that it occurs, so that what differs can be counted at once."""
    bits = 0
    for letter in word:
        bit = 1 << ord(letter) % _APART  # letters so far apart share a bit, which only lets more be compared
        while bits & bit:
            bit <<= _APART
        bits |= bit
    return bits


def distance(one: str, other: str, limit: int) -> int | None:
    """How many letters were left out, put in, replaced or swapped with their neighbour; None for more than `limit`."""
    if abs(len(one) - len(other)) > limit:
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
