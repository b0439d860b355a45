"""A self-contained schema → functions that say how data breaks it. The only module that knows jsonschema-rs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from cms.instants import is_date, is_date_time
from cms.model import CmsError, Data, Diagnostic, Json, Steps, Violation
from cms.positions import pointer
from cms.schema.keywords import IN_PLACE, escaped, inside, target, value_at

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError, Validator

Test = Callable[[Json], bool]

_FORMATS = {"date": is_date, "date-time": is_date_time}


def checker(path: str, document: Data) -> Callable[[Data], Iterator[Violation]]:
    """The function that yields every violation of a schema. Raises CmsError where the schema can't be compiled."""
    validator = _compiled(path, document)

    def check(data: Data) -> Iterator[Violation]:
        if validator.is_valid(data):  # in two thirds of the time that it takes to look for errors
            return iter(())
        found = [violation for error in validator.iter_errors(data) for violation in _violations(error, document)]
        told = any(violation.keyword != "unevaluatedProperties" for violation in found)
        return filter(_names_a_stranger, found) if told else iter(found)

    return check


def _names_a_stranger(violation: Violation) -> bool:
    """Beside other violations, `unevaluatedProperties` refuses every name: only strangers are worth a word."""
    if violation.keyword != "unevaluatedProperties":
        return True
    return not set(violation.values["unexpected"]) <= set(violation.values["known"])


def tests(path: str, document: Data) -> tuple[Callable[[Steps], Test], Callable[[str], Test]]:
    """Two functions that make tests: whether a value fits the schema at a place, and whether a name fits a pattern."""

    def fits(at: Steps) -> Test:
        return _compiled(path, document, at).is_valid

    def matches(pattern: str) -> Test:
        return _compiled(path, {"pattern": pattern}).is_valid

    return cache(fits), cache(matches)


def is_pattern(text: str) -> bool:
    """Whether a text is a regular expression of JSON Schema's dialect."""
    try:
        _compiled("", {"pattern": text})
    except CmsError:
        return False
    return True


# --- Compiling -------------------------------------------------------------------------------------------------------


def _compiled(path: str, document: Data, at: Steps = ()) -> Validator:
    """The schema at a place of a self-contained document, compiled. Nothing is ever fetched."""
    import jsonschema_rs as library  # noqa: PLC0415 - 25 ms that a run whose results are all cached doesn't pay

    try:
        registry = library.Registry([(_SELF, document)]) if at else None
        schema = {"$ref": _SELF + "#" + escaped(pointer(at))} if at else document
        return library.Draft202012Validator(
            schema, formats=_FORMATS, validate_formats=True, registry=registry, offline=True
        )
    except library.ValidationError as error:
        where = tuple(error.instance_path)
        values = {"schema": path, "keyword": str(where[-1]) if where else ""}
        problem = Diagnostic("setup/schema-invalid", path, values=values, case="compile", pointer=pointer(where))
        raise CmsError("setup/invalid", {"count": 1}, (problem,)) from error


# --- From errors to violations ---------------------------------------------------------------------------------------


def _violations(error: ValidationError, document: Data) -> Iterator[Violation]:
    at = tuple(error.instance_path)
    place = tuple(error.schema_path)
    keyword = error.kind.name
    if keyword in {"anyOf", "oneOf"}:
        yield _alternatives(error, document)
    elif keyword == "falseSchema":
        yield Violation("false", at)
    elif keyword == "propertyNames":
        inner = error.kind.error  # type: ignore[attr-defined]  # each kind has its own attributes
        yield Violation(keyword, at, {"property": inner.instance, "keyword": inner.kind.name})
    elif keyword in {"additionalProperties", "unevaluatedProperties"}:
        yield _unknown_names(error, at, value_at(document, place[:-1]), document)
    elif place[-1] == "dependentRequired":
        needed = error.kind.property  # type: ignore[attr-defined]  # likewise
        yield Violation("dependentRequired", at, {"property": needed, "because": _because(error, document)})
    else:
        kind = error.kind.as_dict()
        values = {_NAMES.get(name, name): value for name, value in kind.items()}
        yield Violation(str(place[-1]), at, values | _description(keyword, place, document))


def _alternatives(error: ValidationError, document: Data) -> Violation:
    branches: list[list[ValidationError]] = error.kind.context  # type: ignore[attr-defined]  # anyOf and oneOf have it
    several = type(error.kind).__name__ == "OneOfMultipleValid"
    return Violation(
        error.kind.name,
        tuple(error.instance_path),
        {"several": several},
        tuple(tuple(found for inner in branch for found in _violations(inner, document)) for branch in branches),
    )


def _because(error: ValidationError, document: Data) -> str:
    """The property whose presence asks for another."""
    needs: dict[str, list[str]] = value_at(document, tuple(error.schema_path))
    needed = error.kind.property  # type: ignore[attr-defined]  # only called for required properties
    present: Any = error.instance
    return next((name for name, others in needs.items() if needed in others and name in present), "")


def _description(keyword: str, place: Steps, document: Data) -> Data:
    """A pattern is best explained by what its schema says of itself."""
    text = value_at(document, place[:-1]).get("description") if keyword == "pattern" else None
    return {"description": text} if text else {}


def _unknown_names(error: ValidationError, at: Steps, schema: Data, document: Data) -> Violation:
    unexpected: list[str] = error.kind.unexpected  # type: ignore[attr-defined]  # both kinds have it
    alone = error.kind.name == "additionalProperties"
    known = list(schema.get("properties", ()) if alone else dict.fromkeys(_names(schema, document)))
    strangers = [name for name in unexpected if name not in known]
    return Violation(error.kind.name, at, {"unexpected": strangers or unexpected, "known": known})


def _names(schema: Json, document: Data) -> Iterator[str]:
    if not isinstance(schema, dict):
        return
    yield from schema.get("properties", ())
    if "$ref" in schema:
        yield from _names(target(schema["$ref"], document)[1], document)
    for place, inner in inside(schema):
        if place[0] in IN_PLACE and place[0] != "not":
            yield from _names(inner, document)


_SELF = "schema:/self"
_NAMES = {"expected_value": "expected", "multiple_of": "limit"}
