"""`imports/<name>.yml` → how another system's fields become ours; mistakes in it are diagnostics like any other."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping

from cms.closest import closest
from cms.config import SetUp
from cms.importers.mapping import BodyRule, EntryRule, FileRule, ImportMap, Recipe, Split
from cms.model import CmsError, Data, Diagnostic, Document, Json, Schema, Source, Span, Steps
from cms.parse import parse
from cms.positions import span_of, span_of_key
from cms.read import Tree
from cms.schema import compile_schemas
from cms.validate import diagnose

FOLDER = "imports"
SCHEMA = "import.schema.json"

_GLOBS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
_CAPTURE = re.compile(r"\{([A-Za-z_]\w*)(\*?)\}")


def load_import_map(tree: Tree, name: str, set_up: SetUp) -> ImportMap:
    """The mapping of a name. Raises CmsError where there is none, and for errors in it."""
    known = [path[len(FOLDER) + 1 : -4] for path in tree.files([FOLDER]) if path.endswith(".yml")]
    if name not in known:
        nearest = closest(name, known)
        values: dict[str, Json] = {"name": name, "known": known} | ({"suggestion": nearest} if nearest else {})
        raise CmsError("setup/import-format", values)
    document, found = parse(next(iter(tree.read([f"{FOLDER}/{name}.yml"]))))
    _stop_at_errors(found, document)
    _stop_at_errors(diagnose(document, _own_schema()), document)
    data = document.data or {}
    _stop_at_errors([*_bad_patterns(data, document), *_unknown_names(data, document, set_up)], document)
    return _import_map(name, data)


def _own_schema() -> Schema:
    with open(os.path.join(os.path.dirname(__file__), SCHEMA), "rb") as file:
        document, _ = parse(Source(SCHEMA, file.read(), ""))
    schemas, _ = compile_schemas({SCHEMA: document}, [SCHEMA])
    return schemas[SCHEMA]


def _stop_at_errors(diagnostics: Iterable[Diagnostic], document: Document) -> None:
    errors = tuple(found for found in diagnostics if found.severity == "error")
    if errors:
        values = {"count": len(errors), "path": document.path, "case": "import"}
        raise CmsError("setup/invalid", values, errors, {document.path: document.text})


# --- What a schema can't say -----------------------------------------------------------------------------------------

_PATTERNS = frozenset({"drop", "hide", "lines", "mentions", "split", "take", "heading"})


def _bad_patterns(data: Json, document: Document, at: Steps = ()) -> Iterator[Diagnostic]:
    """The patterns that aren't regular expressions."""
    if isinstance(data, list):
        for number, item in enumerate(data):
            yield from _bad_patterns(item, document, (*at, number))
        return
    if not isinstance(data, dict):
        return
    for name, value in data.items():
        if name in _PATTERNS and isinstance(value, str | list):
            places = [(*at, name, number) for number in range(len(value))] if isinstance(value, list) else [(*at, name)]
            for text, place in zip(value if isinstance(value, list) else [value], places, strict=True):
                yield from _bad_pattern(text, span_of(document, place), document.path)
        elif name == "replace" and isinstance(value, dict):
            for text, ours in value.items():
                yield from _bad_pattern(text, span_of_key(document, (*at, name, text)), document.path)
                yield from _bad_replacement(text, ours, span_of(document, (*at, name, text)), document.path)
        else:
            yield from _bad_patterns(value, document, (*at, name))


def _bad_pattern(text: Json, span: Span, path: str) -> Iterator[Diagnostic]:
    try:
        re.compile(str(text))
    except re.error as error:
        yield Diagnostic("setup/import-pattern", path, span, {"text": str(text), "reason": error.msg})


def _bad_replacement(text: str, ours: Json, span: Span, path: str) -> Iterator[Diagnostic]:
    try:
        pattern = re.compile(text)
    except re.error:
        return  # said already
    try:
        pattern.sub(str(ours), "")
    except re.error as error:
        yield Diagnostic("setup/import-pattern", path, span, {"text": str(ours), "reason": error.msg})
    except IndexError as error:  # a group's name
        yield Diagnostic("setup/import-pattern", path, span, {"text": str(ours), "reason": str(error)})


def _unknown_names(data: Data, document: Document, set_up: SetUp) -> Iterator[Diagnostic]:
    """Collections that aren't there, and fields that theirs haven't."""
    rules = [("files", number, rule, "to") for number, rule in enumerate(data["files"])]
    rules += [("splits", name, rule, "of") for name, rule in data.get("splits", {}).items()]
    for part, name, rule, key in rules:
        yield from _unknown_in(rule, (part, name), rule[key], (part, name, key), document, set_up)
    for name, rule in data.get("splits", {}).items():
        for part in ("sections", "whole"):
            at = ("splits", name, part)
            yield from _unknown_in(rule[part], at, rule[part]["to"], (*at, "to"), document, set_up)
    for name, rule in data.get("entries", {}).items():
        yield from _unknown_in(rule, ("entries", name), name, ("entries", name), document, set_up)


