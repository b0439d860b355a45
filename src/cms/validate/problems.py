"""How data breaks its schema → what is wrong with it: one diagnostic for each cause, at its exact place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from cms.closest import closest
from cms.model import Data, Diagnostic, Document, Json, Related, Severity, Span, Steps, Violation
from cms.positions import pointer, span_of_key, value_at
from cms.validate.causes import causes
from cms.validate.guesses import guess_choice, guess_format, guess_type
from cms.validate.places import name_of, quoted, span_at, span_of_owner


class _Case(NamedTuple):
    """One violation and all that its diagnostic is made from."""

    document: Document
    violation: Violation
    value: Json
    lacks: Severity


_Diagnose = Callable[[_Case], Iterator[Diagnostic]]


def told(document: Document, violations: Iterable[Violation], *, draft: bool) -> list[Diagnostic]:
    """What is to be said of violations, one diagnostic for each cause, in the order of the file."""
    found: list[Diagnostic] = []
    for violation in causes(violations):
        value = value_at(document.data, violation.at)
        case = _Case(document, violation, value, "warning" if draft else "error")
        found.extend(_DIAGNOSE.get(violation.keyword, _other)(case))
    renamed = {(item.pointer.rpartition("/")[0], item.values["suggestion"]) for item in found if _is_misspelt(item)}
    kept = [item for item in found if (item.pointer, item.values.get("property")) not in renamed or _is_misspelt(item)]
    return sorted(kept, key=_order)


def _is_misspelt(found: Diagnostic) -> bool:
    """An unknown name with a likely meaning: that the property so named is missing needn't be said as well."""
    return found.rule == "schema/additionalProperties" and "suggestion" in found.values


def _order(found: Diagnostic) -> tuple[Span, str, str]:
    return found.span or Span(0, 0, 0, 0), found.rule, found.pointer


# --- One diagnostic --------------------------------------------------------------------------------------------------


def _said(case: _Case, values: Data, named: str = "") -> Diagnostic:
    """The usual diagnostic: about the value, at the value, with its name. `named` is the case of the wording."""
    at = case.violation.at
    return Diagnostic(
        f"schema/{case.violation.keyword}",
        case.document.path,
        span_at(case.document, at),
        {"name": name_of(at), **{name: value for name, value in values.items() if value is not None}},
        named,
        pointer=pointer(at),
    )


def _found(case: _Case) -> str:
    return quoted(case.document, case.violation.at, case.value)


def _other(case: _Case) -> Iterator[Diagnostic]:
    yield _said(case, {"keyword": case.violation.keyword})


# --- Properties ------------------------------------------------------------------------------------------------------


def _required(case: _Case) -> Iterator[Diagnostic]:
    span = span_of_owner(case.document, case.violation.at)
    values = {"property": case.violation.values["property"]}
    at = pointer(case.violation.at)
    yield Diagnostic("schema/required", case.document.path, span, values, severity=case.lacks, pointer=at)


def _dependent_required(case: _Case) -> Iterator[Diagnostic]:
    span = span_of_owner(case.document, case.violation.at)
    yield _said(case, dict(case.violation.values))._replace(span=span)


def _unknown_names(case: _Case) -> Iterator[Diagnostic]:
    known: list[str] = case.violation.values["known"]
    free = [name for name in known if name not in case.value]
    for name in case.violation.values["unexpected"]:
        at = (*case.violation.at, name)
        values: Data = {"property": name, "known": known}
        if suggestion := closest(name, free):
            values["suggestion"] = suggestion
        span = span_of_key(case.document, at)
        yield Diagnostic("schema/additionalProperties", case.document.path, span, values, pointer=pointer(at))


def _name_of_property(case: _Case) -> Iterator[Diagnostic]:
    name = case.violation.values["property"]
    at: Steps = (*case.violation.at, name)
    said = _said(case, {"keyword": "propertyNames"})
    values = {**said.values, "name": name}
    yield said._replace(span=span_of_key(case.document, at), values=values, pointer=pointer(at))


def _not_allowed(case: _Case) -> Iterator[Diagnostic]:
    yield _said(case, {})._replace(span=span_of_key(case.document, case.violation.at))


# --- Values ----------------------------------------------------------------------------------------------------------


def _type(case: _Case) -> Iterator[Diagnostic]:
    types, found = case.violation.values["types"], _found(case)
    values = {"types": types, "found_type": _TYPES[type(case.value)], "found": found}
    yield _said(case, {**values, "suggestion": guess_type(case.value, found, types)})


