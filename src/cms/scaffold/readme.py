"""A plan → the README for its editors: how to propose a text, and each collection's fields in a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from cms.emit import scalar
from cms.model import Data, Json
from cms.paths import captures_of, compile_template, place
from cms.scaffold.plan import Plan, PlannedCollection, media_of, placed
from cms.scaffold.templates import filled
from cms.scaffold.words import Words, served, words_of

_BRACES = re.compile(r"\{([A-Za-z_]\w*)(\*?)\}")
_MARKUP = re.compile(r"([\\`*_\[\]<>|])")
_COMMAND_WIDTH = 34


def readme(plan: Plan) -> str:
    """The README of a repository, in French or English."""
    lang, words = served(plan.languages[0]), words_of(plan.languages[0])
    has_drafts = any(_has_drafts(collection) for collection in plan.collections)
    media, url = media_of(plan)
    values = {
        "title": _escaped(plan.title),
        "folder": placed(plan, ""),
        "media": media,
        "url": url,
        "collections": "\n".join(_section(collection, plan, words) for collection in plan.collections),
        "identity": _identity(plan, words),
        "drafts": filled(lang, "drafts.md") if has_drafts else "",
        "new": f"cms new {_growing(plan)} ".ljust(_COMMAND_WIDTH) + f" # {words.new}\n",
    }
    return filled(lang, "README.md", values)


def _has_drafts(collection: PlannedCollection) -> bool:
    """Whether the texts on drafts are true of it: `status` is what publishes, and says Draft or Published."""
    status = collection.schema.get("properties", {}).get("status")
    choices = status.get("enum", []) if isinstance(status, dict) else []
    return "publish" not in collection.settings and "Draft" in choices and "Published" in choices


def _growing(plan: Plan) -> str:
    """The first collection that takes new entries: more than one in each language."""
    names = [each.name for each in plan.collections if {*captures_of(each.settings["path"])} - {"lang"}]
    return [*names, plan.collections[0].name][0]


def _section(collection: PlannedCollection, plan: Plan, words: Words) -> str:
    title = collection.schema.get("title", collection.name)
    example = next(iter(collection.entries), collection.example)
    shown = words.example.format(target=quote(placed(plan, example))) if example else ""
    where = _where(collection, plan, words) + shown
    rows = "".join(f"{row}\n" for row in _table(collection.schema, words))
    about = collection.schema.get("description", "")
    return (
        f"### {_escaped(str(title))} (`{collection.name}`)\n\n"
        + (f"{_escaped(str(about))}\n\n" if about else "")
        + f"{where}.\n\n{rows}"
    )


def _where(collection: PlannedCollection, plan: Plan, words: Words) -> str:
    """Where a collection's files are, and a new file's name in words: `YYYY-MM-DD-title.md`."""
    path = collection.settings["path"]
    folder = compile_template(placed(plan, path), "", ()).folder
    if "{" not in path:
        return words.single.format(name=placed(plan, path), target=quote(placed(plan, path)))
    titled = "title" in collection.schema.get("properties", {})
    captures = words.captures if titled else {**words.captures, "slug": words.name}

    def named(brace: re.Match[str]) -> str:
        return captures.get("path" if brace[2] else brace[1], words.name)

    name = _BRACES.sub(named, placed(plan, path).removeprefix(f"{folder}/"))
    return words.file.format(name=name, folder=folder or ".", target=quote(folder or "."))


def _identity(plan: Plan, words: Words) -> str:
    """An example of an id, where there is an entry."""
    for collection in plan.collections:
        path = collection.settings["path"]
        template = compile_template(placed(plan, path), "", plan.languages)
        for name in collection.entries or filter(None, [collection.example]):
            found = None if template.single else place(placed(plan, name), template, collection.name)
            if found is not None:
                return "\n" + words.identity.format(path=placed(plan, name), id=found.id)
    return ""


def _table(schema: Data, words: Words) -> Iterator[str]:
    yield f"| {' | '.join(words.header)} |"
    yield "|---|---|---|"
    for name, required, about in _fields(schema, "", words):
        yield f"| {_code(name)} | {required} | {about} |"


def _fields(schema: Data, parent: str, words: Words) -> Iterator[tuple[str, str, str]]:
    """Each field's name, whether it is required, and what it is for; those inside others behind them: `cover.alt`."""
    for name, about in schema.get("properties", {}).items():
        if not isinstance(about, dict):
            continue
        path = f"{parent}.{name}" if parent else name
        required = words.required_inside.format(parent=parent) if parent else words.required
        yield path, required if name in schema.get("required", []) else "", _about(about, words)
        yield from _fields(_inside(about), path, words)


def _inside(about: Data) -> Data:
    """What a field's own fields stand in: its items', where it is a list."""
    items = about.get("items")
    return items if isinstance(items, dict) else about


def _about(about: Data, words: Words) -> str:
    """What to write in a field: its description, then the values or the collections that it takes."""
    inside = _inside(about)
    description = " ".join(str(about.get("description") or about.get("title") or "").split())
    sentences = [_escaped(description)]
    choices = [choice if isinstance(choice, str) else scalar(choice) for choice in inside.get("enum", [])]
    if any(choice not in description for choice in choices):
        sentences.append(words.choices.format(values=", ".join(map(_code, choices))))
    collections = words.either.join(f"`{name}`" for name in _collections(inside.get("x-reference")))
    if collections:
        sentences.append((words.entry if inside is about else words.entries).format(collections=collections))
    elif inside is not about or about.get("type") == "array":
        sentences.append(words.list)
    found = [sentence for sentence in sentences if sentence]
    return " ".join(
        [*(text if text.endswith((".", "…", "!", "?")) else f"{text}." for text in found[:-1]), *found[-1:]]
    )


def _collections(reference: Json) -> list[str]:
    """The collections that an `x-reference` names."""
    if isinstance(reference, dict):
        return _collections(reference.get("collection"))
    return [reference] if isinstance(reference, str) else list(reference or [])


def _code(text: str) -> str:
    """A text as it is, in a table."""
    return "`" + text.replace("|", "\\|") + "`"


def _escaped(text: str) -> str:
    """A text without meaning to Markdown."""
    return _MARKUP.sub(r"\\\1", text)
