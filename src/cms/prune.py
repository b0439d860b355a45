"""Taking values out of data: what goes with a reference that can't be followed, and the data without it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cms.model import Data, Json, Schema, Steps


def drops(data: Data, unwanted: Iterable[Steps], schema: Schema) -> tuple[Steps, ...]:
    """What must go so that the values at `unwanted` are gone.

    That is the item of a list, the property of a mapping, or the whole mapping where it stands in a list and can't do
    without the property (`team: [{person, role}]`).
    """
    return tuple(sorted({_drop(data, at, schema) for at in unwanted}, key=_order))


def without(data: Data, gone: Sequence[Steps]) -> Data:
    """A copy of the data without the values at `gone` (what isn't on the way to them is shared, not copied)."""
    result: Json = data
    for at in sorted(gone, key=_order, reverse=True):
        result = _remove(result, at)
    return result if isinstance(result, dict) else {}


def _drop(data: Data, at: Steps, schema: Schema) -> Steps:
    gone = at
    while gone and not isinstance(gone[-1], int):
        if not _is_needed(data, gone, schema):
            return at
        gone = gone[:-1]
    return gone or at


def _is_needed(data: Data, at: Steps, schema: Schema) -> bool:
    return any(
        violation.keyword == "required" and violation.at == at[:-1] and violation.values.get("property") == at[-1]
        for violation in schema.violations(_remove(data, at))
    )


def _remove(value: Json, at: Steps) -> Json:
    step, rest = at[0], at[1:]
    if isinstance(value, dict) and step in value:
        if rest:
            return {**value, step: _remove(value[step], rest)}
        return {name: kept for name, kept in value.items() if name != step}
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        middle = [_remove(value[step], rest)] if rest else []
        return [*value[:step], *middle, *value[step + 1 :]]
    return value


def _order(at: Steps) -> tuple[tuple[int, str], ...]:
    """Later list positions and deeper places sort behind earlier ones, so that removing backwards moves nothing."""
    return tuple((step, "") if isinstance(step, int) else (-1, step) for step in at)
