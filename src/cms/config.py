"""A tree's `cms.yml` and schemas → `Config` and compiled schemas; mistakes there are diagnostics like any other."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from cms.lint import RULES
from cms.model import (
    CmsError,
    Collection,
    Config,
    Data,
    Diagnostic,
    Document,
    Json,
    Media,
    Publish,
    Schema,
    Site,
    Source,
    Steps,
    Term,
)
from cms.parse import parse
from cms.paths import captures_of, compile_template
from cms.positions import span_of
from cms.read import Tree
from cms.schema import compile_schemas
from cms.validate import diagnose

NAME = "cms.yml"
SCHEMA = "config.schema.json"
DEFAULT_BUNDLE_LIMIT = 24_000_000


class SetUp(NamedTuple):
    """A repository's set-up: its configuration and the compiled schemas by collection."""

    config: Config
    schemas: Mapping[str, Schema]
    schema_files: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def load(tree: Tree) -> SetUp:
    """The set-up of a tree. Raises CmsError where there is no cms.yml, and for errors in it or in the schemas."""
    if not tree.files([NAME]):
        raise CmsError("setup/no-config", {"folder": os.path.basename(tree.root) or tree.root})
    document, diagnostics = parse(next(iter(tree.read([NAME]))))
    data = document.data or {}
    _stop_at_errors(diagnostics, document)
    _stop_at_errors(diagnose(document, own_schema()), document)
    _stop_at_errors(_problems(data, document), document)
    config = _config(data)
    schemas, files, found = _schemas(tree, config, document)
    late = (*_order_problems(config, schemas, document), *_publish_problems(config, schemas, document))
    _stop_at_errors((*late, *_rule_problems(config, document)), document)
    return SetUp(config, schemas, files, tuple(found))


def find_root(start: str, where: str = "work") -> str:
    """The folder of the nearest cms.yml, in `start` or above. Raises CmsError where there is none.

    A revision needs no checkout: for one, `start` itself will do.
    """
    folder = os.path.abspath(start)
    while not os.path.isfile(os.path.join(folder, NAME)):
        parent = os.path.dirname(folder)
        if parent == folder and where.startswith("ref:"):
            return os.path.abspath(start)
        if parent == folder:
            raise CmsError("setup/no-config", {"folder": start})
        folder = parent
    return folder


def site_lang(start: str) -> str | None:
    """The site's language as far as a cms.yml in `start` or above says it, whatever else may be wrong with it."""
    try:
        with open(os.path.join(find_root(start), NAME), "rb") as file:
            document, _ = parse(Source(NAME, file.read(), ""))
    except (CmsError, OSError):
        return None
    lang = _value(document.data or {}, ("site", "lang"))
    return lang if isinstance(lang, str) else None


def own_schema() -> Schema:
    """The schema of cms.yml itself."""
    with open(os.path.join(os.path.dirname(__file__), SCHEMA), "rb") as file:
        document, _ = parse(Source(SCHEMA, file.read(), ""))
    schemas, _ = compile_schemas({SCHEMA: document}, [SCHEMA])
    return schemas[SCHEMA]


def _stop_at_errors(diagnostics: Iterable[Diagnostic], *documents: Document) -> None:
    errors = tuple(found for found in diagnostics if found.severity == "error")
    if errors:
        texts = {document.path: document.text for document in documents}
        raise CmsError("setup/invalid", {"count": len(errors)}, errors, texts)


# --- From data to Config ---------------------------------------------------------------------------------------------


def _config(data: Data) -> Config:
    site = _site(data.get("site", {}))
    content = data.get("content", "content")
    media = data.get("media", {})
    return Config(
        site=site,
        content=content,
        media=Media(media.get("folder", f"{content}/media"), media.get("url", "/media")),
        collections={
            name: _collection(name, values, content, site.languages) for name, values in data["collections"].items()
        },
        rules=data.get("rules", {}),
        export=tuple(data.get("export", ["json"])),
        model_version=data.get("model", {}).get("version", 1),
        bundle_limit=data.get("bundle", {}).get("limit", DEFAULT_BUNDLE_LIMIT),
    )


def _site(data: Data) -> Site:
    lang = data.get("lang", "en")
    others = [other for other in data.get("languages", []) if other != lang]
    return Site(data.get("title", ""), data.get("url", ""), lang, (lang, *others), data.get("timezone", "UTC"))


def _collection(name: str, data: Data, content: str, languages: tuple[str, ...]) -> Collection:
    publish = data.get("publish", {})
    default = Publish()
    return Collection(
        name=name,
        template=compile_template(data["path"], content, languages),
        schema=data["schema"],
        url=data.get("url"),
        order=tuple(Term(term.lstrip("-"), term.startswith("-")) for term in data.get("order", [])),
        publish=Publish(
            publish.get("field", default.field),
            publish.get("value", default.value),
            publish.get("from", default.start),
            publish.get("until", default.end),
        ),
        body=data.get("body", False),
        text=data.get("text", False),
        backlinks=data.get("backlinks", True),
        contributors=data.get("contributors", False),
    )