def _unknown_in(
    rule: Data, at: Steps, collection: str, place: Steps, document: Document, set_up: SetUp
) -> Iterator[Diagnostic]:
    if collection not in set_up.schemas:
        span = span_of_key(document, place) if place == at else span_of(document, place)
        yield _unknown("collection", collection, list(set_up.schemas), span, document.path)
        return
    known = list(set_up.schemas[collection].properties)
    fields = (*at, "fields")
    for name in rule.get("fields", {}):
        if name.partition(".")[0] not in known:
            yield _unknown("field", name, known, span_of_key(document, (*fields, name)), document.path)
    yield from _unknown_entries(rule.get("fields", {}), fields, document, set_up)


def _unknown_entries(fields: Data, at: Steps, document: Document, set_up: SetUp) -> Iterator[Diagnostic]:
    """Collections that recipes want references to, and that aren't there."""
    for name, recipe in fields.items():
        if not isinstance(recipe, dict):
            continue
        collection = recipe.get("entry")
        if collection is not None and collection not in set_up.schemas:
            span = span_of(document, (*at, name, "entry"))
            yield _unknown("collection", collection, list(set_up.schemas), span, document.path)
        yield from _unknown_entries(recipe.get("fields", {}), (*at, name, "fields"), document, set_up)


def _unknown(case: str, name: str, known: list[str], span: Span, path: str) -> Diagnostic:
    nearest = closest(name, known)
    values: dict[str, Json] = {"name": name, "known": known} | ({"suggestion": nearest} if nearest else {})
    return Diagnostic("setup/import-name", path, span, values, case)


# --- From data to values ---------------------------------------------------------------------------------------------


def _import_map(name: str, data: Data) -> ImportMap:
    return ImportMap(
        name=name,
        files=tuple(map(_file_rule, data["files"])),
        entries={collection: _entry_rule(rule) for collection, rule in data.get("entries", {}).items()},
        tables={table: _path_pattern(path) for table, path in data.get("tables", {}).items()},
        splits={split: _split(rule) for split, rule in data.get("splits", {}).items()},
        drop=_patterns(data.get("drop")),
        ignore=tuple(map(_path_pattern, data.get("ignore", []))),
        base=data.get("base", ""),
        roots=tuple(data.get("roots", [""])),
    )


def _patterns(texts: Iterable[str] | None) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(text) for text in texts or ())


def _names(value: str | list[str] | None) -> tuple[str, ...]:
    return () if value is None else (value,) if isinstance(value, str) else tuple(value)


def _path_pattern(path: str) -> re.Pattern[str]:
    """What matches the paths that a template with captures fits, in any folder; a glob is a template, too.

    A capture that stands there twice is the same both times.
    """
    pieces: list[str] = []
    last, seen = 0, set()
    for match in _CAPTURE.finditer(path):
        inside = ".+?" if match[2] else r"\d{4}-\d\d-\d\d" if match[1] == "date" else "[^/]+?"
        group = f"(?P={match[1]})" if match[1] in seen else f"(?P<{match[1]}>{inside})"
        pieces += [_globbed(path[last : match.start()]), group]
        last = match.end()
        seen.add(match[1])
    return re.compile("".join(["(?:.*/)?", *pieces, _globbed(path[last:])]))


def _globbed(text: str) -> str:
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", text)
    return "".join(_GLOBS.get(part, re.escape(part)) for part in parts)


def _file_rule(data: Data) -> FileRule:
    body = data.get("body", {})
    return FileRule(
        paths=tuple(_path_pattern(path) for path in _names(data["path"])),
        collection=data["to"],
        id=tuple(data["id"]),
        fields=_fields(data["fields"]),
        body=BodyRule(_patterns(body.get("drop")), _patterns(body.get("hide"))),
        url=data.get("url", ""),
    )


def _entry_rule(data: Data) -> EntryRule:
    return EntryRule(tuple(data["id"]), _fields(data["fields"]))


def _split(data: Data) -> Split:
    return Split(
        collection=data["of"],
        heading=re.compile(data["heading"]),
        least=data.get("least", 2),
        lines=_patterns(data.get("lines")),
        mentions=_patterns(data.get("mentions")),
        section_to=data["sections"]["to"],
        section=_entry_rule(data["sections"]),
        whole_to=data["whole"]["to"],
        whole=_entry_rule(data["whole"]),
        fields=_fields(data.get("fields", {})),
    )


def _fields(data: Data) -> Mapping[str, Recipe]:
    return {name: _recipe(each) for name, each in data.items()}


def _recipe(data: Json) -> Recipe:
    if isinstance(data, str):
        return Recipe(sources=(data,))
    return Recipe(
        sources=_names(data.get("all", data.get("from"))),
        every="all" in data,
        rest=data.get("rest", False),
        fixed=data.get("value"),
        text=data.get("text", ""),
        otherwise=data.get("else"),
        drop=_patterns(data.get("drop")),
        split=re.compile(data["split"]) if "split" in data else None,
        replace=tuple((re.compile(theirs), ours) for theirs, ours in data.get("replace", {}).items()),
        take=re.compile(data["take"]) if "take" in data else None,
        table=data.get("values"),
        look=data.get("look", ""),
        link=data.get("link", False),
        kind=data.get("as", ""),
        limit=data.get("max", 0),
        entry=data.get("entry", ""),
        fields=_fields(data["fields"]) if "fields" in data else None,
        needs=tuple(data.get("needs", ())),
        once=data.get("once", False),
    )
