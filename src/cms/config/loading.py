"""Reading a set-up: cms.yml is parsed, checked by a schema of its own, and the schemas that it names are compiled."""

from __future__ import annotations

import os
from collections.abc import Iterable

from cms.config import NAME, SetUp
from cms.config.problems import (
    config_problems,
    order_problems,
    publish_problems,
    rule_problems,
    target_problems,
    value_in,
)
from cms.model import (
    CmsError,
    Collection,
    Config,
    Data,
    Diagnostic,
    Document,
    Media,
    Override,
    Publish,
    Schema,
    Site,
    Source,
    Term,
)
from cms.parse import parse
from cms.paths import compile_template
from cms.positions import span_of
from cms.read import Tree
from cms.schema import compile_schemas
from cms.validate import diagnose

SCHEMA = "config.schema.json"
DEFAULT_BUNDLE_LIMIT = 24_000_000


def load_set_up(tree: Tree) -> SetUp:
    """The set-up of a tree. Raises CmsError where there is no cms.yml, and for errors in it or in the schemas."""
    if not tree.files([NAME]):
        raise CmsError("setup/no-config", {"folder": os.path.basename(tree.root) or tree.root})
    source = next(iter(tree.read([NAME])))
    document, diagnostics = parse(source)
    data = document.data or {}
    _stop_at_errors(diagnostics, document)
    _stop_at_errors(diagnose(document, own_schema()), document)
    _stop_at_errors(config_problems(data, document), document)
    config = _config(data)
    schemas, files, folders, found = _schemas(tree, config, document)
    late = (*order_problems(config, schemas, document), *publish_problems(config, schemas, document))
    _stop_at_errors((*late, *rule_problems(config, document)), document)
    return SetUp(config, schemas, tuple(found), {NAME: source.blob, **files}, (NAME, *folders))


def lang_in(path: str) -> str | None:
    """The site's language as the cms.yml at `path` says it. Raises OSError."""
    with open(path, "rb") as file:
        document, _ = parse(Source(NAME, file.read(), ""))
    lang = value_in(document.data or {}, ("site", "lang"))
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
    content = "" if content == "." else content
    media = data.get("media", {})
    return Config(
        site=site,
        content=content,
        media=Media(media.get("folder", f"{content}/media".lstrip("/")), media.get("url", "/media")),
        collections={
            name: _collection(name, values, content, site.languages) for name, values in data["collections"].items()
        },
        rules=data.get("rules", {}),
        overrides=tuple(Override(tuple(each["paths"]), each["rules"]) for each in data.get("overrides", [])),
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
            publish.get("field", default.field) or "",
            publish.get("value", default.value),
            publish.get("from", default.start),
            publish.get("until", default.end),
        ),
        body=data.get("body", False),
        text=data.get("text", False),
        backlinks=data.get("backlinks", True),
        contributors=data.get("contributors", False),
        rules=data.get("rules", {}),
    )


def _schemas(
    tree: Tree, config: Config, document: Document
) -> tuple[dict[str, Schema], dict[str, str], list[str], list[Diagnostic]]:
    wanted = {collection.schema: name for name, collection in reversed(list(config.collections.items()))}
    folders = sorted({path.rpartition("/")[0] or path for path in wanted})
    listed = tree.files(folders)
    sources = list(tree.read(listed))
    parsed = [parse(source) for source in sources if source.path.endswith((".json", ".yml", ".yaml"))]
    documents = {read.path: read for read, _ in parsed if read.data is not None}
    texts = [document, *(read for read, _ in parsed)]
    found = [diagnostic for _, diagnostics in parsed for diagnostic in diagnostics]
    for path, name in sorted(wanted.items()):
        if path not in listed:
            span = span_of(document, ("collections", name, "schema"))
            found.append(Diagnostic("setup/schema-missing", NAME, span, {"schema": path, "collection": name}))
    _stop_at_errors(found, *texts)
    compiled, problems = compile_schemas(documents, sorted(wanted))
    _stop_at_errors((*problems, *target_problems(documents.values(), compiled.values(), config)), *texts)
    schemas = {name: compiled[collection.schema] for name, collection in config.collections.items()}
    return schemas, {source.path: source.blob for source in sources}, folders, [*found, *problems]
