"""The facts of a compilation → the manifest's parts that stand in no other file: site, model, deprecations, build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from cms.exporters.entry import VERSION
from cms.instants import instant
from cms.model import Artifact, Collection, Compilation, Data, Json, Site

GENERATOR = "dataforgood-cms"


def describe(artifact: Artifact) -> Data:
    """A descriptor: where a file is, and how to know that it is the right one."""
    return {"path": artifact.path, "digest": artifact.digest, "size": artifact.size}


def manifest_facts(compilation: Compilation, schemas: Mapping[str, Data]) -> Data:
    """The manifest without the descriptors of the state's files. `schemas` are descriptors by collection."""
    return {
        "version": VERSION,
        "preview": compilation.preview,
        "site": site_facts(compilation.config.site),
        "model": {"version": compilation.config.model_version, "digest": model_digest(schemas)},
        "artifacts": {},
        "validFrom": None if compilation.valid_from is None else instant(compilation.valid_from),
        "nextChangeAt": None if compilation.next_change_at is None else instant(compilation.next_change_at),
        "git": {
            "commit": compilation.commit,
            "dirty": compilation.dirty,
            "history": "full" if compilation.history else "none",
        },
        "generator": {"name": GENERATOR, "version": compilation.version},
        "versions": [{"version": VERSION, "path": "manifest.json", "sunset": None}],
        "deprecations": [
            deprecation for name in sorted(compilation.schemas) for deprecation in deprecations(name, compilation)
        ],
        "publication": None,
    }


def site_facts(site: Site) -> Data:
    """The site's facts as manifest and bundle say them."""
    return {
        "title": site.title,
        "url": site.url,
        "lang": site.lang,
        "languages": list(site.languages),
        "timezone": site.timezone,
    }


def order_facts(collection: Collection) -> list[Data]:
    """A collection's order as manifest, bundle and collection file say it."""
    directions = {False: "ascending", True: "descending"}
    return [{"field": term.field, "direction": directions[term.descending]} for term in collection.order]


def model_digest(schemas: Mapping[str, Data]) -> str:
    """The digest of the exported schemas: that of a text with a line a collection, in the form of `digests/`.

    `cd schemas && sha256sum <collection>.schema.json … | sha256sum`, collections in code-point order, gives the same.
    """
    lines = [
        f"{schema['digest']}  {schema['path'].removeprefix('schemas/')}\n" for _, schema in sorted(schemas.items())
    ]
    return sha256("".join(lines).encode()).hexdigest()


# --- Deprecations ----------------------------------------------------------------------------------------------------


def deprecations(name: str, compilation: Compilation) -> Iterator[Data]:
    """The fields that a collection's schema calls `deprecated`, with what `x-since`, `x-sunset` and `x-use` say."""
    document = compilation.schemas[name].document
    found: dict[str, Data] = {}
    for field, schema in _fields(document, document, "", frozenset()):
        if schema.get("deprecated") is True:
            found.setdefault(field, schema)
    for field, schema in sorted(found.items()):
        yield {
            "collection": name,
            "field": field,
            "since": _text(schema.get("x-since")) or "",
            "sunset": _text(schema.get("x-sunset")),
            "use": _text(schema.get("x-use")),
        }


def _text(value: Json) -> str | None:
    return value if isinstance(value, str) else None


def _fields(schema: Json, document: Data, field: str, entered: frozenset[str]) -> Iterator[tuple[str, Data]]:
    """Every property that a schema describes, at any depth, with its dotted path (list positions left out)."""
    if not isinstance(schema, dict):
        return
    reference = schema.get("$ref")
    if isinstance(reference, str) and reference not in entered:
        yield from _fields(_resolve(document, reference), document, field, entered | {reference})
    if field:
        yield field, schema
    for inner in _alternatives(schema):
        yield from _fields(inner, document, field, entered)
    for name, inner in schema.get("properties", {}).items():
        yield from _fields(inner, document, f"{field}.{name}" if field else name, entered)


def _alternatives(schema: Data) -> Iterator[Json]:
    """The schemas of the same value, or of the items of a list."""
    for keyword in ("allOf", "anyOf", "oneOf", "prefixItems"):
        yield from schema.get(keyword, ())
    for keyword in ("items", "if", "then", "else"):
        yield schema.get(keyword)


def _resolve(document: Data, reference: str) -> Any:  # noqa: ANN401 - JSON comes out
    value: Json = document
    for step in reference.removeprefix("#").split("/")[1:] if reference.startswith("#") else ["?"]:
        name = step.replace("~1", "/").replace("~0", "~")
        value = value.get(name) if isinstance(value, dict) else None
    return value
