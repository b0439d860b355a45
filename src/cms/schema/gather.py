"""Schema files that refer to one another → one self-contained schema, and what is wrong with it and them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cms.model import Data, Diagnostic, Document, Json, Steps
from cms.paths import resolve
from cms.positions import pointer, span_of, span_of_key
from cms.schema.form import DIALECT, Fault, faults
from cms.schema.keywords import IN_PLACE, escaped, inside, is_place, rebuilt, steps_of, target, value_at

_Source = tuple[str, Steps]
"""Where a schema was written: a file and a place in it."""


class _Gathering(NamedTuple):
    """The work on one schema: what has been taken from other files so far, by the place where it was written."""

    documents: Mapping[str, Document]
    ids: Mapping[Json, str]
    root: str
    names: dict[_Source, str]
    waiting: list[_Source]
    written: dict[int, _Source]
    found: list[Diagnostic]


def gather(path: str, documents: Mapping[str, Document]) -> tuple[Data, tuple[Diagnostic, ...]]:
    """The schema at `path` with all it refers to below its `$defs`, so that every `$ref` in it is local.

    Only the given documents are ever looked at. Where an error is among the diagnostics, the schema is of no use.
    """
    work = _Gathering(documents, _ids(documents), path, {}, [], {}, [])
    root = _copy(work, (path, ()), _data(work, path))
    definitions: Data = {}
    while work.waiting:
        source = work.waiting.pop(0)
        definitions[work.names[source]] = _copy(work, source, value_at(_data(work, source[0]), source[1]))
    for other in sorted({file for file, _ in work.names} - {path}):
        work.found.extend(_dialect(work, other))
    document: Data = {"$schema": DIALECT, **root}
    if any(found.severity == "error" for found in work.found):
        return document, tuple(work.found)
    if definitions:
        document["$defs"] = {**document.get("$defs", {}), **definitions}
    return document, (*work.found, *_loops(work, document))


def _ids(documents: Mapping[str, Document]) -> dict[Json, str]:
    """The documents by their `$id`; the first path has it where several say the same."""
    named = [(path, (documents[path].data or {}).get("$id")) for path in sorted(documents, reverse=True)]
    return {name: path for path, name in named if isinstance(name, str)}


def _data(work: _Gathering, path: str) -> Data:
    return work.documents[path].data or {}


def _dialect(work: _Gathering, path: str) -> Iterator[Diagnostic]:
    """Another file may be referred to in parts only, but all of it is in the dialect that its top says."""
    top = {keyword: value for keyword, value in _data(work, path).items() if keyword == "$schema"}
    if (path, ()) not in work.names:
        yield from (_diagnostic(work.documents[path], fault) for fault in faults(top, ()))


# --- Copying ---------------------------------------------------------------------------------------------------------


def _copy(work: _Gathering, source: _Source, schema: Json) -> Json:
    """A copy of a schema with local references, without what only its file needs. Its faults are noted."""
    path, at = source
    work.found.extend(_diagnostic(work.documents[path], fault) for fault in faults(schema, at))
    if not isinstance(schema, dict):
        return schema
    kept = {keyword: value for keyword, value in schema.items() if keyword not in _OF_THE_FILE}
    if isinstance(kept.get("$ref"), str):
        kept["$ref"] = _local(work, path, (*at, "$ref"), kept["$ref"])
    copy = rebuilt(kept, lambda inner, place: _copy(work, (path, place), inner), at)
    work.written[id(copy)] = source
    return copy


def _diagnostic(document: Document, fault: Fault) -> Diagnostic:
    span = span_of_key if fault.case in {"keyword", "unsupported"} else span_of
    return Diagnostic(
        "setup/schema-invalid",
        document.path,
        span(document, fault.at),
        {"schema": document.path, **fault.values},
        fault.case,
        "warning" if fault.case == "keyword" else "error",
        pointer(fault.at),
    )


# --- References ------------------------------------------------------------------------------------------------------


def _local(work: _Gathering, path: str, at: Steps, ref: str) -> str:
    """A reference as the gathered document writes it. What leads nowhere, or out of the documents, is noted."""
    name, _, fragment = ref.partition("#")
    file = _file(work, path, name)
    place = _place(_data(work, file), fragment) if file is not None else None
    if file is None or place is None or not isinstance(value_at(_data(work, file), place), dict | bool):
        document = work.documents[path]
        values = {"schema": path, "ref": ref}
        case = _refusal(name) if file is None else "nowhere"
        work.found.append(
            Diagnostic("setup/schema-ref", path, span_of(document, at), values, case, pointer=pointer(at))
        )
        return "#"
    if file == work.root and is_place(place):
        return "#" + escaped(pointer(place))
    source = (file, place)
    if source not in work.names:
        work.names[source] = _new_name(work, file, place)
        work.waiting.append(source)
    return f"#/$defs/{work.names[source]}"


def _refusal(name: str) -> str:
    if name.partition(":")[0].lower() in {"http", "https"} or name.startswith("//"):
        return "remote"
    return "outside" if ":" in name or name.startswith("/") or ".." in name.split("/") else "missing"


def _file(work: _Gathering, path: str, name: str) -> str | None:
    """The document that a reference names: by its `$id`, by one beside the referring schema's own, by relative path."""
    if name == "":
        return path
    own = _data(work, path).get("$id")
    folder = own.rpartition("/")[0] if isinstance(own, str) else ""
    for candidate in (name, f"{folder}/{name}"):
        if candidate in work.ids:
            return work.ids[candidate]
    if ":" in name or name.startswith("/"):
        return None
    relative = resolve(path.rpartition("/")[0], name)
    return relative if relative in work.documents else None


