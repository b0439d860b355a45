"""References of one entry: whether each leads to an entry, and to one that is shown as long as its referrer."""

from __future__ import annotations

from collections.abc import Iterator

from cms.link.names import reference_name
from cms.link.resolving import Owners
from cms.link.visibility import covers, visibility_at, why_hidden
from cms.model import Diagnostic, Entry, Json, Key, Owner, Reference, Schema, Steps, Visibility
from cms.paths import key_of
from cms.positions import pointer
from cms.prune import drops, without


def check_references(entry: Entry, owners: Owners, visibility: Visibility, schema: Schema) -> Iterator[Diagnostic]:
    """Diagnostics for the entry's references to nothing, and to entries that aren't shown as long as it is."""
    uncovered = []
    for reference in entry.references:
        target = next(iter(owners.get(reference_name(reference), ())), None)
        if target is None:
            yield _unknown(reference, entry)
        elif visibility != "expired" and not target.wrong and not covers(target, entry):
            uncovered.append((reference, target))
    if uncovered and not entry.wrong:
        yield from _hidden(entry, uncovered, schema)


def shown_targets(entry: Entry, owners: Owners, at: int, *, preview: bool) -> frozenset[Key]:
    """The keys, of all that the entry's references name, that a bundle of this instant shows."""
    shown = set()
    for reference in entry.references:
        target = next(iter(owners.get(reference_name(reference), ())), None)
        if target is not None and not target.wrong and (preview or visibility_at(target, at) == "published"):
            shown.add(key_of(reference))
    return frozenset(shown)


def _unknown(reference: Reference, entry: Entry) -> Diagnostic:
    values: dict[str, Json] = {"id": reference.id, "targets": list(reference.targets), "name": _name(reference)}
    case = "" if key_of(reference)[0] else "collection"
    return Diagnostic("link/unknown", entry.path, reference.span, values, case, pointer=pointer(reference.at))


def _hidden(entry: Entry, uncovered: list[tuple[Reference, Owner]], schema: Schema) -> Iterator[Diagnostic]:
    gone = drops(entry.data, [reference.at for reference, _ in uncovered], schema)
    breaks = {at for lost in _lost_together(entry, uncovered) for at in _breaks(entry, lost, schema)}
    for reference, target in uncovered:
        required = any(at == reference.at[: len(at)] for at in breaks)
        if required:
            case = "required"
        elif any(at == reference.at[: len(at)] and len(at) < len(reference.at) for at in gone):
            case = "object"
        else:
            case = "list" if isinstance(reference.at[-1], int) else "field"
        values = {
            "name": _name(reference),
            "id": target.id,
            "collection": target.collection,
            "visibility": why_hidden(target),
        }
        yield Diagnostic(
            "link/hidden",
            entry.path,
            reference.span,
            values,
            case,
            "error" if required else "warning",
            pointer(reference.at),
        )


def _lost_together(entry: Entry, uncovered: list[tuple[Reference, Owner]]) -> set[tuple[Steps, ...]]:
    """The references that go at one and the same time, for each stretch of time in which the entry is shown."""
    borders = [
        moment
        for shown in _all(entry, uncovered)
        for moment in (shown.publish_at, shown.expire_at)
        if moment is not None
    ]
    return {
        tuple(reference.at for reference, target in uncovered if visibility_at(target, moment) != "published")
        for moment in (min(borders, default=0) - 1, *borders)
        if visibility_at(entry, moment) == "published"
    }


def _all(entry: Entry, uncovered: list[tuple[Reference, Owner]]) -> Iterator[Entry | Owner]:
    yield entry
    yield from (target for _, target in uncovered)


def _breaks(entry: Entry, lost: tuple[Steps, ...], schema: Schema) -> Iterator[Steps]:
    data = without(entry.data, drops(entry.data, lost, schema))
    return (violation.at for violation in schema.violations(data))


def _name(reference: Reference) -> str:
    return reference.field.rpartition(".")[2]