# --- What no schema can say ------------------------------------------------------------------------------------------


def _problems(data: Data, document: Document) -> Iterator[Diagnostic]:
    yield from _site_problems(data.get("site", {}), document)
    for at in (("content",), ("media", "folder")):
        path = _value(data, at)
        if path is not None and ".." in path.split("/"):
            yield _problem(document, at, "folder-outside", path)
    languages = _site(data.get("site", {})).languages
    for name, collection in data["collections"].items():
        yield from _collection_problems(name, collection, languages, document)


def _site_problems(site: Data, document: Document) -> Iterator[Diagnostic]:
    timezone = site.get("timezone")
    if timezone is not None and not _is_zone(timezone):
        yield _problem(document, ("site", "timezone"), "timezone", timezone)
    lang = site.get("lang")
    if lang is not None and "languages" in site and lang not in site["languages"]:
        yield _problem(document, ("site", "languages"), "language", lang)


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - costs 7 ms, and most runs need no time zone otherwise

    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return True


def _collection_problems(name: str, data: Data, languages: tuple[str, ...], document: Document) -> Iterator[Diagnostic]:
    at: Steps = ("collections", name)
    try:
        template = compile_template(data["path"], "", languages)
    except ValueError as error:
        yield _problem(document, (*at, "path"), f"template-{error}", data["path"])
        return
    if ".." in data["schema"].split("/"):
        yield _problem(document, (*at, "schema"), "folder-outside", data["schema"])
    known = ["slug", "id", *(capture for capture in template.captures if capture != "slug")]
    for capture in captures_of(data.get("url", "")):
        if capture not in known:
            yield _problem(document, (*at, "url"), "url-capture", data["url"], capture=capture, known=known)


def _schemas(
    tree: Tree, config: Config, document: Document
) -> tuple[dict[str, Schema], tuple[str, ...], list[Diagnostic]]:
    wanted = {collection.schema: name for name, collection in reversed(list(config.collections.items()))}
    listed = tree.files(sorted({path.rpartition("/")[0] or path for path in wanted}))
    parsed = [
        parse(source) for source in tree.read(path for path in listed if path.endswith((".json", ".yml", ".yaml")))
    ]
    documents = {read.path: read for read, _ in parsed if read.data is not None}
    texts = [document, *(read for read, _ in parsed)]
    found = [diagnostic for _, diagnostics in parsed for diagnostic in diagnostics]
    for path, name in sorted(wanted.items()):
        if path not in listed:
            span = span_of(document, ("collections", name, "schema"))
            found.append(Diagnostic("setup/schema-missing", NAME, span, {"schema": path, "collection": name}))
    _stop_at_errors(found, *texts)
    compiled, problems = compile_schemas(documents, sorted(wanted))
    _stop_at_errors(problems, *texts)
    schemas = {name: compiled[collection.schema] for name, collection in config.collections.items()}
    return schemas, tuple(listed), [*found, *problems]


def _order_problems(config: Config, schemas: Mapping[str, Schema], document: Document) -> Iterator[Diagnostic]:
    for name, collection in config.collections.items():
        for position, term in enumerate(collection.order):
            properties = schemas[name].properties
            if properties and term.field.partition(".")[0] not in properties:
                at: Steps = ("collections", name, "order", position)
                yield _problem(document, at, "order-field", term.field, known=list(properties))


def _publish_problems(config: Config, schemas: Mapping[str, Schema], document: Document) -> Iterator[Diagnostic]:
    """Publish fields that cms.yml names and the schema lacks: they would publish every draft."""
    for name in config.collections:
        for key in ("field", "from", "until"):
            at: Steps = ("collections", name, "publish", key)
            field = _value(document.data or {}, at)
            properties = schemas[name].properties
            if field is not None and properties and field not in properties:
                yield _problem(document, at, "publish-field", field, known=list(properties))


def _rule_problems(config: Config, document: Document) -> Iterator[Diagnostic]:
    for name in config.rules:
        if name not in RULES:
            yield _problem(document, ("rules", name), "rule", name, known=sorted(RULES))


def _problem(document: Document, at: Steps, case: str, text: str, **values: Json) -> Diagnostic:
    return Diagnostic("setup/config", document.path, span_of(document, at), {"text": text, **values}, case)


def _value(data: Data, at: Steps) -> Json:
    value: Json = data
    for step in at:
        value = value.get(step) if isinstance(value, dict) else None
    return value