def _place(document: Data, fragment: str) -> Steps | None:
    if fragment and not fragment.startswith(("/", "%")):
        return _anchor(document, fragment, ())
    return steps_of(fragment, document)


def _anchor(schema: Json, name: str, at: Steps) -> Steps | None:
    if isinstance(schema, dict) and schema.get("$anchor") == name and is_place(at):
        return at
    children = schema.items() if isinstance(schema, dict) else enumerate(schema) if isinstance(schema, list) else ()
    return next((found for step, inner in children if (found := _anchor(inner, name, (*at, step))) is not None), None)


def _new_name(work: _Gathering, file: str, place: Steps) -> str:
    """A name below `$defs`: the last of the place, with that of its file where it is taken, then with a number."""
    own = _data(work, work.root).get("$defs")
    taken = {*(own if isinstance(own, dict) else ()), *work.names.values()}
    stem = _plain(file.rpartition("/")[2].partition(".")[0])
    name = _plain(place[-1]) if place and isinstance(place[-1], str) else stem
    choices = [name, f"{stem}.{name}", *(f"{stem}.{name}.{number}" for number in range(2, len(taken) + 3))]
    return next(choice for choice in choices if choice not in taken)


def _plain(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]", "-", name)


# --- Loops -----------------------------------------------------------------------------------------------------------


def _loops(work: _Gathering, document: Data) -> Iterator[Diagnostic]:
    """References that lead back to themselves without ever going into a value: nothing could be checked by them."""
    done: set[int] = set()
    for schema in _all(document):
        yield from _loop(work, document, schema, [], done)


def _all(schema: Json) -> Iterator[Json]:
    yield schema
    for _, inner in inside(schema):
        yield from _all(inner)


def _loop(work: _Gathering, document: Data, schema: Json, way: list[int], done: set[int]) -> Iterator[Diagnostic]:
    if not isinstance(schema, dict) or id(schema) in done:
        return
    if id(schema) in way:
        done.add(id(schema))
        path, at = work.written.get(id(schema), (work.root, ()))
        yield _diagnostic(work.documents[path], Fault(at, "loop", {"keyword": "$ref"}))
        return
    for following in _in_place(schema, document):
        yield from _loop(work, document, following, [*way, id(schema)], done)
    done.add(id(schema))


def _in_place(schema: Data, document: Data) -> Iterator[Json]:
    if "$ref" in schema:
        yield target(schema["$ref"], document)[1]
    for at, inner in inside(schema):
        if at[0] in IN_PLACE:
            yield inner


_OF_THE_FILE = frozenset({"$schema", "$id", "$anchor", "$comment", "$vocabulary"})
