"""Two readings of a text, before and after some fixes → whether these changed nothing but what they are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cms.model import Diagnostic, Document, Json, Mark, Steps
from cms.positions import line_starts, offsets_of, pointer


class _Licence(NamedTuple):
    """What may change: texts that are written at these offsets, and values that these pointers lead to."""

    places: Sequence[tuple[int, int]]
    pointers: frozenset[str]


def is_harmless(before: Document, after: Document, fixed: Sequence[Diagnostic]) -> bool:
    """Whether the file can still be read, and says what it said but for the values that the fixes are about."""
    if after.data is None:
        return False
    fixes = [fix for each in fixed for fix in each.fixes]
    starts = line_starts(before.text)
    places = [offsets_of(starts, fix.span) for fix in fixes]
    grown = zip(places, (len(fix.replacement) for fix in fixes), strict=True)
    if _body_length(after) != _body_length(before) + _growth_behind(before.body, grown):
        return False
    if before.data is None:
        return True
    licence = _Licence(places, frozenset(each.pointer for each in fixed if each.pointer))
    return _is_kept(before.data, after.data, before.mark, (), licence)


def _body_length(document: Document) -> int:
    return 0 if document.body is None else len(document.text) - document.body


def _growth_behind(body: int | None, grown: Iterable[tuple[tuple[int, int], int]]) -> int:
    return 0 if body is None else sum(length - (end - start) for (start, end), length in grown if start >= body)


def _is_kept(before: Json, after: Json, mark: Mark, at: Steps, licence: _Licence) -> bool:
    """Whether a value is what it was, or may be another."""
    if (
        type(before) is type(after)
        and before == after
        and list(before if isinstance(before, dict) else ()) == list(after if isinstance(after, dict) else ())
    ):
        return True
    if pointer(at) in licence.pointers:
        return True
    children = mark.children
    if isinstance(before, dict) and isinstance(after, dict) and isinstance(children, dict):
        return list(before) == list(after) and all(
            _is_kept(value, after[name], children[name], (*at, name), licence) for name, value in before.items()
        )
    if isinstance(before, list) and isinstance(after, list) and isinstance(children, list):
        if len(before) != len(after):
            gone = [number for number in range(len(before)) if pointer((*at, number)) in licence.pointers]
            return after == [value for number, value in enumerate(before) if number not in gone]
        return all(
            _is_kept(value, after[number], children[number], (*at, number), licence)
            for number, value in enumerate(before)
        )
    written = any(start <= mark.end and mark.start <= end for start, end in licence.places)
    return written and isinstance(before, str) and isinstance(after, str)
