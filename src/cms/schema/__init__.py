"""Parsed schema files → compiled schemas, which find violations and marks in data, and the shape of data as exported.

Nothing is read or fetched: a `$ref` leads to one of the given files or is reported. jsonschema-rs is loaded when data
is first checked, so that a run whose results all come from the cache never pays for it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import TypeVar

from cms.model import Annotation, Data, Diagnostic, Document, Json, Schema, Violation
from cms.schema.keywords import target

__all__ = ["compile_schemas", "revive_schema"]

_Found = TypeVar("_Found")


def compile_schemas(
    documents: Mapping[str, Document], wanted: Iterable[str]
) -> tuple[dict[str, Schema], tuple[Diagnostic, ...]]:
    """The schemas at the `wanted` paths, compiled, and what is wrong with them and the files that they refer to.

    `documents` are all parsed files of the schema folders by path from the repository's root. A schema with errors
    isn't among the results. Raises CmsError, when data is first checked, for what only the validator refuses.
    """
    from cms.schema.gather import gather  # noqa: PLC0415 - schemas that are known as compiled need none of it

    schemas = {}
    found: dict[str, Diagnostic] = {}
    for path in dict.fromkeys(wanted):
        if path not in documents:
            problems: tuple[Diagnostic, ...] = (Diagnostic("setup/schema-missing", path, values={"schema": path}),)
        else:
            document, problems = gather(path, documents)
            if not any(problem.severity == "error" for problem in problems):
                schemas[path] = revive_schema(path, _digest(document), document)
        found |= {repr(problem): problem for problem in problems}
    return schemas, tuple(found.values())


def revive_schema(path: str, digest: str, document: Data) -> Schema:
    """A compiled schema again from its digest and its self-contained document."""
    return Schema(
        path=path,
        digest=digest,
        document=document,
        properties=dict(_properties(document, document)),
        violations=_late(lambda: _checker(path, document)),
        annotations=_late(lambda: _finder(path, document)),
    )


def _digest(document: Data) -> str:
    canonical = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def _properties(schema: Json, document: Data) -> Iterator[tuple[str, Data]]:
    """The properties that a schema names itself, by a `$ref` or in its `allOf`; what it forbids isn't among them."""
    if not isinstance(schema, dict):
        return
    for name, about in schema.get("properties", {}).items():
        if about is not False:
            yield name, _followed(about, document)
    inherited = [target(schema["$ref"], document)[1]] if "$ref" in schema else []
    for base in (*inherited, *schema.get("allOf", ())):
        known = schema.get("properties", {})
        yield from ((name, about) for name, about in _properties(base, document) if name not in known)


def _followed(schema: Json, document: Data) -> Data:
    """A schema with what its `$ref` says; what stands beside the `$ref` goes first."""
    if not isinstance(schema, dict):
        return {}
    if "$ref" not in schema:
        return schema
    beside = {keyword: value for keyword, value in schema.items() if keyword != "$ref"}
    return {**_followed(target(schema["$ref"], document)[1], document), **beside}


# --- What is compiled at its first use -------------------------------------------------------------------------------


def _late(make: Callable[[], Callable[[Data], Iterator[_Found]]]) -> Callable[[Data], Iterator[_Found]]:
    made = cache(make)

    def run(data: Data) -> Iterator[_Found]:
        return made()(data)

    return run


def _checker(path: str, document: Data) -> Callable[[Data], Iterator[Violation]]:
    from cms.schema.violations import checker  # noqa: PLC0415 - with its library and time zones, 30 ms

    return checker(path, document)


def _finder(path: str, document: Data) -> Callable[[Data], Iterator[Annotation]]:
    from cms.schema.marks import finder  # noqa: PLC0415 - likewise
    from cms.schema.violations import tests  # noqa: PLC0415 - likewise

    return finder(document, *tests(path, document))
