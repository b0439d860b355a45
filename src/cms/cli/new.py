"""`cms new`: start an entry as a draft that checks without errors."""

from __future__ import annotations

import argparse
import os
from datetime import datetime

from cms.build import check_text
from cms.cli.screen import ask, locale_lang, write_lines
from cms.closest import closest
from cms.config import SetUp, find_root, load
from cms.draft import missing, text_of, title_field, values_for
from cms.model import CmsError, Collection, Data, Json, Schema, Source
from cms.parse import parse
from cms.paths import path_of, place, slugify, unsafe_name
from cms.read import open_tree


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    command.add_argument("collection", metavar="COLLECTION", help="a collection of cms.yml, such as posts")
    command.add_argument("title", metavar="TITLE", nargs="?", help="the entry's title (asked for on a terminal)")
    command.add_argument(
        "--set", metavar="FIELD=VALUE", action="append", default=[], help="give a field a value, written as in YAML"
    )


def run(options: argparse.Namespace) -> int:
    """Write the draft, print its path, and return the exit code."""
    root = find_root(options.folder)
    with open_tree(root, "work") as tree:
        set_up = load(tree)
    collection, schema = _collection(options.collection, set_up)
    lang = options.lang or set_up.config.site.lang or locale_lang()
    given = dict(_assignment(text) for text in options.set)
    title = _title(options.title, schema, given, lang)
    captures = _captures(collection, title, given, set_up)
    values = values_for(collection, schema, given, captures)
    if not _has_drafts(collection, schema):
        values = {**values, **_answers(schema, values, lang)}
    path = path_of(collection.template, set_up.config.content, captures)
    _refuse_bad_place(path, collection)
    _write(root, path, text_of(collection, schema, values), set_up)
    write_lines([os.path.relpath(os.path.join(root, path))])
    return 0


def _collection(name: str, set_up: SetUp) -> tuple[Collection, Schema]:
    collections = set_up.config.collections
    if name not in collections:
        nearest = closest(name, list(collections))
        values: dict[str, Json] = {"name": name, "known": list(collections)}
        raise CmsError("setup/collection", values | ({"suggestion": nearest} if nearest else {}))
    return collections[name], set_up.schemas[name]


def _has_drafts(collection: Collection, schema: Schema) -> bool:
    return collection.publish.field in schema.properties


def _assignment(text: str) -> tuple[str, Json]:
    """A field and its value from `FIELD=VALUE`, the value read as YAML, or as plain text where it is none."""
    name, equals, value = text.partition("=")
    document, found = parse(Source("--set.yml", f"value: {value}\n".encode("utf-8", "replace"), ""))
    if not equals or not name or not text.isprintable():
        raise CmsError("setup/assignment", {"text": text})
    return name, value if found or document.data is None else document.data.get("value")


def _title(given: str | None, schema: Schema, values: Data, lang: str) -> str:
    field = title_field(schema)
    title = given if given is not None else values.get(field or "")
    if not title and field is not None:
        title = ask(str(schema.properties[field].get("title", field)), lang)
    if field is None and not title:
        title = ask("slug", lang)
    title = str(title or "").strip()
    if not title or not title.isprintable():
        raise CmsError("setup/title")
    if field is not None:
        values.setdefault(field, title)
    return title


def _captures(collection: Collection, title: str, given: Data, set_up: SetUp) -> dict[str, str]:
    """What the path's braces stand for: given fields, today, the site's language, and the title as a slug."""
    captures = {}
    for name in collection.template.captures:
        if name in given:
            captures[name] = str(given[name])
        elif name == "date":
            captures[name] = _today(set_up.config.site.timezone)
        elif name == "lang":
            captures[name] = set_up.config.site.lang
        else:
            captures[name] = slugify(title)
        if not captures[name]:
            raise CmsError("setup/slug", {"title": title})
    return captures


def _today(timezone: str) -> str:
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - only for collections with dates in their paths

    return datetime.now(ZoneInfo(timezone)).date().isoformat()


def _answers(schema: Schema, values: Data, lang: str) -> Data:
    """Ask for what is required and missing: where there are no drafts, every such field needs a value."""
    answers: Data = {}
    for name in missing(schema, values):
        about = schema.properties[name]
        choices = about.get("enum") or about.get("items", {}).get("enum") or []
        label = str(about.get("title", name)) + (f" ({', '.join(map(str, choices))})" if choices else "")
        answer = ask(label, lang)
        if not answer:
            raise CmsError("setup/field", {"name": name, "choices": [str(choice) for choice in choices]})
        if about.get("type") == "array":
            answers[name] = [part.strip() for part in answer.split(",") if part.strip()]
        else:
            answers[name] = _assignment(f"{name}={answer}")[1] if about.get("type") in {"number", "integer"} else answer
    return answers


def _refuse_bad_place(path: str, collection: Collection) -> None:
    if unsafe_name(path) is not None or place(path, collection.template, collection.name) is None:
        raise CmsError("setup/name", {"path": path, "template": collection.template.text})


def _write(root: str, path: str, text: str, set_up: SetUp) -> None:
    """Write the file, unless there is one already or the draft would have errors: then nothing changes."""
    full = os.path.join(root, path)
    found = check_text(path, text, set_up)
    errors = tuple(diagnostic for diagnostic in found if diagnostic.severity == "error")
    if errors:
        raise CmsError("setup/draft", {"count": len(errors)}, errors, {path: text})
    if os.path.lexists(full):
        raise CmsError("setup/exists", {"path": path})
    try:
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise CmsError("setup/unwritable", {"path": path, "reason": error.strerror or ""}) from None