def _enum(case: _Case) -> Iterator[Diagnostic]:
    options, found = case.violation.values["options"], _found(case)
    yield _said(case, {"options": options, "found": found, "suggestion": guess_choice(found, options)})


def _const(case: _Case) -> Iterator[Diagnostic]:
    expected = case.violation.values["expected"]
    said = _said(case, {"found": _found(case)})
    yield said._replace(values={**said.values, "expected": expected})


def _format(case: _Case) -> Iterator[Diagnostic]:
    form, found = case.violation.values["format"], _found(case)
    values = {"format": form, "found": found, "suggestion": guess_format(found, form)}
    yield _said(case, values, form if form in _WORDED_FORMATS else "")


def _pattern(case: _Case) -> Iterator[Diagnostic]:
    yield _said(case, {**case.violation.values, "found": _found(case)})


def _alternatives(case: _Case) -> Iterator[Diagnostic]:
    if "formats" in case.violation.values:
        formats, found = case.violation.values["formats"], _found(case)
        # `date-time` before `date`, which would lose the time.
        guesses = (guess_format(found, form) for form in sorted(formats, reverse=True))
        suggestion = next((guess for guess in guesses if guess), None)
        yield _said(case, {"formats": formats, "found": found, "suggestion": suggestion}, "formats")
    elif case.violation.values.get("several"):
        yield _said(case, {}, "several")
    else:
        yield _said(case, {"count": len(case.violation.branches)})


# --- Sizes -----------------------------------------------------------------------------------------------------------


def _limit(case: _Case) -> Iterator[Diagnostic]:
    yield _said(case, {"limit": case.violation.values["limit"], "found": case.value})


def _size(case: _Case) -> Iterator[Diagnostic]:
    yield _said(case, {"limit": case.violation.values["limit"], "found": len(case.value)})


def _too_few_items(case: _Case) -> Iterator[Diagnostic]:
    yield from (said._replace(severity=case.lacks) for said in _size(case))


def _too_many_items(case: _Case) -> Iterator[Diagnostic]:
    """At the first item too many."""
    limit = int(case.violation.values["limit"])
    yield from (said._replace(span=span_at(case.document, (*case.violation.at, limit))) for said in _size(case))


def _repeated_items(case: _Case) -> Iterator[Diagnostic]:
    """One for each item that stands further up already."""
    document, at = case.document, case.violation.at
    first: dict[str, int] = {}
    for position, item in enumerate(case.value):
        before = first.setdefault(_identity(item), position)
        if before != position:
            span, place = span_at(document, (*at, before)), (*at, position)
            said = _said(case, {"found": quoted(document, place, item), "line": span.line})
            related = (Related(document.path, span),)
            yield said._replace(span=span_at(document, place), pointer=pointer(place), related=related)


def _identity(value: Json) -> str:
    """A text that is the same for equal JSON values: 1 and 1.0 are, 1 and true aren't."""
    if isinstance(value, dict):
        return "{" + ",".join(sorted(f"{name!r}:{_identity(inner)}" for name, inner in value.items())) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_identity, value)) + "]"
    return repr(int(value)) if isinstance(value, float) and value.is_integer() else repr(value)


_TYPES: dict[type, str] = {
    str: "string",
    bool: "boolean",
    int: "integer",
    float: "number",
    list: "array",
    dict: "object",
    type(None): "null",
}
_WORDED_FORMATS = frozenset(
    {"date", "date-time", "time", "email", "idn-email", "uri", "uri-reference", "iri", "iri-reference"}
)
_DIAGNOSE: dict[str, _Diagnose] = {
    "required": _required,
    "dependentRequired": _dependent_required,
    "additionalProperties": _unknown_names,
    "unevaluatedProperties": _unknown_names,
    "propertyNames": _name_of_property,
    "false": _not_allowed,
    "type": _type,
    "enum": _enum,
    "const": _const,
    "format": _format,
    "pattern": _pattern,
    "anyOf": _alternatives,
    "oneOf": _alternatives,
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"), _limit),
    **dict.fromkeys(("minLength", "maxLength", "minProperties", "maxProperties"), _size),
    "minItems": _too_few_items,
    "maxItems": _too_many_items,
    "uniqueItems": _repeated_items,
}
