"""Two readings of a text, before and after some fixes → whether these changed nothing but what they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from cms.model import Diagnostic, Document, Json, Mark, Steps
from cms.positions import find, line_starts, offsets_of, pointer

Reading: TypeAlias = tuple[Document, Sequence[Diagnostic]]
"""What a text says, and what is wrong with it."""


class _Edits(NamedTuple):
    """What is replaced: offsets with how much longer each place becomes; and the values that the fixes are about."""

    places: Sequence[tuple[int, int, int]]
    pointers: frozenset[str]


def is_harmless(before: Reading, after: Reading, fixed: Sequence[Diagnostic]) -> bool:
    """Whether the file can still be read, says what it said but where the fixes are, and has no new error."""
    (old, known), (new, found) = before, after
    if new.data is None or _errors(found) - _errors(known):
        return False
    starts = line_starts(old.text)
    fixes = [(*offsets_of(starts, fix.span), len(fix.replacement)) for each in fixed for fix in each.fixes]
    edits = _Edits(
        [(start, end, length - (end - start)) for start, end, length in fixes],
        frozenset(each.pointer for each in fixed if each.pointer),
    )
    if new.body != (None if old.body is None else _moved(old.body, edits)):
        return False
    return old.data is None or _is_kept((old.data, old.mark), (new.data, new.mark), (), edits)


def _errors(found: Iterable[Diagnostic]) -> Counter[tuple[str, str]]:
    """The errors by rule and by what they are about: a value, or in the body what is said of it."""
    return Counter((each.rule, each.pointer or repr(each.values)) for each in found if each.severity == "error")


_Value: TypeAlias = tuple[Json, Mark]


def _is_kept(before: _Value, after: _Value, at: Steps, edits: _Edits) -> bool:
    """Whether a value is what it was, or was changed as the edits change its text."""
    (old, mark), (new, moved) = before, after
    if isinstance(old, dict) and isinstance(new, dict):
        return list(old) == list(new) and all(
            _is_kept((old[name], _child(mark, name)), (new[name], _child(moved, name)), (*at, name), edits)
            for name in old
        )
    if isinstance(old, list) and isinstance(new, list):
        return _is_list_kept((old, mark), (new, moved), at, edits)
    if type(old) is type(new) and old == new:
        return True
    if isinstance(old, str) and isinstance(new, str):
        return _is_touched(mark, edits) and (moved.start, moved.end) == _span(mark, edits)
    return pointer(at) in edits.pointers and new == _made_one(old)


def _is_list_kept(before: tuple[list[Json], Mark], after: tuple[list[Json], Mark], at: Steps, edits: _Edits) -> bool:
    """Whether a list has the items that it had; those that a fix is about may be gone, or all made one."""
    (old, mark), (new, moved) = before, after
    left = list(range(len(old)))
    if len(old) != len(new):
        if pointer(at) in edits.pointers and len(new) == 1 and new[0] == _made_one(old):
            return True
        left = [number for number in left if pointer((*at, number)) not in edits.pointers]
    return len(left) == len(new) and all(
        _is_kept((old[number], _child(mark, number)), (new[place], _child(moved, place)), (*at, number), edits)
        for place, number in enumerate(left)
    )


def _made_one(items: Json) -> Json:
    """The one mapping that has what each of several has; nothing where that isn't so."""
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        return object()
    made = {name: value for item in items for name, value in item.items()}
    return made if len(made) == sum(map(len, items)) else object()


# --- Places ----------------------------------------------------------------------------------------------------------


def _child(mark: Mark, step: str | int) -> Mark:
    return find(mark, (step,))


def _is_touched(mark: Mark, edits: _Edits) -> bool:
    return any(start <= mark.end and mark.start <= end for start, end, _ in edits.places)


def _span(mark: Mark, edits: _Edits) -> tuple[int, int]:
    """Where a value's text must stand after the edits, if it is still all of that text and nothing else."""
    return _moved(mark.start, edits), _moved(mark.end, edits)


def _moved(offset: int, edits: _Edits) -> int:
    """An offset after the edits that begin before it."""
    return offset + sum(growth for start, _, growth in edits.places if start < offset)
