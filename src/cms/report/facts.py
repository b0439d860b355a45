"""What a diagnostic's wording needs beyond its values: which place it speaks of, and which of several sayings fits."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from cms.model import Diagnostic, Json
from cms.report.template import fill
from cms.report.words import Words

_ABOUT_NAMES = frozenset({"schema/additionalProperties", "schema/propertyNames"})
_SAME_FORM = {"uri": "iri", "uri-reference": "iri-reference"}
_NUMBERS = frozenset({"integer", "number"})


def facts(diagnostic: Diagnostic, words: Words) -> dict[str, Json]:
    """A diagnostic's values and what follows from them.

    `subject` names the value that is spoken of, `parent` the same value where it isn't the whole file,
    `excess` is by how much a length misses its limit, `draft` the id of an entry that is one, `example` an id with its
    collection.
    """
    values: dict[str, Json] = {"rule": diagnostic.rule, **diagnostic.values}
    place = _place(diagnostic, words)
    values["subject"] = place or words.file
    if place is not None:
        values["parent"] = place
    found, limit = values.get("found"), values.get("limit")
    if isinstance(found, int) and isinstance(limit, int):
        values["excess"] = abs(found - limit)
    if values.get("visibility") == "draft" and "id" in values:
        values["draft"] = values["id"]
    targets, identity = values.get("targets"), values.get("id")
    if isinstance(targets, list) and targets and isinstance(identity, str):
        values["example"] = f"{targets[0]}/{identity.rpartition('/')[2]}"
    return values


def _place(diagnostic: Diagnostic, words: Words) -> str | None:
    """The value that a pointer leads to: a field's name, or an item of one; None for the whole file.

    Where the diagnostic is about a field's name, it is the value that holds the field.
    """
    steps = [step.replace("~1", "/").replace("~0", "~") for step in diagnostic.pointer.split("/")[1:]]
    if diagnostic.rule in _ABOUT_NAMES:
        steps = steps[:-1]
    if not steps:
        return None
    last = steps[-1]
    if len(steps) > 1 and last.isdecimal() and diagnostic.values.get("name") != last:
        return fill(words.item, {"position": int(last) + 1, "name": steps[-2]}, words)
    return fill("{name:code}", {"name": last}, words)


def case_of(diagnostic: Diagnostic) -> str:
    """The case whose wording fits best: the diagnostic's own, or a finer one that its values show."""
    refine = _REFINEMENTS.get(diagnostic.rule)
    return (refine(diagnostic.values, diagnostic) if refine else None) or diagnostic.case


def _type(values: Mapping[str, Json], _diagnostic: Diagnostic) -> str | None:
    found, wanted = values.get("found_type"), values.get("types") or [""]
    if found == "null":
        return "null"
    if wanted[0] == "string":
        return {"array": "text-list", "object": "text-object"}.get(str(found), "text")
    if wanted[0] in _NUMBERS:
        return "integer" if found in _NUMBERS else "number"
    return str(wanted[0]) if wanted[0] in {"array", "object", "boolean"} else None


def _format(values: Mapping[str, Json], _diagnostic: Diagnostic) -> str | None:
    found = values.get("found")
    is_date = values.get("format") == "date" and isinstance(found, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", found)
    return "no-such-date" if is_date else _SAME_FORM.get(str(values.get("format")))


def _required(_values: Mapping[str, Json], diagnostic: Diagnostic) -> str | None:
    return "draft" if diagnostic.severity == "warning" else None


def _min_items(values: Mapping[str, Json], diagnostic: Diagnostic) -> str | None:
    empty = "empty" if values.get("found") == 0 else ""
    return "-".join(part for part in (empty, _required(values, diagnostic)) if part)


def _min_length(values: Mapping[str, Json], _diagnostic: Diagnostic) -> str | None:
    return "empty" if values.get("found") == 0 else None


def _yaml(values: Mapping[str, Json], diagnostic: Diagnostic) -> str | None:
    return "apostrophe-inside" if diagnostic.case == "quote-inside" and values.get("quote") == "'" else None


def _enum(values: Mapping[str, Json], _diagnostic: Diagnostic) -> str | None:
    return "single" if len(values.get("options") or ()) == 1 else None


_REFINEMENTS: Mapping[str, Callable[[Mapping[str, Json], Diagnostic], str | None]] = {
    "parse/yaml": _yaml,
    "schema/type": _type,
    "schema/format": _format,
    "schema/required": _required,
    "schema/minItems": _min_items,
    "schema/minLength": _min_length,
    "schema/enum": _enum,
}
