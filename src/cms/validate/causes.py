"""Violations as the validator finds them → those that name a cause: alternatives told apart, consequences left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cms.model import Json, Steps, Violation

_Branch = tuple[Violation, ...]


def causes(violations: Iterable[Violation]) -> list[Violation]:
    """One violation for each cause.

    Of alternatives, the one that the author meant speaks where it can be told; of several keywords that refuse the same
    value, the one that says most.
    """
    told = [cause for violation in violations for cause in _told_apart(violation)]
    by_place: dict[Steps, set[str]] = {}
    for violation in told:
        by_place.setdefault(violation.at, set()).add(violation.keyword)
    distinct = {(violation.keyword, violation.at, repr(violation.values)): violation for violation in told}
    return [violation for violation in distinct.values() if not _is_silenced(violation, by_place)]


def _is_silenced(violation: Violation, by_place: dict[Steps, set[str]]) -> bool:
    others = by_place[violation.at]
    return any(violation.keyword in silenced for keyword, silenced in _SILENCES if keyword in others)


# --- Alternatives ----------------------------------------------------------------------------------------------------


def _told_apart(violation: Violation) -> Iterator[Violation]:
    """What is wrong with the alternative that was meant; the violation itself where that can't be told."""
    if not violation.branches or violation.values.get("several"):
        yield violation
        return
    fitting = [branch for branch in violation.branches if not _refuses_type(branch, violation.at)]
    if not fitting:
        yield Violation("type", violation.at, {"types": _union(violation.branches, violation.at, ("type",))})
        return
    choice = _shared_choice(fitting, violation.at) if len(fitting) > 1 else None
    chosen = [branch for branch in fitting if not _refuses_choice(branch, violation.at)]
    if choice is not None:
        yield Violation("enum", choice, {"options": _union(fitting, choice, ("const", "enum"))})
    elif len(fitting) == 1 or len(chosen) == 1:
        for inner in fitting[0] if len(fitting) == 1 else chosen[0]:
            yield from _told_apart(inner)
    elif formats := _shared_formats(fitting, violation.at):
        yield Violation(violation.keyword, violation.at, {"formats": formats})
    else:
        yield violation


def _refuses_type(branch: _Branch, at: Steps) -> bool:
    return any(inner.keyword == "type" and inner.at == at for inner in branch)


def _refuses_choice(branch: _Branch, at: Steps) -> bool:
    """Whether the value, or a property of it such as `kind`, says that another alternative is meant."""
    return any(inner.keyword in {"const", "enum"} and inner.at[:-1] in {at, at[:-1]} for inner in branch)


def _shared_choice(branches: Iterable[_Branch], at: Steps) -> Steps | None:
    """The place of the value, there or one step below, that every branch compares with its own constants in vain."""
    places = [{inner.at for inner in branch if inner.keyword in {"const", "enum"}} for branch in branches]
    near = [place for place in set.intersection(*places) if place == at or place[:-1] == at]
    return min(near, key=lambda place: (len(place), str(place)), default=None)


def _shared_formats(branches: Iterable[_Branch], at: Steps) -> list[str]:
    """The formats where every branch fails by one, and by nothing else."""
    formats = []
    for branch in branches:
        if len(branch) != 1 or branch[0].keyword != "format" or branch[0].at != at:
            return []
        formats.append(branch[0].values["format"])
    return formats


def _union(branches: Iterable[_Branch], at: Steps, keywords: tuple[str, ...]) -> list[Json]:
    """What the branches ask for at a place, in order and without repetition."""
    union: list[Json] = []
    for inner in (inner for branch in branches for inner in branch if inner.at == at and inner.keyword in keywords):
        wanted = [inner.values["expected"]] if inner.keyword == "const" else inner.values.get("types", [])
        union += [item for item in wanted or inner.values.get("options", ()) if item not in union]
    return union


_FORMS = frozenset({"format", "pattern", "minLength", "maxLength", "minimum", "maximum", "multipleOf"})
_COMPOUND = frozenset({"anyOf", "oneOf", "not"})
_SILENCES: tuple[tuple[str, frozenset[str]], ...] = (
    ("false", _FORMS | _COMPOUND | {"type", "const", "enum"}),
    ("type", _FORMS | _COMPOUND | {"const", "enum"}),
    ("const", _FORMS | _COMPOUND | {"enum"}),
    ("enum", _FORMS | _COMPOUND),
    ("minLength", frozenset({"format", "pattern"}) | _COMPOUND),
    ("format", frozenset({"pattern"}) | _COMPOUND),
)
"""Which keyword makes it needless to speak of which others that refuse the same value."""
