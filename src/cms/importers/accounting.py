"""What entries have taken from their sources → what became of every value, without a gap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cms.importers.mapping import Fields, FileRule, ImportMap
from cms.importers.recipes import Fated
from cms.importers.sections import BODY
from cms.importers.tools import Original
from cms.importers.values import is_empty
from cms.model import Json, Steps
from cms.outcomes import Outcome
from cms.positions import numbered


class Claim(NamedTuple):
    """What became of a value of a source, and in which entry's file."""

    source: str
    target: str
    fate: Fated


def accounted(
    originals: Sequence[Original],
    skipped: Mapping[str, str],
    claims: Iterable[Claim],
    spare: Iterable[Claim],
    known: Mapping[str, frozenset[str]],
) -> Iterator[Outcome]:
    """What became of everything: what is claimed, what others have said already, and what nobody wanted.

    A file that is skipped, for a reason, is one outcome. `known` are the names of fields that the mapping looks at.
    """
    by_source: dict[str, list[Claim]] = defaultdict(list)
    spares: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_source[claim.source].append(claim)
    for claim in spare:
        spares[claim.source].append(claim)
    for original in originals:
        if skipped.get(original.path) == "table":
            yield from _of_table(original, by_source)
        elif original.path in skipped:
            yield Outcome(original.path, 0, "", "left-out", skipped[original.path])
        else:
            yield from _of_one(original, by_source[original.path], spares[original.path], known[original.path])


def _of_table(original: Original, by_source: Mapping[str, Sequence[Claim]]) -> Iterator[Outcome]:
    """Which rows of a table somebody has named."""
    claims = (claim for claims in by_source.values() for claim in claims)
    used = {claim.fate.values.get("key"): claim.target for claim in claims if claim.fate.reason == "row"}
    for key, row in original.data.items():
        line = original.line_of((key,))
        if key in used:
            yield Outcome(original.path, line, key, "changed", "row-used", row, used[key])
        else:
            yield Outcome(original.path, line, key, "left-out", "row-unused", row)
    yield from (_private(original, steps) for steps in original.private)


def _of_one(
    original: Original, claims: Sequence[Claim], spares: Sequence[Claim], names: frozenset[str]
) -> Iterator[Outcome]:
    used = {claim.fate.steps for claim in claims if claim.fate.fate != "left-out"}
    found = [_outcome(original, claim) for claim in _without_repeats(claims) if not _is_void(claim.fate, used)]
    known = {claim.fate.steps for claim in claims if claim.fate.steps is not None}
    found += [_private(original, steps) for steps in original.private - known]
    for steps, value in _leaves(original.data):
        if steps in original.private or _is_covered(steps, known):
            continue
        others = [claim for claim in spares if claim.fate.steps == steps]
        if others:
            found += [_outcome(original, claim) for claim in others[:1]]
        else:
            reason = "empty" if is_empty(value) else "not-needed" if steps[0] in names else "no-field"
            found.append(Outcome(original.path, original.line_of(steps), numbered(steps), "left-out", reason, value))
    yield from sorted(found, key=lambda outcome: (outcome.line, outcome.field, outcome.target, outcome.at))


def _private(original: Original, steps: Steps) -> Outcome:
    """What is said of a value that isn't to be published: not what it was, since reports are public."""
    return Outcome(original.path, original.line_of(steps), numbered(steps), "left-out", "private")


def _without_repeats(claims: Iterable[Claim]) -> Iterator[Claim]:
    seen = set()
    for claim in claims:
        fate = claim.fate
        place = ("", "") if fate.fate == "left-out" else (claim.target, fate.at)
        traits = (fate.steps, fate.fate, fate.reason, *place, repr(fate.value))
        if traits not in seen:
            seen.add(traits)
            yield claim


def _is_void(fate: Fated, used: set[Steps | None]) -> bool:
    """Whether a value that was left out by one recipe was used by another."""
    return (
        fate.fate == "left-out" and fate.steps in used and fate.reason not in {"conflict", "once"} and fate.at != BODY
    )


def _is_covered(steps: Steps, known: set[Steps]) -> bool:
    return any(steps[:length] in known for length in range(1, len(steps) + 1))


def _leaves(data: Json, at: Steps = ()) -> Iterator[tuple[Steps, Json]]:
    if data and isinstance(data, dict):
        for name, value in data.items():
            yield from _leaves(value, (*at, name))
    elif data and isinstance(data, list):
        for number, item in enumerate(data):
            yield from _leaves(item, (*at, number))
    elif at:
        yield at, data


def _outcome(original: Original, claim: Claim) -> Outcome:
    fate = claim.fate
    steps = fate.steps
    if steps is None:
        line, field = 0, ""
    elif steps[0] == BODY and len(steps) > 1:
        line, field = int(steps[1]), BODY
    else:
        line, field = original.line_of(steps), numbered(steps)
    target = "" if fate.fate == "left-out" else claim.target
    return Outcome(original.path, line, field, fate.fate, fate.reason, fate.value, target, fate.at, fate.values)


def names_in(rule: FileRule, import_map: ImportMap) -> frozenset[str]:
    """The first names of all fields of a file that some recipe looks at."""
    fields = [rule.fields, *(entry.fields for entry in import_map.entries.values())]
    return frozenset(name for each in fields for name in _names(each))


def _names(fields: Fields) -> Iterator[str]:
    for recipe in fields.values():
        yield from (source.partition(".")[0] for source in recipe.sources)
        yield from _names(recipe.fields or {})
