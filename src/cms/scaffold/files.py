"""A plan → every file of the new repository, as texts by their paths."""

from __future__ import annotations

from collections.abc import Mapping

from cms.emit import json_text, scalar, yaml_text
from cms.model import Data
from cms.scaffold.plan import Plan, PlannedCollection, media_of, placed
from cms.scaffold.readme import readme
from cms.scaffold.requirements import DISTRIBUTION
from cms.scaffold.templates import filled
from cms.scaffold.vscode import extensions, settings
from cms.scaffold.words import served

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SINGULARS = {"people": "person", "news": "news", "series": "series"}


def files(plan: Plan, version: str, requirement: str | None = None) -> dict[str, str]:
    """All files of a repository, by their paths from its root, in the language of its site (French, or English).

    `requirement` is the line of requirements.txt that installs cms elsewhere, None where no such line is known;
    `version` is that of cms. The texts depend on nothing else: no clock, locale or machine.
    """
    words = served(plan.languages[0])
    schemas = schema_paths(plan)
    made = {
        "cms.yml": _set_up(plan, schemas),
        "README.md": readme(plan),
        "requirements.txt": _requirements(words, version, requirement),
        ".editorconfig": filled("common", "editorconfig"),
        ".gitignore": filled("common", "gitignore"),
        ".pre-commit-config.yaml": filled(words, "pre-commit-config.yaml"),
        ".github/workflows/check.yml": filled(words, "check.yml"),
        ".vscode/extensions.json": json_text(extensions()),
        ".vscode/settings.json": json_text(settings(plan, schemas)),
        f"{media_of(plan)[0]}/.gitkeep": "",
    }
    for collection in plan.collections:
        path = schemas[collection.name]
        made[path] = json_text({"$schema": _DIALECT, "$id": path.rpartition("/")[2], **collection.schema})
        made |= {placed(plan, name): text for name, text in collection.entries.items()}
    return dict(sorted(made.items()))


def schema_paths(plan: Plan) -> dict[str, str]:
    """Each collection's schema: a file named for one of its entries, `schemas/post.schema.json`."""
    singulars = [_singular(collection.name) for collection in plan.collections]
    names = {
        collection.name: singular if singulars.count(singular) == 1 else collection.name
        for collection, singular in zip(plan.collections, singulars, strict=True)
    }
    return {collection: f"schemas/{name}.schema.json" for collection, name in names.items()}


def _singular(name: str) -> str:
    if name in _SINGULARS:
        return _SINGULARS[name]
    if name.endswith("ies"):
        return name[:-3] + "y"
    if name.endswith(("sses", "xes", "ches", "shes")):
        return name[:-2]
    return name[:-1] if name.endswith("s") and not name.endswith(("ss", "us", "is")) else name


def _set_up(plan: Plan, schemas: Mapping[str, str]) -> str:
    languages = f"  languages: [{', '.join(map(scalar, plan.languages))}]\n" if len(plan.languages) > 1 else ""
    collections = {collection.name: _settings(collection, schemas) for collection in plan.collections}
    folder, url = media_of(plan)
    values = {
        "title": scalar(plan.title),
        "lang": scalar(plan.languages[0]),
        "languages": languages,
        "content": scalar(plan.content),
        "media": scalar(folder),
        "url": scalar(url),
        "written": f"{url}/",
        "collections": "".join(f"  {line}\n" for line in yaml_text(collections).splitlines()),
    }
    return filled(served(plan.languages[0]), "cms.yml", values)


def _settings(collection: PlannedCollection, schemas: Mapping[str, str]) -> Data:
    """What stands under a collection in cms.yml, with its schema behind its path."""
    rest = {name: value for name, value in collection.settings.items() if name != "path"}
    return {"path": collection.settings["path"], "schema": schemas[collection.name], **rest}


def _requirements(words: str, version: str, requirement: str | None) -> str:
    unknown = filled(words, "no-requirement.txt", {"name": DISTRIBUTION, "version": version})
    return filled(words, "requirements.txt", {"requirement": (requirement or unknown).rstrip()})
