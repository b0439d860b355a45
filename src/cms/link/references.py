"""References of one entry: whether each leads to an entry, and to one that is shown as long as its referrer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cms.link.suggestions import Suggestions
from cms.link.visibility import covers
from cms.model import Diagnostic, Entry, Json, Key, Reference, Schema, Visibility
from cms.paths import key_of
from cms.positions import pointer
from cms.prune import drops, without


def check_references(
    entry: Entry, known: Mapping[Key, Entry], visibility: Visibility, schema: Schema, suggestions: Suggestions
) -> Iterator[Diagnostic]:
    """Diagnostics for the entry's references to nothing, and to entries that aren't shown as long as it is."""
    uncovered = []
    for reference in entry.references:
        target = known.get(key_of(reference))
        if target is None:
            yield _unknown(reference, entry, suggestions)
        elif visibility != "expired" and not covers(target, entry):
            uncovered.append((reference, target))
    if uncovered and not entry.wrong:
        yield from _hidden(entry, uncovered, schema)


def _unknown(reference: Reference, entry: Entry, suggestions: Suggestions) -> Diagnostic:
    values: dict[str, Json] = {"id": reference.id, "targets": list(reference.targets), "name": _name(reference)}
    case = "" if key_of(reference)[0] else "collection"
    same = suggestions.same_but_for_case(reference)
    if same is not None:
        case = "case-only"
    suggestion = same or suggestions.nearest(reference)
    if suggestion is not None:
        values["suggestion"] = suggestion
    return Diagnostic("link/unknown", entry.path, reference.span, values, case, pointer=pointer(reference.at))


def _hidden(entry: Entry, uncovered: list[tuple[Reference, Entry]], schema: Schema) -> Iterator[Diagnostic]:
    gone = drops(entry.data, [reference.at for reference, _ in uncovered], schema)
    breaks = [violation.at for violation in schema.violations(without(entry.data, gone))]
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
            "visibility": _visibility(target),
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


def _visibility(target: Entry) -> Visibility:
    """Why a target isn't shown for ever, whatever the instant."""
    if target.draft:
        return "draft"
    return "expired" if target.expire_at is not None else "scheduled"


def _name(reference: Reference) -> str:
    return reference.field.rpartition(".")[2]
