"""`imports/<name>.yml` → how another system's fields become ours; mistakes in it are diagnostics like any other."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping

from cms.closest import closest
from cms.config import SetUp
from cms.config.import_problems import problems
from cms.draft import title_field
from cms.importers.mapping import BodyRule, EntryRule, FileRule, ImportMap, Recipe, Split
from cms.model import CmsError, Data, Diagnostic, Document, Json, Schema, Source
from cms.parse import parse
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
    _stop_at_errors(problems(data, document, set_up), document)
    return _import_map(name, data, set_up)


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


# --- From data to values ---------------------------------------------------------------------------------------------


def _import_map(name: str, data: Data, set_up: SetUp) -> ImportMap:
    return ImportMap(
        name=name,
        files=tuple(map(_file_rule, data["files"])),
        entries={
            **{
                collection: _by_name(set_up.schemas[collection])
                for collection in _named(data)
                if collection in set_up.schemas
            },
            **{collection: _entry_rule(rule) for collection, rule in data.get("entries", {}).items()},
        },
        tables={table: _path_pattern(path) for table, path in data.get("tables", {}).items()},
        splits={split: _split(rule) for split, rule in data.get("splits", {}).items()},
        drop=_patterns(data.get("drop")),
        ignore=tuple(map(_path_pattern, data.get("ignore", []))),
        base=data.get("base", ""),
        roots=tuple(data.get("roots", [""])),
    )


def _named(data: Json) -> Iterator[str]:
    """The collections that recipes want references to."""
    parts = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    for part in parts:
        yield from _named(part)
    if isinstance(data, dict) and isinstance(data.get("entry"), str):
        yield data["entry"]


def _by_name(schema: Schema) -> EntryRule:
    """How an entry is made of which nothing is known but its name."""
    field = title_field(schema)
    return EntryRule(("{name}",), {} if field is None else {field: Recipe(sources=("name",))})


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
    if isinstance(data, str | list):
        return Recipe(sources=_names(data))
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
